# SPDX-License-Identifier: Apache-2.0
"""The shapes that components take: what a view prepares so that a template only lays out.

Texts are ready for people (translated, or the institution's own words); moments are aware datetimes.
Which component takes which shape stands in the first line of `templates/components/<component>.html`.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise

#: A text for people, translated now or when it is shown.
Words = str | Promise

StateKind = Literal["waiting", "done", "refused", "information", "closed"]


@dataclass(frozen=True, slots=True)
class State:
    """A word and the kind that gives it colour and shape."""

    word: Words
    kind: StateKind


@dataclass(frozen=True, slots=True)
class Column:
    """A head of `list_table`. With `sort_url` the head is a link; `order` says how the rows are sorted by it now."""

    label: Words
    sort_url: str = ""
    order: Literal["", "ascending", "descending"] = ""
    kind: Literal["", "main", "number", "short"] = ""
    is_silent: bool = False
    """The label is for screen readers only (a column of boxes or buttons)."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One link of `tabs` or `switch`."""

    label: Words
    url: str
    is_current: bool = False
    count: int | str | None = None


@dataclass(frozen=True, slots=True)
class Pager:
    """Where in a list we are: rows `first` to `last` (counted from 1) of `total`, if the total is known."""

    first: int
    last: int
    total: int | None = None
    previous_url: str = ""
    next_url: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A term and its value, for `definition_list`."""

    term: Words
    value: object
    url: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of the author's `journey`: a plain sentence, when it was or when it is due, and who."""

    sentence: Words
    state: Literal["done", "now", "future", "refused"] = "done"
    at: dt.datetime | None = None
    due: dt.datetime | None = None
    office: str = ""
    detail: Words = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One line of the staff's `timeline`."""

    at: dt.datetime
    sentence: Words
    person: str = ""
    note: Words = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One of the stations in `steps_bar`."""

    word: Words
    state: Literal["done", "current", "future"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in `difference`: kept, added or removed."""

    kind: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True, slots=True)
class Contributor:
    """A person or unit with a part in an item. `share` in per cent; `key` names the field in `shares_editor`."""

    name: str
    post: str = ""
    share: int | None = None
    key: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A stored attachment in `upload_list`. `state` tells of a check that is not passed yet, or failed; `note` of the
    item it was handed in with, where that is another.
    """

    name: str
    size: int
    url: str = ""
    key: str = ""
    state: State | None = None
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Alike:
    """An item that looks like the one at hand: how close in per cent, and why it was found."""

    title: Words
    url: str
    closeness: int
    reason: Words


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a text with a little of what stands around it."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Check:
    """One line of a `checklist`: what it says, the passage it speaks of, and the one act that it offers.

    `url` is a page that asks for a reason, or, for what was set aside, takes the POST that opens it again.
    """

    sentence: Words
    outcome: Literal["met", "missed", "open", "aside"]
    note: Words = ""
    passage: Passage | None = None
    url: str = ""
    act: Words = ""

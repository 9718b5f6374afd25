# SPDX-License-Identifier: Apache-2.0
"""A wording as parts under headings, and two wordings side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from yizhan.domains.items.models import Text
from yizhan.domains.items.operations.writing import Wording
from yizhan.engines.text.difference import Run, difference
from yizhan.web.items.forms import PLAIN_LABELS


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a paper."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One part in two wordings, as the runs that lead from one to the other."""

    heading: str
    runs: Sequence[Run]
    is_changed: bool


#: What stands on the paper, in this order; the short particulars stand beside it.
_ON_PAPER = ("situation", "consequence", "analysis", "suggestion")


def parts_of(text: Text | Wording) -> list[Part]:
    """The parts below the title that say something; the matter itself needs no heading."""
    named = [(name, getattr(text, name)) for name in _ON_PAPER]
    return [Part("" if name == "situation" else str(PLAIN_LABELS[name]), words) for name, words in named if words]


def changes(before: Text | Wording, after: Text | Wording) -> list[Change]:
    """All parts that stand in either wording, in the order of the paper."""
    found = []
    for name, heading in PLAIN_LABELS.items():
        old, new = getattr(before, name), getattr(after, name)
        if old or new:
            found.append(Change(str(heading), difference(old, new), is_changed=old != new))
    return found


def has_changes(compared: Sequence[Change]) -> bool:
    """Whether anything differs at all."""
    return any(change.is_changed for change in compared)

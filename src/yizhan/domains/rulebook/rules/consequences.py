# SPDX-License-Identifier: Apache-2.0
"""What a new value would have meant for the matters of the last year. Rooms count; a table of the wiring names them."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from yizhan.domains.rulebook.rules.kinds import Text


class Counted(NamedTuple):
    """How many of the matters since a day a value concerns."""

    touched: int
    of: int


@dataclass(frozen=True, slots=True)
class Consequence:
    """Who counts, and the sentence; it is filled in with `of`, `before` and `after`."""

    count: Callable[[int, Any, datetime.date], Counted]
    wording: Text


_consequences: dict[str, Consequence] = {}


def enter(table: Mapping[str, Consequence]) -> None:
    """Take over the table of the wiring: key of a rule -> its consequence."""
    _consequences.update(table)


def foresee(key: str, station_id: int, *, before: Any, after: Any, since: datetime.date) -> str:
    """The consequence in words, or nothing where no room can tell or nothing happened since."""
    consequence = _consequences.get(key)
    if consequence is None:
        return ""
    was, would_be = (consequence.count(station_id, value, since) for value in (before, after))
    if not was.of:
        return ""
    return str(consequence.wording) % {"of": was.of, "before": was.touched, "after": would_be.touched}

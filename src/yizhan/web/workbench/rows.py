# SPDX-License-Identifier: Apache-2.0
"""What one row of the workbench holds and where rows come from; rooms make rows of their own of this."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from yizhan.kernel.actors import Actor
from yizhan.web.components import State as Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One row: the matter, words about it, its day, and the next act as a link."""

    title: str
    url: str
    verb: str
    act_url: str
    state: Standing
    since: datetime.datetime
    about: list[str] = field(default_factory=list)
    due: datetime.datetime | None = None
    why_url: str = ""
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where rows come from: the room in whose rail entry they count, the rows, and how a row is shown.

    Rows that depend on the time (`is_timed`) are asked for with it, so that their statement is compiled only once.
    """

    room: str
    rows: Callable[..., QuerySet[Any]]
    shown: Callable[[object], Waiting]
    is_timed: bool = False

    def rows_at(self, actor: Actor, now: datetime.datetime, today: datetime.date) -> QuerySet[Any]:
        """The rows at a moment; `today` is its day in the office."""
        return self.rows(actor, now, today) if self.is_timed else self.rows(actor)

# SPDX-License-Identifier: Apache-2.0
"""What past events teach: by category, level, hour, weekday and unit, how many, how late, how fast they came (E13).

An event that several units reported counts once, except by unit, where each unit's report stands for itself.
"""

import datetime
import statistics
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import QuerySet

from yizhan.domains.clocks.models import Deadline
from yizhan.domains.clocks.states import State as ClockState
from yizhan.domains.findings.queries import missed
from yizhan.domains.urgent.models import Emergency
from yizhan.domains.urgent.queries.reports import FIRST_REPORT
from yizhan.domains.urgent.states import State as UrgentState
from yizhan.kernel import clock

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Past:
    """One report of one event. `unit` is empty for the office itself; `minutes` how late it was, None if it was not.

    `to_receipt` counts the minutes from the event to receipt by the office (PAIN-15).
    """

    happened_at: datetime.datetime
    category: str
    level: str
    unit: str
    is_counted_once: bool
    is_late: bool
    minutes: int | None
    to_receipt: int | None

    @property
    def hour(self) -> int:
        """The hour of the day in the office's zone."""
        return self.happened_at.astimezone(clock.OFFICE_ZONE).hour

    @property
    def weekday(self) -> int:
        """0 for Monday, in the office's zone."""
        return self.happened_at.astimezone(clock.OFFICE_ZONE).weekday()


@dataclass(frozen=True, slots=True)
class Counted:
    """Several reports: how many, how many late, and the medians in minutes of lateness and of the time to receipt."""

    number: int
    late: int
    minutes: float | None
    to_receipt: float | None


def of_period(found: QuerySet[Emergency], begins_at: datetime.datetime, ends_before: datetime.datetime) -> list[Past]:
    """The events that happened in a period and were none by mistake, oldest first; two queries."""
    rows = found.filter(happened_at__gte=begins_at, happened_at__lt=ends_before).exclude(state=UrgentState.WITHDRAWN)
    clocks = _clocks_of(rows)
    now = clock.now()
    return [_past(one, clocks.get(one.public_id), now) for one in rows.select_related("organization").order_by("id")]


def counted(rows: Sequence[Past]) -> Counted:
    """Some of them together."""
    late = [row.minutes for row in rows if row.minutes is not None]
    received = [row.to_receipt for row in rows if row.to_receipt is not None]
    return Counted(len(rows), sum(row.is_late for row in rows), _median(late), _median(received))


def by(rows: Iterable[Past], key: Callable[[Past], Key]) -> dict[Key, Counted]:
    """Grouped by something, in the order in which it first occurs."""
    groups: dict[Key, list[Past]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return {name: counted(group) for name, group in groups.items()}


def once(rows: Iterable[Past]) -> list[Past]:
    """Each event once, as the first unit reported it."""
    return [row for row in rows if row.is_counted_once]


def _clocks_of(rows: QuerySet[Emergency]) -> dict[object, Deadline]:
    """The last clock of each first report."""
    keys = rows.order_by().values("public_id")
    asked = Deadline.objects.filter(kind=FIRST_REPORT, subject__in=keys).exclude(state=ClockState.CANCELLED)
    return {one.subject: one for one in asked.order_by("id")}


def _past(one: Emergency, first: Deadline | None, now: datetime.datetime) -> Past:
    minutes = missed.minutes_late(first) if first is not None else None
    is_overdue = first is not None and first.state == ClockState.RUNNING and first.due_at < now
    received = one.received_at
    return Past(
        happened_at=one.happened_at,
        category=one.category,
        level=one.level,
        unit=one.organization.short_name if one.organization else "",
        is_counted_once=one.same_as_id is None,
        is_late=minutes is not None or is_overdue,
        minutes=minutes,
        to_receipt=int((received - one.happened_at).total_seconds() // 60) if received else None,
    )


def _median(values: Sequence[int]) -> float | None:
    return statistics.median(values) if values else None

# SPDX-License-Identifier: Apache-2.0
"""Reading deadlines. None of these asks who reads; `access.visible` does."""

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet, Subquery

from yizhan.domains.clocks.models import Alarm, Deadline, Extension, Pause
from yizhan.domains.clocks.queries import reckoning
from yizhan.domains.clocks.states import OPEN, AlarmState, RequestState, State
from yizhan.domains.network.models import Station
from yizhan.kernel import clock
from yizhan.kernel.counting import Counted
from yizhan.kernel.prepared import prepared

#: Alarms looked for in one round of the worker; the next round follows at once.
_AT_ONCE = 100

#: Counting stops here: a page says that there are more.
_MOST = 1000


def open_one(subject: uuid.UUID, kind: str) -> Deadline | None:
    """The deadline of that kind that still runs or stands still, if there is one."""
    for found in _open_ones(subject, kind):
        return found
    return None


def last_one(subject: uuid.UUID, kind: str) -> Deadline | None:
    """The latest deadline of that kind, however it ended."""
    return Deadline.objects.filter(subject=subject, kind=kind).order_by("-id").first()


def of_subjects(subjects: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[Deadline]]:
    """All deadlines of several things, the earliest first; one query."""
    found: dict[uuid.UUID, list[Deadline]] = {}
    for deadline in Deadline.objects.filter(subject__in=list(subjects)).order_by("due_at", "id"):
        found.setdefault(deadline.subject, []).append(deadline)
    return found


def running(deadlines: QuerySet[Deadline]) -> QuerySet[Deadline]:
    """Those that run, soonest first."""
    return deadlines.filter(state=State.RUNNING).order_by("due_at", "id")


def overdue(deadlines: QuerySet[Deadline], now: datetime.datetime) -> QuerySet[Deadline]:
    """Those whose moment has passed, longest overdue first: exactly those that `reckoning.keeps` no longer.

    Only in the second of a midnight does it matter how the day ends, and only then those of that second are looked at.
    """
    second = now.replace(microsecond=0)
    passed = Q(due_at__lt=second)
    if second.astimezone(clock.OFFICE_ZONE).time() == datetime.time():
        ending = running(deadlines).filter(due_at=second)
        passed |= Q(pk__in=[one.pk for one in ending if not reckoning.keeps(one.due_at, one.why, now)])
    return running(deadlines).filter(passed)


def paused(deadlines: QuerySet[Deadline]) -> QuerySet[Deadline]:
    """Those that stand still."""
    return deadlines.filter(state=State.PAUSED).order_by("due_at", "id")


def ended(deadlines: QuerySet[Deadline]) -> QuerySet[Deadline]:
    """Those that are over, the latest first."""
    return deadlines.exclude(state__in=OPEN).order_by("-id")


def asked(deadlines: QuerySet[Deadline]) -> QuerySet[Extension]:
    """Requests for more time that wait for a decision."""
    waiting = Extension.objects.filter(deadline__in=deadlines, state=RequestState.ASKED)
    return waiting.select_related("deadline", "post__person").order_by("asked_at")


def after(deadlines: QuerySet[Deadline], last: int) -> QuerySet[Deadline]:
    """Those of a list that follow one of its rows, where the next page begins: by moment, of ended ones by age."""
    if deadlines.query.order_by == ("-id",):
        return deadlines.filter(pk__lt=last)
    due = Deadline.objects.filter(pk=last).values("due_at")[:1]
    return deadlines.filter(Q(due_at__gt=Subquery(due)) | Q(due_at=Subquery(due), pk__gt=last))


def counted(*lists: QuerySet[Any]) -> dict[int, int]:
    """How many rows several lists have, by their place; no list is counted beyond `_MOST`. One query."""
    asked = Station.objects.order_by("pk").values_list(*(Counted(rows, most=_MOST) for rows in lists))[:1]
    return dict(enumerate(next(iter(asked), ())))


def standing_pause(deadline: Deadline) -> Pause | None:
    """The pause that lasts."""
    return deadline.pauses.filter(until__isnull=True).first()


def ringing(now: datetime.datetime, *, past: int = 0) -> list[int]:
    """Alarms of running deadlines whose moment has come, the earliest first, so many that a round is short.

    Reads the due ones only, `past` so many at the head that could not ring.
    """
    return list(_due(now)[past : past + _AT_ONCE]) if past else list(_ringing(now))


def next_moment(since: datetime.datetime) -> datetime.datetime | None:
    """When the next alarm after a moment is to ring; read at the head of an index."""
    for moment in _next_moments(since):
        return moment
    return None


def _waiting() -> QuerySet[Alarm]:
    return Alarm.objects.filter(state=AlarmState.WAITING, deadline__state=State.RUNNING).order_by("moment", "id")


def _due(now: datetime.datetime) -> QuerySet[Alarm, int]:
    return _waiting().filter(moment__lte=now).values_list("pk", flat=True)


@prepared
def _ringing(now: datetime.datetime) -> QuerySet[Alarm, int]:
    return _due(now)[:_AT_ONCE]


@prepared
def _next_moments(since: datetime.datetime) -> QuerySet[Alarm, datetime.datetime]:
    return _waiting().filter(moment__gt=since).values_list("moment", flat=True)[:1]


@prepared
def _open_ones(subject: uuid.UUID, kind: str) -> QuerySet[Deadline]:
    return Deadline.objects.filter(subject=subject, kind=kind, state__in=sorted(OPEN))

# SPDX-License-Identifier: Apache-2.0
"""Whom alarms called, and who answered."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from yizhan.domains.clocks.models import Alarm
from yizhan.domains.clocks.queries.alarms import is_seen_to
from yizhan.domains.clocks.states import AlarmState
from yizhan.domains.duty.models import Call


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeCall:
    """One ringing: whom it called and when, what was wrong with the step, who answered and when, if anybody did."""

    subject: uuid.UUID
    alarm: uuid.UUID
    names: tuple[str, ...]
    at: datetime.datetime
    is_fallback: bool
    is_passed_over: bool
    taken_by: str
    taken_at: datetime.datetime | None


def of_subjects(subjects: Iterable[uuid.UUID]) -> list[MadeCall]:
    """Every call about these deadlines, the latest first; two queries."""
    keys = list(subjects)
    calls = list(Call.objects.filter(subject__in=keys).order_by("-id"))
    if not calls:
        return []
    rung = Alarm.objects.filter(deadline__public_id__in={one.subject for one in calls}).select_related(
        "taken_by__person"
    )
    alarms = {one.public_id: one for one in rung}
    taken = [one for one in alarms.values() if one.state == AlarmState.TAKEN]
    return [_made(one, alarms[one.alarm], taken) for one in calls]


def standing(subjects: Iterable[uuid.UUID]) -> dict[uuid.UUID, MadeCall]:
    """The last call about each of these deadlines."""
    return {one.subject: one for one in reversed(of_subjects(subjects))}


def _made(call: Call, alarm: Alarm, taken: Iterable[Alarm]) -> MadeCall:
    answer = next((one for one in taken if is_seen_to(alarm, one)), None)
    return MadeCall(
        subject=call.subject,
        alarm=call.alarm,
        names=tuple(f"{one['duty']} {one['name']}".strip() for one in call.people),
        at=call.at,
        is_fallback=call.is_fallback,
        is_passed_over=call.is_passed_over,
        taken_by=answer.taken_by.person.name if answer is not None and answer.taken_by is not None else "",
        taken_at=answer.taken_at if answer is not None else None,
    )

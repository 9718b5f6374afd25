# SPDX-License-Identifier: Apache-2.0
"""Which alarms somebody sees to."""

from django.db.models import Q, QuerySet

from yizhan.domains.clocks.models import Alarm
from yizhan.domains.clocks.states import AlarmState


def is_seen_to(alarm: Alarm, taken: Alarm) -> bool:
    """Whether `taken` is an answer to an alarm: to one of its own calls, or to any that had rung when it was given.

    Whoever takes a warning after the moment has passed sees to the card as well.
    """
    if taken.state != AlarmState.TAKEN or (taken.deadline_id, taken.round) != (alarm.deadline_id, alarm.round):
        return False
    had_rung = alarm.rung_at is not None and taken.taken_at is not None and alarm.rung_at <= taken.taken_at
    return taken.name == alarm.name or had_rung


def answers(alarm: Alarm) -> QuerySet[Alarm]:
    """The taken alarms that see to one, the first answer first."""
    same = Alarm.objects.filter(deadline_id=alarm.deadline_id, round=alarm.round, state=AlarmState.TAKEN)
    return same.filter(Q(name=alarm.name) | Q(taken_at__gte=alarm.rung_at)).order_by("taken_at", "id")

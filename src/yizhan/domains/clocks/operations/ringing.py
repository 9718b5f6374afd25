# SPDX-License-Identifier: Apache-2.0
"""Alarms: each rings once, whoever asks and however often, and goes on until somebody takes it."""

import datetime
import uuid

from django.db.models import Q

from yizhan.domains.clocks import access, events
from yizhan.domains.clocks.models import Alarm, Deadline
from yizhan.domains.clocks.permissions import Permission
from yizhan.domains.clocks.queries import alarms, deadlines
from yizhan.domains.clocks.states import ALARM_STEPS, AlarmState, State
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict
from yizhan.kernel.locking import locked
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


def ring_due(actor: Actor) -> int:
    """Ring what is due, each alarm in a transaction of its own; answers how many rang.

    One that fails keeps no other from ringing, however many fail; the first failure is raised when all have been tried.
    """
    now, rung = clock.now(), 0
    faults: list[Exception] = []
    while due := deadlines.ringing(now, past=len(faults)):
        for pk in due:
            try:
                rung += ring(actor, pk) is not None
            except Exception as fault:  # noqa: BLE001 -- raised below, after the others
                faults.append(fault)
        if rung or not faults:
            break
    if faults:
        raise faults[0]
    return rung


@operation
def ring(actor: Actor, pk: int) -> Alarm | None:
    """Let one alarm ring: once, however many workers try and whatever the clock does (REL-23).

    An alarm that must be taken lays the next one down, for whoever comes then, until the next rung takes over: one
    chain rings at a time. One whose deadline no longer runs, or that was taken away meanwhile, does nothing.
    Writes: alarms, journal. Announces: clocks.alarm.rung.
    """
    access.require(actor, Permission.RING)
    waiting = Alarm.objects.filter(pk=pk, state=AlarmState.WAITING)
    key = waiting.values_list("deadline_id", flat=True).first()
    if key is None:
        return None
    deadline = locked(Deadline, key)  # before the alarm, so that taking it and its going on follow each other
    alarm = waiting.first()
    if alarm is None or deadline.state != State.RUNNING:
        return None
    if alarm.number and _is_overtaken(alarm, clock.now()):
        alarm.delete()
        return None
    event = events.AlarmRung(
        subject=deadline.public_id,
        matter=deadline.matter,
        alarm=alarm.name,
        kind=deadline.kind,
        rung=alarm.rung,
        card=alarm.card,
        title=deadline.title,
        due=deadline.due_at.astimezone(clock.OFFICE_ZONE).isoformat(),
        number=alarm.number,
        key=str(alarm.public_id),
        calls=alarm.passes_on_after is not None,
    )
    move(alarm, ALARM_STEPS, "ring", actor=actor, event=event, rung_at=clock.now())
    if alarm.passes_on_after is not None:
        _pass_on(alarm, alarm.passes_on_after)
    return alarm


@operation
def take(actor: Actor, public_id: uuid.UUID) -> Alarm:
    """Say that one sees to it: nobody else is called any more. Taking it again changes nothing.

    Writes: alarms, journal. Announces: clocks.alarm.taken.
    """
    alarm = access.take_alarm(actor, public_id)
    if alarm.state == AlarmState.WAITING:
        raise Conflict("clocks.alarm.not_yet")
    return _take(actor, alarm, actor.post)


@operation
def take_signed(actor: Actor, public_id: uuid.UUID, *, post: int | None) -> Alarm | None:
    """Somebody signed for the notice of an alarm, and so sees to it. Called by the reaction; twice changes nothing.

    Writes: alarms, journal. Announces: clocks.alarm.taken.
    """
    access.require(actor, Permission.RING)
    found = Alarm.objects.filter(public_id=public_id).first()
    if found is None:
        return None
    locked(Deadline, found.deadline_id)
    return _take(actor, Alarm.objects.get(pk=found.pk), post)


def _take(actor: Actor, alarm: Alarm, post: int | None) -> Alarm:
    """Of those who take it one after the other the first sees to it, whichever of its calls each of them answers.

    A rung that has not rung yet comes all the same.
    """
    deadline = alarm.deadline
    same = deadline.alarms.filter(round=alarm.round)
    taken = alarms.answers(alarm).first()
    if taken is not None:
        return taken
    same.filter(Q(name=alarm.name) | Q(number__gt=0), state=AlarmState.WAITING).delete()
    event = events.AlarmTaken(subject=deadline.public_id, matter=deadline.matter, title=deadline.title)
    return move(alarm, ALARM_STEPS, "take", actor=actor, event=event, taken_at=clock.now(), taken_by_id=post)


def _is_overtaken(alarm: Alarm, moment: datetime.datetime) -> bool:
    """Whether another rung of the same deadline that must be taken rings for the first time by then."""
    others = Alarm.objects.filter(deadline_id=alarm.deadline_id, round=alarm.round, number=0, moment__lte=moment)
    return others.filter(state=AlarmState.WAITING, passes_on_after__isnull=False).exclude(name=alarm.name).exists()


def _pass_on(alarm: Alarm, seconds: int) -> None:
    """Lay down the ringing for whoever comes next, unless the next rung comes by then; what earlier rungs left ends."""
    earlier = Alarm.objects.filter(deadline_id=alarm.deadline_id, round=alarm.round, number__gt=0)
    earlier.filter(state=AlarmState.WAITING).exclude(name=alarm.name).delete()
    moment = clock.now() + datetime.timedelta(seconds=seconds)
    if _is_overtaken(alarm, moment):
        return
    Alarm.objects.create(
        deadline_id=alarm.deadline_id,
        station_id=alarm.station_id,
        name=alarm.name,
        rung=alarm.rung,
        card=alarm.card,
        moment=moment,
        round=alarm.round,
        number=alarm.number + 1,
        passes_on_after=seconds,
    )

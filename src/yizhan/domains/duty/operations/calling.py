# SPDX-License-Identifier: Apache-2.0
"""Putting an alarm through to people, one link after the other, until one of them takes it by one act."""

import uuid

from yizhan.domains.clocks.models import Alarm, Deadline
from yizhan.domains.clocks.operations import ringing
from yizhan.domains.clocks.queries import alarms
from yizhan.domains.clocks.states import AlarmState
from yizhan.domains.clocks.states import State as ClockState
from yizhan.domains.duty import access, events
from yizhan.domains.duty.models import Call
from yizhan.domains.duty.permissions import Permission
from yizhan.domains.duty.queries import chains
from yizhan.domains.network.models import Post
from yizhan.domains.notices.models import Notice
from yizhan.domains.notices.operations import telling
from yizhan.domains.notices.operations.telling import Addressee
from yizhan.domains.notices.states import Audience
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor, system
from yizhan.kernel.errors import Conflict
from yizhan.kernel.inserting import insert
from yizhan.kernel.models import Entry
from yizhan.kernel.operations import operation

#: The event that a notice tells of when it calls somebody.
CALLED = events.AlarmCalled.name


@operation
def call(actor: Actor, alarm: uuid.UUID) -> Call | None:
    """Call whom a ringing alarm is for now: each alarm calls once, however often this runs (REL-23).

    Nobody is called about what somebody has taken, or what is no longer due. Writes: call, notices, journal.
    Announces: duty.alarm.called.
    """
    access.require(actor, Permission.CALL)
    made = Call.objects.filter(alarm=alarm).first()
    found = Alarm.objects.select_related("deadline").filter(public_id=alarm).first()
    if made is not None or found is None:
        return made
    deadline = found.deadline
    if deadline.state != ClockState.RUNNING or alarms.answers(found).exists():
        return None
    chain = chains.chain(deadline.station_id, deadline.organization_id, clock.now())
    reached = chain.at(found.number, found.rung)
    people = reached.people
    row = Call(
        station_id=deadline.station_id,
        alarm=alarm,
        subject=deadline.public_id,
        number=found.number,
        is_fallback=chain.is_fallback,
        is_passed_over=reached.is_passed_over,
        people=[{"person": one.person, "name": one.name, "duty": one.duty} for one in people],
        at=clock.now(),
    )
    insert(row)
    event = events.AlarmCalled(
        subject=deadline.public_id,
        matter=deadline.matter,
        title=deadline.title,
        kind=deadline.kind,
        due=deadline.due_at.astimezone(clock.OFFICE_ZONE).isoformat(),
        rung=found.rung,
        card=found.card,
        number=found.number,
        key=str(alarm),
        people=tuple(f"{one.duty} {one.name}".strip() for one in people),
        is_fallback=chain.is_fallback,
        is_passed_over=reached.is_passed_over,
    )
    entry = audit.record(actor, event, station=deadline.station_id)
    if people:
        telling.tell(
            system(deadline.station_id),
            [Addressee(one.person, one.post) for one in people],
            entry.pk,
            audience=Audience.HANDLER,
            urgent=True,
            must_acknowledge=True,
            due=deadline.due_at,
        )
    return row


@operation
def take(actor: Actor, alarm: uuid.UUID) -> Alarm:
    """See to it: nobody else is called, and one's own notices about it are signed for by the same act.

    Of two who take it at once one succeeds, and the other is told who. Writes: alarms, notices, journal.
    Announces: clocks.alarm.taken, notices.notice.acknowledged.
    """
    taken = ringing.take(actor, alarm)
    if taken.taken_by_id != actor.post:
        raise Conflict("duty.alarm.taken", who=_name(taken.taken_by_id))
    called = Notice.objects.filter(
        entry__event=CALLED,
        entry__subject=taken.deadline.public_id,
        person_id=actor.acting_person,
        must_acknowledge=True,
        acknowledged_at__isnull=True,
    )
    for notice in called.order_by("pk"):
        telling.acknowledge(actor, notice.public_id)
    return taken


@operation
def sign(actor: Actor, notice: uuid.UUID) -> Notice:
    """Sign for a notice; if an alarm called with it, that takes the alarm in the same moment.

    Writes: notice, alarms, journal. Announces: notices.notice.acknowledged, clocks.alarm.taken.
    """
    signed = telling.acknowledge(actor, notice)
    told = Entry.objects.get(pk=signed.entry_id)
    if told.event == CALLED:
        ringing.take_signed(system(told.station), uuid.UUID(told.facts["key"]), post=actor.post)
    return signed


@operation
def settle(actor: Actor, deadline: uuid.UUID) -> None:
    """Ask nobody any more to sign for what somebody has taken, or for what is no longer due. Twice changes nothing.

    Writes: notices.
    """
    access.require(actor, Permission.CALL)
    found = Deadline.objects.filter(public_id=deadline).first()
    if found is None:
        return
    calls = Entry.objects.filter(event=CALLED, subject=deadline).order_by("pk")
    if found.state == ClockState.RUNNING:
        rung = list(found.alarms.all())
        taken = [one for one in rung if one.state == AlarmState.TAKEN]
        keys = {str(one.public_id) for one in rung if any(alarms.is_seen_to(one, answer) for answer in taken)}
        over = [one.pk for one in calls if one.facts["key"] in keys]
    else:
        over = [one.pk for one in calls]
    telling.excuse(actor, over)


def _name(post: int | None) -> str:
    found = Post.objects.select_related("person").filter(pk=post or 0).first()
    return found.person.name if found else ""

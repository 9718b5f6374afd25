# SPDX-License-Identifier: Apache-2.0
"""Trying whether whoever is on duty can be reached. Who does not answer in time is a finding by itself."""

import uuid

from yizhan.domains.clocks.operations import running
from yizhan.domains.clocks.queries.reckoning import AlarmPlan, terms
from yizhan.domains.clocks.states import Rung
from yizhan.domains.duty import access, events, rules
from yizhan.domains.duty.models import CheckCall, Number
from yizhan.domains.duty.operations import wording
from yizhan.domains.duty.permissions import Permission
from yizhan.domains.duty.queries import rosters
from yizhan.domains.duty.states import CHECK_CALL_STEPS, CheckCallState
from yizhan.domains.rulebook import queries as rulebook
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, NotFound
from yizhan.kernel.inserting import insert
from yizhan.kernel.locking import locked
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move

#: The clock of a test call.
ANSWER = "duty.check_call"


@operation
def ask(actor: Actor, shift: uuid.UUID, *, number: uuid.UUID | None = None) -> CheckCall:
    """Call somebody who is on duty now. Until the institution's minutes are over the answer is awaited.

    `number` is the one that is dialled; without it the page itself asks. Writes: test call, deadline, journal.
    Announces: duty.check_call.asked, clocks.deadline.opened.
    """
    access.require(actor, Permission.CHECK_CALL)
    found = access.find_shift(actor, shift)
    now = clock.now()
    if not rosters.in_force(found.station_id).filter(pk=found.pk, starts_at__lte=now, ends_at__gt=now).exists():
        raise Conflict("duty.check_call.off_duty")
    if actor.is_person(found.person_id):
        raise Conflict("duty.check_call.oneself")
    if found.check_calls.filter(state=CheckCallState.ASKED).exists():
        raise Conflict("duty.check_call.asked_already")
    call = CheckCall(
        station_id=found.station_id,
        shift=found,
        number=_number(found.person_id, number),
        asked_at=now,
        asked_by_id=actor.post,
    )
    insert(call)
    event = events.CheckCallAsked(subject=call.public_id, duty=found.duty, who=found.person.name)
    audit.record(actor, event, station=call.station_id, after=CheckCallState.ASKED)
    _await(actor, call)
    return call


@operation
def answer(actor: Actor, public_id: uuid.UUID, *, note: str = "", seen: int | None = None) -> CheckCall:
    """Note that somebody answered: whoever was called says so in the page, or whoever called.

    Writes: state, number, deadline, journal. Announces: duty.check_call.answered, clocks.deadline.met.
    """
    call = access.take_check_call(actor, public_id, "answer", seen=seen)
    now = clock.now()
    event = events.CheckCallAnswered(
        subject=call.public_id,
        duty=call.shift.duty,
        who=call.shift.person.name,
        seconds=int((now - call.asked_at).total_seconds()),
    )
    said = wording.checked(note, field="note")
    move(call, CHECK_CALL_STEPS, "answer", actor=actor, event=event, ended_at=now, note=said)
    if call.number_id is not None:
        number = locked(Number, call.number_id)
        number.tested_at = now
        number.save(update_fields=["tested_at"])
    running.meet(actor, call.public_id, ANSWER)
    return call


@operation
def miss(actor: Actor, public_id: uuid.UUID, *, note: str = "", seen: int | None = None) -> CheckCall:
    """Note that nobody answered, before the time was over.

    Writes: state, deadline, journal. Announces: duty.check_call.missed.
    """
    call = access.take_check_call(actor, public_id, "miss", seen=seen)
    running.cancel(actor, call.public_id, ANSWER, reason=call.shift.person.name)
    return _miss(actor, call, wording.checked(note, field="note"))


@operation
def run_out(actor: Actor, public_id: uuid.UUID) -> CheckCall | None:
    """The time for answering is over: the call was missed. Called by the reaction to its alarm; twice changes nothing.

    Writes: state, deadline, journal. Announces: duty.check_call.missed.
    """
    access.require(actor, Permission.CALL)
    found = CheckCall.objects.filter(public_id=public_id).first()
    if found is None:
        return None
    call = locked(CheckCall, found.pk)
    if call.state != CheckCallState.ASKED:
        return None
    running.cancel(actor, call.public_id, ANSWER, reason=call.shift.person.name)
    return _miss(actor, call, "")


def _miss(actor: Actor, call: CheckCall, note: str) -> CheckCall:
    now = clock.now()
    event = events.CheckCallMissed(subject=call.public_id, duty=call.shift.duty, who=call.shift.person.name)
    return move(call, CHECK_CALL_STEPS, "miss", actor=actor, event=event, ended_at=now, note=note)


def _await(actor: Actor, call: CheckCall) -> None:
    """Let the answer be due; its only alarm says that it did not come."""
    found = rulebook.candidates(call.station_id, rules.ANSWER_WITHIN)
    running.open_deadline(
        actor,
        call.public_id,
        ANSWER,
        station=call.station_id,
        title=f"{call.shift.duty} {call.shift.person.name}",
        terms=terms(rules.ANSWER_WITHIN, found),
        post=call.shift.post_id,
        starts_at=call.asked_at,
        plans=[AlarmPlan(name="passed", rung=Rung.PERSON)],
    )


def _number(person: int, public_id: uuid.UUID | None) -> Number | None:
    if public_id is None:
        return None
    found = Number.objects.filter(person_id=person, public_id=public_id, ended_at__isnull=True).first()
    if found is None:
        raise NotFound("duty.number.unknown", field="number")
    return found

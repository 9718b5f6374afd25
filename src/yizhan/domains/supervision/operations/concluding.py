# SPDX-License-Identifier: Apache-2.0
"""The supervisor's part in cases: follow by choice, press forward, establish the result, conclude, open again."""

import datetime
import uuid

from yizhan.domains.supervision import events
from yizhan.domains.supervision.access import loading
from yizhan.domains.supervision.access.rights import acting_post
from yizhan.domains.supervision.models import Case, Measure
from yizhan.domains.supervision.operations import due_replies, following
from yizhan.domains.supervision.operations.writing import coming_day, given, noted, past_day, written
from yizhan.domains.supervision.queries import cases
from yizhan.domains.supervision.states import ASSIGNMENT_STEPS, CASE_STEPS, MeasureKind, Outcome
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


@operation
def follow(actor: Actor, item: uuid.UUID, *, reason: str) -> Case:
    """Follow an important item that nobody instructed (RULE-101, RULE-102).

    Writes: case, journal. Announces: supervision.case.opened.
    """
    row = loading.take_item(actor, item, "follow")
    why = given(reason)
    if cases.open_case(row) is not None:
        raise Conflict("supervision.case.open_already")
    return following.open_new(actor, row, is_instructed=False, reason=why)


@operation
def take_measure(
    actor: Actor, public_id: uuid.UUID, *, kind: str, held_on: datetime.date, text: str, seen: int | None = None
) -> Case:
    """Record what was done to press a case forward; a case can have several measures (RULE-098).

    Writes: measure, journal. Announces: supervision.measure.taken.
    """
    case = loading.take(actor, public_id, "take_measure", seen=seen)
    if kind not in MeasureKind.values:
        raise Invalid("supervision.measure.unknown", field="kind")
    measure = Measure.objects.create(
        case=case,
        kind=kind,
        held_on=past_day("held_on", held_on),
        text=written("text", text),
        post_id=acting_post(actor),
        at=clock.now(),
    )
    event = events.MeasureTaken(
        subject=case.public_id,
        matter=case.item.public_id,
        kind=kind,
        held_on=held_on.isoformat(),
        text=measure.text,
    )
    audit.record(actor, event, station=case.station_id)
    return case


@operation
def establish(actor: Actor, public_id: uuid.UUID, *, outcome: str, note: str = "", seen: int | None = None) -> Case:
    """Establish what came of the matter, once every unit has replied and every reply is approved (RULE-099, RULE-109).

    Writes: case, journal. Announces: supervision.case.implemented.
    """
    case = loading.take(actor, public_id, "establish", seen=seen)
    if outcome not in Outcome.values:
        raise Invalid("supervision.outcome.unknown", field="outcome")
    if not cases.is_answered(case):
        raise Conflict("supervision.case.unanswered")
    event = events.ResultEstablished(
        subject=case.public_id, matter=case.item.public_id, outcome=outcome, note=noted("note", note)
    )
    return move(case, CASE_STEPS, "establish", actor=actor, event=event, outcome=outcome, implemented_at=clock.now())


@operation
def conclude(actor: Actor, public_id: uuid.UUID, *, reason: str = "", seen: int | None = None) -> Case:
    """Conclude a case. Where a contributor says that nothing is solved, it needs a reason (law 5 of the house).

    Writes: case, journal. Announces: supervision.case.concluded.
    """
    case = loading.take(actor, public_id, "conclude", seen=seen)
    why = noted("reason", reason)
    if not why and cases.is_unsolved(case):
        raise Invalid("supervision.case.unsolved", field="reason")
    event = events.CaseConcluded(subject=case.public_id, matter=case.item.public_id, outcome=case.outcome, reason=why)
    return move(case, CASE_STEPS, "conclude", actor=actor, event=event, concluded_at=clock.now())


@operation
def reopen(actor: Actor, public_id: uuid.UUID, *, due_on: datetime.date, reason: str, seen: int | None = None) -> Case:
    """Open a case again with a new day: a correction. It reaches every unit that had replied.

    Writes: case, assignments, journal. Announces: supervision.assignment.reopened, supervision.case.reopened.
    """
    case = loading.take(actor, public_id, "reopen", seen=seen)
    why, day = given(reason), coming_day(due_on)
    other = cases.open_case(case.item)
    if other is not None and other.pk != case.pk:
        raise Conflict("supervision.case.open_already")
    for assignment in cases.live(case):
        gone_on = events.AssignmentReopened(
            subject=assignment.public_id,
            matter=case.item.public_id,
            unit=assignment.organization.name,
            reason=why,
            due_on=day.isoformat(),
        )
        move(
            assignment,
            ASSIGNMENT_STEPS,
            "reopen",
            actor=actor,
            event=gone_on,
            due_on=day,
            assigned_at=clock.now(),
            accepted_at=None,
            replied_at=None,
            approved_at=None,
        )
        due_replies.reopen(actor, assignment, reason=why)
        due_replies.move_on(actor, assignment, due_on=day, reason=why)
    return _reopened(actor, case, why, day)


def _reopened(actor: Actor, case: Case, reason: str, due_on: datetime.date) -> Case:
    event = events.CaseReopened(
        subject=case.public_id,
        matter=case.item.public_id,
        reason=reason,
        due_on=due_on.isoformat(),
        round=case.round + 1,
    )
    return move(
        case,
        CASE_STEPS,
        "reopen",
        actor=actor,
        event=event,
        round=case.round + 1,
        outcome="",
        assigned_at=clock.now(),
        accepted_at=None,
        implemented_at=None,
        told_at=None,
        concluded_at=None,
    )

# SPDX-License-Identifier: Apache-2.0
"""The supervisor's part in assignments: give them out, give more time, urge, check replies, decide about returns."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Organization
from yizhan.domains.supervision import events
from yizhan.domains.supervision.access import loading
from yizhan.domains.supervision.access.rights import acting_post
from yizhan.domains.supervision.models import Assignment, Case, Extension
from yizhan.domains.supervision.operations import due_replies, following
from yizhan.domains.supervision.operations.writing import coming_day, given, noted, written
from yizhan.domains.supervision.queries import cases, findable
from yizhan.domains.supervision.states import ASSIGNMENT_STEPS, CASE_STEPS, AssignmentState
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import amend, move


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What one unit is to do, and by when."""

    organization: int
    task: str
    due_on: datetime.date
    is_lead: bool = False


@operation
def assign(actor: Actor, public_id: uuid.UUID, *, tasks: Sequence[Task], seen: int | None = None) -> Case:
    """Give units their tasks. One unit leads: the one named, or the first (G19, FIX-030).

    Writes: assignments, case, full-text index, journal.
    Announces: supervision.assignment.assigned, supervision.case.assigned.
    """
    case = loading.take(actor, public_id, "assign", seen=seen)
    if not tasks:
        raise Invalid("supervision.unit.nobody", field="tasks")
    units = [_unit(case, task.organization) for task in tasks]
    leads = _leads(case, tasks)
    for task, unit, is_lead in zip(tasks, units, leads, strict=True):
        _assign_one(actor, case, unit, task.task, task.due_on, is_lead=is_lead)
    event = events.CaseAssigned(
        subject=case.public_id,
        matter=case.item.public_id,
        units=tuple(unit.name for unit in units),
        due_on=max(task.due_on for task in tasks).isoformat(),
    )
    since = case.assigned_at or clock.now()
    return move(case, CASE_STEPS, "assign", actor=actor, event=event, assigned_at=since, accepted_at=None)


@operation
def extend(
    actor: Actor, public_id: uuid.UUID, *, due_on: datetime.date, reason: str, seen: int | None = None
) -> Assignment:
    """Give a unit more time, with a reason; the former day stays on record.

    Writes: assignment, extension, journal. Announces: supervision.assignment.extended.
    """
    assignment = loading.take_assignment(actor, public_id, "extend", seen=seen)
    why = given(reason)
    former = assignment.due_on
    if coming_day(due_on) <= former:
        raise Invalid("supervision.due.not_later", field="due_on", due_on=former.isoformat())
    Extension.objects.create(
        assignment=assignment,
        former_due_on=former,
        due_on=due_on,
        reason=why,
        post_id=acting_post(actor),
        at=clock.now(),
    )
    event = events.AssignmentExtended(
        subject=assignment.public_id,
        matter=assignment.case.item.public_id,
        unit=assignment.organization.name,
        former_due_on=former.isoformat(),
        due_on=due_on.isoformat(),
        reason=why,
    )
    amend(assignment, actor=actor, event=event, due_on=due_on)
    due_replies.move_on(actor, assignment, due_on=due_on, reason=why)
    return assignment


@operation
def urge(actor: Actor, public_id: uuid.UUID, *, words: str = "") -> Assignment:
    """Remind a unit of an assignment that waits for it.

    Writes: journal. Announces: supervision.assignment.urged.
    """
    assignment = loading.take_assignment(actor, public_id, "urge")
    event = events.AssignmentUrged(
        subject=assignment.public_id,
        matter=assignment.case.item.public_id,
        unit=assignment.organization.name,
        words=noted("words", words),
        due_on=assignment.due_on.isoformat(),
    )
    audit.record(actor, event, station=assignment.station_id)
    return assignment


@operation
def approve(actor: Actor, public_id: uuid.UUID, *, note: str = "", seen: int | None = None) -> Assignment:
    """Approve a unit's reply. That it replied is not yet a result: that is established for the whole case.

    Writes: assignment, journal. Announces: supervision.assignment.approved.
    """
    assignment = loading.take_assignment(actor, public_id, "approve", seen=seen)
    event = events.ReplyApproved(
        subject=assignment.public_id,
        matter=assignment.case.item.public_id,
        unit=assignment.organization.name,
        number=assignment.replies.count(),
        note=noted("note", note),
    )
    return move(assignment, ASSIGNMENT_STEPS, "approve", actor=actor, event=event, approved_at=clock.now())


@operation
def send_back(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Assignment:
    """Ask a unit for another reply, saying what is missing. The former reply stays.

    Writes: assignment, journal. Announces: supervision.assignment.sent_back.
    """
    assignment = loading.take_assignment(actor, public_id, "send_back", seen=seen)
    event = events.ReplySentBack(
        subject=assignment.public_id,
        matter=assignment.case.item.public_id,
        unit=assignment.organization.name,
        number=assignment.replies.count(),
        reason=given(reason),
    )
    move(assignment, ASSIGNMENT_STEPS, "send_back", actor=actor, event=event, replied_at=None)
    due_replies.reopen(actor, assignment, reason=reason)
    return assignment


@operation
def insist(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Assignment:
    """Decide that a returned task stays with the unit.

    Writes: assignment, journal. Announces: supervision.assignment.insisted.
    """
    assignment = loading.take_assignment(actor, public_id, "insist", seen=seen)
    event = events.AssignmentInsisted(
        subject=assignment.public_id,
        matter=assignment.case.item.public_id,
        unit=assignment.organization.name,
        reason=given(reason),
    )
    return move(assignment, ASSIGNMENT_STEPS, "insist", actor=actor, event=event)


@operation
def reassign(
    actor: Actor,
    public_id: uuid.UUID,
    *,
    organization: int,
    due_on: datetime.date,
    reason: str,
    seen: int | None = None,
) -> Assignment:
    """Give a returned task to another unit, which cannot return it again once the station's limit is reached.

    Writes: assignments, full-text index, journal.
    Announces: supervision.assignment.reassigned, supervision.assignment.assigned.
    Answers with the new assignment.
    """
    former = loading.take_assignment(actor, public_id, "reassign", seen=seen)
    case = former.case
    unit = _unit(case, organization)
    event = events.AssignmentReassigned(
        subject=former.public_id,
        matter=case.item.public_id,
        unit=former.organization.name,
        to=unit.name,
        reason=given(reason),
    )
    move(former, ASSIGNMENT_STEPS, "reassign", actor=actor, event=event)
    due_replies.call_off(actor, former, reason=reason)
    return _assign_one(actor, case, unit, former.task, due_on, is_lead=former.is_lead, replaces=former)


@operation
def recall(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Assignment:
    """Take a task from a unit: a correction. If it led, the next unit leads; without units the case waits again.

    Writes: assignment, case, journal. Announces: supervision.assignment.recalled, supervision.assignment.lead_passed,
    supervision.case.without_units, supervision.case.accepted.
    """
    assignment = loading.take_assignment(actor, public_id, "recall", seen=seen)
    following.recall_one(actor, assignment, given(reason))
    following.keep_in_step(actor, assignment.case)
    return assignment


def _unit(case: Case, organization: int) -> Organization:
    unit = network.organizations_of(case.station_id).filter(pk=organization).first()
    if unit is None:
        raise Invalid("supervision.unit.unknown", field="organization")
    return unit


def _leads(case: Case, tasks: Sequence[Task]) -> list[bool]:
    """Which of the new tasks leads: none while another unit leads, the named one, or the first."""
    named = [task.is_lead for task in tasks]
    is_led = cases.live(case).filter(is_lead=True).exists()
    if sum(named) + is_led > 1:
        raise Invalid("supervision.lead.twice", field="tasks")
    if not is_led and not any(named):
        named[0] = True
    return named


def _assign_one(
    actor: Actor,
    case: Case,
    unit: Organization,
    task: str,
    due_on: datetime.date,
    *,
    is_lead: bool,
    replaces: Assignment | None = None,
) -> Assignment:
    if cases.live(case).filter(organization=unit).exists():
        raise Conflict("supervision.unit.assigned_already", field="organization", name=unit.name)
    assignment = Assignment.objects.create(
        case=case,
        station_id=case.station_id,
        organization=unit,
        is_lead=is_lead,
        task=written("task", task),
        due_on=coming_day(due_on),
        state=AssignmentState.ASSIGNED,
        returns=replaces.returns if replaces else 0,
        replaces=replaces,
        post_id=acting_post(actor),
        assigned_at=clock.now(),
    )
    findable.ASSIGNMENTS.enter(assignment.pk)
    event = events.UnitAssigned(
        subject=assignment.public_id,
        matter=case.item.public_id,
        unit=unit.name,
        task=assignment.task,
        due_on=due_on.isoformat(),
        is_lead=is_lead,
    )
    audit.record(actor, event, station=case.station_id, after=assignment.state)
    due_replies.begin(actor, assignment)
    return assignment

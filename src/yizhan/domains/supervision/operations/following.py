# SPDX-License-Identifier: Apache-2.0
"""How cases begin and keep in step with what belongs to them. Called inside other operations' transactions."""

from yizhan.domains.items.models import Item
from yizhan.domains.supervision import events
from yizhan.domains.supervision.models import Assignment, Case
from yizhan.domains.supervision.operations import due_replies
from yizhan.domains.supervision.queries import cases
from yizhan.domains.supervision.states import ASSIGNMENT_STEPS, CASE_STEPS, TAKEN_ON, AssignmentState, CaseState
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.transitions import amend, move


def open_or_join(actor: Actor, item: Item) -> Case:
    """The case that follows the instructed item: the open one, or a new one (RULE-097). The item is locked."""
    case = cases.open_case(item)
    if case is None:
        return open_new(actor, item, is_instructed=True)
    if case.instructed_at is None:
        case.instructed_at = clock.now()
        case.save(update_fields=["instructed_at"])
    return case


def open_new(actor: Actor, item: Item, *, is_instructed: bool, reason: str = "") -> Case:
    """Begin to follow an item."""
    now = clock.now()
    case = Case.objects.create(
        station_id=item.station_id,
        item=item,
        state=CaseState.INSTRUCTED,
        reason=reason,
        opened_at=now,
        instructed_at=now if is_instructed else None,
    )
    event = events.CaseOpened(subject=case.public_id, matter=item.public_id, reason=reason)
    audit.record(actor, event, station=case.station_id, after=case.state)
    return case


def keep_in_step(actor: Actor, case: Case) -> Case:
    """Move the case where its assignments are: nobody left, or everybody has taken on the task."""
    live = list(cases.live(case))
    matter = case.item.public_id
    if not live and case.state in CASE_STEPS["lose_units"].sources:
        lost = events.CaseWithoutUnits(subject=case.public_id, matter=matter)
        return move(case, CASE_STEPS, "lose_units", actor=actor, event=lost, assigned_at=None, accepted_at=None)
    if live and case.state == CaseState.ASSIGNED and all(one.state in TAKEN_ON for one in live):
        units = tuple(one.organization.name for one in live)
        accepted = events.CaseAccepted(subject=case.public_id, matter=matter, units=units)
        return move(case, CASE_STEPS, "all_accept", actor=actor, event=accepted, accepted_at=clock.now())
    return case


def recall_one(actor: Actor, assignment: Assignment, reason: str) -> Assignment:
    """Take a task from a unit; if it led, the next unit does. The case is left to the caller."""
    case, was_leading = assignment.case, assignment.is_lead
    event = events.AssignmentRecalled(
        subject=assignment.public_id, matter=case.item.public_id, unit=assignment.organization.name, reason=reason
    )
    move(assignment, ASSIGNMENT_STEPS, "recall", actor=actor, event=event)
    due_replies.call_off(actor, assignment, reason=reason)
    heir = cases.live(case).exclude(state=AssignmentState.RETURNED).first() if was_leading else None
    if heir is not None:
        passed = events.LeadPassed(subject=heir.public_id, matter=case.item.public_id, unit=heir.organization.name)
        amend(heir, actor=actor, event=passed, is_lead=True)
    return assignment

# SPDX-License-Identifier: Apache-2.0
"""The unit's part: take on a task, return what is not its own, reply.

Evidence is kept by `files` under the reply's public id beforehand and becomes part of the reply here.
"""

import uuid
from dataclasses import asdict, dataclass

from yizhan.domains.files.operations import attaching
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.supervision import events
from yizhan.domains.supervision.access import loading
from yizhan.domains.supervision.access.rights import acting_post
from yizhan.domains.supervision.models import Assignment, Reply
from yizhan.domains.supervision.operations import due_replies, following
from yizhan.domains.supervision.operations.writing import given, written
from yizhan.domains.supervision.queries import findable
from yizhan.domains.supervision.rules import RETURNS
from yizhan.domains.supervision.states import ASSIGNMENT_STEPS, Outcome
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.ids import new_id
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a unit says: its opinion, how far it is, what it achieved, and which outcome it claims."""

    opinion: str
    progress: str
    effect: str
    outcome: str


@operation
def accept(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Assignment:
    """Take on a task. When every unit has, the whole case counts as accepted (RULE-099).

    Writes: assignment, case, journal. Announces: supervision.assignment.accepted, supervision.case.accepted.
    """
    assignment = loading.take_assignment(actor, public_id, "accept", seen=seen)
    event = events.AssignmentAccepted(
        subject=assignment.public_id, matter=assignment.case.item.public_id, unit=assignment.organization.name
    )
    move(assignment, ASSIGNMENT_STEPS, "accept", actor=actor, event=event, accepted_at=clock.now())
    following.keep_in_step(actor, assignment.case)
    return assignment


@operation
def return_assignment(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Assignment:
    """Return a task that is not the unit's own, with the reason. The supervisor decides; the count stays visible.

    A task is returned only so often in all, whichever units it went to. Writes: assignment, journal.
    Announces: supervision.assignment.returned.
    """
    assignment = loading.take_assignment(actor, public_id, "return_assignment", seen=seen)
    limit = rulebook.value(assignment.station_id, RETURNS)
    if assignment.returns >= limit:
        raise Conflict("supervision.assignment.returned_before", limit=limit)
    number = assignment.returns + 1
    event = events.AssignmentReturned(
        subject=assignment.public_id,
        matter=assignment.case.item.public_id,
        unit=assignment.organization.name,
        reason=given(reason),
        returns=number,
    )
    return move(assignment, ASSIGNMENT_STEPS, "return_assignment", actor=actor, event=event, returns=number)


@operation
def reply(
    actor: Actor,
    public_id: uuid.UUID,
    *,
    words: Words,
    reply_id: uuid.UUID | None = None,
    seen: int | None = None,
) -> Assignment:
    """Reply to an assignment; earlier replies stay. `reply_id` is the id under which evidence was kept.

    Writes: reply, assignment, full-text index, journal. Announces: supervision.assignment.replied.
    """
    assignment = loading.take_assignment(actor, public_id, "reply", seen=seen)
    if words.outcome not in Outcome.values:
        raise Invalid("supervision.outcome.unknown", field="outcome")
    parts = {field: written(field, text) for field, text in asdict(words).items() if field != "outcome"}
    number = assignment.replies.count() + 1
    kept = Reply.objects.create(
        public_id=_fresh(reply_id),
        assignment=assignment,
        number=number,
        outcome=words.outcome,
        post_id=acting_post(actor),
        at=clock.now(),
        **parts,
    )
    findable.REPLIES.enter(kept.pk)
    attaching.hand_in(actor, kept.public_id, matter=assignment.case.item.public_id)
    event = events.AssignmentReplied(
        subject=assignment.public_id,
        matter=assignment.case.item.public_id,
        unit=assignment.organization.name,
        number=number,
        outcome=words.outcome,
    )
    move(assignment, ASSIGNMENT_STEPS, "reply", actor=actor, event=event, replied_at=clock.now())
    due_replies.meet(actor, assignment)
    return assignment


def _fresh(reply_id: uuid.UUID | None) -> uuid.UUID:
    if reply_id is not None and Reply.objects.filter(public_id=reply_id).exists():
        raise Conflict("supervision.reply.id_taken")
    return reply_id or new_id()

# SPDX-License-Identifier: Apache-2.0
"""By when a unit must reply: the deadline of an assignment, kept by the clocks. Called inside other operations; only
`follow_clock` stands alone, for what moved a deadline on the clocks' own page.
"""

import datetime
import uuid

from yizhan.domains.clocks.operations import extending, running
from yizhan.domains.clocks.queries import deadlines
from yizhan.domains.supervision import events
from yizhan.domains.supervision.access import rights
from yizhan.domains.supervision.models import Assignment
from yizhan.domains.supervision.permissions import Permission
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.locking import locked
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import amend

#: The kind of these deadlines.
REPLY = "supervision.reply"


def begin(actor: Actor, assignment: Assignment) -> None:
    """The unit's time begins: until the end of the day that the supervisor set."""
    running.open_deadline(
        actor,
        assignment.public_id,
        REPLY,
        station=assignment.station_id,
        title=assignment.case.item.title,
        fixed=end_of(assignment.due_on),
        matter=assignment.case.item.public_id,
        organization=assignment.organization_id,
    )


def meet(actor: Actor, assignment: Assignment) -> None:
    """The unit has replied."""
    running.meet(actor, assignment.public_id, REPLY)


def reopen(actor: Actor, assignment: Assignment, *, reason: str) -> None:
    """The reply was not enough: the same day still holds."""
    running.reopen(actor, assignment.public_id, REPLY, reason=reason)


def move_on(actor: Actor, assignment: Assignment, *, due_on: datetime.date, reason: str) -> None:
    """The supervisor set a later day."""
    extending.give_until(actor, assignment.public_id, REPLY, until=end_of(due_on), reason=reason)


def call_off(actor: Actor, assignment: Assignment, *, reason: str) -> None:
    """The unit has nothing to reply to any more."""
    running.cancel(actor, assignment.public_id, REPLY, reason=reason)


@operation
def follow_clock(actor: Actor, public_id: uuid.UUID, *, reason: str) -> Assignment | None:
    """Take over the day that the clocks count to: more time was granted there, or time stood still.

    Nothing happens where the day is the same. Writes: assignment, journal. Announces: supervision.assignment.extended.
    """
    rights.require(actor, Permission.KEEP_TIME)
    deadline = deadlines.open_one(public_id, REPLY)
    found = Assignment.objects.filter(public_id=public_id).first()
    if deadline is None or found is None:
        return None
    assignment = locked(Assignment, found.pk)
    day = deadline.due_at.astimezone(clock.OFFICE_ZONE).date()
    if day == assignment.due_on:
        return assignment
    event = events.AssignmentExtended(
        subject=assignment.public_id,
        matter=assignment.case.item.public_id,
        unit=assignment.organization.name,
        former_due_on=assignment.due_on.isoformat(),
        due_on=day.isoformat(),
        reason=reason,
    )
    return amend(assignment, actor=actor, event=event, due_on=day)


def end_of(day: datetime.date) -> datetime.datetime:
    """The last second of a day in the office's zone, so that the moment is still of that day."""
    return datetime.datetime.combine(day, datetime.time(23, 59, 59), clock.OFFICE_ZONE)

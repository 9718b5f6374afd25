# SPDX-License-Identifier: Apache-2.0
"""By when a unit must reply: the deadline of an assignment, kept by the clocks. Called inside other operations."""

import datetime

from yizhan.domains.clocks.operations import extending, running
from yizhan.domains.supervision.models import Assignment
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor

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


def end_of(day: datetime.date) -> datetime.datetime:
    """The last second of a day in the office's zone, so that the moment is still of that day."""
    return datetime.datetime.combine(day, datetime.time(23, 59, 59), clock.OFFICE_ZONE)

# SPDX-License-Identifier: Apache-2.0
"""Time that does not count: waiting for the author, for a third party."""

import uuid

from yizhan.domains.clocks import access, events
from yizhan.domains.clocks.models import Deadline, Pause
from yizhan.domains.clocks.operations import laying
from yizhan.domains.clocks.queries import deadlines, reckoning
from yizhan.domains.clocks.states import STEPS
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


@operation
def pause(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Deadline:
    """Let time stand still from now on, with a reason. What is overdue stays overdue: it cannot be paused any more.

    Writes: deadline, pause, alarms, journal. Announces: clocks.deadline.paused.
    """
    deadline = access.take(actor, public_id, "pause", seen=seen)
    words, now = laying.given(reason), clock.now()
    if not reckoning.keeps(deadline.due_at, deadline.why, now):
        raise Conflict("clocks.deadline.passed")
    Pause.objects.create(deadline=deadline, since=now, reason=words, post_id=actor.post)
    laying.take_alarms_away(deadline)
    event = events.DeadlinePaused(
        subject=deadline.public_id, matter=deadline.matter, title=deadline.title, reason=words
    )
    return move(deadline, STEPS, "pause", actor=actor, event=event)


@operation
def resume(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Deadline:
    """Let time run again; the deadline is counted anew without the pause.

    Where the clock went back meanwhile, the pause ends where it began.

    Writes: deadline, pause, alarms, journal. Announces: clocks.deadline.resumed.
    """
    deadline = access.take(actor, public_id, "resume", seen=seen)
    standing = deadlines.standing_pause(deadline)
    if standing is not None:
        standing.until = max(clock.now(), standing.since)
        standing.save(update_fields=["until"])
    counted = laying.reckoned(deadline)
    event = events.DeadlineResumed(
        subject=deadline.public_id,
        matter=deadline.matter,
        title=deadline.title,
        due=counted.due.astimezone(clock.OFFICE_ZONE).isoformat(),
    )
    move(
        deadline,
        STEPS,
        "resume",
        actor=actor,
        event=event,
        due_at=counted.due,
        why=counted.why,
        round=deadline.round + 1,
    )
    laying.lay_alarms(deadline, counted.alarms)
    return deadline

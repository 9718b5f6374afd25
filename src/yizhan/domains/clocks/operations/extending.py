# SPDX-License-Identifier: Apache-2.0
"""More time: asked for by whom the deadline binds, decided by somebody else, each with a reason."""

import datetime
import uuid

from yizhan.domains.clocks import access, events
from yizhan.domains.clocks.models import Deadline, Extension
from yizhan.domains.clocks.operations import laying, running
from yizhan.domains.clocks.queries import deadlines
from yizhan.domains.clocks.rules import REASON_LIMIT
from yizhan.domains.clocks.states import REQUEST_STEPS, RequestState, State
from yizhan.engines.calendars.durations import Duration
from yizhan.engines.calendars.errors import CalendarError
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.locking import locked
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


@operation
def ask(actor: Actor, public_id: uuid.UUID, *, duration: str, reason: str, seen: int | None = None) -> Extension:
    """Ask for so much more time ("3个工作日"). One request at a time.

    Writes: extension, journal. Announces: clocks.extension.asked.
    """
    deadline = access.take(actor, public_id, "ask", seen=seen)
    if deadline.extensions.filter(state=RequestState.ASKED).exists():
        raise Conflict("clocks.extension.asked_already")
    try:
        wanted = Duration.parse(duration)
    except CalendarError as fault:
        raise Invalid("clocks.duration.unreadable", field="duration", value=duration) from fault
    request = Extension.objects.create(
        deadline=deadline,
        station_id=deadline.station_id,
        duration=str(wanted),
        reason=laying.given(reason),
        state=RequestState.ASKED,
        post_id=actor.post,
        asked_at=clock.now(),
    )
    event = events.ExtensionAsked(
        subject=request.public_id,
        matter=deadline.matter,
        title=deadline.title,
        duration=request.duration,
        reason=request.reason,
    )
    audit.record(actor, event, station=deadline.station_id, after=RequestState.ASKED)
    return request


@operation
def grant(actor: Actor, public_id: uuid.UUID, *, note: str = "", seen: int | None = None) -> Extension:
    """Give the time that was asked for; the deadline is counted on from where it would have ended.

    Writes: extension, deadline, alarms, journal. Announces: clocks.extension.granted.
    """
    request = access.take_request(actor, public_id, seen=seen)
    deadline = locked(Deadline, request.deadline_id)
    if deadline.state != State.RUNNING:
        raise Conflict("clocks.state.elsewhere", verb="grant", state=deadline.state)
    former = deadline.due_at
    _grant(actor, request, note=note)
    event = events.ExtensionGranted(
        subject=deadline.public_id,
        matter=deadline.matter,
        title=deadline.title,
        former_due=_iso(former),
        due=_iso(laying.reckoned(deadline).due),
        reason=request.reason,
    )
    running.resettle(actor, deadline, event)
    return request


@operation
def refuse(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Extension:
    """Refuse more time, with a reason.

    Writes: extension, journal. Announces: clocks.extension.refused.
    """
    request = access.take_request(actor, public_id, seen=seen)
    words = laying.given(reason)
    event = events.ExtensionRefused(
        subject=request.public_id, matter=request.deadline.matter, title=request.deadline.title, reason=words
    )
    decided = {"decided_by_id": actor.post, "decided_at": clock.now(), "note": words}
    return move(request, REQUEST_STEPS, "refuse", actor=actor, event=event, **decided)


@operation
def give_until(
    actor: Actor, subject: uuid.UUID, kind: str, *, until: datetime.datetime, reason: str
) -> Deadline | None:
    """Give time until a moment at once: called by the operation of the room that may do so. Former days stay on record.

    Writes: extension, deadline, alarms, journal.
    Announces: clocks.request.granted, clocks.deadline.recounted.
    """
    standing = deadlines.open_one(subject, kind)
    if standing is None:
        return None
    deadline = locked(Deadline, standing.pk)
    former, now, words = deadline.due_at, clock.now(), laying.given(reason)
    gift = Extension.objects.create(
        deadline=deadline,
        station_id=deadline.station_id,
        until=until,
        reason=words,
        state=RequestState.ASKED,
        post_id=actor.post,
        asked_at=now,
    )
    _grant(actor, gift, note="")
    event = events.DeadlineRecounted(
        subject=deadline.public_id,
        matter=deadline.matter,
        title=deadline.title,
        former_due=_iso(former),
        due=_iso(laying.reckoned(deadline).due),
        reason=words,
    )
    return running.resettle(actor, deadline, event)


def _grant(actor: Actor, request: Extension, *, note: str) -> None:
    """The row is decided before the deadline is counted, so that counting finds it among what was granted."""
    deadline = request.deadline
    event = events.RequestGranted(
        subject=request.public_id, matter=deadline.matter, title=deadline.title, duration=request.duration
    )
    decided = {"decided_by_id": actor.post, "decided_at": clock.now(), "note": note.strip()[:REASON_LIMIT]}
    move(request, REQUEST_STEPS, "grant", actor=actor, event=event, **decided)


def _iso(moment: datetime.datetime) -> str:
    return moment.astimezone(clock.OFFICE_ZONE).isoformat()

# SPDX-License-Identifier: Apache-2.0
"""Objecting to a public notice in one's own name, and the answer, which must come before anything is awarded."""

import uuid

from yizhan.domains.awards import events
from yizhan.domains.awards.access import rounds as access
from yizhan.domains.awards.models import Nomination, Objection, Round
from yizhan.domains.awards.operations.wording import reason_of
from yizhan.domains.awards.queries import reading
from yizhan.domains.awards.states import (
    NOMINATION_STEPS,
    OBJECTION_STEPS,
    STEPS,
    NominationState,
    ObjectionState,
    State,
)
from yizhan.domains.clocks.operations import running
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.ids import new_id
from yizhan.kernel.inserting import insert
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


@operation
def object_to(
    actor: Actor, public_id: uuid.UUID, *, text: str, nomination: uuid.UUID | None = None, seen: int | None = None
) -> Objection:
    """Object to one who is on the notice, or without `nomination` to the decision as a whole, while the notice hangs.

    Writes: objection, journal. Announces: awards.objection.raised.
    """
    found = access.take(actor, public_id, "object_to", seen=seen)
    if not access.is_time(found, "object_to"):
        raise Conflict("awards.objection.too_late")
    about = _about(found, nomination)
    objection = Objection(
        public_id=new_id(),
        station_id=found.station_id,
        round=found,
        nomination=about,
        state=ObjectionState.RAISED,
        text=reason_of(text, field="text"),
        post_id=actor.acting_post,
        at=clock.now(),
    )
    insert(objection)
    event = events.ObjectionRaised(
        subject=objection.public_id, matter=public_id, title=found.name, nominee=about.candidate.name if about else ""
    )
    audit.record(actor, event, station=found.station_id, after=ObjectionState.RAISED)
    return objection


@operation
def answer(actor: Actor, public_id: uuid.UUID, *, is_upheld: bool, text: str, seen: int | None = None) -> Objection:
    """Answer an objection. Upheld, it strikes the one it is about off the notice; about the whole, it sends the
    decision back, to be taken anew.

    Writes: objection, nomination or round, deadline, journal. Announces: awards.objection.answered, then
    awards.nomination.struck, or awards.round.sent_back and clocks.deadline.cancelled.
    """
    objection = access.take_objection(actor, public_id, seen=seen)
    found, about = objection.round, objection.nomination
    why = reason_of(text, field="text")
    event = events.ObjectionAnswered(
        subject=public_id,
        matter=found.public_id,
        title=found.name,
        nominee=about.candidate.name if about else "",
        is_upheld=is_upheld,
        answer=why,
    )
    changes = {"is_upheld": is_upheld, "answer": why, "answered_by_id": actor.acting_post}
    move(objection, OBJECTION_STEPS, "answer", actor=actor, event=event, **changes)
    if is_upheld and found.state == State.PUBLIC:
        _follow(actor, found, about, why)
    return objection


def _about(found: Round, nomination: uuid.UUID | None) -> Nomination | None:
    if nomination is None:
        return None
    row = found.nominations.filter(public_id=nomination, state=NominationState.CHOSEN).first()
    if row is None:
        raise Invalid("awards.objection.unknown_name", field="nomination")
    return row


def _follow(actor: Actor, found: Round, about: Nomination | None, why: str) -> None:
    if about is not None and about.state == NominationState.CHOSEN:
        struck = events.Struck(
            subject=about.public_id, matter=found.public_id, title=found.name, nominee=about.candidate.name, reason=why
        )
        move(about, NOMINATION_STEPS, "strike", actor=actor, event=struck, decision=why)
        return
    if about is not None:
        return
    running.cancel(actor, found.public_id, reading.PUBLICITY, reason=why)
    back = events.SentBack(subject=found.public_id, matter=found.public_id, title=found.name, reason=why)
    move(found, STEPS, "send_back", actor=actor, event=back, decided_by_id=None, decided_at=None)

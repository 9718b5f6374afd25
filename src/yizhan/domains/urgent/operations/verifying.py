# SPDX-License-Identifier: Apache-2.0
"""Verifying what was reported: a duty of its own, beside the reporting, so that neither waits for the other."""

import uuid

from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Post
from yizhan.domains.periodicals.operations import lines
from yizhan.domains.urgent import access, events, rules
from yizhan.domains.urgent.models import Emergency, Verification
from yizhan.domains.urgent.operations import clocking
from yizhan.domains.urgent.queries import statements
from yizhan.domains.urgent.states import Outcome
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.inserting import insert
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import amend


def begin(actor: Actor, emergency: Emergency, *, post: int | None) -> None:
    """Somebody has to verify it from now on; who had to before has handed it on. In the caller's transaction."""
    standing = statements.standing(emergency)
    if standing is not None:
        _close(actor, standing, Outcome.HANDED_ON, "")
    insert(Verification(emergency=emergency, post_id=post, begun_at=clock.now()))
    clocking.await_verification(actor, emergency, post=post)
    verifier = Post.objects.select_related("person").filter(pk=post or 0).first()
    event = events.VerificationEntrusted(
        subject=emergency.public_id,
        matter=emergency.public_id,
        title=emergency.title,
        verifier=verifier.person.name if verifier else "",
    )
    audit.record(actor, event, station=emergency.station_id)


@operation
def entrust(actor: Actor, public_id: uuid.UUID, *, post: uuid.UUID, seen: int | None = None) -> Emergency:
    """Give the duty to verify to somebody of the desk. A limit that runs goes on; verified once, it may be again.

    Writes: verification, deadline, journal. Announces: urgent.verification.entrusted, clocks.deadline.opened.
    """
    emergency = access.take(actor, public_id, "entrust", seen=seen)
    chosen = network.holders(emergency.station_id, *access.desk()).filter(public_id=post).first()
    if chosen is None:
        raise NotFound("urgent.verification.nobody", field="post")
    begin(actor, emergency, post=chosen.pk)
    return emergency


@operation
def verify(actor: Actor, public_id: uuid.UUID, *, outcome: str, note: str = "", seen: int | None = None) -> Emergency:
    """Say what came of verifying. What is not fully so needs a word that says what is (EMG-05, EMG-06).

    It changes no report: what was wrong is corrected in the figures, in a follow-up, or in the wording.
    Writes: verification, deadline, journal. Announces: urgent.verification.done, clocks.deadline.met.
    """
    emergency = access.take(actor, public_id, "verify", seen=seen)
    if outcome not in {Outcome.CONFIRMED, Outcome.PARTLY, Outcome.REFUTED}:
        raise Invalid("urgent.verification.outcome", field="outcome")
    found = lines.checked(note, field="note", limit=rules.REASON_LIMIT, is_required=outcome != Outcome.CONFIRMED)
    standing = statements.standing(emergency)
    if standing is None:
        raise Conflict("urgent.verification.none_stands")
    _close(actor, standing, outcome, found)
    event = events.VerificationDone(
        subject=emergency.public_id,
        matter=emergency.public_id,
        title=emergency.title,
        outcome=outcome,
        note=found,
        is_late=clocking.verified(actor, emergency),
    )
    return amend(emergency, actor=actor, event=event)


def _close(actor: Actor, standing: Verification, outcome: str, note: str) -> None:
    standing.outcome, standing.note = outcome, note
    standing.done_by_id, standing.done_at = actor.post, clock.now()
    standing.save(update_fields=["outcome", "note", "done_by", "done_at"])

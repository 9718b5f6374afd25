# SPDX-License-Identifier: Apache-2.0
"""Another post than the drafter's: checking, signing, sending back."""

import uuid

from yizhan.domains.bulletins import access, events
from yizhan.domains.bulletins.models import Bulletin
from yizhan.domains.bulletins.queries import reading
from yizhan.domains.bulletins.rules import REASON_LIMIT
from yizhan.domains.bulletins.states import STEPS
from yizhan.domains.periodicals.operations import lines
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


@operation
def check(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Bulletin:
    """Find text and figures right, as somebody who wrote nothing of it; from now on neither changes.

    Writes: state, who checked it, journal. Announces: bulletins.bulletin.checked.
    """
    bulletin = access.take(actor, public_id, "check", seen=seen)
    event = events.BulletinChecked(subject=bulletin.public_id, title=bulletin.title)
    return move(bulletin, STEPS, "check", actor=actor, event=event, checked_by_id=actor.post, checked_at=clock.now())


@operation
def sign(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Bulletin:
    """Sign text and figures, as somebody who wrote nothing of it. The digest of both is kept.

    Writes: state, digest, who signed it, journal. Announces: bulletins.bulletin.signed.
    """
    bulletin = access.take(actor, public_id, "sign", seen=seen)
    digest = reading.digest_of(reading.wording_of(bulletin), reading.figures_of(bulletin))
    event = events.BulletinSigned(subject=bulletin.public_id, title=bulletin.title, digest=digest)
    changes = {"digest": digest, "signed_by_id": actor.post, "signed_at": clock.now()}
    return move(bulletin, STEPS, "sign", actor=actor, event=event, **changes)


@operation
def send_back(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Bulletin:
    """Have it changed; check and signature are void. Writes: state, journal.

    Announces: bulletins.bulletin.sent_back.
    """
    bulletin = access.take(actor, public_id, "send_back", seen=seen)
    said = lines.checked(reason, field="reason", limit=REASON_LIMIT, is_required=True)
    event = events.BulletinSentBack(subject=bulletin.public_id, title=bulletin.title, reason=said)
    void = {"checked_by_id": None, "checked_at": None, "signed_by_id": None, "signed_at": None, "digest": ""}
    return move(bulletin, STEPS, "send_back", actor=actor, event=event, **void)

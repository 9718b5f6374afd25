# SPDX-License-Identifier: Apache-2.0
"""The editor's part: wordings, shares, verification (C05, C08)."""

import uuid
from collections.abc import Sequence

from yizhan.domains.items import access, events
from yizhan.domains.items.models import Item, Verification
from yizhan.domains.items.operations import compositions, writing
from yizhan.domains.items.operations.registration import given
from yizhan.domains.items.operations.writing import Contributor, Wording
from yizhan.domains.items.queries import credit, wordings
from yizhan.domains.items.states import Kind, VerificationResult
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Invalid
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import amend


@operation
def edit(
    actor: Actor,
    public_id: uuid.UUID,
    *,
    wording: Wording,
    note: str = "",
    kind: str = "",
    is_urgent: bool | None = None,
    seen: int | None = None,
) -> Item:
    """Add a wording. The former ones stay, and every reader can compare them.

    Writes: text, item, full-text index, journal; removes the actor's draft of it. Announces: items.item.edited.
    """
    item = access.take(actor, public_id, "edit", seen=seen)
    wording = wording.stripped()
    kind = kind or item.kind
    if kind not in Kind.values:
        raise Invalid("items.kind.unknown", field="kind", value=kind)
    writing.check_wording(kind, wording, is_complete=False)
    writing.leave_index(item, wordings.text_in_force(item))
    number = item.text_number + 1
    text = writing.keep_text(actor, item, wording, number=number, note=note.strip())
    event = events.ItemEdited(subject=item.public_id, matter=item.public_id, text=number, note=note.strip())
    amend(
        item,
        actor=actor,
        event=event,
        text_number=number,
        title=wording.title,
        kind=kind,
        is_urgent=item.is_urgent if is_urgent is None else is_urgent,
    )
    writing.enter_index(item, text)
    access.drafts(actor).filter(item=item).delete()
    return item


@operation
def set_shares(
    actor: Actor, public_id: uuid.UUID, *, contributors: Sequence[Contributor], reason: str, seen: int | None = None
) -> Item:
    """Set anew who contributed how much, with a reason. The journal keeps the former shares.

    Writes: contributions, item, journal; of a synthesis a composition. Announces: items.contribution.shares_set.
    """
    item = access.take(actor, public_id, "share", seen=seen)
    named = writing.check_contributors(contributors)
    former = tuple(str(one) for one in credit.contributions(item))
    event = events.SharesSet(subject=item.public_id, matter=item.public_id, shares=former, reason=given(reason))
    text = wordings.text_in_force(item)
    writing.leave_index(item, text)
    compositions.keep_shares(actor, item, named, reason.strip())
    amend(item, actor=actor, event=event, authors=compositions.set_contributors(item, named))
    writing.enter_index(item, text)
    return item


@operation
def verify(actor: Actor, public_id: uuid.UUID, *, result: str, note: str, seen: int | None = None) -> Item:
    """Record a check of facts and figures of the wording in force (RULE-024).

    Writes: verification, journal. Announces: items.item.verified.
    """
    item = access.take(actor, public_id, "verify", seen=seen)
    if result not in VerificationResult.values:
        raise Invalid("items.verification.unknown", field="result", value=result)
    number = item.text_number
    Verification.objects.create(
        item=item, text_number=number, result=result, note=given(note), post_id=actor.acting_post, at=clock.now()
    )
    event = events.ItemVerified(
        subject=item.public_id, matter=item.public_id, text=number, result=result, note=note.strip()
    )
    audit.record(actor, event, station=item.station_id)
    return item

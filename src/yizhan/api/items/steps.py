# SPDX-License-Identifier: Apache-2.0
"""What is done with an item through the interface. A step is a noun below its item: `POST /items/{id}/registration`."""

import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Status

from yizhan.api.application import actor_of
from yizhan.api.items import reading
from yizhan.api.items.reading import detail
from yizhan.api.items.schemas import (
    DeclineIn,
    EditIn,
    ItemDetailOut,
    NoteIn,
    ReasonIn,
    ReceiptOut,
    RevisionIn,
    SeenIn,
    SharesIn,
    SubmissionIn,
    TakingBackIn,
    TransferIn,
    VerificationIn,
    contributors_of,
)
from yizhan.domains.items.operations import editing, registration, release, review, submission, taking_back
from yizhan.domains.items.states import Channel
from yizhan.domains.network import queries as network

#: The router of reading: an address answers several methods only when one router holds them all.
router = reading.router


@router.post("", response={201: ReceiptOut})
def submit(request: HttpRequest, given: SubmissionIn) -> Status[dict[str, Any]]:
    """Hand in an item. The answer is the receipt; 201 means: it is durable."""
    actor = actor_of(request)
    item = submission.submit(
        actor,
        given.id,
        kind=given.kind,
        wording=given.wording.wording(),
        contributors=contributors_of(given.contributors),
        is_truthful=given.is_truthful,
        is_urgent=given.is_urgent,
        channel=Channel.INTERFACE,
    )
    return Status(
        201,
        {
            "id": item.public_id,
            "number": item.number,
            "digest": item.digest,
            "state": item.state,
            "version": item.version,
            "submitted_at": item.submitted_at,
        },
    )


@router.post("/{item_id}/revision", response=ItemDetailOut)
def revise(request: HttpRequest, item_id: uuid.UUID, given: RevisionIn) -> dict[str, Any]:
    """Hand in a returned item again."""
    item = submission.revise(
        actor_of(request), item_id, wording=given.wording.wording(), is_truthful=given.is_truthful, seen=given.seen
    )
    return detail(request, item)


@router.post("/{item_id}/withdrawal", response=ItemDetailOut)
def withdraw(request: HttpRequest, item_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Take an item back."""
    return detail(request, submission.withdraw(actor_of(request), item_id, reason=given.reason, seen=given.seen))


@router.post("/{item_id}/registration", response=ItemDetailOut)
def register(request: HttpRequest, item_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Take an item into the register."""
    return detail(request, registration.register(actor_of(request), item_id, seen=given.seen))


@router.post("/{item_id}/taking-back", response=ItemDetailOut)
def take_back(request: HttpRequest, item_id: uuid.UUID, given: TakingBackIn) -> dict[str, Any]:
    """Take back one's own last step, as long as nobody has done anything with the item since."""
    item = taking_back.take_back(actor_of(request), item_id, act=given.act, reason=given.reason, seen=given.seen)
    return detail(request, item)


@router.post("/{item_id}/return", response=ItemDetailOut)
def return_to_author(request: HttpRequest, item_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Ask the author for more."""
    item = registration.return_to_author(actor_of(request), item_id, reason=given.reason, seen=given.seen)
    return detail(request, item)


@router.post("/{item_id}/decline", response=ItemDetailOut)
def decline(request: HttpRequest, item_id: uuid.UUID, given: DeclineIn) -> dict[str, Any]:
    """Decide not to take an item."""
    item = registration.decline(actor_of(request), item_id, code=given.code, reason=given.reason, seen=given.seen)
    return detail(request, item)


@router.post("/{item_id}/reconsideration", response=ItemDetailOut)
def reconsider(request: HttpRequest, item_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Take up a declined item after all."""
    return detail(request, registration.reconsider(actor_of(request), item_id, reason=given.reason, seen=given.seen))


@router.post("/{item_id}/transfer", response=dict[str, Any])
def transfer(request: HttpRequest, item_id: uuid.UUID, given: TransferIn) -> dict[str, Any]:
    """Hand an item to another station; answers with its identity there."""
    station = network.station_of_code(given.station)
    copy = registration.transfer(
        actor_of(request), item_id, station=station.pk if station else 0, reason=given.reason, seen=given.seen
    )
    return {"id": copy.public_id, "number": copy.number}


@router.post("/{item_id}/edit", response=ItemDetailOut)
def edit(request: HttpRequest, item_id: uuid.UUID, given: EditIn) -> dict[str, Any]:
    """Add a wording."""
    item = editing.edit(
        actor_of(request),
        item_id,
        wording=given.wording.wording(),
        note=given.note,
        kind=given.kind,
        is_urgent=given.is_urgent,
        seen=given.seen,
    )
    return detail(request, item)


@router.post("/{item_id}/shares", response=ItemDetailOut)
def set_shares(request: HttpRequest, item_id: uuid.UUID, given: SharesIn) -> dict[str, Any]:
    """Set anew who contributed how much."""
    item = editing.set_shares(
        actor_of(request),
        item_id,
        contributors=contributors_of(given.contributors),
        reason=given.reason,
        seen=given.seen,
    )
    return detail(request, item)


@router.post("/{item_id}/verification", response=ItemDetailOut)
def verify(request: HttpRequest, item_id: uuid.UUID, given: VerificationIn) -> dict[str, Any]:
    """Record a check of facts and figures."""
    item = editing.verify(actor_of(request), item_id, result=given.result, note=given.note, seen=given.seen)
    return detail(request, item)


@router.post("/{item_id}/review", response=ItemDetailOut)
def send_to_review(request: HttpRequest, item_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Send an edited item to review."""
    return detail(request, review.send_to_review(actor_of(request), item_id, seen=given.seen))


@router.post("/{item_id}/recall", response=ItemDetailOut)
def recall(request: HttpRequest, item_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Take an item back from review."""
    return detail(request, review.recall(actor_of(request), item_id, seen=given.seen))


@router.post("/{item_id}/approval", response=ItemDetailOut)
def approve(request: HttpRequest, item_id: uuid.UUID, given: NoteIn) -> dict[str, Any]:
    """Approve the level at which the item stands."""
    return detail(request, review.approve(actor_of(request), item_id, note=given.note, seen=given.seen))


@router.post("/{item_id}/send-back", response=ItemDetailOut)
def send_back(request: HttpRequest, item_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Send an item back to the editor."""
    return detail(request, review.send_back(actor_of(request), item_id, reason=given.reason, seen=given.seen))


@router.post("/{item_id}/signature", response=ItemDetailOut)
def sign_off(request: HttpRequest, item_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Sign an approved item."""
    return detail(request, review.sign_off(actor_of(request), item_id, seen=given.seen))


@router.post("/{item_id}/signature-withdrawal", response=ItemDetailOut)
def withdraw_signature(request: HttpRequest, item_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Take a signature back before release."""
    item = review.withdraw_signature(actor_of(request), item_id, reason=given.reason, seen=given.seen)
    return detail(request, item)


@router.post("/{item_id}/archiving", response=ItemDetailOut)
def archive(request: HttpRequest, item_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Put a released item into the archive."""
    return detail(request, release.archive(actor_of(request), item_id, seen=given.seen))

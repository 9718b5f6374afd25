# SPDX-License-Identifier: Apache-2.0
"""Items through the interface. A step is a noun below its item: `POST /items/{id}/registration`."""

import datetime
import uuid
from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from ninja import Query, Router, Schema, Status

from yizhan.api.application import actor_of
from yizhan.domains.items import access, queries
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import editing, registration, release, review, submission, taking_back
from yizhan.domains.items.operations.writing import Contributor, Wording
from yizhan.domains.items.states import Channel
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Station
from yizhan.kernel.sentences import told

router = Router(tags=["items"])

_PAGE = 50


class WordingIn(Schema):
    """What an item says."""

    title: str
    situation: str
    analysis: str = ""
    suggestion: str = ""
    source: str = ""
    occurrence: str = ""
    scope: str = ""
    consequence: str = ""

    def wording(self) -> Wording:
        """As the operations take it."""
        return Wording(**self.dict())


class ContributorIn(Schema):
    """Somebody with a share, in per cent: a person or unit by public id, or a name."""

    percent: float
    person: uuid.UUID | None = None
    organization: uuid.UUID | None = None
    name: str = ""


class SubmissionIn(Schema):
    """A new item. The client makes the id; handing in the same id and content again is the same act."""

    id: uuid.UUID
    kind: str
    wording: WordingIn
    contributors: list[ContributorIn] = []
    is_truthful: bool
    is_urgent: bool = False


class SeenIn(Schema):
    """A step that needs nothing but the decision; `seen` is the version it was decided on."""

    seen: int | None = None


class ReasonIn(SeenIn):
    """A step with a reason."""

    reason: str


class TakingBackIn(SeenIn):
    """Taking a step back; `act` is the Idempotency-Key of the request that took it, if only that one is meant."""

    act: uuid.UUID | None = None
    reason: str = ""


class NoteIn(SeenIn):
    """A step with an optional note."""

    note: str = ""


class DeclineIn(SeenIn):
    """Why an item is not taken."""

    code: str
    reason: str = ""


class TransferIn(ReasonIn):
    """Where an item is handed to."""

    station: str


class RevisionIn(SeenIn):
    """A returned item, written anew."""

    wording: WordingIn
    is_truthful: bool


class EditIn(NoteIn):
    """A new wording by the office."""

    wording: WordingIn
    kind: str = ""
    is_urgent: bool | None = None


class SharesIn(ReasonIn):
    """Who contributed how much."""

    contributors: list[ContributorIn]


class VerificationIn(SeenIn):
    """What a check of facts and figures found."""

    result: str
    note: str


class ItemOut(Schema):
    """An item as lists show it."""

    id: uuid.UUID
    number: str
    station: str
    state: str
    version: int
    kind: str
    title: str
    authors: str
    is_urgent: bool
    submitted_at: datetime.datetime


class ReceiptOut(Schema):
    """What the author keeps: the number, and the digest of what was handed in."""

    id: uuid.UUID
    number: str
    digest: str
    state: str
    version: int
    submitted_at: datetime.datetime


class ItemDetailOut(ItemOut):
    """An item with its wording, shares, and the steps that are open to the caller now."""

    digest: str
    text_number: int
    wording: WordingIn
    contributors: list[dict[str, Any]]
    offers: list[str]
    origin: uuid.UUID | None


class ItemsOut(Schema):
    """A page of items, newest first; `next` is the cursor of the following page."""

    items: list[ItemOut]
    next: int | None


_COLUMNS = (
    "pk",
    "public_id",
    "number",
    "station_code",
    "state",
    "version",
    "kind",
    "title",
    "authors",
    "is_urgent",
    "submitted_at",
)


class Filter(Schema):
    """Which items."""

    state: str = ""
    kind: str = ""
    q: str = ""
    before: int | None = None


@router.get("", response={200: Any}, openapi_extra={"responses": {200: {"description": "ItemsOut"}}})
def list_items(request: HttpRequest, wanted: Query[Filter]) -> Any:
    """The items the post may see, newest first, fifty at a time; `q` searches number, text, source and authors."""
    rows = access.visible(actor_of(request))
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.before:
        rows = rows.filter(pk__lt=wanted.before)
    rows = queries.search(rows, wanted.q) if wanted.q.strip() else rows.order_by("-id")
    # Looked up for each row shown: joined, the few stations would be gone through first, and all that is found sorted.
    code = Station.objects.filter(pk=OuterRef("station_id")).values("code")
    found = list(rows.annotate(station_code=Subquery(code)).values_list(*_COLUMNS)[: _PAGE + 1])
    more = len(found) > _PAGE
    return {"items": [_row(row) for row in found[:_PAGE]], "next": found[_PAGE - 1][0] if more else None}


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


@router.get("/{item_id}", response=ItemDetailOut)
def read(request: HttpRequest, item_id: uuid.UUID) -> dict[str, Any]:
    """One item."""
    return detail(request, access.find(actor_of(request), item_id))


@router.get("/{item_id}/texts", response=list[dict[str, Any]])
def texts(request: HttpRequest, item_id: uuid.UUID) -> list[dict[str, Any]]:
    """All wordings of an item, oldest first, for staff; for its authors the one they read."""
    actor = actor_of(request)
    item = access.find(actor, item_id)
    return [
        {"number": text.number, "at": text.at, "note": text.note, "wording": _wording(text)}
        for text in access.texts_open_to(actor, [item])[item.pk]
    ]


@router.get("/{item_id}/journey", response=list[dict[str, Any]])
def journey(request: HttpRequest, item_id: uuid.UUID) -> list[dict[str, Any]]:
    """What the author is told, in plain sentences."""
    item = access.find(actor_of(request), item_id)
    return [
        {"at": entry.at, "event": entry.event, "sentence": told(entry.event, entry.facts)}
        for entry in queries.journey(item)
    ]


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


def contributors_of(given: list[ContributorIn]) -> list[Contributor]:
    """The contributors as the operations take them."""
    if not given:
        return []
    people = network.keys_of_people([one.person for one in given if one.person])
    bodies = network.keys_of_organizations([one.organization for one in given if one.organization])
    return [
        Contributor(
            share=round(one.percent * 100),
            person=people.get(one.person, 0) if one.person else None,
            organization=bodies.get(one.organization, 0) if one.organization else None,
            name=one.name,
        )
        for one in given
    ]


def _row(row: tuple[Any, ...]) -> dict[str, Any]:
    _, public_id, number, station, state, version, kind, title, authors, is_urgent, submitted_at = row
    return {
        "id": public_id,
        "number": number,
        "station": station,
        "state": state,
        "version": version,
        "kind": kind,
        "title": title,
        "authors": authors,
        "is_urgent": is_urgent,
        "submitted_at": submitted_at,
    }


def detail(request: HttpRequest, item: Item) -> dict[str, Any]:
    """An item with everything that the caller may know of it."""
    actor = actor_of(request)
    text = access.texts_read_by(actor, [item])[item.pk]
    return {
        "id": item.public_id,
        "number": item.number,
        "station": item.station.code,
        "state": item.state,
        "version": item.version,
        "kind": item.kind,
        "title": text.title,
        "authors": item.authors,
        "is_urgent": item.is_urgent,
        "submitted_at": item.submitted_at,
        "digest": item.digest,
        "text_number": text.number,
        "wording": _wording(text),
        "contributors": [{"name": name, "percent": share / 100} for name, share in queries.shares(item.pk)],
        "offers": access.offers(actor, item),
        "origin": item.origin.public_id if item.origin and access.is_visible(actor, item.origin) else None,
    }


def _wording(text: Any) -> dict[str, str]:
    return {name: getattr(text, name) for name in Wording.__dataclass_fields__}

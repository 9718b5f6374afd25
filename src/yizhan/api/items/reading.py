# SPDX-License-Identifier: Apache-2.0
"""Reading items through the interface."""

import uuid
from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from ninja import Query, Router, Schema

from yizhan.api.application import actor_of
from yizhan.api.items.schemas import ItemDetailOut
from yizhan.domains.items import access
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations.writing import Wording
from yizhan.domains.items.queries import credit, finding, journals
from yizhan.domains.network.models import Station
from yizhan.kernel.sentences import told

router = Router(tags=["items"])

_PAGE = 50

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
    rows = finding.search(rows, wanted.q) if wanted.q.strip() else rows.order_by("-id")
    # Looked up for each row shown: joined, the few stations would be gone through first, and all that is found sorted.
    code = Station.objects.filter(pk=OuterRef("station_id")).values("code")
    found = list(rows.annotate(station_code=Subquery(code)).values_list(*_COLUMNS)[: _PAGE + 1])
    more = len(found) > _PAGE
    return {"items": [_row(row) for row in found[:_PAGE]], "next": found[_PAGE - 1][0] if more else None}


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
        for entry in journals.journey(item)
    ]


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
        "contributors": [{"name": name, "percent": share / 100} for name, share in credit.shares(item.pk)],
        "offers": access.offers(actor, item),
        "origin": item.origin.public_id if item.origin and access.is_visible(actor, item.origin) else None,
    }


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


def _wording(text: Any) -> dict[str, str]:
    return {name: getattr(text, name) for name in Wording.__dataclass_fields__}

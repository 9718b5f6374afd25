# SPDX-License-Identifier: Apache-2.0
"""Syntheses and splits through the interface: a synthesis is an item, its parts are a noun below it."""

import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from yizhan.api.application import actor_of
from yizhan.api.items.reading import detail
from yizhan.api.items.schemas import ItemDetailOut, SeenIn, WordingIn
from yizhan.domains.items import access
from yizhan.domains.items.operations import splitting, synthesis
from yizhan.domains.items.operations.splitting import Matter
from yizhan.domains.items.operations.synthesis import Wanted
from yizhan.domains.items.queries import descent

router = Router(tags=["items"])


class PartIn(SeenIn):
    """An item that shall be part; without `percent` every part is worth the same."""

    item: uuid.UUID
    percent: float = 0

    def wanted(self) -> Wanted:
        """As the operations take it."""
        return Wanted(item=self.item, share=round(self.percent * 100), seen=self.seen)


class SynthesisIn(Schema):
    """Several items edited into one. The client makes the id; the same request again is the same act."""

    id: uuid.UUID
    parts: list[PartIn]
    wording: WordingIn
    kind: str
    is_urgent: bool = False


class PartsIn(SeenIn):
    """Items to be added, and why."""

    parts: list[PartIn]
    reason: str


class RemovalIn(SeenIn):
    """Parts to be taken out, and why."""

    items: list[uuid.UUID]
    reason: str


class UndoingIn(SeenIn):
    """Undoing, with a reason where there is one."""

    reason: str = ""


class MatterIn(Schema):
    """One matter of several; the client makes the id of its item."""

    id: uuid.UUID
    wording: WordingIn


class SplitIn(SeenIn):
    """The matters of an item that reports several, and why it is split."""

    matters: list[MatterIn]
    reason: str


class PartOut(Schema):
    """A part of a synthesis and its share of the whole."""

    item: uuid.UUID
    number: str
    title: str
    percent: float


@router.post("/syntheses", response={201: ItemDetailOut})
def compose(request: HttpRequest, given: SynthesisIn) -> Status[dict[str, Any]]:
    """Edit several items into one; every original keeps text, author, access and share."""
    whole = synthesis.compose(
        actor_of(request),
        given.id,
        parts=[part.wanted() for part in given.parts],
        wording=given.wording.wording(),
        kind=given.kind,
        is_urgent=given.is_urgent,
    )
    return Status(201, detail(request, whole))


@router.get("/{item_id}/parts", response=list[PartOut])
def parts(request: HttpRequest, item_id: uuid.UUID) -> list[dict[str, Any]]:
    """What a synthesis consists of; empty for another item. Only parts that the post may see are named."""
    actor = actor_of(request)
    item = access.find(actor, item_id)
    listed = descent.parts(item).filter(item__in=access.visible(actor))
    return [
        {
            "item": part.item.public_id,
            "number": part.item.number,
            "title": part.item.title,
            "percent": part.share / 100,
        }
        for part in listed
    ]


@router.post("/{item_id}/parts", response=ItemDetailOut)
def join(request: HttpRequest, item_id: uuid.UUID, given: PartsIn) -> dict[str, Any]:
    """Add items to a synthesis."""
    wanted = [part.wanted() for part in given.parts]
    whole = synthesis.join(actor_of(request), item_id, parts=wanted, reason=given.reason, seen=given.seen)
    return detail(request, whole)


@router.post("/{item_id}/parts-removal", response=ItemDetailOut)
def take_out(request: HttpRequest, item_id: uuid.UUID, given: RemovalIn) -> dict[str, Any]:
    """Take parts out of a synthesis."""
    whole = synthesis.take_out(actor_of(request), item_id, items=given.items, reason=given.reason, seen=given.seen)
    return detail(request, whole)


@router.post("/{item_id}/undoing", response=ItemDetailOut)
def undo(request: HttpRequest, item_id: uuid.UUID, given: UndoingIn) -> dict[str, Any]:
    """Undo the last change of parts or shares; undoing the first one takes the synthesis apart."""
    return detail(request, synthesis.undo(actor_of(request), item_id, reason=given.reason, seen=given.seen))


@router.post("/{item_id}/split", response=ItemDetailOut)
def split(request: HttpRequest, item_id: uuid.UUID, given: SplitIn) -> dict[str, Any]:
    """Let an item that reports several matters go on as one item for each."""
    matters = [Matter(public_id=one.id, wording=one.wording.wording()) for one in given.matters]
    item = splitting.split(actor_of(request), item_id, matters=matters, reason=given.reason, seen=given.seen)
    return detail(request, item)


@router.post("/{item_id}/reunion", response=ItemDetailOut)
def unite(request: HttpRequest, item_id: uuid.UUID, given: UndoingIn) -> dict[str, Any]:
    """Undo a split."""
    return detail(request, splitting.unite(actor_of(request), item_id, reason=given.reason, seen=given.seen))

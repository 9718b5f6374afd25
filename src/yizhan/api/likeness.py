# SPDX-License-Identifier: Apache-2.0
"""Look-alikes through the interface: of an item, of a text; decisions about a pair; additions to what is known."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from yizhan.api.application import actor_of
from yizhan.api.items.schemas import WordingIn
from yizhan.domains.items import access as items
from yizhan.domains.likeness import access
from yizhan.domains.likeness.operations import adding, judging
from yizhan.domains.likeness.queries import Found
from yizhan.engines.text.likeness import Comparison

router = Router(tags=["likeness"])

#: What fits into an address; longer texts are asked for by `yizhan similar`.
_LONGEST = 4_000


class SaidIn(Schema):
    """A text: a title on its first line."""

    text: str = Field("", max_length=_LONGEST)


class ComparedOut(Schema):
    """What both name, and what only one of them names."""

    shared: list[str]
    only_first: list[str]
    only_second: list[str]


class FoundOut(Schema):
    """An item that is alike, and why: measures from 0 to 1, passages in common, what both name."""

    id: uuid.UUID
    number: str
    title: str
    state: str
    submitted_at: datetime.datetime
    verdict: str
    text: float
    containment: float
    matter: float
    passages: list[str]
    names: ComparedOut
    figures: ComparedOut
    dates: ComparedOut
    contradictions: list[str]
    judgement: str


class KnownOut(Schema):
    """That something like it is known: since when, and the item only where the key's post may read it."""

    verdict: str
    since: datetime.datetime
    item: uuid.UUID | None


class JudgementIn(Schema):
    """A decision about two items: `same`, `different`, or `open` to be asked anew."""

    other: uuid.UUID
    judgement: str


class AdditionIn(Schema):
    """An addition. The client makes the id; handing in the same id and content again is the same act."""

    id: uuid.UUID
    wording: WordingIn
    is_truthful: bool = False


class AdditionOut(Schema):
    """The receipt of an addition."""

    id: uuid.UUID
    digest: str
    at: datetime.datetime


@router.get("/alike", response=list[FoundOut])
def like_text(request: HttpRequest, asked: Query[SaidIn]) -> list[dict[str, Any]]:
    """What looks like a text, title on the first line, among the items that the post may read."""
    return [plain(one) for one in access.like_text(actor_of(request), asked.text)]


@router.get("/known", response=list[KnownOut])
def known(request: HttpRequest, asked: Query[SaidIn]) -> list[dict[str, Any]]:
    """Whether a matter is known at the post's station, without a word of what others wrote."""
    return [
        {"verdict": one.verdict, "since": one.since, "item": one.item.public_id if one.item else None}
        for one in access.known(actor_of(request), asked.text)
    ]


@router.post("/additions", response={201: AdditionOut})
def add(request: HttpRequest, given: AdditionIn) -> Status[dict[str, Any]]:
    """Add to what is known already instead of handing in another item like it."""
    addition = adding.add(actor_of(request), given.id, wording=given.wording.wording(), is_truthful=given.is_truthful)
    return Status(201, {"id": addition.public_id, "digest": addition.digest, "at": addition.at})


@router.get("/items/{item_id}/alike", response=list[FoundOut])
def like_item(request: HttpRequest, item_id: uuid.UUID) -> list[dict[str, Any]]:
    """What looks like an item, among the items that the post may read."""
    actor = actor_of(request)
    return [plain(one) for one in access.like_item(actor, items.find(actor, item_id))]


@router.post("/items/{item_id}/judgement", response=JudgementIn)
def judge(request: HttpRequest, item_id: uuid.UUID, given: JudgementIn) -> dict[str, Any]:
    """Decide whether two items are the same matter; what was decided is not asked again."""
    pair = judging.judge(actor_of(request), item_id, other=given.other, judgement=given.judgement)
    return {"other": given.other, "judgement": pair.judgement}


def plain(one: Found) -> dict[str, Any]:
    """A look-alike as plain values."""
    likeness = one.likeness
    return {
        "id": one.item.public_id,
        "number": one.item.number,
        "title": one.text.title,
        "state": one.item.state,
        "submitted_at": one.item.submitted_at,
        "verdict": likeness.verdict,
        "text": likeness.text,
        "containment": likeness.containment,
        "matter": likeness.matter,
        "passages": [passage.words for passage in likeness.passages],
        "names": _compared(likeness.names),
        "figures": _compared(likeness.figures),
        "dates": _compared(likeness.dates),
        "contradictions": list(likeness.contradictions),
        "judgement": one.judgement,
    }


def _compared(found: Comparison) -> dict[str, list[str]]:
    return {"shared": list(found.shared), "only_first": list(found.only_first), "only_second": list(found.only_second)}

# SPDX-License-Identifier: Apache-2.0
"""The search through the interface: the same hits, counts and terms as on the page."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from yizhan.api.application import actor_of
from yizhan.domains.search import access
from yizhan.domains.search.queries.hits import PAGES, SIZE, Hit
from yizhan.domains.search.queries.wanted import Wanted

router = Router(tags=["search"])


class Asked(Schema):
    """Words and filters; days as 2026-11-28, stations and units by their ids, `order` empty or `relevance`."""

    q: str = ""
    kind: str = ""
    station: str = ""
    unit: str = ""
    state: str = ""
    since: str = ""
    until: str = ""
    author: str = ""
    order: str = ""
    page: int = 1


class StretchOut(Schema):
    """A piece of an extract; whether it is one of the words looked for."""

    text: str
    is_hit: bool


class HitOut(Schema):
    """One hit. `above` is the public id of what it belongs to, if it is shown there; `about` says whose it is."""

    kind: str
    id: uuid.UUID
    above: uuid.UUID | None
    title: str
    about: list[str]
    state: str
    at: datetime.datetime
    extract: list[StretchOut]

    @staticmethod
    def resolve_id(hit: Hit) -> uuid.UUID:
        """Keys of the database stay inside."""
        return hit.public_id


class FoundOut(Schema):
    """A page of hits, counted from 1, of `size` hits; `counts` by kind end at 1,000; whether another page follows."""

    looked_for: list[str]
    counts: dict[str, int]
    page: int
    size: int
    has_more: bool
    hits: list[HitOut]


@router.get("/search", response=FoundOut)
def search(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """Everything the post may see that says all the words: a page of 50 hits, and counts by kind up to 1,000."""
    wanted = Wanted.read({name: str(value) for name, value in asked.dict().items()})
    page = min(max(asked.page, 1), PAGES)
    found = access.found(actor_of(request), wanted, page)
    return {
        "looked_for": wanted.looked_for,
        "counts": {kind.value: count for kind, count in found.counts.items()},
        "page": page,
        "size": SIZE,
        "has_more": found.has_more,
        "hits": found.hits,
    }


@router.get("/search/terms", response=list[str])
def terms(request: HttpRequest, q: str = "") -> list[str]:
    """Terms that go on from the last word, from titles that the post may see."""
    return access.terms(actor_of(request), q)

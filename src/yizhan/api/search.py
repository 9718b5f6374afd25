# SPDX-License-Identifier: Apache-2.0
"""The search through the interface: the same hits, counts and terms as on the page."""

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


@router.get("/search", response=dict[str, Any])
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
        "hits": [_hit(hit) for hit in found.hits],
    }


@router.get("/search/terms", response=list[str])
def terms(request: HttpRequest, q: str = "") -> list[str]:
    """Terms that go on from the last word, from titles that the post may see."""
    return access.terms(actor_of(request), q)


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "kind": hit.kind.value,
        "id": hit.public_id,
        "above": hit.above,
        "title": hit.title,
        "about": list(hit.about),
        "state": hit.state,
        "at": hit.at,
        "extract": [{"text": one.text, "is_hit": one.is_hit} for one in hit.extract],
    }

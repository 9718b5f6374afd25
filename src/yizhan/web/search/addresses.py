# SPDX-License-Identifier: Apache-2.0
"""Where a hit leads: to the page on which its reader finds it."""

import uuid
from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from django.urls import reverse

from yizhan.domains.network.states import Role
from yizhan.domains.search import access
from yizhan.domains.search.queries.hits import Hit
from yizhan.domains.search.queries.wanted import Wanted
from yizhan.domains.search.states import Kind
from yizhan.kernel.actors import Actor
from yizhan.web.items.audiences import is_staff

#: The page that shows a hit by its own id.
_PAGES = {
    Kind.ITEM: "item",
    Kind.ISSUE: "issue",
    Kind.ASSIGNMENT: "assignment",
    Kind.REPLY: "assignment",
    Kind.FILE: "search-file",
}

#: What staff and leaders read on the page of the case.
_OF_CASES = frozenset({Kind.INSTRUCTION, Kind.ASSIGNMENT, Kind.REPLY, Kind.FEEDBACK})


def results(wanted: Wanted, page: int = 1) -> str:
    """The address of a page of results; it can be sent to a colleague."""
    said = wanted.said() | ({"page": str(page)} if page > 1 else {})
    return f"{reverse('search')}?{urlencode(said)}" if said else reverse("search")


class Addresses:
    """The addresses of the hits of one page, for one reader."""

    def __init__(self, actor: Actor, hits: Iterable[Hit]) -> None:
        self._is_staff = is_staff(actor)
        self._has_cases = self._is_staff or actor.role == Role.LEADER
        told = [hit.public_id for hit in hits if hit.kind == Kind.FEEDBACK]
        self._own: Mapping[uuid.UUID, uuid.UUID] = access.own_items(actor, told) if told and not self._has_cases else {}

    def of(self, hit: Hit) -> str:
        """Where one hit leads."""
        if hit.kind == Kind.FEEDBACK and not self._has_cases:
            return reverse("item", args=[self._own.get(hit.public_id, hit.public_id)])
        if hit.kind in _OF_CASES and self._has_cases:
            return reverse("case", args=[hit.above])
        if hit.kind == Kind.ISSUE and not self._is_staff:
            return reverse("reading", args=[hit.public_id])
        return reverse(_PAGES[hit.kind], args=[hit.public_id])

# SPDX-License-Identifier: Apache-2.0
"""Lists of those who write: what is mine, what came from my unit, what I find."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.items import access
from yizhan.domains.items.models import Item
from yizhan.domains.items.permissions import Permission
from yizhan.domains.items.queries import descent, listing
from yizhan.domains.likeness import access as likeness
from yizhan.domains.likeness.models import Addition
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.items import addresses
from yizhan.web.items.filters import ALL, Filters
from yizhan.web.items.rows import own_rows


@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """What the person is writing and has handed in, and where each item stands."""
    actor = actor_of(request)
    drafts = access.drafts(actor).filter(item__isnull=True)
    items = listing.of_person(access.visible(actor), actor.person or 0)
    return _list(
        request,
        items,
        heading=_("My items"),
        drafts=list(drafts),
        additions=likeness.own_additions(actor),
        url=reverse("items-mine"),
    )


@signed_in
def unit(request: HttpRequest) -> HttpResponse:
    """What came from the person's unit."""
    actor = actor_of(request)
    items = listing.of_unit(access.visible(actor), actor.organization or 0)
    return _list(request, items, heading=_("Items of my unit"), drafts=[], url=reverse("items-unit"))


def found(request: HttpRequest) -> HttpResponse:
    """What somebody without an inbox finds among the items that he or she may see."""
    if not request.GET.get("q", "").strip():
        return redirect("items-mine")
    items = access.visible(actor_of(request))
    return _list(request, items, heading=_("Found"), drafts=[], url=reverse("items"))


def _list(
    request: HttpRequest,
    items: QuerySet[Item],
    *,
    heading: str,
    drafts: list[object],
    url: str,
    additions: list[Addition] | None = None,
) -> HttpResponse:
    filters = Filters.read(request.GET, state=ALL)
    rows, next_key = filters.page(items)
    context = {
        "heading": heading,
        "drafts": drafts,
        "additions": additions,
        "filters": filters,
        "rows": own_rows(rows, address=addresses.item, printed_with_others=descent.printed_with_others(rows)),
        "is_empty": not rows,
        "new_url": reverse("item-new"),
        "may_report": access.holds(actor_of(request), Permission.SUBMIT),
        "next_url": filters.but(beyond=next_key).address(url) if next_key else "",
        "first_url": filters.but().address(url) if filters.beyond else "",
    }
    return render(request, "items/list.html", context)

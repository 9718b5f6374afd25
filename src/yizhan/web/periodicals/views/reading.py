# SPDX-License-Identifier: Apache-2.0
"""Reading, for leaders and everybody else on a circulation list: what is unread first, then the issue as paper."""

import uuid

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from yizhan.domains.periodicals import access
from yizhan.domains.periodicals.models import Circulation, Issue
from yizhan.domains.periodicals.operations import circulation
from yizhan.domains.periodicals.queries import issues
from yizhan.domains.periodicals.states import State
from yizhan.domains.supervision.access import visibility
from yizhan.domains.supervision.access.rights import item_offers
from yizhan.kernel.actors import Actor
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.items.fragments import page_or_part, wants_part
from yizhan.web.periodicals import addresses, listing, standing
from yizhan.web.periodicals.rows import received_rows
from yizhan.web.periodicals.sheets import sheet_of

#: The verb of supervision with which a leader instructs.
_INSTRUCT = "write_instruction"


@signed_in
def reading_list(request: HttpRequest) -> HttpResponse:
    """What the actor received: what is unread, oldest of all pages first to be seen, then what was read."""
    actor = actor_of(request)
    before = request.GET.get("before", "")
    unread, more = listing.page(access.unread(actor), "")
    read, next_key = listing.page(_read_by(actor), before)
    url = reverse("reading-list")
    context = {
        "unread": received_rows(unread, is_read=False) if not before else "",
        "has_more": bool(more),
        "read": received_rows(read, is_read=True),
        "is_empty": not unread and not read,
        "next_url": f"{url}?before={next_key}" if next_key else "",
        "first_url": url if before else "",
    }
    return render(request, "periodicals/reading_list.html", context)


@signed_in
def reading(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The issue as paper. Looking at it writes nothing; that it was read is noted by its own button."""
    actor = actor_of(request)
    row = access.find(actor, public_id)
    if row.state != State.RELEASED:
        return redirect(addresses.issue(public_id))
    return _show(request, actor, row)


@require_POST
@signed_in
def note(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Note that the actor has read the issue."""
    actor = actor_of(request)
    row = circulation.mark_read(actor, public_id)
    if not wants_part(request, "read"):
        return redirect(addresses.reading(public_id))
    return _show(request, actor, access.find(actor, row.public_id))


def _show(request: HttpRequest, actor: Actor, row: Issue) -> HttpResponse:
    context = {
        "issue": row,
        "sheet": None if wants_part(request, "read") else sheet_of(row, instruct_urls=_instruct_urls(actor, row)),
        "line": _own_line(actor, row),
        "read_state": standing.READ,
        "is_offered": "mark_read" in access.offers(actor, row),
        "note_url": addresses.step("reading", row.public_id),
        "document_url": addresses.step("document", row.public_id),
        "list_url": reverse("reading-list"),
        "act": new_id(),
    }
    return page_or_part(request, "periodicals/reading.html", ("read",), context)


def _read_by(actor: Actor) -> QuerySet[Issue]:
    """What the actor received and has read."""
    lines = access.lines_of(actor)
    unread = lines.filter(read_at__isnull=True).values("issue")
    return access.visible(actor).filter(state=State.RELEASED, pk__in=lines.values("issue")).exclude(pk__in=unread)


def _own_line(actor: Actor, row: Issue) -> Circulation | None:
    """The line of the list that means the actor, with who has read it."""
    return access.lines_of(actor).filter(issue=row).select_related("read_by__person").order_by("rank", "id").first()


def _instruct_urls(actor: Actor, row: Issue) -> dict[int, str]:
    """Where the actor writes an instruction, by the key of the item.

    The right is the same for all items that may be instructed, so one of them is asked for it, and the items in one
    query: an issue of twenty entries costs no more than one of two.
    """
    items = [entry.item for entry in issues.entries(row)]
    open_to_actor = visibility.instructable(actor).filter(pk__in=[item.pk for item in items])
    keys = set(open_to_actor.values_list("pk", flat=True))
    found = [item for item in items if item.pk in keys]
    if not found or _INSTRUCT not in item_offers(actor, found[0]):
        return {}
    return {item.pk: reverse("instruction-new", args=[item.public_id]) for item in found}

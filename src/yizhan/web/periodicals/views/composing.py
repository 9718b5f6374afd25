# SPDX-License-Identifier: Apache-2.0
"""Acts on the desk of an issue. Each names the entry or item it means and takes effect at once.

They carry no version: what a colleague places or removes meanwhile is not undone by them, and the operation refuses an
entry that is gone or an order that misses one. Title, heading, circulation, release and discarding do carry it.
"""

import uuid
from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yizhan.domains.periodicals import access
from yizhan.domains.periodicals.models import Entry
from yizhan.domains.periodicals.operations import composing
from yizhan.kernel import sentences
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, NotFound, Refusal
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.items.fragments import page_or_part, wants_part
from yizhan.web.periodicals import addresses, desks
from yizhan.web.periodicals.order import moved, order_of
from yizhan.web.refusals import refusal_page, status_of

#: Before the id of an entry in the name of its select of columns, which only pages without JavaScript show.
_CHOSEN = "column-entry:"


@require_POST
@signed_in
def place(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Place a signed item at the end of a column. The address may name it, so that a removal can be taken back."""
    given = {**request.GET.dict(), **request.POST.dict()}

    def act(actor: Actor) -> str:
        item, column = _id(given.get("item", "")), given.get("column", "")
        entry = composing.place(actor, public_id, item=item, column=_id(column) if column else None)
        return "waiting" if "item" in request.POST else f"entry:{entry.public_id}"

    return _take(request, public_id, act)


@require_POST
@signed_in
def arrange(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Put the entries in order: as the page sends them, after one step up or down, or by the selects of columns."""
    move = request.POST.get("move", "")
    keys = moved(request.POST.getlist("order"), move)
    selects = [name for name in request.POST if name.startswith(_CHOSEN)]
    chosen = {name.removeprefix(_CHOSEN): request.POST.get(name, "") for name in selects}

    def act(actor: Actor) -> str:
        order = order_of(keys, chosen if "apply" in request.POST else None)
        composing.arrange(actor.requested(None), public_id, order=order)
        return move.rpartition(":")[0]

    return _take(request, public_id, act)


@require_POST
@signed_in
def remove(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take an entry out; for ten seconds it can be put back."""

    def act(actor: Actor) -> str:
        entry = _id(request.POST.get("entry", ""))
        undo = _undo(public_id, entry)
        composing.remove(actor, public_id, entry=entry)
        messages.success(request, _("Taken out. The item waits to be placed again."), extra_tags=undo)
        return "order"

    return _take(request, public_id, act)


@require_POST
@signed_in
def renew(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take over the wording that was signed after the item had been placed."""

    def act(actor: Actor) -> str:
        entry = _id(request.POST.get("entry", ""))
        composing.renew(actor, public_id, entry=entry)
        messages.success(request, _("The newer wording stands in the issue."))
        return f"entry:{entry}"

    return _take(request, public_id, act)


def _take(request: HttpRequest, public_id: uuid.UUID, act: Callable[[Actor], str]) -> HttpResponse:
    """Take an act, then show the desk as it stands; a refusal is said above it."""
    actor = actor_of(request)
    try:
        focus = act(actor)
    except (Invalid, Conflict, NotFound) as refusal:
        return _refused(request, actor, public_id, refusal)
    if not wants_part(request, "composing"):
        return HttpResponseRedirect(f"{addresses.issue(public_id)}#desk")
    context = desks.composing(actor, access.find(actor, public_id), request.POST, focus=focus)
    return page_or_part(request, "periodicals/composing.html", ("composing",), {**context, "is_part": True})


def _refused(request: HttpRequest, actor: Actor, public_id: uuid.UUID, refusal: Refusal) -> HttpResponse:
    """The desk with what is wrong. What was on the page and is gone by now is a matter of time: a conflict."""
    issue = access.find(actor, public_id)
    if "arrange" not in access.offers(actor, issue):
        return refusal_page(request, refusal)
    is_part = wants_part(request, "composing")
    context = desks.composing(actor, issue, request.POST) | {"refused": sentences.refused(refusal), "is_part": is_part}
    status = 409 if isinstance(refusal, NotFound) else status_of(refusal)
    return page_or_part(request, "periodicals/composing.html", ("composing",), context, status=status)


def _undo(issue: uuid.UUID, entry: uuid.UUID) -> str:
    """Where the entry is put back: the same item in the same column."""
    placed = Entry.objects.filter(issue__public_id=issue, public_id=entry).select_related("item", "column").first()
    if placed is None:
        return ""
    said = {"item": placed.item.public_id, "column": placed.column.public_id if placed.column else ""}
    return f"{reverse('issue-entries', args=[issue])}?{urlencode(said)}"


def _id(given: str) -> uuid.UUID:
    """An id as the page sends it; one that is none names nothing that exists."""
    try:
        return uuid.UUID(given)
    except ValueError:
        return uuid.UUID(int=0)

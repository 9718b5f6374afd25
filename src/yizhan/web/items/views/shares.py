# SPDX-License-Identifier: Apache-2.0
"""Setting the shares anew, with a reason."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from yizhan.domains.items import access
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import editing
from yizhan.domains.items.permissions import NEEDED
from yizhan.domains.items.queries import credit
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, Invalid
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.items import addresses, contributors
from yizhan.web.items.forms import ReasonForm
from yizhan.web.items.fragments import page_or_part
from yizhan.web.items.places import above_part
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal

_NOT_YET = ("find", "add", "remove", "even", "keep")


@signed_in
def shares(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The contributors with their shares and the reason for the change."""
    actor = actor_of(request)
    item = access.find(actor, public_id)
    if not access.permits(actor, "share", item):
        raise Denied("items.denied", permission=NEEDED["share"])
    if request.method != "POST":
        return _show(request, item, ReasonForm(), contributors.lines_of(list(credit.contributions(item))))
    lines = contributors.lines_given(request.POST)
    if any(name in request.POST for name in _NOT_YET) or request.POST.get("wanted"):
        typed = ReasonForm(initial={"reason": request.POST.get("reason", "")})
        return _show(request, item, typed, contributors.changed(lines, request.POST))
    return _take(request, actor, item, lines)


def _take(request: HttpRequest, actor: Actor, item: Item, lines: list[contributors.Line]) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _show(request, item, form, lines, status=422)
    reason, named = form.cleaned_data["reason"], contributors.contributors(lines)
    try:
        editing.set_shares(actor, item.public_id, contributors=named, reason=reason, seen=_seen(request))
    except (Invalid, Conflict) as refusal:
        add_refusal(form, refusal)
        fresh = access.find(actor, item.public_id)
        return _show(request, fresh, form, lines, seen=fresh.version, status=status_of(refusal))
    messages.success(request, _("The shares are set anew."))
    return addresses.go_on(request, addresses.wanted_next(request) or addresses.item(item.public_id))


def _seen(request: HttpRequest) -> int | None:
    given = request.POST.get("seen", "")
    return int(given) if given.isdecimal() else None


def _show(
    request: HttpRequest,
    item: Item,
    form: ReasonForm,
    lines: list[contributors.Line],
    *,
    seen: int | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "item": item,
        "places": above_part(actor_of(request), item),
        "form": form,
        "lines": lines,
        **contributors.search(request.POST, item.station_id, lines),
        "act": new_id(),
        "seen": seen or _seen(request) or item.version,
    }
    return page_or_part(request, "items/shares.html", ("contributors", "hits"), context, status=status)

# SPDX-License-Identifier: Apache-2.0
"""Registering several items at once: the list is shown first, then each is registered on its own, under one act."""

import uuid
from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from yizhan.domains.items import access, queries
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import registration
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Refusal
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.items import addresses
from yizhan.web.items.rows import own_rows

#: So many rows at most come from one page of the inbox.
_MOST = 50


@require_POST
@signed_in
def register_chosen(request: HttpRequest) -> HttpResponse:
    """Show what was chosen and can be registered; with `confirmed`, register it."""
    actor = actor_of(request)
    chosen = _chosen(actor, request.POST.getlist("item"))
    if "confirmed" not in request.POST:
        return _ask(request, actor, chosen)
    done = sum(_is_registered(actor, item) for item in chosen)
    _say(request, done, len(chosen) - done)
    return addresses.go_on(request, addresses.wanted_next(request) or "/items/")


def _ask(request: HttpRequest, actor: Actor, chosen: list[Item]) -> HttpResponse:
    ready = [item for item in chosen if "register" in access.offers(actor, item)]
    rows = queries.listed(Item.objects.filter(pk__in=[item.pk for item in ready]), size=_MOST)
    context = {
        "ready": ready,
        "rows": own_rows(rows, address=addresses.item),
        "left_out": len(chosen) - len(ready),
        "act": new_id(),
        "next": addresses.wanted_next(request) or "/items/",
    }
    return render(request, "items/registrations.html", context)


def _chosen(actor: Actor, given: list[str]) -> list[Item]:
    """The chosen items that the actor may see, in the order in which they came."""
    keys = []
    for key in given[:_MOST]:
        try:
            keys.append(uuid.UUID(key))
        except ValueError:
            continue
    return list(access.visible(actor).filter(public_id__in=keys).order_by("pk"))


def _is_registered(actor: Actor, item: Item) -> bool:
    """One operation per item; each has a request key of its own, derived from the form's, and all share one act."""
    key = uuid.uuid5(actor.act, str(item.public_id))
    try:
        registration.register(replace(actor, key=key), item.public_id)
    except Refusal:
        return False
    return True


def _say(request: HttpRequest, done: int, refused: int) -> None:
    if done:
        words = ngettext("%(count)s item registered.", "%(count)s items registered.", done)
        messages.success(request, words % {"count": done})
    if refused:
        messages.warning(
            request,
            _("%(count)s could not be registered: somebody else has dealt with them meanwhile.") % {"count": refused},
        )

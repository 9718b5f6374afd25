# SPDX-License-Identifier: Apache-2.0
"""The desk where several items are edited into one: originals beside, order and shares, whose text goes where."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.items import access
from yizhan.domains.items.operations import synthesis
from yizhan.domains.items.permissions import Permission
from yizhan.domains.items.rules import TEXT_LENGTH
from yizhan.domains.items.states import Channel, State
from yizhan.domains.rulebook import queries as rulebook
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, post_of, signed_in
from yizhan.web.items import addresses, syntheses
from yizhan.web.items.forms import SynthesisForm
from yizhan.web.items.places import above_item
from yizhan.web.items.syntheses import Original
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """The desk, begun with `?items=` and the public ids of the originals; only the button at its end makes anything."""
    actor = actor_of(request)
    access.require(actor, Permission.MERGE)
    if request.method == "POST":
        return _sent(request)
    found = syntheses.originals(actor, syntheses.ids_given(request.GET.getlist("items")))
    lead = found[0] if found else None
    initial: dict[str, Any] = {**syntheses.wording_of(lead.text), "kind": lead.item.kind} if lead else {}
    initial["is_urgent"] = any(one.item.is_urgent for one in found)
    return _show(request, found, SynthesisForm(initial=initial))


def _sent(request: HttpRequest) -> HttpResponse:
    """The desk came back: changed, or to be put in force."""
    actor, given = actor_of(request), request.POST
    if "chosen" in given:
        chosen = [str(key) for key in syntheses.ids_given(given.getlist("item"))]
        return addresses.go_on(request, f"{request.path}?{urlencode({'items': ','.join(chosen)})}")
    keys = syntheses.ids_given(given.getlist("order"))
    if "compose" in given:
        return _compose(request, syntheses.with_shares(syntheses.originals(actor, keys), given))
    kept = syntheses.reordered(keys, given)
    added = given.get("number", "").strip()
    found = syntheses.with_shares(syntheses.originals(actor, kept), given)
    if added:
        found = [*found, *_numbered(request, added, kept)]
    if "even" in given or added or len(kept) != len(keys):
        found = syntheses.evened(found)
    written = {name: given.get(name, "") for name in SynthesisForm.base_fields}
    return _show(request, found, SynthesisForm(initial=syntheses.taken_over(written, found, given)))


def _numbered(request: HttpRequest, number: str, kept: list[uuid.UUID]) -> list[Original]:
    """The item with this number, if the desk does not hold it yet."""
    actor = actor_of(request)
    item = access.visible(actor).filter(number__iexact=number).exclude(public_id__in=kept).first()
    if item is None:
        messages.warning(request, _("No further item has the number %(number)s.") % {"number": number})
        return []
    return syntheses.originals(actor, [item.public_id])


def _compose(request: HttpRequest, found: list[Original]) -> HttpResponse:
    form = SynthesisForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    try:
        whole = synthesis.compose(
            actor_of(request),
            _key(request),
            parts=syntheses.wanted(found),
            wording=form.wording(),
            kind=form.cleaned_data["kind"],
            is_urgent=form.cleaned_data["is_urgent"],
        )
    except (Invalid, Conflict, NotFound) as refusal:
        add_refusal(form, refusal)
        return _show(request, found, form, status=status_of(refusal))
    undoing = reverse("item-undoing", args=[whole.public_id])
    words = _("%(count)s items are one now, %(number)s.") % {"count": len(found), "number": whole.number}
    messages.success(request, words, extra_tags=undoing)
    return addresses.go_on(request, addresses.item(whole.public_id))


def _key(request: HttpRequest) -> uuid.UUID:
    """The id that the page made for the synthesis."""
    given = syntheses.ids_given([request.POST.get("key", "")])
    return given[0] if given else new_id()


def _show(request: HttpRequest, found: list[Original], form: SynthesisForm, *, status: int = 200) -> HttpResponse:
    wholes = [one for one in found if one.item.channel == Channel.SYNTHESIS and one.item.state == State.REGISTERED]
    others = [one for one in found if one not in wholes]
    context: dict[str, Any] = {
        "form": form,
        "originals": found,
        "taken_over": syntheses.TAKEN_OVER,
        "places": above_item(actor_of(request)),
        "key": _key(request),
        "act": new_id(),
        "advised": rulebook.value(post_of(request).station_id, TEXT_LENGTH),
        "present": wholes[0] if len(wholes) == 1 and others else None,
        "joined": [one.key for one in others],
    }
    return render(request, "items/synthesis.html", context, status=status)

# SPDX-License-Identifier: Apache-2.0
"""What a synthesis consists of: its parts with their shares, adding and taking out with a reason, and its history."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.items import access
from yizhan.domains.items.models import Composition, Item
from yizhan.domains.items.operations import synthesis
from yizhan.domains.items.operations.synthesis import Wanted
from yizhan.domains.items.queries import descent
from yizhan.domains.items.states import Channel
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.items import addresses, dossiers, syntheses
from yizhan.web.items.audiences import is_staff
from yizhan.web.items.forms import JoinForm, RemovalForm
from yizhan.web.items.places import above_part
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal


@dataclass(frozen=True, slots=True)
class Told:
    """One change of a synthesis: when, by whom, why, and the shares since."""

    change: Composition
    who: str
    shares: str


@signed_in
def parts(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The parts of a synthesis; POST adds some or takes some out."""
    actor = actor_of(request)
    item = access.find(actor, public_id)
    if not is_staff(actor) or item.channel != Channel.SYNTHESIS:
        raise NotFound("items.item.unknown")
    if request.method == "POST" and "take_out" in request.POST:
        return _take_out(request, actor, item)
    if request.method == "POST":
        return _join(request, actor, item)
    return _show(request, actor, item)


def _join(request: HttpRequest, actor: Actor, item: Item) -> HttpResponse:
    form = JoinForm(request.POST)
    if not form.is_valid():
        return _show(request, actor, item, joining=form, status=422)
    keys = _wanted(actor, request, form)
    share = form.cleaned_data["share"]
    each = syntheses.ten_thousandths(share) // max(1, len(keys)) if share else 0
    wanted = [Wanted(item=key, share=each) for key in keys]
    try:
        synthesis.join(actor, item.public_id, parts=wanted, reason=form.cleaned_data["reason"], seen=_seen(request))
    except (Invalid, Conflict, NotFound) as refusal:
        add_refusal(form, refusal)
        return _show(request, actor, access.find(actor, item.public_id), joining=form, status=status_of(refusal))
    return _done(request, item, _("Added. The shares set before keep their proportions."))


def _take_out(request: HttpRequest, actor: Actor, item: Item) -> HttpResponse:
    form = RemovalForm(request.POST, parts=_choices(item))
    if not form.is_valid():
        return _show(request, actor, item, removing=form, status=422)
    gone = [uuid.UUID(key) for key in form.cleaned_data["items"]]
    try:
        synthesis.take_out(actor, item.public_id, items=gone, reason=form.cleaned_data["why"], seen=_seen(request))
    except (Invalid, Conflict, NotFound) as refusal:
        add_refusal(form, refusal)
        return _show(request, actor, access.find(actor, item.public_id), removing=form, status=status_of(refusal))
    return _done(request, item, _("Taken out; it goes on by itself."))


def _done(request: HttpRequest, item: Item, words: str) -> HttpResponse:
    messages.success(request, words, extra_tags=reverse("item-undoing", args=[item.public_id]))
    return addresses.go_on(request, reverse("item-parts", args=[item.public_id]))


def _wanted(actor: Actor, request: HttpRequest, form: forms.Form) -> list[uuid.UUID]:
    """The items that the page was opened with, and those whose numbers were typed. An unknown number is refused as
    any other item that the actor may not see.
    """
    numbers = form.cleaned_data["numbers"].replace("、", " ").replace(",", " ").replace("，", " ").split()
    visible = access.visible(actor)
    typed = [visible.filter(number__iexact=number).values_list("public_id", flat=True).first() for number in numbers]
    return [*syntheses.ids_given(request.POST.getlist("items")), *(key or new_id() for key in typed)]


def _choices(item: Item) -> list[tuple[str, str]]:
    return [(str(part.item.public_id), f"{part.item.number} {part.item.title}") for part in descent.parts(item)]


def _seen(request: HttpRequest) -> int | None:
    given = request.POST.get("seen", "")
    return int(given) if given.isdecimal() else None


def _show(
    request: HttpRequest,
    actor: Actor,
    item: Item,
    *,
    joining: forms.Form | None = None,
    removing: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    given: Iterable[str] = [*request.GET.getlist("items"), *request.POST.getlist("items")] if not removing else []
    asked = syntheses.originals(actor, syntheses.ids_given(given))
    context: dict[str, Any] = {
        "item": item,
        "places": above_part(actor, item),
        "parts": dossiers.parts_of(actor, item),
        "told": _told(item),
        "asked": asked,
        "joining": joining or JoinForm(),
        "removing": removing or RemovalForm(parts=_choices(item)),
        "form": removing or joining,
        "may_change": "compose" in access.offers(actor, item),
        "act": new_id(),
        "act_out": new_id(),
    }
    return render(request, "items/parts.html", context, status=status)


def _told(item: Item) -> list[Told]:
    return [
        Told(change, change.post.person.name if change.post else "", _shares(change.contributors))
        for change in descent.compositions(item)
    ]


def _shares(contributors: Iterable[Mapping[str, Any]]) -> str:
    return "、".join(f"{one['name']} {syntheses.percent(one['share'])}%" for one in contributors)

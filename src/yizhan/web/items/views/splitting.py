# SPDX-License-Identifier: Apache-2.0
"""Splitting an item that reports several matters: the original on the left, one text for each matter on the right."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yizhan.domains.items import access
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import splitting
from yizhan.domains.items.operations.splitting import Matter
from yizhan.domains.items.permissions import NEEDED
from yizhan.domains.items.queries import wordings as item_wordings
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, Invalid
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.items import addresses, syntheses, wordings
from yizhan.web.items.forms import MatterForm, ReasonForm
from yizhan.web.items.places import above_part
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal

#: Matters of one item; who reports more of them writes anew.
_FEWEST, _MOST = 2, 4

_HEADINGS = (
    gettext_lazy("First matter"),
    gettext_lazy("Second matter"),
    gettext_lazy("Third matter"),
    gettext_lazy("Fourth matter"),
)


@signed_in
def split(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The page of a split, and taking it."""
    actor = actor_of(request)
    item = access.find(actor, public_id)
    if not access.permits(actor, "split", item):
        raise Denied("items.denied", permission=NEEDED["split"])
    if request.method != "POST":
        first = syntheses.wording_of(item_wordings.text_in_force(item))
        second = {"source": first["source"]}
        return _show(
            request, item, [_form(0, initial=first), _form(1, initial=second)], ReasonForm(), _keys(request, 2)
        )
    count = min(_MOST, max(_FEWEST, len(request.POST.getlist("matter"))))
    if "another" in request.POST:
        return _another(request, item, count)
    return _take(request, actor, item, count)


def _another(request: HttpRequest, item: Item, count: int) -> HttpResponse:
    """The same page with room for one more matter; nothing is checked yet."""
    typed = [_form(place, initial=_typed(request, place)) for place in range(count)]
    more = [_form(count)] if count < _MOST else []
    reason = ReasonForm(initial={"reason": request.POST.get("reason", "")})
    return _show(request, item, [*typed, *more], reason, _keys(request, count + len(more)))


def _take(request: HttpRequest, actor: Actor, item: Item, count: int) -> HttpResponse:
    forms, reason = [_form(place, request.POST) for place in range(count)], ReasonForm(request.POST)
    keys = _keys(request, count)
    checked = [form.is_valid() for form in (*forms, reason)]
    if not all(checked):
        return _show(request, item, forms, reason, keys, status=422)
    matters = [Matter(public_id=key, wording=form.wording()) for key, form in zip(keys, forms, strict=True)]
    why = reason.cleaned_data["reason"]
    try:
        splitting.split(actor, item.public_id, matters=matters, reason=why, seen=_seen(request))
    except (Invalid, Conflict) as refusal:
        add_refusal(reason, refusal)
        fresh = access.find(actor, item.public_id)
        return _show(request, fresh, forms, reason, keys, status=status_of(refusal))
    words = _("Split; %(count)s items go on.") % {"count": count}
    messages.success(request, words, extra_tags=reverse("item-reunion", args=[item.public_id]))
    return addresses.go_on(request, addresses.item(item.public_id))


def _form(place: int, given: Any = None, *, initial: dict[str, str] | None = None) -> MatterForm:
    return MatterForm(given, prefix=f"m{place}", initial=initial)


def _typed(request: HttpRequest, place: int) -> dict[str, str]:
    return {name: request.POST.get(f"m{place}-{name}", "") for name in MatterForm.base_fields}


def _keys(request: HttpRequest, count: int) -> list[uuid.UUID]:
    """The ids that the page made for the matters, and new ones where it made none."""
    given = syntheses.ids_given(request.POST.getlist("matter"))[:count]
    return [*given, *(new_id() for _place in range(count - len(given)))]


def _seen(request: HttpRequest) -> int | None:
    given = request.POST.get("seen", "")
    return int(given) if given.isdecimal() else None


def _show(
    request: HttpRequest,
    item: Item,
    forms: list[MatterForm],
    reason: ReasonForm,
    keys: list[uuid.UUID],
    *,
    status: int = 200,
) -> HttpResponse:
    actor, text = actor_of(request), item_wordings.text_in_force(item)
    context = {
        "item": item,
        "places": above_part(actor, item),
        "text": text,
        "parts": wordings.parts_of(text),
        "matters": list(zip(_HEADINGS, keys, forms, strict=False)),
        "reason": reason,
        "may_add": len(forms) < _MOST,
        "is_offered": access.possible(item, "split"),
        "act": new_id(),
        "seen": _seen(request) or item.version,
    }
    return render(request, "items/split.html", context, status=status)

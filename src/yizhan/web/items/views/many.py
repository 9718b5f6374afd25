# SPDX-License-Identifier: Apache-2.0
"""Several items at once: count and list first, then each on its own under one act, then what came of each; one Undo."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from yizhan.domains.items.operations import many as operations
from yizhan.domains.items.operations.many import Chosen, Decision, Outcome
from yizhan.domains.items.states import OF_MANY
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.items import addresses, many
from yizhan.web.items.places import above_item
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal


@require_POST
@signed_in
def decide(request: HttpRequest) -> HttpResponse:
    """Show what was chosen and what stands in the way; with `confirmed`, do it and show what came of each."""
    actor, verb = actor_of(request), request.POST.get("verb", "")
    chosen = many.chosen(request.POST.getlist("item"), request.POST.dict())
    if not chosen:
        messages.warning(request, _("No item was chosen. Tick the rows first."))
        return addresses.go_on(request, _onward(request))
    if verb not in OF_MANY:
        raise Invalid("items.many.unknown", field="verb", value=verb)
    if "confirmed" not in request.POST:
        return _ask(request, verb, chosen, many.form_of(actor, verb))
    form = many.form_of(actor, verb, request.POST)
    if not form.is_valid():
        return _ask(request, verb, chosen, form, status=422)
    try:
        outcomes = operations.decide(actor, _decision(verb, form.cleaned_data), chosen)
    except (Invalid, Conflict, NotFound) as refusal:
        add_refusal(form, refusal)
        return _ask(request, verb, chosen, form, status=status_of(refusal))
    done = [one for one in outcomes if one.is_done]
    if done:
        words = str(many.LOOKS[verb].done % {"count": len(done)})
        messages.success(request, words, extra_tags=many.undoing(actor.act, verb, done, _onward(request)))
    return _told(request, outcomes, str(many.LOOKS[verb].word))


@require_POST
@signed_in
def undo(request: HttpRequest, act: uuid.UUID) -> HttpResponse:
    """Take back what one act did to these items, and show what came of each."""
    keys = [one.item for one in many.chosen(request.GET.get("items", "").split(","), {})]
    outcomes = operations.take_back(actor_of(request), act, keys)
    done = sum(one.is_done for one in outcomes)
    if done:
        words = ngettext("%(count)s item taken back.", "%(count)s items taken back.", done)
        messages.success(request, words % {"count": done})
    return _told(request, outcomes, _("Taken back"))


def _decision(verb: str, given: dict[str, Any]) -> Decision:
    return Decision(
        verb=verb,
        reason=given.get("reason", ""),
        code=given.get("code", ""),
        station=int(given.get("station") or 0),
    )


def _ask(request: HttpRequest, verb: str, chosen: list[Chosen], form: forms.Form, *, status: int = 200) -> HttpResponse:
    actor, look = actor_of(request), many.LOOKS[verb]
    found = operations.prospects(actor, verb, [one.item for one in chosen])
    rows = many.rows_ahead(found, {one.item: one.seen for one in chosen if one.seen is not None})
    ready = [row for row in rows if not row.remark]
    context = {
        "verb": verb,
        "look": look,
        "heading": str(look.asked % {"count": len(ready)}),
        "form": form,
        "ready": ready,
        "left_out": [row for row in rows if row.remark],
        "unknown": len(chosen) - len(rows),
        "can_be_undone": OF_MANY[verb],
        "act": new_id(),
        "next": _onward(request),
        "places": above_item(actor),
    }
    return render(request, "items/many.html", context, status=status)


def _told(request: HttpRequest, outcomes: list[Outcome], heading: str) -> HttpResponse:
    rows = many.rows_after(outcomes)
    context = {
        "heading": heading,
        "refused": [row for row in rows if row.remark],
        "done": [row for row in rows if not row.remark],
        "next": _onward(request),
        "places": above_item(actor_of(request)),
    }
    return render(request, "items/many_done.html", context)


def _onward(request: HttpRequest) -> str:
    return addresses.wanted_next(request) or reverse("items")

# SPDX-License-Identifier: Apache-2.0
"""Closing a period, counting a closed one anew, and reading what was written down."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.domains.quotas import access
from yizhan.domains.quotas.operations import closing as closing_period
from yizhan.domains.quotas.permissions import Permission
from yizhan.domains.quotas.queries import closings, lines
from yizhan.domains.quotas.states import Matter, Span
from yizhan.domains.reporting.queries.periods import Period
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import Column, Tab
from yizhan.web.items import addresses as going
from yizhan.web.quotas import periods, words
from yizhan.web.quotas.forms import ClosingForm
from yizhan.web.quotas.periods import Chosen
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal


@signed_in
def close(request: HttpRequest) -> HttpResponse:
    """Write down what a period came to; where that was done already, count it anew with a reason."""
    actor = actor_of(request)
    access.require(actor, Permission.CLOSE)
    current = periods.chosen(actor.station or 0, request.GET)
    standing = closings.last_one(actor.station or 0, current.span, current.period)
    form, status = ClosingForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        first = current.period.first
        try:
            if standing is None:
                made = closing_period.close(actor, current.span, first_on=first)
            else:
                reason = form.cleaned_data["reason"]
                made = closing_period.correct(actor, current.span, first_on=first, reason=reason)
        except (Invalid, Conflict) as refusal:
            add_refusal(form, refusal)
            status = status_of(refusal)
        else:
            messages.success(request, _("Written down. Later corrections are kept beside it."))
            return going.go_on(request, reverse("quotas-closing", args=[made.public_id]))
    elif request.method == "POST":
        status = 422
    context = {
        "form": form,
        "current": current,
        "standing": standing,
        "act": new_id(),
        "url": request.get_full_path(),
        "back": current.address(),
        "places": [Tab(_("Quotas"), current.address())],
    }
    return render(request, "quotas/close.html", context, status=status)


@signed_in
def closing(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What a period came to when it was closed, and what would be counted otherwise today."""
    actor = actor_of(request)
    found = access.find_closing(actor, public_id)
    current = Chosen(Span(found.span), Period(found.first_on, found.last_on))
    now = lines.lines(found.station_id, found.span, current.period)
    several = access.visible_closings(actor).filter(span=found.span, first_on=found.first_on).order_by("number")
    context = {
        "closing": found,
        "heading": _("Closed: %(period)s") % {"period": current.words},
        "places": [Tab(_("Quotas"), current.address())],
        "versions": [
            Tab(
                _("No. %(number)s") % {"number": one.number},
                reverse("quotas-closing", args=[one.public_id]),
                is_current=one.pk == found.pk,
            )
            for one in several
        ],
        "changes": [(one.whose, one.name, _told(one.then), _told(one.now)) for one in closings.changes(found, now)],
        "rows": [_row(one) for one in found.lines],
        "columns": [
            Column(pgettext("quota", "whom"), kind="main"),
            Column(pgettext("quota", "due"), kind="number"),
            Column(_("Counted"), kind="number"),
            Column(_("Short"), kind="number"),
            Column(_("State"), kind="short"),
            Column(_("Items")),
        ],
        "correct_url": current.address("quotas-close") if access.holds(actor, Permission.CLOSE) else "",
    }
    return render(request, "quotas/closing.html", context)


def _told(one: dict[str, Any] | None) -> str:
    """What was or is counted, in a few words."""
    if one is None:
        return _("not due")
    due = "—" if one["required"] is None else one["required"]
    return _("%(count)s of %(due)s") % {"count": one["count"], "due": due}


def _row(one: dict[str, Any]) -> dict[str, Any]:
    return {
        **one,
        "required": "—" if one["required"] is None else one["required"],
        "state": words.standing_kind(one["standing"]),
        "what": str(Matter(one["counted"]).label),
        "numbers": "、".join(fact["number"] or fact["title"] for fact in one["items"]),
    }

# SPDX-License-Identifier: Apache-2.0
"""Rosters: the list, a new one, the table of one, one shift of a draft."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from yizhan.domains.duty import access
from yizhan.domains.duty.models import Roster
from yizhan.domains.duty.operations import planning
from yizhan.domains.duty.permissions import Permission
from yizhan.domains.duty.queries import faults
from yizhan.domains.duty.queries import rosters as found_in
from yizhan.domains.duty.states import RosterState
from yizhan.kernel import clock, sentences
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.ids import new_id
from yizhan.kernel.models import Entry
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import HistoryEntry
from yizhan.web.duty import pages, places, tables, words
from yizhan.web.duty.forms import AssignForm, PeriodForm
from yizhan.web.items import addresses as going
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal

#: Rows of one page.
SIZE = 50

_NOUNS = {"publish": "publication", "fill": "filling", "withdraw": "withdrawal"}


@signed_in
def rosters(request: HttpRequest) -> HttpResponse:
    """All rosters that the actor may see, the latest first."""
    actor = actor_of(request)
    found = found_in.listed(access.visible(actor))
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) <= 18:
        found = found.order_by("-pk").filter(pk__lt=int(before))
    rows = list(found[: SIZE + 1])
    context = {
        "tabs": places.tabs("rosters"),
        "rows": [
            {
                "url": reverse("duty-roster", args=[one.public_id]),
                "roster": one,
                "about": [words.keeper(one)],
                "standing": words.of_roster(one),
            }
            for one in rows[:SIZE]
        ],
        "new_url": reverse("duty-roster-new") if access.holds(actor, Permission.PLAN) else "",
        "next_url": f"{reverse('duty-rosters')}?before={rows[SIZE - 1].pk}" if len(rows) > SIZE else "",
        "first_url": reverse("duty-rosters") if before else "",
    }
    return render(request, "duty/rosters.html", context)


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Begin a roster: for the week after the last one."""
    actor = actor_of(request)
    access.require(actor, Permission.PLAN)
    last = found_in.last_planned(actor.station or 0, access.unit_of(actor))
    first = found_in.day_after(last or clock.today())
    initial = {"roster": new_id(), "first": first, "last": found_in.week_from(first)}
    form = PeriodForm(request.POST or None, initial=initial)

    def take() -> Roster:
        given = form.cleaned_data
        return planning.open_roster(actor, given["roster"], first=given["first"], last=given["last"])

    return _entered(
        request, form, take, {"heading": _("New roster"), "verb": _("Begin"), "back": reverse("duty-rosters")}
    )


@signed_in
def roster(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One roster: who is on duty when, what is wrong with it, what was changed."""
    actor = actor_of(request)
    found = access.find(actor, public_id)
    offers = access.offers(actor, found)
    history = Entry.objects.filter(subject=public_id).order_by("-id")[:100]
    context = {
        "roster": found,
        "keeper": words.keeper(found),
        "standing": words.of_roster(found),
        "places": places.above_roster(),
        "columns": tables.columns_of(found),
        "rows": tables.rows_of(found, may_assign="assign" in offers, may_change="change" in offers),
        "faults": [words.fault(one) for one in faults.of_roster(found)],
        "is_draft": found.state == RosterState.DRAFT,
        "steps": [
            (verb, reverse(f"duty-roster-{_NOUNS[verb]}", args=[public_id])) for verb in offers if verb in _NOUNS
        ],
        "changes": [{"what": words.shift(one), "row": one} for one in found_in.changed_in(found)[:100]],
        "history": [HistoryEntry(at=one.at, sentence=sentences.noted(one.event, one.facts)) for one in history],
    }
    return render(request, "duty/roster.html", context)


@signed_in
def shift(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Give one shift of a draft to somebody."""
    actor = actor_of(request)
    found = access.find(actor, public_id)
    asked = request.POST if request.method == "POST" else request.GET
    starts_at = parse_datetime(asked.get("starts_at", "").replace(" ", "+"))
    slot = next(
        (one for one in found_in.slots_of(found) if (one.duty, one.starts_at) == (asked.get("duty"), starts_at)), None
    )
    if slot is None:
        raise NotFound("duty.shift.unknown")
    standing = found.shifts.filter(duty=slot.duty, starts_at=slot.starts_at).select_related("post").first()
    initial = {
        "duty": slot.duty,
        "starts_at": slot.starts_at.isoformat(),
        "post": str(standing.post.public_id) if standing else "",
    }
    form = AssignForm(request.POST or None, people=pages.people_for(actor, found), initial=initial)

    def take() -> Roster:
        post = form.cleaned_data["post"]
        return planning.assign(
            actor,
            public_id,
            duty=slot.duty,
            starts_at=slot.starts_at,
            post=uuid.UUID(post) if post else None,
        )

    back = reverse("duty-roster", args=[public_id])
    heading = f"{slot.duty} {words.span(slot.starts_at, slot.ends_at)}"
    return _entered(request, form, take, {"heading": heading, "verb": _("Keep it"), "back": back})


def _entered(
    request: HttpRequest, form: forms.Form, take: Callable[[], Roster], context: dict[str, Any]
) -> HttpResponse:
    """Show the form, or take the step and go on at the roster."""
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            made = take()
        except (Invalid, Conflict, NotFound) as refusal:
            add_refusal(form, refusal)
            status = status_of(refusal)
        else:
            messages.success(request, _("Kept."))
            return going.go_on(request, reverse("duty-roster", args=[made.public_id]))
    shown = {"form": form, "act": new_id(), "places": places.above_roster(), **context}
    return render(request, "duty/entry.html", shown, status=status)

# SPDX-License-Identifier: Apache-2.0
"""Exemptions and activities: their lists, and entering one."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.domains.network import queries as network
from yizhan.domains.network.states import OrganizationKind, Role
from yizhan.domains.quotas import access
from yizhan.domains.quotas.models import Activity, Exemption
from yizhan.domains.quotas.operations import exempting, performing
from yizhan.domains.quotas.permissions import Permission
from yizhan.domains.quotas.states import ExemptionState
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import Column, StateKind, Tab
from yizhan.web.components import State as Standing
from yizhan.web.items import addresses as going
from yizhan.web.quotas import words
from yizhan.web.quotas.forms import ActivityForm, ExemptionForm
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal

#: Rows of a list; older ones are found in the periods they belong to.
_SIZE = 200


@signed_in
def exemptions(request: HttpRequest) -> HttpResponse:
    """Who owes nothing for which days, the latest first."""
    actor = actor_of(request)
    access.require(actor, Permission.READ)
    rows = access.visible(actor).select_related("person", "organization", "post__person").order_by("-first_on", "-id")
    context = {
        "places": _places(),
        "rows": [_exemption(actor, row) for row in rows[:_SIZE]],
        "columns": [
            Column(pgettext("quota", "whom"), kind="main"),
            Column(_("Days")),
            Column(_("Why")),
            Column(_("State"), kind="short"),
        ],
        "new_url": reverse("quota-exemption-new") if access.holds(actor, Permission.EXEMPT) else "",
    }
    return render(request, "quotas/exemptions.html", context)


@signed_in
def new_exemption(request: HttpRequest) -> HttpResponse:
    """Let somebody owe nothing for some days."""
    actor = actor_of(request)
    access.require(actor, Permission.EXEMPT)
    form = ExemptionForm(
        request.POST or None,
        initial={"exemption": new_id()},
        units=[(str(key), name) for key, name in network.units_to_choose(actor.station or 0)],
        people=_people(actor),
    )

    def enter() -> Exemption:
        given = form.cleaned_data
        return exempting.exempt(
            actor,
            given["exemption"],
            first_on=given["first_on"],
            last_on=given["last_on"],
            reason=given["reason"],
            **form.named(),
        )

    done = _("Noted. What is due for these days is due no more.")
    return _entered(request, form, enter, ("quotas/new_exemption.html", "quota-exemptions"), done)


@signed_in
def activities(request: HttpRequest) -> HttpResponse:
    """What took place, and the items that came of it."""
    actor = actor_of(request)
    access.require(actor, Permission.READ)
    rows = access.visible_activities(actor).select_related("organization").prefetch_related("items")
    context = {
        "places": _places(),
        "rows": [_activity(row) for row in rows.order_by("-first_on", "-id")[:_SIZE]],
        "columns": [
            Column(_("What"), kind="main"),
            Column(_("Days")),
            Column(_("Items that came of it")),
        ],
        "new_url": reverse("quota-activity-new") if access.holds(actor, Permission.NOTE) else "",
    }
    return render(request, "quotas/activities.html", context)


@signed_in
def new_activity(request: HttpRequest) -> HttpResponse:
    """Note a campaign, a training or an activity of a sector group."""
    actor = actor_of(request)
    access.require(actor, Permission.NOTE)
    groups = (OrganizationKind.SECTOR, OrganizationKind.COMMITTEE, OrganizationKind.BRANCH, OrganizationKind.TOWNSHIP)
    bodies = network.organizations_of(actor.station or 0).filter(kind__in=groups).order_by("level", "rank", "id")
    form = ActivityForm(
        request.POST or None,
        initial={"activity": new_id()},
        units=[(str(body.public_id), body.name) for body in bodies],
    )

    def enter() -> Activity:
        given = form.cleaned_data
        return performing.note(
            actor,
            given["activity"],
            kind=given["kind"],
            title=given["title"],
            unit=given["unit"] or None,
            first_on=given["first_on"],
            last_on=given["last_on"],
            items_numbers=form.numbers(),
            without_items=given["without_items"],
        )

    done = _("Noted. It counts for its period.")
    return _entered(request, form, enter, ("quotas/new_activity.html", "quota-activities"), done)


def _entered(
    request: HttpRequest, form: forms.Form, enter: Callable[[], object], places: tuple[str, str], done: str
) -> HttpResponse:
    """Show the form (`places`: its template, and the list behind it), or enter what was handed in and go on there."""
    template, back = places[0], reverse(places[1])
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                enter()
            except (Invalid, Conflict, NotFound) as refusal:
                add_refusal(form, refusal)
                status = status_of(refusal)
            else:
                messages.success(request, done)
                return going.go_on(request, back)
    context = {"form": form, "act": new_id(), "places": _places(), "back": back}
    return render(request, template, context, status=status)


def _places() -> list[Tab]:
    return [Tab(_("Quotas"), reverse("quotas"))]


def _people(actor: Actor) -> list[tuple[str, str]]:
    posts = network.holders(actor.station or 0, Role.MEMBER, Role.OFFICER).order_by("person__name", "id")
    named = {
        str(post.person.public_id): f"{post.person.name}（{post.organization.short_name or post.organization.name}）"
        for post in posts
    }
    return list(named.items())


def _exemption(actor: Actor, row: Exemption) -> dict[str, Any]:
    may_revoke = "revoke" in access.offers(actor, row)
    kind: StateKind = "done" if row.state == ExemptionState.GRANTED else "closed"
    return {
        "whom": row.whom,
        "first": row.first_on,
        "last": row.last_on,
        "reason": row.reason,
        "by": row.post.person.name if row.post else "",
        "state": Standing(ExemptionState(row.state).label, kind),
        "revoke_url": reverse("quota-exemption-revocation", args=[row.public_id]) if may_revoke else "",
    }


def _activity(row: Activity) -> dict[str, Any]:
    return {
        "title": row.title,
        "about": " · ".join(
            part for part in (row.get_kind_display(), row.organization.name if row.organization else "") if part
        ),
        "days": words.day(row.first_on)
        if row.first_on == row.last_on
        else f"{words.day(row.first_on)} – {words.day(row.last_on)}",
        "items": [(item.number, going.item(item.public_id)) for item in row.items.all()],
        "without": row.without_items,
    }

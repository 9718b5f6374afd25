# SPDX-License-Identifier: Apache-2.0
"""The network: stations, their bodies, who reports and who answers for it."""

import datetime
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from yizhan.domains.network import access, queries
from yizhan.domains.network.models import Organization, Post, Station
from yizhan.domains.network.operations import tree as operations
from yizhan.domains.network.permissions import Permission, holds
from yizhan.domains.network.states import OfficerKind, Role
from yizhan.domains.register import access as register
from yizhan.domains.register.models import Change
from yizhan.domains.register.permissions import Permission as Reading
from yizhan.domains.register.queries import units
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Invalid
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, post_of, signed_in
from yizhan.web.administration import addresses, tree
from yizhan.web.administration.forms.network import PersonForm
from yizhan.web.administration.rows.units import unit_rows
from yizhan.web.components import Column, Contributor, Fact, Tab
from yizhan.web.steps import add_refusal


@signed_in
def network(request: HttpRequest) -> HttpResponse:
    """The tree of the actor's own station."""
    return _tree(request, actor_of(request), post_of(request).station)


@signed_in
def station(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The tree of another station that the actor sees."""
    actor = actor_of(request)
    return _tree(request, actor, access.find_station(actor, public_id))


@signed_in
def body(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One body: who reports, who answers, who works there."""
    actor = actor_of(request)
    row = access.find_organization(actor, public_id)
    posts = list(_posts(row))
    named = queries.responsible([row.pk])
    context = {
        "row": row,
        "places": _places(row),
        "facts": _facts(row),
        "officers": [_person(post, OfficerKind(post.officer_kind).label) for post in posts if post.officer_kind],
        "responsible": [
            (one.get_kind_display(), Contributor(one.person.name, post=one.title), one.since) for one in named
        ],
        "people": [_person(post, post.title or post.get_role_display()) for post in posts],
        "may_change": holds(actor.role, Permission.ORGANIZATION_SET_UP) and row.ended_on is None,
        "end_url": reverse("network-body-end", args=[row.public_id]),
        "name_url": reverse("network-responsibility-new", args=[row.public_id]),
        "rename_url": reverse("network-body-name", args=[row.public_id]),
        "change_url": reverse("unit-change-new", args=[row.public_id]),
        "ends": [_change(actor, one) for one in units.ends_of(row)],
    }
    return render(request, "administration/body.html", context)


@signed_in
def enter_person(request: HttpRequest) -> HttpResponse:
    """Enter a person in the register; posts and accounts are the security administrator's business."""
    actor = actor_of(request)
    access.require(actor, Permission.PERSON_ENTER)
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = operations.enter_person(actor, **form.cleaned_data)
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            said = _("%(name)s is in the register. The security administrator can now give a post.")
            messages.success(request, said % {"name": person.name})
            return redirect("network")
    context = {"form": form, "act": new_id()}
    return render(request, "administration/person.html", context, status=422 if form.errors else 200)


def _tree(request: HttpRequest, actor: Actor, shown: Station) -> HttpResponse:
    groups = tree.groups_of(actor, shown)
    branches = tree.flat(tree.branches(actor, shown))
    context: dict[str, Any] = {
        "station": shown,
        "parts": [_part(group) for group in groups],
        "columns": [
            Column(_("Body"), kind="main"),
            Column(_("Information officers")),
            Column(_("First responsible")),
            Column(_("Directly responsible")),
        ],
        "count": sum(len(group.units) for group in groups),
        "findings": tree.findings_of(shown) if tree.sees_whole(actor) else [],
        "is_whole": tree.sees_whole(actor),
        "branches": branches if len(branches) > 1 else [],
        "may_change": holds(actor.role, Permission.ORGANIZATION_SET_UP),
        "new_body_url": reverse("network-body-new", args=[shown.public_id]),
        "new_station_url": reverse("network-station-new", args=[shown.public_id]),
        "new_person_url": reverse("network-person-new"),
        "mergers_url": reverse("mergers"),
    }
    return render(request, "administration/network.html", context)


def _part(group: tree.Group) -> dict[str, Any]:
    """The bodies of a kind as a table; only their names where nobody reports or answers for any of them."""
    is_told = any(unit.officers or unit.first or unit.direct for unit in group.units)
    return {
        "label": group.label,
        "count": len(group.units),
        "units": group.units,
        "rows": unit_rows(group.units) if is_told else "",
    }


def _posts(row: Organization) -> list[Post]:
    held = queries.holders(row.station_id or 0, *Role.values).filter(organization=row)
    return list(held.order_by("id"))


def _places(row: Organization) -> list[Tab]:
    places = [Tab(_("Network"), reverse("network"))]
    if row.station is not None:
        places.append(Tab(row.station.short_name, addresses.station(row.station.public_id)))
    return places


def _facts(row: Organization) -> list[Fact]:
    facts = [
        Fact(_("Full name"), row.name),
        Fact(_("Kind"), row.get_kind_display()),
        Fact(_("Level"), row.get_level_display()),
        Fact(_("Line"), row.get_line_display()),
    ]
    if row.parent is not None:
        facts.append(Fact(_("Belongs to"), row.parent.name, addresses.body(row.parent.public_id)))
    facts += [
        Fact(_("Until %(day)s") % {"day": date_format(datetime.date.fromisoformat(one["until"]))}, one["name"])
        for one in reversed(row.former_names)
    ]
    facts += [Fact(_("Goes on from"), one.names[0]) for one in units.beginnings_of(row)]
    return facts


def _change(actor: Actor, one: Change) -> dict[str, Any]:
    """How a body ends or ended, with those that follow; the administrators can look closer."""
    return {
        "row": one,
        "followers": [(unit.name, addresses.body(unit.public_id)) for unit in one.followers.all()],
        "url": reverse("unit-change", args=[one.public_id]) if register.holds(actor, Reading.READ) else "",
    }


def _person(post: Post, about: object) -> Contributor:
    said = [str(about), post.person.mobile]
    return Contributor(post.person.name, post=" · ".join(part for part in said if part))

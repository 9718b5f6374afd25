# SPDX-License-Identifier: Apache-2.0
"""Units that merge, split and end: what hangs on them, what becomes of each post, and the change itself."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Organization
from yizhan.domains.register import access
from yizhan.domains.register.models import Change
from yizhan.domains.register.operations import changing
from yizhan.domains.register.permissions import Permission
from yizhan.domains.register.queries import units
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.administration import addresses
from yizhan.web.components import Fact, Tab
from yizhan.web.refusals import status_of
from yizhan.web.register.forms import ChangeForm, UnitsForm
from yizhan.web.register.standing import of_change
from yizhan.web.steps import add_refusal

_STEP_URLS = {"carry_out": "unit-change-confirmation", "drop": "unit-change-drop"}


@signed_in
def propose(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Guided: which units end and which follow, then what becomes of each post, and why."""
    actor = actor_of(request)
    access.require(actor, Permission.CHANGE_PROPOSE)
    unit = access.find_unit(actor, public_id, "former")
    others = list(network.organizations_of(unit.station_id or 0).exclude(pk=unit.pk))
    chosen = UnitsForm(
        request.GET if "step" in request.GET else None, units=[(str(one.public_id), one.name) for one in others]
    )
    is_chosen = chosen.is_bound and chosen.is_valid()
    context: dict[str, Any] = {
        "unit": unit,
        "places": _places(unit),
        "units_form": chosen,
        "form": None,
        "act": new_id(),
    }
    status = 422 if chosen.is_bound and not is_chosen else 200
    if is_chosen:
        ending = [unit, *(one for one in others if str(one.public_id) in chosen.cleaned_data["former"])]
        following = [one for one in others if str(one.public_id) in chosen.cleaned_data["followers"]]
        held = units.posts_of(ending)
        form = ChangeForm(request.POST or None, posts=held, followers=following)
        status = 422 if form.errors else 200
        if request.method == "POST" and form.is_valid():
            try:
                made = changing.propose(
                    actor,
                    former=[one.public_id for one in ending],
                    followers=[one.public_id for one in following],
                    last_day=form.cleaned_data["last_day"],
                    carried=form.carried(),
                    reason=form.cleaned_data["reason"],
                )
                return HttpResponseRedirect(reverse("unit-change", args=[made.public_id]))
            except (Invalid, Conflict) as refusal:
                add_refusal(form, refusal)
                status = status_of(refusal)
        context |= {"form": form, "facts": _units(ending, following), "work": units.open_work(ending)}
    return render(request, "register/propose_change.html", context, status=status)


@signed_in
def change(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One change of units: who ends, who follows, what becomes of each post, what is still open."""
    actor = actor_of(request)
    row = access.find_change(actor, public_id)
    former = list(row.former.all())
    offered = access.change_offers(actor, row)
    context = {
        "row": row,
        "state": of_change(row),
        "places": _places(former[0]),
        "facts": [*_units(former, list(row.followers.all())), *_facts(row)],
        "posts": _posts(row, former),
        "work": units.open_work(former) if offered else [],
        "urls": {verb: reverse(_STEP_URLS[verb], args=[row.public_id]) for verb in offered},
        "is_waiting": bool(offered) and "carry_out" not in offered,
    }
    return render(request, "register/change.html", context)


def _places(unit: Organization) -> list[Tab]:
    return [Tab(_("Network"), reverse("network")), Tab(unit.short_name, addresses.body(unit.public_id))]


def _units(former: list[Organization], following: list[Organization]) -> list[Fact]:
    return [
        Fact(_("Ends"), "、".join(one.name for one in former)),
        Fact(_("Follows"), "、".join(one.name for one in following) or _("nobody")),
    ]


def _facts(row: Change) -> list[Fact]:
    facts = [
        Fact(pgettext("unit", "Last day"), date_format(row.last_day)),
        Fact(_("Reason"), row.reason),
        Fact(_("Proposed by"), row.post.person.name),
    ]
    if row.confirmed_by is not None:
        facts.append(Fact(_("Confirmed by"), row.confirmed_by.person.name))
    if row.closing_words:
        facts.append(Fact(_("Why it is not carried out"), row.closing_words))
    return facts


def _posts(row: Change, former: list[Organization]) -> list[tuple[str, str, str]]:
    """Each post as long as the change is open: whose, which, and what becomes of it."""
    names = {str(one.public_id): one.name for one in row.followers.all()}
    return [
        (
            post.person.name,
            f"{post.organization.short_name} · {post.title or post.get_role_display()}",
            names.get(row.carried.get(str(post.public_id), ""), ""),
        )
        for post in units.posts_of(former)
    ]

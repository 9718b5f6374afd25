# SPDX-License-Identifier: Apache-2.0
"""Proposals for membership because of outstanding work (RULE-078): the list, a new one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.awards.access import recommendations as access
from yizhan.domains.awards.access import rounds
from yizhan.domains.awards.models import Recommendation
from yizhan.domains.awards.operations import recommending
from yizhan.domains.awards.permissions import Permission
from yizhan.domains.awards.queries import reading
from yizhan.domains.network import queries as network
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.awards import pages, places, standing
from yizhan.web.awards.forms import RecommendationForm
from yizhan.web.items import addresses as going
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal

_SIZE = 50


@signed_in
def recommendations(request: HttpRequest) -> HttpResponse:
    """The proposals of the station, the latest first, each with its grounds and the next step."""
    actor = actor_of(request)
    rounds.require(actor, Permission.READ_RECOMMENDATIONS)
    context = {
        "tabs": places.tabs(actor, "recommendations"),
        "rows": [_row(actor, one) for one in reading.recommendations(access.visible(actor))[:_SIZE]],
        "new_url": reverse("recommendation-new") if rounds.holds(actor, Permission.RECOMMEND) else "",
    }
    return render(request, "awards/recommendations.html", context)


@signed_in
def new(request: HttpRequest) -> HttpResponseBase:
    """Propose a person of the station."""
    actor = actor_of(request)
    rounds.require(actor, Permission.RECOMMEND)
    people = network.people_of(actor.station or 0).exclude(pk=actor.person or 0).order_by("name", "id")
    choices = [(str(one.public_id), one.name) for one in people]
    form = RecommendationForm(request.POST or None, people=choices, initial={"recommendation": new_id()})
    status = 422 if form.errors else 200
    if form.is_valid():
        given = form.cleaned_data
        try:
            recommending.propose(actor, given["recommendation"], person=given["person"], reason=given["reason"])
        except (Invalid, Conflict) as refusal:
            add_refusal(form, refusal)
            status = status_of(refusal)
        else:
            messages.success(request, _("Proposed. Somebody else forwards it."))
            return going.go_on(request, reverse("recommendations"))
    context = {
        "form": form,
        "act": new_id(),
        "places": places.above_recommendation(),
        "back": reverse("recommendations"),
    }
    return render(request, "awards/new_recommendation.html", context, status=status)


def _row(actor: Actor, one: Recommendation) -> dict[str, Any]:
    offers = access.offers(actor, one)
    return {
        "row": one,
        "standing": standing.of_row(one),
        "grounds": one.grounds,
        "acts": [
            (str(page.heading), reverse(f"recommendation-{noun}", args=[one.public_id]))
            for noun, page in pages.PROPOSAL_PAGES.items()
            if page.offered in offers
        ],
    }

# SPDX-License-Identifier: Apache-2.0
"""One's own nominations and awards, with the reasons."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yizhan.domains.awards import sentences as said
from yizhan.domains.awards.access import rounds as access
from yizhan.domains.awards.queries import reading
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.awards import places, standing

_SIZE = 50


@signed_in
def awards(request: HttpRequest) -> HttpResponse:
    """What one was nominated for, what came of it and why: for oneself, an item one has a share in, one's unit."""
    actor = actor_of(request)
    rows = reading.nominations(access.visible_nominations(actor).filter(access.own(actor))).order_by("-id")
    context = {
        "tabs": places.tabs(actor, "own"),
        "rows": [
            {
                "row": one,
                "url": reverse("award-round", args=[one.round.public_id]),
                "standing": standing.of_row(one),
                "figures": said.figures(one.candidate),
            }
            for one in rows[:_SIZE]
        ],
    }
    return render(request, "awards/own.html", context)

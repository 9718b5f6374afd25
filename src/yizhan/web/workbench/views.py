# SPDX-License-Identifier: Apache-2.0
"""Where each role starts: what waits, from whom, until when, and the next act; help."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from yizhan.domains.network import queries as network
from yizhan.domains.network.states import Role
from yizhan.kernel.errors import NotFound
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.gallery import samples
from yizhan.web.waiting import waiting_for
from yizhan.web.workbench.guide import guidance_for
from yizhan.web.workbench.sent import sent_out
from yizhan.web.workbench.waiting import waiting

#: Roles whose first act is to report something.
_WRITERS = frozenset({Role.MEMBER, Role.OFFICER})


@signed_in
def workbench(request: HttpRequest) -> HttpResponse:
    """What waits for the acting post."""
    actor = actor_of(request)
    context = {"rows": waiting(actor), "sent": sent_out(actor), "writes": actor.role in _WRITERS}
    return render(request, "workbench/workbench.html", context)


@signed_in
def counts(request: HttpRequest) -> JsonResponse:
    """Counts of what waits, for the rail to refresh itself."""
    waits = waiting_for(actor_of(request))
    return JsonResponse({**waits.rooms, "notices": waits.notices})


@signed_in
def help_page(request: HttpRequest) -> HttpResponse:
    """How things go, and what the acting post does in each of its rooms."""
    return render(request, "workbench/help.html", {"guidance": guidance_for(actor_of(request).role)})


@signed_in
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in all its states; only in a sample installation, for whoever works on the pages."""
    installation = network.installation()
    if installation is None or not installation.is_sample:
        raise NotFound("pages.unknown")
    return render(request, "gallery.html", samples())

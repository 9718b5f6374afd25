# SPDX-License-Identifier: Apache-2.0
"""Where each role starts: what waits, from whom, until when, and the next act; notices; help."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from yizhan.domains.items import access as items_access
from yizhan.domains.items import queries as items
from yizhan.domains.network import queries as network
from yizhan.domains.network.states import Role
from yizhan.domains.notices import access as notices_access
from yizhan.domains.notices import queries as noticed
from yizhan.domains.notices.operations import telling as notices_operations
from yizhan.kernel import sentences
from yizhan.kernel.errors import NotFound
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.gallery import samples
from yizhan.web.waiting import waiting_for
from yizhan.web.workbench.sent import sent_out
from yizhan.web.workbench.waiting import waiting

_NOTICES = 50

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
    """How to work with the pages."""
    return render(request, "workbench/help.html", {"role": actor_of(request).role})


@signed_in
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in all its states; only in a sample installation, for whoever works on the pages."""
    installation = network.installation()
    if installation is None or not installation.is_sample:
        raise NotFound("pages.unknown")
    return render(request, "gallery.html", samples())


@signed_in
def notices(request: HttpRequest) -> HttpResponse:
    """What the person was told, newest first."""
    visible = notices_access.visible(actor_of(request))
    listed = list(noticed.listed(visible)[:_NOTICES])
    about = items.by_public_id([one.matter for one in listed if one.matter])
    rows = [
        {
            "notice": one,
            "sentence": sentences.told(one.entry.event, one.entry.facts)
            if sentences.is_told(one.entry.event)
            else sentences.noted(one.entry.event, one.entry.facts),
            "item": about.get(one.matter) if one.matter else None,
        }
        for one in listed
    ]
    return render(request, "workbench/notices.html", {"rows": rows})


@require_POST
@signed_in
def open_notice(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Note that a notice was read, and go to what it is about."""
    notice = notices_operations.mark_read(actor_of(request), public_id)
    if notice.entry.event.startswith("topics.topic."):
        return HttpResponseRedirect(reverse("topic", args=[notice.entry.subject]))
    if notice.matter is None:
        return HttpResponseRedirect(reverse("notices"))
    return HttpResponseRedirect(reverse("item", args=[items_access.readable(actor_of(request), notice.matter)]))


@require_POST
@signed_in
def read_all(request: HttpRequest) -> HttpResponse:
    """Note that everything was read."""
    notices_operations.mark_all_read(actor_of(request))
    return HttpResponseRedirect(reverse("notices"))

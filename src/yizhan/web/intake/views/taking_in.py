# SPDX-License-Identifier: Apache-2.0
"""What an import would do, row by row, and doing it."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from yizhan.domains.items import access
from yizhan.domains.items.operations import intake
from yizhan.domains.items.permissions import Permission
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, post_of, signed_in
from yizhan.web.components import Tab
from yizhan.web.intake import incoming, reading, refused
from yizhan.web.intake.incoming import Incoming
from yizhan.web.intake.words import refused_now


@signed_in
def check(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Every row looked at; nothing is written yet."""
    waiting = _waiting(request, key)
    if elsewhere := _elsewhere(waiting):
        return elsewhere
    found = reading.read(waiting).examined(actor_of(request))
    mapping_url = reverse("import-mapping", args=[key])
    context = {
        "name": waiting.about.name,
        "places": [Tab(_("Imports"), reverse("imports")), Tab(pgettext("table", "Columns"), mapping_url)],
        "found": found,
        "new": len(found.new),
        "act": new_id(),
        "take_in_url": reverse("import-take-in", args=[key]),
        "mapping_url": mapping_url,
        **refused.part(refused_now(found.refused), reverse("import-refused", args=[key])),
    }
    return render(request, "intake/check.html", context)


@signed_in
def refused_rows(request: HttpRequest, key: uuid.UUID) -> HttpResponseBase:
    """The rows that would be refused, as a file."""
    waiting = _waiting(request, key)
    if elsewhere := _elsewhere(waiting):
        return elsewhere
    return refused.as_file(refused_now(reading.read(waiting).examined(actor_of(request)).refused))


@require_POST
@signed_in
def take_in(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Take the rows in, all or all but the refused ones; whoever presses twice gets the same report."""
    waiting = _waiting(request, key)
    if elsewhere := _elsewhere(waiting):
        return elsewhere
    actor, read = actor_of(request), reading.read(waiting)
    done = intake.take_in(
        actor,
        actor.station or 0,
        source=waiting.about.name,
        arrivals=read.arrivals,
        rejected=read.rejected,
        skip_refused="skip" in request.POST,
    )
    incoming.use_up(waiting, done.public_id)
    return redirect("import-report", public_id=done.public_id)


def _waiting(request: HttpRequest, key: uuid.UUID) -> Incoming:
    access.require(actor_of(request), Permission.TAKE_IN)
    return incoming.find(post_of(request), key)


def _elsewhere(waiting: Incoming) -> HttpResponse | None:
    """Where an upload is to be looked at that has been imported already, or whose columns nobody has judged."""
    if waiting.about.intake:
        return redirect("import-report", public_id=waiting.about.intake)
    return redirect("import-mapping", key=waiting.key) if waiting.about.mapping is None else None

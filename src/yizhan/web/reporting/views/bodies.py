# SPDX-License-Identifier: Apache-2.0
"""The list of bodies that adopt items: the station's own, and those that the stations above name."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.reporting import access
from yizhan.domains.reporting.models import AdoptingBody
from yizhan.domains.reporting.operations import bodies as operations
from yizhan.domains.reporting.permissions import Permission
from yizhan.domains.reporting.queries import records
from yizhan.kernel.errors import Conflict, Denied, Invalid
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, post_of, signed_in
from yizhan.web.components import Column
from yizhan.web.items import addresses as going
from yizhan.web.items.audiences import is_staff
from yizhan.web.refusals import status_of
from yizhan.web.reporting import places
from yizhan.web.reporting.forms import BodyForm
from yizhan.web.steps import add_refusal


@signed_in
def bodies(request: HttpRequest) -> HttpResponse:
    """Who can be named as adopting; each leads to what it adopted."""
    actor, station = actor_of(request), post_of(request).station
    if not is_staff(actor):
        raise Denied("reporting.denied")
    may_end = access.holds(actor, Permission.END_BODY)
    listed = list(records.bodies(station))
    context = {
        "tabs": places.tabs(station, "adopting-bodies"),
        "columns": [
            Column(_("Adopting body"), kind="main"),
            Column(_("Level"), kind="short"),
            Column(_("Line"), kind="short"),
            Column(_("What is it?"), kind="short"),
            Column(_("On whose list")),
            Column(_("Acts"), kind="short", is_silent=True),
        ],
        "bodies": [(one, _adoptions(one), one.station_id == station.pk and may_end) for one in listed],
        "can_enter": access.holds(actor, Permission.ENTER_BODY),
        "new_url": reverse("adopting-body-new"),
    }
    return render(request, "reporting/bodies.html", context)


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Enter a body in the station's list."""
    actor = actor_of(request)
    access.require(actor, Permission.ENTER_BODY)
    form = BodyForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _show(request, form, status=422 if request.method == "POST" else 200)
    try:
        operations.enter_body(actor, **form.cleaned_data)
    except (Invalid, Conflict) as refusal:
        add_refusal(form, refusal)
        return _show(request, form, status=status_of(refusal))
    messages.success(request, _("It is on the list."))
    return going.go_on(request, reverse("adopting-bodies"))


def _adoptions(body: AdoptingBody) -> str:
    """The adoptions by a body, in the register."""
    return f"{reverse('adoptions')}?{urlencode({'body': body.name, 'level': body.level})}"


def _show(request: HttpRequest, form: BodyForm, *, status: int) -> HttpResponse:
    context = {"form": form, "act": new_id(), "places": places.above_body(), "back": reverse("adopting-bodies")}
    return render(request, "reporting/new_body.html", context, status=status)

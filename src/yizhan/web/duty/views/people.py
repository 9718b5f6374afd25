# SPDX-License-Identifier: Apache-2.0
"""Where people are reached, and who is away: one's own, and of the people one plans for."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yizhan.domains.duty import access
from yizhan.domains.duty.operations import reaching
from yizhan.domains.duty.permissions import Permission
from yizhan.domains.duty.queries import rosters
from yizhan.kernel import clock
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import Column
from yizhan.web.duty import places
from yizhan.web.duty.forms import AbsenceForm, NumberForm
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal

#: People of one page; a station with more of them plans by units.
SIZE = 200


@signed_in
def people(request: HttpRequest) -> HttpResponse:
    """Everybody's numbers in the order in which they are tried, and who is away."""
    actor = actor_of(request)
    access.require(actor, Permission.NUMBER)
    register = list(access.people(actor).order_by("name", "id")[:SIZE])
    numbers = rosters.numbers_of([one.pk for one in register])
    absences = access.visible_absences(actor).filter(ended_at__isnull=True, last__gte=clock.today())
    context = {
        "tabs": places.tabs("people"),
        "columns": [Column(_("Name"), kind="main"), Column(_("Numbers"))],
        "rows": [{"person": one, "numbers": numbers.get(one.pk, [])} for one in register],
        "absences": absences.select_related("person")[:SIZE],
        "number_url": reverse("duty-number-new"),
        "absence_url": reverse("duty-absence-new"),
    }
    return render(request, "duty/people.html", context)


@signed_in
def new_number(request: HttpRequest) -> HttpResponse:
    """Enter where somebody is reached."""
    form = NumberForm(request.POST or None, people=_choices(request), initial=_oneself(request))

    def take() -> Any:
        given = form.cleaned_data
        return reaching.enter_number(
            actor_of(request),
            uuid.UUID(given["person"]),
            kind=given["kind"],
            number=given["number"],
            rank=given["rank"],
        )

    return _entered(request, form, take, _("A number"))


@signed_in
def new_absence(request: HttpRequest) -> HttpResponse:
    """Enter that somebody will be away."""
    form = AbsenceForm(request.POST or None, people=_choices(request), initial=_oneself(request))

    def take() -> Any:
        given = form.cleaned_data
        return reaching.enter_absence(
            actor_of(request),
            uuid.UUID(given["person"]),
            first=given["first"],
            last=given["last"],
            reason=given["reason"],
        )

    return _entered(request, form, take, _("Being away"))


@require_POST
@signed_in
def end_number(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take a number away."""
    reaching.end_number(actor_of(request), public_id)
    messages.success(request, _("The number is taken away."))
    return HttpResponseRedirect(reverse("duty-people"))


@require_POST
@signed_in
def end_absence(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Somebody is not away after all."""
    reaching.end_absence(actor_of(request), public_id)
    messages.success(request, _("Noted; he or she can be on duty again."))
    return HttpResponseRedirect(reverse("duty-people"))


def _choices(request: HttpRequest) -> list[tuple[str, str]]:
    actor = actor_of(request)
    access.require(actor, Permission.NUMBER)
    return [(str(one.public_id), one.name) for one in access.people(actor).order_by("name", "id")[:SIZE]]


def _oneself(request: HttpRequest) -> dict[str, str]:
    own = access.people(actor_of(request)).filter(pk=actor_of(request).acting_person).first()
    return {"person": str(own.public_id)} if own else {}


def _entered(request: HttpRequest, form: forms.Form, take: Callable[[], Any], heading: str) -> HttpResponse:
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            take()
        except (Invalid, Conflict, NotFound) as refusal:
            add_refusal(form, refusal)
            status = status_of(refusal)
        else:
            messages.success(request, _("Kept."))
            return HttpResponseRedirect(reverse("duty-people"))
    context = {
        "form": form,
        "act": new_id(),
        "places": places.above(),
        "heading": heading,
        "verb": _("Keep it"),
        "back": reverse("duty-people"),
    }
    return render(request, "duty/entry.html", context, status=status)

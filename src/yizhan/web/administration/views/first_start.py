# SPDX-License-Identifier: Apache-2.0
"""The first start of an empty store: one page, once, for whoever holds the link that `yizhan up` printed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from yizhan.domains.network import queries
from yizhan.domains.network.operations import first_start
from yizhan.domains.network.operations.first_start import FirstLink
from yizhan.domains.rulebook.operations import founding
from yizhan.domains.rulebook.rules import given
from yizhan.kernel.actors import system
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.web.administration import first_link
from yizhan.web.administration.forms.first_start import GIVEN, FirstStartForm
from yizhan.web.administration.secrets import ShownSecret
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal


@never_cache
def start(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask for the institution and its administrators; answer, once, with their links."""
    if not first_link.is_valid(secret):
        return _over(request)
    form = FirstStartForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _ask(request, form, status=422 if form.errors else 200)
    try:
        links = first_start.begin(system(), form.institution(), form.names())
    except (Invalid, Conflict) as refusal:
        if refusal.code == "network.installation.exists":
            return _over(request)
        add_refusal(form, refusal)
        return _ask(request, form, status=status_of(refusal))
    _begin_rulebook(form)
    first_link.forget()
    shown = [_shown(request, link) for link in links]
    return render(request, "administration/first_start_done.html", {"links": shown})


def _begin_rulebook(form: FirstStartForm) -> None:
    """If this fails the institution stands all the same; a set can be taken in later as a draft."""
    station = queries.station_of_code(form.cleaned_data["code"])
    if station is not None:
        alone_by = _("decided at the first start") if form.cleaned_data["small_office"] else ""
        chosen, document = form.cleaned_data["rules"], given.kept()
        if chosen == GIVEN and document is not None:
            founding.begin_with(system(), station.pk, given=document.provisions, alone_by=alone_by)
        else:
            founding.begin_with(system(), station.pk, shipped=chosen, alone_by=alone_by)
        given.forget()


def _ask(request: HttpRequest, form: FirstStartForm, *, status: int) -> HttpResponse:
    return render(request, "administration/first_start.html", {"form": form}, status=status)


def _over(request: HttpRequest) -> HttpResponse:
    return render(request, "administration/first_start_over.html", status=404)


def _shown(request: HttpRequest, link: FirstLink) -> ShownSecret:
    return ShownSecret(
        key=str(link.role),
        heading=str(link.role.label),
        person=link.account.person.name,
        sign_in_name=link.account.sign_in_name,
        text=request.build_absolute_uri(reverse("set-password", args=[link.secret.text])),
    )

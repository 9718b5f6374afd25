# SPDX-License-Identifier: Apache-2.0
"""Where each role starts: what waits, from whom, until when, and the next act."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from yizhan.web.acting import actor_of, signed_in
from yizhan.web.waiting import counts_of


@signed_in
def workbench(request: HttpRequest) -> HttpResponse:
    """What waits for the acting post."""
    return render(request, "workbench/workbench.html", {})


@signed_in
def counts(request: HttpRequest) -> JsonResponse:
    """Counts of what waits, for the rail to refresh itself."""
    return JsonResponse(counts_of(actor_of(request)))


@signed_in
def search(request: HttpRequest) -> HttpResponseBase:
    """Search from the top bar: goes to the list the actor has."""
    return redirect(f"/items/?q={request.GET.get('q', '')}")


@signed_in
def help_page(request: HttpRequest) -> HttpResponse:
    """How to work with the pages."""
    return render(request, "workbench/help.html", {})


@signed_in
def notices(request: HttpRequest) -> HttpResponse:
    """What the person was told."""
    return render(request, "workbench/notices.html", {})

# SPDX-License-Identifier: Apache-2.0
"""The duty screen, for a wall or a phone, and the device that shows nothing else."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from yizhan.web.acting import actor_of, post_of, signed_in
from yizhan.web.duty.board import board
from yizhan.web.duty.screen_only import is_only_screen, make_only_screen


@never_cache
@signed_in
def screen(request: HttpRequest) -> HttpResponse:
    """Running events with their time to the second, and who is on duty; `?board` asks for what changes alone."""
    only = is_only_screen(request)
    context = {
        "board": board(actor_of(request), is_only_screen=only),
        "is_only_screen": only,
        "station": post_of(request).station,
        "url": f"{reverse('duty-screen')}?board=yes",
    }
    return render(request, "duty/board.html" if "board" in request.GET else "duty/screen.html", context)


@require_POST
@signed_in
def show_only(request: HttpRequest) -> HttpResponse:
    """Let this device show the screen and nothing else, until somebody signs out on it."""
    make_only_screen(request)
    return HttpResponseRedirect(reverse("duty-screen"))

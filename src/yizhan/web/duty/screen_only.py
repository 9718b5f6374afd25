# SPDX-License-Identifier: Apache-2.0
"""A session that is only a screen: it reads the duty screen, and whoever touches the device can do nothing with it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from yizhan.web.acting import acting

_KEY = "only_screen"


def is_only_screen(request: HttpRequest) -> bool:
    """Whether this session was given up to the screen."""
    return bool(request.session.get(_KEY))


def make_only_screen(request: HttpRequest) -> None:
    """Give this session up to the screen; signing out is the only way back."""
    request.session[_KEY] = True


class OnlyScreenMiddleware:
    """Leads a session that is only a screen back to it, from whatever address it asks for."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the screen itself and signing out pass."""
        if acting(request).post is None or not is_only_screen(request):
            return self.answer(request)
        is_reading = request.method in {"GET", "HEAD"} and request.path == reverse("duty-screen")
        if is_reading or request.path == reverse("sign-out"):
            return self.answer(request)
        return HttpResponseRedirect(reverse("duty-screen"))

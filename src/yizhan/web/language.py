# SPDX-License-Identifier: Apache-2.0
"""Chinese first, English complete: the reader's choice is kept in a cookie and, once signed in, with the account."""

import functools
from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils import translation
from django.views.decorators.http import require_POST

from yizhan.web.addresses import back

LANGUAGES = ("zh-hans", "en")

Words = TypeVar("Words")


def per_language(make: Callable[[], Words]) -> Callable[[], Words]:
    """Let words that are always the same be looked up once in each language. The answer is shared: never change it."""
    kept = functools.cache(lambda _language: make())

    @functools.wraps(make)
    def words() -> Words:
        return kept(translation.get_language())

    return words


class LanguageMiddleware:
    """Speaks the language of the cookie, else Chinese. The browser's preference does not count: machines are shared."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Switch, answer, and say in which language."""
        wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, LANGUAGES[0])
        language = wanted if wanted in LANGUAGES else LANGUAGES[0]
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.answer(request)
        response.headers.setdefault("Content-Language", language)
        return response


@require_POST
def choose(request: HttpRequest) -> HttpResponseRedirect:
    """Keep the chosen language for a year."""
    response = HttpResponseRedirect(back(request))
    wanted = request.POST.get("language", "")
    if wanted in LANGUAGES:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, wanted, max_age=31_536_000, samesite="Lax", secure=request.is_secure()
        )
    return response

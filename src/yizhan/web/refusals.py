# SPDX-License-Identifier: Apache-2.0
"""A refusal becomes a page: what is wrong, where, and what to do. Mapped once for all pages."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from yizhan.kernel import sentences
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound, Refusal

STATUS: dict[type[Refusal], int] = {NotFound: 404, Denied: 403, Conflict: 409, Invalid: 422}


class RefusalMiddleware:
    """Answers refusals that a view did not turn into something better itself."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing to do on the way in."""
        return self.answer(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page of a refusal; other exceptions are faults and go on."""
        return refusal_page(request, exception) if isinstance(exception, Refusal) else None


def refusal_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """What is wrong and what to do, as a page, or as a notice inside a page that htmx is showing."""
    wrong, remedy = sentences.refused(refusal)
    template = "refusals/refusal.html"
    if request.headers.get("HX-Request") and not request.headers.get("HX-Boosted"):
        template += "#refusal"
    context = {
        "wrong": wrong,
        "remedy": remedy,
        "kind": type(refusal).__name__,
        "back": request.headers.get("Referer", "/"),
    }
    return render(request, template, context, status=status_of(refusal))


def status_of(refusal: Refusal) -> int:
    """The status that belongs to the kind of refusal."""
    return next(status for kind, status in STATUS.items() if isinstance(refusal, kind))


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """A form from an old page or from elsewhere."""
    context = {
        "wrong": _("This form is no longer valid; nothing was saved."),
        "remedy": _("Go back, reload the page, and send it again. What you had saved as a draft is still there."),
        "back": request.headers.get("Referer", "/"),
    }
    return render(request, "refusals/refusal.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """No page at this address."""
    context = {
        "wrong": _("There is no page at this address."),
        "remedy": _("Perhaps the link was cut off. Your workbench shows what waits for you."),
        "back": "/",
    }
    return render(request, "refusals/refusal.html", context, status=404)


def fault(request: HttpRequest) -> HttpResponse:
    """Something went wrong on our side; nothing half-written remains."""
    return render(request, "refusals/fault.html", status=500)

# SPDX-License-Identifier: Apache-2.0
"""A refusal becomes a page: what is wrong, where, and what to do. Mapped once for all pages."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
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
        """A step's address that is opened like a page says so; Django answers with an empty one."""
        answered = self.answer(request)
        is_empty = isinstance(answered, HttpResponseNotAllowed) and not answered.content
        return _not_a_page(request, answered) if is_empty else answered

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


def _not_a_page(request: HttpRequest, answered: HttpResponseBase) -> HttpResponse:
    """What stands at the address is done with a button: as after signing in again in the middle of a step."""
    context = {
        "wrong": _("There is no page at this address: it is where a button leads. Nothing was changed."),
        "remedy": _("Open the matter from your workbench or from its list, and press the button there."),
        "back": "/",
    }
    page = render(request, "refusals/refusal.html", context, status=405)
    page.headers["Allow"] = answered.headers["Allow"]
    return page


def fault(request: HttpRequest) -> HttpResponse:
    """Something went wrong on our side; nothing half-written remains."""
    return render(request, "refusals/fault.html", status=500)

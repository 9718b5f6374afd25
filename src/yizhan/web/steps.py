# SPDX-License-Identifier: Apache-2.0
"""One view for every step: a noun's address shows the step's form on GET and takes the step on POST.

    path("items/<uuid:public_id>/return/", StepView.as_view(page=ReturnPage), name="item-return")

The room's page class names the words, the form and the one operation; rights, states and races are the operation's
business. Works without JavaScript: a refused step shows its form again with what was typed and what is wrong.
"""

import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.views import View

from yizhan.kernel import sentences
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, Refusal
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.refusals import status_of

Words = str | Promise


class NoFields(forms.Form):
    """The form of a step that needs nothing but the decision."""


class StepPage:
    """What a step's page says and does: the words, the form, and the operation that is called with what the form asked.

    A page whose form does not speak the operation's language overrides `take`.
    """

    heading: ClassVar[Words] = ""
    lead: ClassVar[Words] = ""
    verb: ClassVar[Words] = ""
    done: ClassVar[Words] = ""
    kind: ClassVar[str] = "primary"
    form_class: ClassVar[type[forms.Form]] = NoFields
    template: ClassVar[str] = "steps/step.html"
    operation: ClassVar[Callable[..., Any]]

    def find(self, actor: Actor, public_id: uuid.UUID) -> models.Model:
        """The row the step is about, as the actor may see it."""
        raise NotImplementedError  # pragma: no cover -- every page says which room's row it is about

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- for subclasses
        """The form, empty or with what was handed in."""
        return self.form_class(given, files)

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: dict[str, Any]) -> Any:
        """Call the operation with the form's cleaned fields."""
        return self.operation(actor, public_id, **given, seen=seen)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- for subclasses
        """Where work goes on."""
        return str(row.get_absolute_url()) if hasattr(row, "get_absolute_url") else "/"

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:  # noqa: ARG002 -- for subclasses
        """What the template shows besides the form."""
        return {}


class StepView(View):
    """Shows and takes one step."""

    page: type[StepPage] = StepPage

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only for people who have signed in."""
        return signed_in(super().dispatch)(request, *args, **kwargs)

    def get(self, request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
        """The step's form."""
        page, actor = self.page(), actor_of(request)
        row = page.find(actor, public_id)
        return self._show(request, page, actor, row, page.form(actor, row))

    def post(self, request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
        """Take the step, or show again what was handed in with what is wrong."""
        page, actor = self.page(), actor_of(request)
        row = page.find(actor, public_id)
        form = page.form(actor, row, request.POST, request.FILES)
        if not form.is_valid():
            return self._show(request, page, actor, row, form, status=422)
        try:
            result = page.take(actor, public_id, seen=_seen(request), given=form.cleaned_data)
        except (Invalid, Conflict) as refusal:
            add_refusal(form, refusal)
            fresh = page.find(actor, public_id)
            return self._show(request, page, actor, fresh, form, status=status_of(refusal))
        if page.done:
            messages.success(request, str(page.done))
        return _go_on(request, page.next_url(row, result))

    def _show(
        self, request: HttpRequest, page: StepPage, actor: Actor, row: Any, form: forms.Form, status: int = 200
    ) -> HttpResponse:
        context = {
            "page": page,
            "row": row,
            "form": form,
            "act": new_id(),
            "seen": getattr(row, "version", ""),
            "back": page.next_url(row, None),
            **page.context(actor, row),
        }
        return render(request, page.template, context, status=status)


def add_refusal(form: forms.Form, refusal: Refusal) -> None:
    """Put a refusal where it belongs: at its field, or above the form."""
    words = " ".join(part for part in sentences.refused(refusal) if part)
    form.add_error(refusal.field if refusal.field in form.fields else None, words)


def _seen(request: HttpRequest) -> int | None:
    given = request.POST.get("seen", "")
    return int(given) if given.isdecimal() else None


def _go_on(request: HttpRequest, url: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)

# SPDX-License-Identifier: Apache-2.0
"""Writing a version of a scheme: from nothing, from another version, or from an example of another place."""

import functools
import uuid
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

import yizhan.engines.scoring as engine
from yizhan.domains.appraisal import access
from yizhan.domains.appraisal.models import Scheme
from yizhan.domains.appraisal.operations import schemes as writing
from yizhan.domains.appraisal.permissions import Permission
from yizhan.domains.appraisal.queries.terms import read_terms
from yizhan.engines.scoring.findings import Refused
from yizhan.engines.scoring.language.reading import parse_scheme, read_scheme
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.appraisal import places, presenting
from yizhan.web.appraisal.forms import SchemeForm
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Write a version, from nothing, from another version, or from an example."""
    actor = actor_of(request)
    access.require(actor, Permission.WRITE_SCHEME)
    form = SchemeForm(request.POST or None, initial=_beginning(actor, request))
    key = request.POST.get("scheme", "") or str(new_id())

    def write(given: dict[str, Any]) -> Scheme:
        return writing.draft(actor, uuid.UUID(key), text=given["text"], terms=given["terms"])

    return _written(request, form, write, {"scheme_key": key, "back": reverse("schemes")})


@signed_in
def edit(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change a draft."""
    actor = actor_of(request)
    found = access.find(actor, public_id)
    form = SchemeForm(request.POST or None, initial={"text": found.text, "terms": found.terms})
    seen = request.POST.get("seen", "")

    def write(given: dict[str, Any]) -> Scheme:
        version = int(seen) if seen.isdecimal() else None
        return writing.rewrite(actor, public_id, text=given["text"], terms=given["terms"], seen=version)

    back = reverse("scheme", args=[public_id])
    is_offered = "rewrite" in access.offers(actor, found)
    more = {"scheme_key": "", "seen": seen or found.version, "back": back, "scheme": found, "is_closed": not is_offered}
    return _written(request, form, write, more)


def _written(request: HttpRequest, form: SchemeForm, write: Any, more: dict[str, Any]) -> HttpResponse:
    status, mistakes = 200, []
    if request.method == "POST" and form.is_valid():
        try:
            saved = write(form.cleaned_data)
        except (Invalid, Conflict) as refusal:
            add_refusal(form, refusal)
            status, mistakes = status_of(refusal), _mistakes(form.cleaned_data)
        else:
            return HttpResponseRedirect(reverse("scheme", args=[saved.public_id]))
    elif request.method == "POST":
        status = 422
    context = {"form": form, "act": new_id(), "mistakes": mistakes, "places": places.above("schemes"), **more}
    return render(request, "appraisal/scheme_form.html", context, status=status)


def _mistakes(given: dict[str, Any]) -> list[dict[str, Any]]:
    """Everything that is wrong with text and terms, each with its line."""
    found = []
    for part, reading in ((given["text"], parse_scheme), (given["terms"], read_terms)):
        try:
            reading(part)
        except Refused as refused:
            found += presenting.mistakes(refused)
    return found


def _beginning(actor: Actor, request: HttpRequest) -> dict[str, str]:
    wanted = request.GET.get("example", "")
    if wanted in examples():
        return {"text": (_folder() / f"{wanted}.toml").read_text(encoding="utf-8")}
    try:
        former = access.find(actor, uuid.UUID(request.GET.get("of", "")))
    except ValueError:
        return {}
    return {"text": former.text, "terms": former.terms}


def _folder() -> Path:
    return Path(engine.__path__[0]) / "examples"


@functools.cache
def examples() -> dict[str, str]:
    """The schemes of other places that come with the engine: file name and what they are called."""
    found = {}
    for path in sorted(_folder().glob("*.toml")):
        head = read_scheme(path).head
        found[path.stem] = f"{head.place} · {head.name}（{head.version}）"
    return found

# SPDX-License-Identifier: Apache-2.0
"""The rulebook on the way out and in: export, import, comparison of two days."""

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.network.queries import station as station_of
from yizhan.domains.network.states import Export
from yizhan.domains.rulebook import access, queries
from yizhan.domains.rulebook.operations import drafts
from yizhan.domains.rulebook.permissions import Permission
from yizhan.domains.rulebook.rules.comparing import differences
from yizhan.domains.rulebook.rules.documents import Document, read_document, write_document
from yizhan.domains.rulebook.rules.shipped import provisions_of
from yizhan.kernel import clock, sentences
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Invalid, Refusal
from yizhan.kernel.ids import new_id
from yizhan.web import exports
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import Column, Tab
from yizhan.web.downloads import name_file
from yizhan.web.refusals import status_of
from yizhan.web.rulebook import addresses
from yizhan.web.rulebook.entries import shown_differences
from yizhan.web.rulebook.forms import ComparisonForm, DocumentForm
from yizhan.web.steps import add_refusal

_YEAR = datetime.timedelta(days=365)


@signed_in
def export(request: HttpRequest) -> HttpResponse:
    """Everything ever laid down at the station, as a TOML document."""
    actor = actor_of(request)
    access.require(actor, Permission.RULE_READ)
    station = station_of(actor.station or 0)
    provisions = list(queries.provisions(station.pk))
    document = write_document(station.name, provisions, queries.bodies(station.pk))
    exports.note(request, Export.RULES, len(provisions), "toml")
    answer = HttpResponse(document, content_type="application/toml; charset=utf-8")
    name_file(answer, f"{station.code}-rules-{clock.today()}.toml")
    return answer


@signed_in
def take_in(request: HttpRequest) -> HttpResponse:
    """Make a draft from a TOML document, or say on which lines it is wrong."""
    actor = actor_of(request)
    access.require(actor, Permission.PREPARE)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _ask(request, form, status=422 if form.errors else 200)
    known = {name: key for key, name in queries.bodies(actor.station or 0).items()}
    document = read_document(form.cleaned_data["content"], known)
    if document.mistakes:
        return _ask(request, form, document, status=422)
    try:
        return _prepared(request, actor, form, document)
    except Refusal as refusal:
        add_refusal(form, refusal)
        return _ask(request, form, status=status_of(refusal))


@signed_in
def comparison(request: HttpRequest) -> HttpResponse:
    """What is ruled otherwise on one day than on another."""
    actor = actor_of(request)
    access.require(actor, Permission.RULE_READ)
    station = actor.station or 0
    days = _days(request)
    found = differences(queries.standing(station, days["before"]), queries.standing(station, days["after"]))
    context = {
        "form": ComparisonForm(initial=days),
        "days": days,
        "differences": shown_differences(found, queries.bodies(station)),
        "url": reverse("rule-comparison"),
        "columns": [
            Column(_("Rule"), kind="main"),
            Column(_("For whom and what")),
            Column(_("On the first day")),
            Column(_("On the second day")),
        ],
        "places": _places(),
    }
    return render(request, "rulebook/comparison.html", context)


def _days(request: HttpRequest) -> dict[str, datetime.date]:
    """The days asked for; a year ago and today where one is missing or no day."""
    asked = ComparisonForm(request.GET)
    asked.is_valid()
    given = {name: asked.cleaned_data.get(name) for name in ("before", "after")}
    today = clock.today()
    return {"before": given["before"] or today - _YEAR, "after": given["after"] or today}


def _prepared(request: HttpRequest, actor: Actor, form: DocumentForm, document: Document) -> HttpResponse:
    if not document.provisions:
        raise Invalid("rulebook.document.empty", field="content")
    title = form.cleaned_data["title"] or document.title or _("Rules from a file")
    shipped = form.cleaned_data["shipped"]
    provisions = provisions_of(shipped, clock.today()) if shipped else document.provisions
    draft = drafts.prepare(actor, title=title[:120], provisions=provisions)
    messages.success(request, _("Taken in as a draft. Nothing holds before it is put in force."))
    return redirect(addresses.draft(draft.public_id))


def _ask(request: HttpRequest, form: DocumentForm, document: Document | None = None, *, status: int) -> HttpResponse:
    mistakes = document.mistakes if document else ()
    context = {
        "form": form,
        "act": new_id(),
        "mistakes": [(one.line, " ".join(filter(None, sentences.refused(one.refusal)))) for one in mistakes],
        "export_url": reverse("rule-export"),
        "places": _places(),
    }
    return render(request, "rulebook/import.html", context, status=status)


def _places() -> list[Tab]:
    return [Tab(_("Rules"), reverse("rules"))]

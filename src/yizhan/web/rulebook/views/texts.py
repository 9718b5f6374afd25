# SPDX-License-Identifier: Apache-2.0
"""The register of texts that rules come from."""

import uuid

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.domains.rulebook import access, queries
from yizhan.domains.rulebook.models import RuleText
from yizhan.domains.rulebook.operations import texts as operations
from yizhan.domains.rulebook.permissions import Permission
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import Column, Fact, State, Tab
from yizhan.web.refusals import status_of
from yizhan.web.rulebook import addresses, words
from yizhan.web.rulebook.entries import shown
from yizhan.web.rulebook.forms import TextForm
from yizhan.web.rulebook.history import history_of
from yizhan.web.steps import add_refusal


@signed_in
def register(request: HttpRequest) -> HttpResponse:
    """Every text of the register, the latest first; narrowed by a search."""
    actor = actor_of(request)
    access.require(actor, Permission.RULE_READ)
    sought = request.GET.get("q", "").strip()
    found = access.visible_texts(actor).select_related("superseded_by")
    for word in sought.split():
        found = found.filter(Q(title__icontains=word) | Q(number__icontains=word) | Q(wording__icontains=word))
    context = {
        "texts": [(one, addresses.text(one.public_id)) for one in found[:500]],
        "sought": sought,
        "columns": [
            Column(pgettext("text", "Title"), kind="main"),
            Column(_("Number of the text"), kind="short"),
            Column(_("Issued on"), kind="short"),
            Column(_("Superseded by")),
        ],
        "places": [Tab(_("Rules"), reverse("rules"))],
        "new_url": reverse("rule-text-new") if access.holds(actor, Permission.TEXT_ENTER) else "",
    }
    return render(request, "rulebook/texts.html", context)


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Enter a text."""
    actor = actor_of(request)
    access.require(actor, Permission.TEXT_ENTER)
    form = TextForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                text = operations.enter_text(actor, **form.cleaned_data)
            except (Invalid, Conflict) as refusal:
                add_refusal(form, refusal)
                status = status_of(refusal)
            else:
                messages.success(request, _("Entered. It can be chosen now when a rule is changed."))
                return redirect(addresses.text(text.public_id))
    return render(
        request, "rulebook/text_new.html", {"form": form, "act": new_id(), "places": _places()}, status=status
    )


@signed_in
def text(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One text, and the rules that name it."""
    actor = actor_of(request)
    access.require(actor, Permission.RULE_READ)
    found = access.find_text(actor, public_id)
    station = found.station_id
    bodies = queries.bodies(station)
    named = queries.history(station).filter(instrument=found.title, instrument_number=found.number)
    may_enter = access.holds(actor, Permission.TEXT_ENTER)
    context = {
        "text": found,
        "state": _state(found.superseded_by_id is not None),
        "facts": _facts(found),
        "successor_url": addresses.text(found.superseded_by.public_id) if found.superseded_by else "",
        "supersede_url": reverse("rule-text-supersede", args=[public_id])
        if may_enter and not found.superseded_by_id
        else "",
        "rules": [
            (words.title_of(rule.key), addresses.rule(rule.key), shown(rule.provision, bodies))
            for rule in named.order_by("key", "valid_from", "id")
        ],
        "columns": [
            Column(_("Rule"), kind="main"),
            Column(pgettext("day", "From"), kind="short"),
            Column(_("Value")),
            Column(_("Article"), kind="short"),
        ],
        "history": history_of(public_id),
        "places": _places(),
    }
    return render(request, "rulebook/text.html", context)


def _state(is_superseded: bool) -> State:
    return State(_("superseded"), "closed") if is_superseded else State(_("holds"), "done")


def _facts(found: RuleText) -> list[Fact]:
    given = ((_("Number of the text"), found.number), (_("Issued by"), found.issuer))
    return [Fact(term, value) for term, value in given if value]


def _places() -> list[Tab]:
    return [Tab(_("Rules"), reverse("rules")), Tab(_("Register of texts"), reverse("rule-texts"))]

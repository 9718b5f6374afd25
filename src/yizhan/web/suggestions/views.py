# SPDX-License-Identifier: Apache-2.0
"""Suggestions beside an item and beside what is being written; taking one, setting one aside; how good they are."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yizhan.domains.items import access as items
from yizhan.domains.items.models import Item
from yizhan.domains.suggestions import access
from yizhan.domains.suggestions.operations import deciding, learning
from yizhan.domains.suggestions.permissions import Permission
from yizhan.domains.suggestions.sentences import named
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import NotFound
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.items import addresses
from yizhan.web.items.audiences import is_staff
from yizhan.web.items.forms import EditForm, SubmissionForm
from yizhan.web.items.fragments import page_or_part, wants_part
from yizhan.web.items.places import above_part
from yizhan.web.suggestions import panels, qualities

#: What of a form is looked at, in the order in which a wording says it.
_FIELDS = ("title", "situation", "analysis", "suggestion")

#: Below so many characters nothing is suggested yet to somebody who is writing.
_SHORTEST = 12


@signed_in
def suggestions(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What is suggested for an item. The margin posts for it after the paper, and what is shown is noted then."""
    actor = actor_of(request)
    item = _staffs_item(actor, public_id)
    if request.method == "POST":
        deciding.note_shown(actor, public_id)
    return _panel(request, actor, item)


@require_POST
@signed_in
def take(request: HttpRequest, public_id: uuid.UUID, question: str) -> HttpResponse:
    """Decide as is suggested."""
    taken = deciding.take(
        actor_of(request), public_id, question, label=request.POST.get("label", ""), seen=_seen(request)
    )
    messages.success(request, _("Decided as suggested: %(name)s.") % {"name": named(question, taken.name)})
    return addresses.go_on(request, addresses.wanted_next(request) or addresses.item(public_id))


@require_POST
@signed_in
def set_aside(request: HttpRequest, public_id: uuid.UUID, question: str) -> HttpResponse:
    """Say that a suggestion does not fit."""
    deciding.set_aside(actor_of(request), public_id, question, label=request.POST.get("label", ""))
    actor = actor_of(request)
    if wants_part(request, "suggestions"):
        return _panel(request, actor, _staffs_item(actor, public_id))
    messages.success(request, _("Set aside. It is not suggested for this item again."))
    return addresses.go_on(request, addresses.wanted_next(request) or addresses.item(public_id))


@require_POST
@signed_in
def kind_while_editing(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The kind that is suggested for what an editor is writing; the form asks for it as it changes."""
    _staffs_item(actor_of(request), public_id)
    return _kind(request, EditForm(request.POST), "edit")


@require_POST
@signed_in
def kind_while_writing(request: HttpRequest, key: uuid.UUID) -> HttpResponse:  # noqa: ARG001 -- the address is the form's own
    """The kind that is suggested for what an author is writing; nothing is chosen for him or her."""
    return _kind(request, SubmissionForm(request.POST), "item")


@signed_in
def quality(request: HttpRequest) -> HttpResponse:
    """How good the station's suggestions are, and what they were learned from."""
    actor = actor_of(request)
    context = {
        "questions": qualities.all_of(actor),
        "learning": qualities.learning_of(actor),
        "may_learn": access.holds(actor, Permission.LEARN),
    }
    return page_or_part(request, "suggestions/quality.html", ("learning",), context)


@require_POST
@signed_in
def learn(request: HttpRequest) -> HttpResponse:
    """Let the machine learn anew."""
    learning.ask(actor_of(request))
    return redirect(reverse("suggestions"))


def _panel(request: HttpRequest, actor: Actor, item: Item) -> HttpResponse:
    context = {
        "panel": panels.panel_of(actor, item),
        "seen": item.version,
        "next": addresses.wanted_next(request),
        "places": above_part(actor, item),
    }
    return page_or_part(request, "suggestions/suggestions.html", ("suggestions",), context)


def _kind(request: HttpRequest, form: SubmissionForm | EditForm, form_id: str) -> HttpResponse:
    said = "\n".join(text for name in _FIELDS if (text := str(form[name].value() or "").strip()))
    chosen = str(form["kind"].value() or "")
    found = None
    if len("".join(said.split())) >= _SHORTEST:
        found = access.suggested_kind(actor_of(request), chosen, said)
    return render(request, "suggestions/kind.html", {"line": panels.line(found) if found else None, "form_id": form_id})


def _staffs_item(actor: Actor, public_id: uuid.UUID) -> Item:
    """The item for staff; whoever reads only journeys learns nothing here."""
    item = items.find(actor, public_id)
    if not is_staff(actor):
        raise NotFound("items.item.unknown")
    return item


def _seen(request: HttpRequest) -> int | None:
    given = request.POST.get("seen", "")
    return int(given) if given.isdecimal() else None

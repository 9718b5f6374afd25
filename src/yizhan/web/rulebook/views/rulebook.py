# SPDX-License-Identifier: Apache-2.0
"""The rulebook: what is in force, where it comes from, and changing it."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.domains.rulebook import access, queries
from yizhan.domains.rulebook.models import Draft
from yizhan.domains.rulebook.operations import drafts, laying_down
from yizhan.domains.rulebook.permissions import Permission
from yizhan.domains.rulebook.states import DraftState
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import NotFound, Refusal
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import Column, Tab
from yizhan.web.refusals import status_of
from yizhan.web.rulebook import addresses
from yizhan.web.rulebook.entries import RuleEntry, entry_of, groups_of
from yizhan.web.rulebook.forms import ChangeForm
from yizhan.web.steps import add_refusal


@signed_in
def rules(request: HttpRequest) -> HttpResponse:
    """All rules of the station with the values in force, by room; narrowed by a search."""
    actor = actor_of(request)
    access.require(actor, Permission.RULE_READ)
    sought = request.GET.get("q", "").strip()
    context = {
        "groups": groups_of(actor.station or 0, sought),
        "sought": sought,
        "columns": [
            Column(_("Rule"), kind="main"),
            Column(_("Value in force")),
            Column(_("Since"), kind="short"),
            Column(_("By which text")),
        ],
        "may_prepare": may_prepare(actor),
        "drafts": open_drafts(actor),
    }
    return render(request, "rulebook/rules.html", context)


@signed_in
def rule(request: HttpRequest, key: str) -> HttpResponse:
    """One rule: in force, special values, what comes, what was."""
    actor = actor_of(request)
    access.require(actor, Permission.RULE_READ)
    context = {
        "entry": _found(actor, key),
        "places": [Tab(_("Rules"), reverse("rules"))],
        "change_url": addresses.change(key) if may_prepare(actor) else "",
        "columns": [
            Column(pgettext("day", "From"), kind="short"),
            Column(_("Value")),
            Column(_("For whom and what")),
            Column(_("By which text"), kind="main"),
        ],
    }
    return render(request, "rulebook/rule.html", context)


@signed_in
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Lay down a new value: into a draft, or at once where no second person is needed."""
    actor = actor_of(request)
    access.require(actor, Permission.PREPARE)
    entry = _found(actor, key)
    form = _form(request, actor, entry)
    if request.method != "POST" or not form.is_valid():
        return _show(request, actor, entry, form, status=422 if form.errors else 200)
    try:
        return _lay_down(request, actor, entry, form)
    except Refusal as refusal:
        add_refusal(form, refusal)
        return _show(request, actor, entry, form, status=status_of(refusal))


def may_prepare(actor: Actor) -> bool:
    """Whether the actor prepares changes."""
    return access.holds(actor, Permission.PREPARE)


def open_drafts(actor: Actor) -> list[Draft]:
    """Drafts that wait for somebody, as far as the actor has to do with them."""
    waiting = (DraftState.PREPARING, DraftState.UNDER_REVIEW)
    return list(access.visible_drafts(actor).filter(state__in=waiting))


def _lay_down(request: HttpRequest, actor: Actor, entry: RuleEntry, form: ChangeForm) -> HttpResponse:
    provision = form.provision()
    if not access.needs_second_person(actor.station or 0):
        laying_down.lay_down(actor, actor.station or 0, provision)
        messages.success(request, _("The new value is recorded; it holds from the day you named."))
        return redirect(addresses.rule(entry.definition.key))
    chosen = form.cleaned_data.get("draft")
    if chosen:
        draft = drafts.propose(actor, uuid.UUID(chosen), provision)
    else:
        draft = drafts.prepare(actor, title=str(entry.definition.title), provisions=[provision])
    messages.success(request, _("Put into the draft. It holds only once the draft is in force."))
    return redirect(addresses.draft(draft.public_id))


def _found(actor: Actor, key: str) -> RuleEntry:
    entry = entry_of(actor.station or 0, key)
    if entry is None:
        raise NotFound("rulebook.rule.unknown", value=key)
    return entry


def _form(request: HttpRequest, actor: Actor, entry: RuleEntry) -> ChangeForm:
    station = actor.station or 0
    needs_draft = access.needs_second_person(station)
    return ChangeForm(
        request.POST if request.method == "POST" else None,
        definition=entry.definition,
        bodies=queries.bodies(station),
        texts=access.visible_texts(actor).filter(superseded_by__isnull=True),
        drafts=list(access.visible_drafts(actor).filter(state=DraftState.PREPARING)) if needs_draft else [],
        initial={
            "value": entry.definition.kind.written(entry.in_force.value),
            "strength": entry.in_force.strength,
        },
    )


def _show(request: HttpRequest, actor: Actor, entry: RuleEntry, form: ChangeForm, *, status: int) -> HttpResponse:
    needs_draft = access.needs_second_person(actor.station or 0)
    context = {
        "entry": entry,
        "form": form,
        "act": new_id(),
        "needs_draft": needs_draft,
        "verb": _("Put into the draft") if needs_draft else _("Record the value"),
        "places": [
            Tab(_("Rules"), reverse("rules")),
            Tab(str(entry.definition.title), addresses.rule(entry.definition.key)),
        ],
    }
    return render(request, "rulebook/change.html", context, status=status)

# SPDX-License-Identifier: Apache-2.0
"""Drafts: the list, one draft with what it would change, beginning one, taking a change out."""

import datetime
import uuid
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.domains.rulebook import access, queries
from yizhan.domains.rulebook.models import Change, Draft
from yizhan.domains.rulebook.operations import drafts as operations
from yizhan.domains.rulebook.permissions import Permission
from yizhan.domains.rulebook.rules.consequences import foresee
from yizhan.domains.rulebook.rules.definitions import DEFINITIONS
from yizhan.domains.rulebook.rules.provisions import Provision
from yizhan.domains.rulebook.rules.scopes import EVERYWHERE
from yizhan.domains.rulebook.states import DraftState
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Invalid, NotFound
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import Column, State, StateKind, Tab
from yizhan.web.rulebook import addresses, words
from yizhan.web.rulebook.forms import DraftForm
from yizhan.web.rulebook.history import history_of
from yizhan.web.steps import add_refusal

_KINDS: dict[str, StateKind] = {
    DraftState.PREPARING: "information",
    DraftState.UNDER_REVIEW: "waiting",
    DraftState.IN_FORCE: "done",
    DraftState.DISCARDED: "closed",
}

#: While a draft is open, pages show what it would have meant.
_OPEN = frozenset({DraftState.PREPARING, DraftState.UNDER_REVIEW})
_YEAR = datetime.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One change of a draft beside what holds now."""

    change: Change
    title: str
    url: str
    scope: str
    before: str
    after: str
    begins_in_the_past: bool
    consequence: str


@signed_in
def listed(request: HttpRequest) -> HttpResponse:
    """All drafts of the station, the newest first."""
    actor = actor_of(request)
    _require_any(actor)
    found = access.visible_drafts(actor).select_related("post__person")[:200]
    context = {
        "drafts": [(one, addresses.draft(one.public_id), state_of(one)) for one in found],
        "columns": [
            Column(_("Draft"), kind="main"),
            Column(_("State"), kind="short"),
            Column(_("Prepared by"), kind="short"),
            Column(_("Since"), kind="short"),
        ],
        "places": [Tab(_("Rules"), reverse("rules"))],
        "new_url": reverse("rule-draft-new") if access.holds(actor, Permission.PREPARE) else "",
    }
    return render(request, "rulebook/drafts.html", context)


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Begin an empty draft."""
    actor = actor_of(request)
    access.require(actor, Permission.PREPARE)
    form = DraftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            draft = operations.prepare(actor, title=form.cleaned_data["title"])
            return redirect(addresses.draft(draft.public_id))
        except Invalid as refusal:
            add_refusal(form, refusal)
    context = {"form": form, "act": new_id(), "places": _places()}
    return render(request, "rulebook/draft_new.html", context, status=422 if form.errors else 200)


@signed_in
def draft(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One draft: what it would change, and the steps open to the actor."""
    actor = actor_of(request)
    found = access.find_draft(actor, public_id)
    offers = access.offers(actor, found)
    context = {
        "draft": found,
        "state": state_of(found),
        "changes": _changes(found),
        "may_write": access.may_write(actor, found),
        "offers": {verb: reverse(f"rule-draft-{verb}", args=[public_id]) for verb in offers},
        "waits_for_another": found.state == DraftState.UNDER_REVIEW and "put_in_force" not in offers,
        "history": history_of(found.public_id),
        "act": new_id(),
        "places": _places(),
        "columns": [
            Column(_("Rule"), kind="main"),
            Column(pgettext("day", "From"), kind="short"),
            Column(_("So far")),
            Column(_("Then")),
            Column(_("By which text")),
            Column(_("Take out"), is_silent=True, kind="short"),
        ],
    }
    return render(request, "rulebook/draft.html", context)


@signed_in
def drop(request: HttpRequest, public_id: uuid.UUID, change: int) -> HttpResponse:
    """Take a change out of a draft."""
    actor = actor_of(request)
    if request.method == "POST":
        operations.drop(actor, public_id, change=change)
    return redirect(addresses.draft(public_id))


def state_of(draft: Draft) -> State:
    """The draft's state in word and colour."""
    return State(DraftState(draft.state).label, _KINDS[draft.state])


def _require_any(actor: Actor) -> None:
    if not (access.holds(actor, Permission.PREPARE) or access.holds(actor, Permission.DECIDE)):
        raise NotFound("pages.unknown")


def _places() -> list[Tab]:
    return [Tab(_("Rules"), reverse("rules")), Tab(_("Drafts"), reverse("rule-drafts"))]


def _changes(draft: Draft) -> list[ShownChange]:
    bodies = queries.bodies(draft.station_id)
    today = clock.today()
    standing = {one.line: one for one in queries.standing(draft.station_id, today)}
    shown = []
    for change in draft.changes.all():
        provision = change.provision
        before = standing.get(provision.line)
        shown.append(
            ShownChange(
                change=change,
                title=words.title_of(change.key),
                url=addresses.rule(change.key),
                scope=words.scope_of(provision.scope, bodies, provision.strand),
                before=words.value_of(before) if before else _default(change),
                after=words.value_of(provision),
                consequence=_consequence(draft, change, before, today),
                begins_in_the_past=draft.state != DraftState.IN_FORCE and change.valid_from < today,
            )
        )
    return shown


def _consequence(draft: Draft, change: Change, before: Provision | None, today: datetime.date) -> str:
    """What the general value would have meant for the last year, where a room can tell, before it is in force."""
    definition = DEFINITIONS.get(change.key)
    provision = change.provision
    if definition is None or draft.state not in _OPEN or provision.scope != EVERYWHERE or provision.strand:
        return ""
    return foresee(
        change.key,
        draft.station_id,
        before=definition.kind.parse(before.value) if before else definition.default,
        after=definition.kind.parse(provision.value),
        since=today - _YEAR,
    )


def _default(change: Change) -> str:
    """What holds where nothing is laid down: the default of the house; for a special value, nothing special."""
    provision = change.provision
    if provision.scope != EVERYWHERE or provision.strand:
        return _("nothing special")
    definition = DEFINITIONS.get(change.key)
    return definition.kind.in_words(definition.default) if definition else ""

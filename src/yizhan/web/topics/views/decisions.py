# SPDX-License-Identifier: Apache-2.0
"""Decisions that are followed: the list, one with its coverage, a new one."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.items import access as items
from yizhan.domains.topics import access
from yizhan.domains.topics.models import Decision
from yizhan.domains.topics.operations import following
from yizhan.domains.topics.permissions import Permission
from yizhan.domains.topics.queries import phases, wanted
from yizhan.domains.topics.states import PHASE_OF, DecisionState, Phase
from yizhan.kernel.errors import Conflict, Denied, Invalid
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import Column, Step
from yizhan.web.components import State as Standing
from yizhan.web.items import addresses as going
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal
from yizhan.web.topics import places, standing
from yizhan.web.topics.forms import PHASE_WORDS, DecisionForm
from yizhan.web.topics.rows import topic_rows

_SIZE = 50


@signed_in
def decisions(request: HttpRequest) -> HttpResponse:
    """The decisions that the station follows, and how much of what came was ahead of them (RULE-039)."""
    actor = actor_of(request)
    if actor.role in places.WRITERS:
        raise Denied("topics.denied")
    early, marked = phases.share_before(actor.station or 0)
    rows = list(access.visible_decisions(actor).order_by("-pk")[:_SIZE])
    context = {
        "tabs": places.tabs(actor, "decisions"),
        "rows": [
            (
                one,
                reverse("decision", args=[one.public_id]),
                [one.instrument] if one.instrument else [],
                standing.of_decision(one),
            )
            for one in rows
        ],
        "new_url": reverse("decision-new") if access.holds(actor, Permission.FOLLOW) else "",
        "early": early,
        "marked": marked,
        "share": round(100 * early / marked) if marked else None,
    }
    return render(request, "topics/decisions.html", context)


@signed_in
def decision(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One decision: its phases, what each asks for, and which unit has sent what."""
    actor = actor_of(request)
    found = access.find_decision(actor, public_id)
    offers, counts = access.decision_offers(actor, found), phases.by_phase(found)
    may_ask = access.holds(actor, Permission.COMMISSION)
    covered = list(phases.items_of(found)[:_SIZE])
    seen = set(items.visible(actor).filter(pk__in=[one.item_id for one in covered]).values_list("pk", flat=True))
    nouns = (("issue", "issue"), ("conclude", "conclusion"), ("mark_phase", "phase"))
    context = {
        "decision": found,
        "places": places.above_decision(),
        "way": _way(found),
        "phases": [
            {
                "word": phase.label,
                "asks": PHASE_WORDS[phase],
                "count": counts[phase],
                "ask_url": f"{reverse('topic-new')}?decision={public_id}&phase={phase}" if may_ask else "",
                "is_now": PHASE_OF[DecisionState(found.state)] == phase,
            }
            for phase in Phase
        ],
        "units": phases.by_unit(found),
        "missing": Standing(_("reaction missing"), "refused"),
        "unit_columns": [
            Column(_("Unit"), kind="main"),
            *(Column(phase.label, kind="number") for phase in Phase),
            Column(_("State"), kind="short"),
        ],
        "topic_rows": topic_rows(wanted.counted(found.topics.select_related("decision"))),
        "topic_columns": [
            Column(_("Topic"), kind="main"),
            Column(_("State"), kind="short"),
            Column(_("Last day"), kind="short"),
            Column(_("Answered"), kind="number"),
            Column(_("Items received"), kind="number"),
        ],
        "items": [(one, going.item(one.item.public_id) if one.item_id in seen else "") for one in covered],
        "steps": [(verb, reverse(f"decision-{noun}", args=[public_id])) for verb, noun in nouns if verb in offers],
    }
    return render(request, "topics/decision.html", context)


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Begin to follow a decision."""
    actor = actor_of(request)
    access.require(actor, Permission.FOLLOW)
    form = DecisionForm(request.POST) if request.method == "POST" else DecisionForm(initial={"decision": new_id()})
    if request.method != "POST" or not form.is_valid():
        return _show(request, form, status=422 if request.method == "POST" else 200)
    try:
        made = following.follow(actor, form.cleaned_data["decision"], title=form.cleaned_data["title"])
    except (Invalid, Conflict) as refusal:
        add_refusal(form, refusal)
        return _show(request, form, status=status_of(refusal))
    messages.success(request, _("It is followed from now on."))
    return going.go_on(request, reverse("decision", args=[made.public_id]))


def _way(found: Decision) -> list[Step]:
    states = list(DecisionState)
    now = states.index(DecisionState(found.state))
    return [
        Step(state.label, "done" if place < now else "current" if place == now else "future")
        for place, state in enumerate(states)
    ]


def _show(request: HttpRequest, form: DecisionForm, *, status: int) -> HttpResponse:
    context = {"form": form, "act": new_id(), "places": places.above_decision(), "back": reverse("decisions")}
    return render(request, "topics/new_decision.html", context, status=status)

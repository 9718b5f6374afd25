# SPDX-License-Identifier: Apache-2.0
"""Deadlines: the list, and the page of one that says why it falls where it does."""

import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.clocks import access
from yizhan.domains.clocks.models import Alarm, Deadline, Extension
from yizhan.domains.clocks.permissions import Permission
from yizhan.domains.clocks.queries import deadlines as read
from yizhan.domains.clocks.queries import reckoning
from yizhan.domains.clocks.sentences import language
from yizhan.domains.clocks.states import OPEN, AlarmState, RequestState
from yizhan.domains.items import access as items
from yizhan.domains.items.queries import journals
from yizhan.domains.network import queries as network
from yizhan.domains.network.states import Role
from yizhan.kernel import clock, sentences
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import NotFound
from yizhan.kernel.models import Entry
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.clocks import words
from yizhan.web.clocks.forms import FilterForm
from yizhan.web.clocks.rows import deadline_rows, whose
from yizhan.web.components import Column, Fact, HistoryEntry, Tab
from yizhan.web.items import addresses as going
from yizhan.web.templatetags.dates import moment

#: Rows of one page, and lines of a history.
SIZE = 50

#: Who works with the deadlines of one unit only.
_OF_UNIT = frozenset({Role.HANDLER, Role.OFFICER, Role.MEMBER})

#: The nouns of a deadline's steps.
_NOUNS = {"pause": "pause", "resume": "resumption", "ask": "extension"}


@signed_in
def deadlines(request: HttpRequest) -> HttpResponse:
    """What is due at the actor's station or unit, by how it stands."""
    actor = actor_of(request)
    units = [] if actor.role in _OF_UNIT else _units(actor)
    form = FilterForm(request.GET, units=units)
    visible = _narrowed(access.visible(actor), form)
    part = request.GET.get("part", "")
    part = part if part in _PARTS else "running"
    context = {
        "tabs": _tabs(visible, part, form),
        "part": part,
        "form": form,
        "url": reverse("deadlines"),
        "clear_url": f"{reverse('deadlines')}?part={part}" if _said(form) else "",
        "calendar_url": reverse("calendar"),
        **(_requests(visible) if part == "asked" else _listed(request, _PARTS[part](visible), form, part)),
    }
    return render(request, "clocks/deadlines.html", context)


@signed_in
def of_subject(request: HttpRequest, subject: uuid.UUID) -> HttpResponse:
    """On to the deadline of something: the one that runs, otherwise the latest."""
    found = sorted(
        access.visible(actor_of(request)).filter(subject=subject), key=lambda one: (one.state in OPEN, one.pk)
    )
    if not found:
        raise NotFound("clocks.deadline.unknown")
    return HttpResponseRedirect(reverse("deadline", args=[found[-1].public_id]))


@signed_in
def deadline(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One deadline: what is left, why it falls there, by which rules, what moved it, and who is told when."""
    actor = actor_of(request)
    found = access.find(actor, public_id)
    extensions = list(found.extensions.select_related("post__person"))
    offers = access.offers(actor, found)
    context = {
        "deadline": found,
        "kind": words.kind_of(found),
        "standing": words.standing_of(found),
        "is_over": found.state not in OPEN,
        "places": [Tab(_("Deadlines"), reverse("deadlines"))],
        "why": reckoning.sentences(found.why, language()),
        "rules": _rules(found),
        "rule_columns": [
            Column(_("Rule"), kind="main"),
            Column(_("Term"), kind="short"),
            Column(_("Strength"), kind="short"),
        ],
        "pauses": list(found.pauses.select_related("post__person")),
        "extensions": [_extension(actor, found, one) for one in extensions],
        "alarms": [_alarm(actor, one) for one in found.alarms.select_related("taken_by__person")],
        "alarm_columns": [
            Column(_("When")),
            Column(_("Who is told"), kind="main"),
            Column(_("State"), kind="short"),
        ],
        "facts": _facts(actor, found),
        "history": _history([found.public_id, *(one.public_id for one in extensions)]),
        "steps": [(verb, reverse(f"deadline-{_NOUNS[verb]}", args=[public_id])) for verb in offers],
    }
    return render(request, "clocks/deadline.html", context)


def _overdue(visible: QuerySet[Deadline]) -> QuerySet[Deadline]:
    return read.overdue(visible, clock.now())


_PARTS: dict[str, Callable[[QuerySet[Deadline]], QuerySet[Any]]] = {
    "running": read.running,
    "overdue": _overdue,
    "paused": read.paused,
    "asked": read.asked,
    "ended": read.ended,
}


def _tabs(visible: QuerySet[Deadline], part: str, form: FilterForm) -> list[Tab]:
    """The parts of the list with how many stand in each; what has ended is not counted."""
    labels = {
        "running": _("Running"),
        "overdue": _("Overdue"),
        "paused": _("Paused"),
        "asked": _("More time asked for"),
        "ended": _("Ended"),
    }
    counts = read.counted(*(_PARTS[key](visible) for key in labels if key != "ended"))
    return [
        Tab(label, f"?{urlencode({'part': key, **_said(form)})}", is_current=key == part, count=counts.get(number))
        for number, (key, label) in enumerate(labels.items())
    ]


def _listed(request: HttpRequest, rows: QuerySet[Deadline], form: FilterForm, part: str) -> dict[str, Any]:
    after = request.GET.get("after", "")
    is_later = after.isascii() and after.isdigit() and len(after) <= 18
    found = list((read.after(rows, int(after)) if is_later else rows)[: SIZE + 1])
    query = urlencode({"part": part, **_said(form)})
    return {
        "columns": [
            Column(_("What"), kind="main"),
            Column(_("State"), kind="short"),
            Column(_("Due")),
        ],
        "rows": deadline_rows(found[:SIZE]),
        "is_empty": not found,
        "next_url": f"?{query}&after={found[SIZE - 1].pk}" if len(found) > SIZE else "",
        "first_url": f"?{query}" if is_later else "",
    }


def _requests(visible: QuerySet[Deadline]) -> dict[str, Any]:
    found = list(read.asked(visible)[:SIZE])
    return {
        "requests": [(one, reverse("deadline", args=[one.deadline.public_id]), _longer(one)) for one in found],
        "request_columns": [
            Column(_("What"), kind="main"),
            Column(_("How much more time"), kind="short"),
            Column(_("Asked for by")),
        ],
        "is_empty": not found,
    }


def _units(actor: Actor) -> list[tuple[str, str]]:
    return [(str(key), name) for key, name in network.units_to_choose(actor.station or 0)]


def _said(form: FilterForm) -> dict[str, str]:
    """The filters that narrow the list."""
    given = form.cleaned_data if form.is_valid() else {}
    return {name: value for name, value in given.items() if value}


def _narrowed(visible: QuerySet[Deadline], form: FilterForm) -> QuerySet[Deadline]:
    said = _said(form)
    if said.get("unit"):
        visible = visible.filter(organization__public_id=said["unit"])
    if said.get("kind"):
        visible = visible.filter(kind=said["kind"])
    return visible.select_related("organization", "post__person")


def _rules(found: Deadline) -> list[dict[str, Any]]:
    terms = [reckoning.RuleTerm.of_record(record) for record in found.terms]
    return [
        {
            "term": term,
            "duration": term.duration.in_words(language()),
            "strength": words.strength_of(term),
            "decides": len(terms) > 1 and reckoning.label_of(term)[:200] == found.rule,
        }
        for term in terms
    ]


def _extension(actor: Actor, found: Deadline, one: Extension) -> dict[str, Any]:
    may_decide = one.state == RequestState.ASKED and access.may_decide(actor, one)
    return {
        "row": one,
        "longer": _longer(one),
        "standing": words.standing_of(one),
        "grant_url": reverse("extension-grant", args=[one.public_id]) if may_decide and found.state in OPEN else "",
        "refusal_url": reverse("extension-refusal", args=[one.public_id]) if may_decide else "",
    }


def _longer(one: Extension) -> object:
    return moment(one.until) if one.until else reckoning.duration_words(one.duration, language())


def _alarm(actor: Actor, one: Alarm) -> dict[str, Any]:
    calls = one.state == AlarmState.RUNG and one.passes_on_after is not None
    return {
        "row": one,
        "card": words.card_of(one),
        "standing": words.standing_of(one),
        "taking_url": reverse("alarm-taking", args=[one.public_id])
        if calls and access.holds(actor, Permission.TAKE)
        else "",
    }


def _facts(actor: Actor, found: Deadline) -> list[Fact]:
    matter = items.visible(actor).filter(public_id=found.matter).first() if found.matter else None
    said = [
        Fact(_("What is due"), words.kind_of(found)),
        Fact(
            _("Item"),
            matter.number or matter.title if matter else "",
            url=going.item(matter.public_id) if matter else "",
        ),
        Fact(_("By whom"), whose(found)),
        Fact(_("Began"), moment(found.starts_at)),
        Fact(_("Done"), moment(found.met_at)),
    ]
    return [fact for fact in said if fact.value]


def _history(subjects: list[uuid.UUID]) -> list[HistoryEntry]:
    entries = list(Entry.objects.filter(subject__in=subjects).order_by("-id")[:SIZE])
    holders = journals.actors(entries)
    return [
        HistoryEntry(
            at=entry.at,
            sentence=sentences.noted(entry.event, entry.facts),
            person=holders[entry.post].person.name if entry.post in holders else "",
        )
        for entry in entries
    ]

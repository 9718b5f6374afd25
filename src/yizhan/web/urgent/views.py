# SPDX-License-Identifier: Apache-2.0
"""Urgent events: the list, the page of one, noting a call, reporting at once."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yizhan.domains.clocks.models import Deadline
from yizhan.domains.clocks.queries import reckoning
from yizhan.domains.clocks.states import OPEN as RUNNING
from yizhan.domains.clocks.states import State as ClockState
from yizhan.domains.findings import access as findings
from yizhan.domains.findings.permissions import Permission as FindingsPermission
from yizhan.domains.network import queries as network
from yizhan.domains.urgent import access
from yizhan.domains.urgent.models import Dispatch, Emergency
from yizhan.domains.urgent.operations import reporting
from yizhan.domains.urgent.permissions import Permission
from yizhan.domains.urgent.queries import figures, reports
from yizhan.domains.urgent.states import Element
from yizhan.kernel import clock, sentences
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import Column, Fact, HistoryEntry
from yizhan.web.items import addresses as going
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal
from yizhan.web.templatetags.dates import moment
from yizhan.web.urgent import checking, figuring, pages, panels, places, standing
from yizhan.web.urgent.forms import NoteForm, OnceForm, elements_of, grading_of

#: Rows of one page.
SIZE = 50

_NOUNS = {
    "report": "report",
    "receive": "receipt",
    "follow_up": "follow-up",
    "conclude": "final",
    "forward": "onward",
    "tell": "way",
    "decide": "agreement",
    "depart": "departure",
    "settle": "statement",
    "verify": "verification",
    "entrust": "verifier",
    "correct": "correction",
    "link": "link",
    "reopen": "reopening",
    "withdraw": "withdrawal",
}


#: Verbs whose buttons stand where their matter stands, not above the page.
_BESIDE = ("forward", "tell", "decide", "depart", "settle", "verify", "entrust", "correct")


@signed_in
def emergencies(request: HttpRequest) -> HttpResponse:
    """What is running, with its clocks; what is over."""
    actor = actor_of(request)
    is_over, before = bool(request.GET.get("over")), request.GET.get("before", "")
    visible = access.visible(actor).select_related("organization")
    found = reports.over(visible) if is_over else reports.running(visible)
    if is_over and before.isascii() and before.isdigit() and len(before) <= 18:
        found = found.filter(pk__lt=int(before))
    rows = list(found[: SIZE + 1])
    shown = rows[:SIZE]
    clocks = reports.deadlines_of([one.public_id for one in shown])
    may_note = access.holds(actor, Permission.NOTE)
    url = reverse("emergencies")
    context = {
        "tabs": places.tabs("over" if is_over else "running"),
        "rows": [_row(one, clocks.get(one.public_id, [])) for one in shown],
        "columns": [
            Column(_("Event"), kind="main"),
            Column(_("Happened"), kind="short"),
            Column(_("First report"), kind="short"),
            Column(_("State"), kind="short"),
        ],
        "is_over": is_over,
        "note_url": reverse("emergency-note") if may_note else "",
        "new_url": reverse("emergency-new") if may_note else "",
        "next_url": f"{url}?over=yes&before={rows[SIZE - 1].pk}" if is_over and len(rows) > SIZE else "",
        "first_url": f"{url}?over=yes" if before else "",
    }
    return render(request, "urgent/emergencies.html", context)


@signed_in
def emergency(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One event: its clocks with their reasons, every report, who did what."""
    actor = actor_of(request)
    found = access.find(actor, public_id)
    clocks = reports.deadlines_of([public_id]).get(public_id, [])
    written, stated = list(reports.reports_of(found)), figures.all_of(found)
    offered = {verb: reverse(f"emergency-{_NOUNS[verb]}", args=[public_id]) for verb in access.offers(actor, found)}
    beside = {verb: offered.pop(verb, "") for verb in _BESIDE}
    steps = list(offered.items())
    context = {
        "emergency": found,
        "places": places.above(),
        "standing": standing.of_emergency(found),
        "facts": _facts(found),
        "clocks": [_clock(one) for one in reversed(clocks) if one.state != ClockState.CANCELLED],
        "calls": panels.calls(clocks),
        "also_reported": [_link(one) for one in reports.also_reported(found)],
        "checks": checking.checks(found, written, stated, urls=beside),
        "charts": figuring.charts(stated, people=_("People harmed")),
        "figures": figuring.rows(stated),
        "figure_columns": [
            Column(_("Figures"), kind="main"),
            Column(_("Report and source"), kind="short"),
            Column(_("As of"), kind="short"),
        ],
        "correction_url": beside["correct"] if stated else "",
        "ways": panels.ways(found, actor, urls=beside),
        "statement": panels.statement(found, url=beside["settle"]),
        "verification": panels.verification(found, urls=beside),
        "reports": [_report(one) for one in reversed(written)],
        "main_step": steps[0] if steps else None,
        "steps": steps[1:],
        "path_url": reverse("emergency-path", args=[public_id])
        if findings.holds(actor, FindingsPermission.STUDY)
        else "",
        "history": [
            HistoryEntry(at=one.at, sentence=sentences.noted(one.event, one.facts))
            for one in reports.story(found)[:100]
        ],
    }
    return render(request, "urgent/emergency.html", context)


@signed_in
def note(request: HttpRequest) -> HttpResponse:
    """Note a call in fifteen seconds: who, when, what."""
    actor = actor_of(request)
    access.require(actor, Permission.NOTE)
    form = NoteForm(request.POST or None, units=_units(actor), initial=_initial())

    def take() -> Emergency:
        given = form.cleaned_data
        return reporting.note(actor, given["emergency"], occurrence=form.occurrence(), caller=given["caller"])

    return _entered(request, form, take, "urgent/note.html")


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Write a first report that no call preceded."""
    actor = actor_of(request)
    access.require(actor, Permission.NOTE)
    form = OnceForm(request.POST or None, units=_units(actor), initial=_initial(), **pages.lists(actor))

    def take() -> Emergency:
        given = form.cleaned_data
        return reporting.report_at_once(
            actor,
            given["emergency"],
            occurrence=form.occurrence(),
            grading=grading_of(given),
            elements=elements_of(given),
            figures=form.counts(),
        )

    return _entered(request, form, take, "urgent/new.html")


def _entered(request: HttpRequest, form: NoteForm, take: Callable[[], Emergency], template: str) -> HttpResponse:
    """Show the form, or enter the event and go on at its page."""
    code = ""
    if form.is_valid():
        try:
            made = take()
        except (Invalid, Conflict, NotFound) as refusal:
            add_refusal(form, refusal)
            code, status = refusal.code, status_of(refusal)
        else:
            messages.success(request, _("Noted. The clock is running."))
            return going.go_on(request, reverse("emergency", args=[made.public_id]))
    else:
        status = 422 if form.is_bound else 200
    context = {
        "form": form,
        "act": new_id(),
        "places": places.above(),
        "back": reverse("emergencies"),
        "asks_long_past": code == "urgent.moment.long_past" or "is_long_past" in form.data,
    }
    return render(request, template, context, status=status)


def _initial() -> dict[str, Any]:
    return {"emergency": new_id(), "happened_at": timezone.localtime(clock.now(), clock.OFFICE_ZONE)}


def _units(actor: Actor) -> list[tuple[str, str]]:
    """The units that the office chooses among; whoever reports for a unit has no choice."""
    if not access.is_office(actor):
        return []
    return [(str(key), name) for key, name in network.units_to_choose(actor.station or 0)]


def _row(found: Emergency, clocks: list[Deadline]) -> dict[str, Any]:
    due = min((one.due_at for one in clocks if one.state in RUNNING), default=None)
    first = next((one for one in reversed(clocks) if one.kind == reports.FIRST_REPORT), None)
    unit = found.organization.short_name if found.organization else _("the office")
    return {
        "emergency": found,
        "url": reverse("emergency", args=[found.public_id]),
        "about": [part for part in (found.category, found.level, unit) if part],
        "due": due,
        "first": ClockState(first.state).label if first else "",
        "standing": standing.of_emergency(found),
    }


def _facts(found: Emergency) -> list[Fact]:
    first, direct = reports.responsible_of(found.organization_id)
    said = [
        Fact(_("Category"), found.category),
        Fact(_("Level of the event"), found.level),
        Fact(_("Sensitive"), _("yes") if found.is_sensitive else ""),
        Fact(_("Unit"), found.organization.name if found.organization else _("the office")),
        Fact(
            _("The same event as"),
            _unit_of(found.same_as) if found.same_as else "",
            url=reverse("emergency", args=[found.same_as.public_id]) if found.same_as else "",
        ),
        Fact(_("Happened"), moment(found.happened_at)),
        Fact(_("Became known"), moment(found.known_at)),
        Fact(_("Noted"), moment(found.noted_at)),
        Fact(_("First report sent"), moment(found.sent_at)),
        Fact(_("First report received"), moment(found.received_at)),
        Fact(_("Who received it"), found.received_by.person.name if found.received_by else ""),
        Fact(_("First responsible"), "、".join(first)),
        Fact(_("Directly responsible"), "、".join(direct)),
    ]
    return [fact for fact in said if fact.value]


def _link(one: Emergency) -> dict[str, Any]:
    return {
        "url": reverse("emergency", args=[one.public_id]),
        "unit": _unit_of(one),
        "title": one.title,
        "at": one.sent_at,
    }


def _unit_of(one: Emergency) -> str:
    """Who reported it."""
    return one.organization.name if one.organization else _("the office")


def _clock(one: Deadline) -> dict[str, Any]:
    language: Any = "en" if (get_language() or "").startswith("en") else "zh"
    return {
        "word": panels.clock_word(one.kind),
        "due_at": one.due_at,
        "is_running": one.state in RUNNING,
        "state": ClockState(one.state).label,
        "why": reckoning.sentences(one.why, language),
    }


def _report(one: Dispatch) -> dict[str, Any]:
    gaps = reports.missing(one.stage, one.elements)
    return {
        "title": figuring.report_name(one.stage, one.number),
        "at": one.at,
        "by": one.post.person.name if one.post else "",
        "parts": [Fact(Element(name).label, one.elements[name]) for name in Element.values if name in one.elements],
        "missing": "、".join(str(gap.label) for gap in gaps),
    }

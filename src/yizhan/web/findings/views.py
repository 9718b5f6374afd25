# SPDX-License-Identifier: Apache-2.0
"""Findings: the list of the office or of a unit, the page of one, entering a charge, evidence."""

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.domains.clocks.models import Deadline
from yizhan.domains.clocks.queries import reckoning
from yizhan.domains.clocks.sentences import language
from yizhan.domains.clocks.states import OPEN as RUNNING
from yizhan.domains.clocks.states import State as ClockState
from yizhan.domains.files import queries as files
from yizhan.domains.findings import access
from yizhan.domains.findings.models import Finding, Ground
from yizhan.domains.findings.operations import proposing
from yizhan.domains.findings.permissions import Permission
from yizhan.domains.findings.queries import cases
from yizhan.domains.findings.states import GroundKind, Origin, State
from yizhan.domains.items import access as items
from yizhan.domains.network import queries as network
from yizhan.domains.network.states import ResponsibilityKind
from yizhan.domains.urgent import access as urgent
from yizhan.domains.urgent.models import Emergency
from yizhan.kernel import sentences
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import Column, Fact, HistoryEntry, ShownFile
from yizhan.web.findings import forms, pages, places, standing
from yizhan.web.items import addresses as going
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal
from yizhan.web.templatetags.dates import moment

#: Rows of one page.
SIZE = 50

_LISTS = {
    "proposed": (State.PROPOSED,),
    "open": cases.UNDER_WAY,
    "closed": (State.CLOSED,),
    "dropped": (State.DROPPED,),
}


@signed_in
def findings(request: HttpRequest) -> HttpResponse:
    """What is to be examined, under way, closed; a unit sees its own, once a charge is made."""
    actor = actor_of(request)
    wanted = request.GET.get("list", "")
    first = "proposed" if access.holds(actor, Permission.OPEN) else "open"
    current = wanted if wanted in _LISTS else first
    before = request.GET.get("before", "")
    found = cases.listed(access.visible(actor).filter(state__in=_LISTS[current]))
    rows = list(_beyond(found, before)[: SIZE + 1])
    dues = cases.dues(rows[:SIZE])
    url = f"{reverse('findings')}?list={current}"
    context = {
        "tabs": places.tabs(actor, current),
        "current": current,
        "rows": [_row(one, dues.get(one.public_id)) for one in rows[:SIZE]],
        "columns": [
            Column(pgettext("finding", "Matter"), kind="main"),
            Column(_("Charge"), kind="short"),
            Column(_("Late by"), kind="short"),
            Column(_("State"), kind="short"),
            Column(_("Until"), kind="short"),
        ],
        "new_url": reverse("finding-new") if access.holds(actor, Permission.PROPOSE) else "",
        "is_office": access.holds(actor, Permission.STUDY),
        "next_url": f"{url}&before={rows[SIZE - 1].pk}" if len(rows) > SIZE else "",
        "first_url": url if before else "",
    }
    return render(request, "findings/findings.html", context)


@signed_in
def finding(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One finding: the charge, the facts and their moments, the rule, who answers for it, what was said and decided."""
    actor = actor_of(request)
    found = access.find(actor, public_id)
    steps = pages.steps_of(actor, found)
    is_led = bool(steps) and steps[0][2]
    said = list(cases.statements(found))
    attached = files.attachments_of([one.public_id for one in said])
    may_follow = access.holds(actor, Permission.STUDY) and found.emergency is not None
    context = {
        "finding": found,
        "charge": standing.charge(found),
        "places": places.above(),
        "standing": standing.of_finding(found),
        "why": standing.why(found),
        "grounds": [_ground(actor, one) for one in cases.grounds(found)],
        "missed": _missed(found),
        "accountable": [_answerable(one.kind, one.title, one.person.name) for one in found.accountable.all()],
        "statements": [
            {"row": one, "files": [_file(each) for each in attached.get(one.public_id, [])]} for one in said
        ],
        "rulings": list(cases.rulings(found)),
        "clocks": [_clock(one) for one in reversed(cases.clocks(found)) if one.state != ClockState.CANCELLED],
        "facts": _facts(found),
        "path_url": reverse("emergency-path", args=[found.emergency.public_id])
        if may_follow and found.emergency
        else "",
        "main_step": steps[0] if is_led else None,
        "steps": steps[1:] if is_led else steps,
        "history": [
            HistoryEntry(at=one.at, sentence=sentences.noted(one.event, one.facts)) for one in cases.story(found)[:100]
        ],
    }
    return render(request, "findings/finding.html", context)


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Enter a charge: about an event that was reported, or about one that nobody reported."""
    actor = actor_of(request)
    access.require(actor, Permission.PROPOSE)
    event = _event(actor, request.GET.get("event", ""))
    initial = {"finding": new_id()}
    if event is None:
        units = [(str(key), name) for key, name in network.units_to_choose(actor.station or 0)]
        form: forms.EventChargeForm = forms.ChargeForm(request.POST or None, units=units, initial=initial)
    else:
        form = forms.EventChargeForm(request.POST or None, initial=initial)
    status = 200
    if form.is_valid():
        try:
            charge = form.charge(event.public_id if event else None)
            made = proposing.propose(actor, form.cleaned_data["finding"], charge=charge)
        except (Invalid, Conflict, NotFound) as refusal:
            add_refusal(form, refusal)
            status = status_of(refusal)
        else:
            messages.success(request, _("Entered. Somebody takes it up, and somebody else decides."))
            return going.go_on(request, reverse("finding", args=[made.public_id]))
    elif form.is_bound:
        status = 422
    context = {"form": form, "event": event, "act": new_id(), "places": places.above(), "back": reverse("findings")}
    return render(request, "findings/new.html", context, status=status)


@signed_in
def open_file(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """Hand evidence out to who may read what it belongs to; nothing of it is shown inside a page of ours."""
    found = files.attachment(public_id)
    statements = access.visible_statements(actor_of(request))
    if found is None or not statements.filter(public_id=found.subject).exists():
        raise NotFound("files.attachment.unknown")
    content = files.path_of(found.file).open("rb")
    answer = FileResponse(content, as_attachment=True, filename=found.name, content_type=files.media_type_of(found))
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _event(actor: Actor, given: str) -> Emergency | None:
    """The event that the address names."""
    if not given:
        return None
    try:
        return urgent.find(actor, uuid.UUID(given))
    except ValueError:
        raise NotFound("urgent.emergency.unknown") from None


def _beyond(found: QuerySet[Finding], before: str) -> QuerySet[Finding]:
    return found.filter(pk__lt=int(before[:18])) if before.isdecimal() else found


def _row(found: Finding, due: Any) -> dict[str, Any]:
    return {
        "finding": found,
        "url": reverse("finding", args=[found.public_id]),
        "charge": standing.charge(found),
        "late": standing.lateness(found.minutes),
        "standing": standing.of_finding(found),
        "due": due,
    }


def _ground(actor: Actor, one: Ground) -> dict[str, Any]:
    """A fact with the link to what shows it, where the reader may open that."""
    url = ""
    if one.subject is not None and one.kind == GroundKind.ELSEWHERE and one.origin in {Origin.ITEM, Origin.ABOVE}:
        if items.visible(actor).filter(public_id=one.subject).exists():
            url = reverse("item", args=[one.subject])
    elif one.subject is not None and urgent.visible(actor).filter(public_id=one.subject).exists():
        url = reverse("emergency", args=[one.subject])
    return {"row": one, "url": url, "origin": one.get_origin_display() if one.origin else ""}


def _missed(found: Finding) -> list[Fact]:
    said = [
        Fact(_("Rule"), found.rule_words),
        Fact(_("Version of the rule"), str(found.rule_version or "")),
        Fact(_("Due"), moment(found.due_at) if found.due_at else ""),
        Fact(_("Late by"), standing.lateness(found.minutes)),
    ]
    return [fact for fact in said if fact.value]


def _answerable(kind: str, title: str, name: str) -> Fact:
    return Fact(ResponsibilityKind(kind).label, f"{name}（{title}）" if title else name)


def _facts(found: Finding) -> list[Fact]:
    event = found.emergency
    said = [
        Fact(_("Unit"), found.organization.name),
        Fact(_("Charge"), standing.charge(found)),
        Fact(_("Urgent event"), found.title if event else "", url=_event_url(event)),
        Fact(_("Happened"), moment(found.happened_at)),
        Fact(_("How it became known"), found.get_origin_display()),
        Fact(_("Charged by"), _person(found, "proposed_by") or _("the facts themselves")),
        Fact(_("Taken up by"), _person(found, "opened_by")),
        Fact(_("Decided by"), _person(found, "decided_by")),
        Fact(_("Objection before"), found.reviewing.name if found.reviewing else ""),
    ]
    return [fact for fact in said if fact.value]


def _event_url(event: Emergency | None) -> str:
    return reverse("emergency", args=[event.public_id]) if event else ""


def _person(found: Finding, name: str) -> str:
    post = getattr(found, name)
    return str(post.person.name) if post else ""


def _file(one: Any) -> ShownFile:
    return ShownFile(name=one.name, size=one.file.size, url=reverse("finding-file", args=[one.public_id]))


def _clock(one: Deadline) -> dict[str, Any]:
    return {
        "word": pgettext("finding", "Answer") if one.kind == cases.ANSWER else _("Objection"),
        "due_at": one.due_at,
        "is_running": one.state in RUNNING,
        "state": one.get_state_display(),
        "why": reckoning.sentences(one.why, language()),
    }

# SPDX-License-Identifier: Apache-2.0
"""Objections, corrections and the record of activities: lists, single ones, new ones."""

import uuid
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.appraisal import access, rules
from yizhan.domains.appraisal.models import Activity, Correction, Objection
from yizhan.domains.appraisal.operations import correcting, objecting, recording
from yizhan.domains.appraisal.operations.correcting import Proposal
from yizhan.domains.appraisal.operations.recording import Particulars
from yizhan.domains.appraisal.permissions import Permission
from yizhan.domains.appraisal.queries import records
from yizhan.domains.appraisal.states import OPEN_OBJECTIONS, ActivityState, Change, CorrectionState
from yizhan.domains.network import queries as network
from yizhan.domains.rulebook import queries as rulebook
from yizhan.kernel import sentences
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, Invalid
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.appraisal import places, presenting, standing
from yizhan.web.appraisal.forms import ActivityForm, CorrectionForm, ObjectionForm
from yizhan.web.components import Column, Fact, HistoryEntry, Tab
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal
from yizhan.web.templatetags.dates import day, moment

Row = TypeVar("Row", Objection, Correction, Activity)

#: Rows of one page.
SIZE = 50

_OBJECTION_NOUNS = {"uphold": "upholding", "dismiss": "rejection", "close": "closing", "withdraw": "withdrawal"}
_CORRECTION_NOUNS = {"confirm": "confirmation", "decline": "refusal"}
_ACTIVITY_NOUNS = {"confirm": "confirmation", "strike": "striking"}


@signed_in
def objections(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, and what is closed."""
    actor = actor_of(request)
    access.require(actor, Permission.READ_SCHEME)
    found = access.visible_objections(actor)
    is_over = bool(request.GET.get("over"))
    open_states = sorted(OPEN_OBJECTIONS)
    found = found.exclude(state__in=open_states) if is_over else found.filter(state__in=open_states)
    context = {
        **_list(request, actor, found, "objections", is_over=is_over),
        "heading": _("Objections"),
        "empty": _("There is no objection."),
        "empty_text": _("Whoever holds points to be wrong says so on the page of the account."),
        "columns": [
            Column(_("Objection to points"), kind="main"),
            Column(_("Of whom"), kind="short"),
            Column(_("Period"), kind="short"),
            Column(_("State"), kind="short"),
        ],
    }
    context["rows"] = [
        {
            "url": reverse("objection", args=[one.public_id]),
            "title": one.statement,
            "cells": [one.holder_name, presenting.period_words(one.period)],
            "standing": standing.standing_of(one),
        }
        for one in context["found"]
    ]
    return render(request, "appraisal/list.html", context)


@signed_in
def objection(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One objection: what is held to be wrong, the answer, what followed."""
    actor = actor_of(request)
    found = access.find_objection(actor, public_id)
    context = {
        "places": places.above("objections"),
        "heading": _("Objection of %(name)s") % {"name": found.holder_name},
        "standing": standing.standing_of(found),
        "paragraphs": [Fact(_("What is held to be wrong"), found.statement), Fact(_("Answer"), found.answer)],
        "facts": [
            Fact(_("Period"), presenting.period_words(found.period), _account_url(found)),
            Fact(_("Scheme"), found.scheme.name),
            Fact(_("Line"), found.occasion.title if found.occasion else ""),
            Fact(_("Raised"), moment(found.at)),
            Fact(_("Answered"), moment(found.answered_at) if found.answered_at else ""),
            *_correction_fact(actor, found),
        ],
        "steps": _steps(actor, found, "objection", _OBJECTION_NOUNS),
        "history": _history(found.public_id),
    }
    return render(request, "appraisal/matter.html", context)


@signed_in
def objection_new(request: HttpRequest) -> HttpResponse:
    """Object to the own points of a period, or to one line of them."""
    actor = actor_of(request)
    access.require(actor, Permission.OBJECT)
    given = {name: (request.POST or request.GET).get(name, "") for name in ("scheme", "period", "occasion", "key")}
    key, occasion = _uuid(given["key"]) or new_id(), _uuid(given["occasion"])
    version = access.find(actor, _uuid(given["scheme"]) or new_id())
    form = ObjectionForm(request.POST or None)

    def take() -> Objection:
        return objecting.raise_objection(
            actor,
            key,
            scheme=version.public_id,
            period=given["period"],
            statement=form.cleaned_data["statement"],
            occasion=occasion,
        )

    line = records.occasion_title(version.station_id, occasion) if occasion else ""
    return _entered(
        request,
        form,
        take,
        "objection",
        {
            "heading": _("Object to points"),
            "lead": f"{version.name} · {presenting.period_words(given['period'])}",
            "about": line,
            "verb": _("Raise the objection"),
            "hidden": {**given, "key": str(key)},
            "places": places.above("objections"),
            "back": reverse("points"),
        },
    )


@signed_in
def corrections(request: HttpRequest) -> HttpResponse:
    """What waits for a second person, and what was decided."""
    actor = actor_of(request)
    access.require(actor, Permission.READ_ALL)
    is_over = bool(request.GET.get("over"))
    found = access.visible_corrections(actor).select_related("occasion", "post__person")
    waiting = {"state": CorrectionState.PROPOSED}
    found = found.exclude(**waiting) if is_over else found.filter(**waiting)
    context = {
        **_list(request, actor, found, "corrections", is_over=is_over),
        "heading": _("Corrections"),
        "empty": _("There is no correction."),
        "empty_text": _("A correction is proposed at the line of an account."),
        "columns": [
            Column(_("Line"), kind="main"),
            Column(_("What is different"), kind="short"),
            Column(_("Proposed by"), kind="short"),
            Column(_("State"), kind="short"),
        ],
    }
    context["rows"] = [
        {
            "url": reverse("correction", args=[one.public_id]),
            "title": one.occasion.title,
            "cells": [one.get_change_display(), one.post.person.name],
            "standing": standing.standing_of(one),
        }
        for one in context["found"]
    ]
    return render(request, "appraisal/list.html", context)


@signed_in
def correction(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One correction: the line, what shall be different, why, and who agreed."""
    actor = actor_of(request)
    found = access.find_correction(actor, public_id)
    context = {
        "places": places.above("corrections"),
        "heading": found.occasion.title,
        "standing": standing.standing_of(found),
        "paragraphs": [Fact(_("Reason"), found.reason), Fact(_("Answer"), found.answer)],
        "facts": [
            Fact(_("What is different"), found.get_change_display()),
            Fact(_("For whom it counts"), "、".join(records.names_of(found.holders or found.occasion.holders))),
            Fact(_("Day"), day(found.occasion.day)),
            Fact(_("Proposed by"), found.post.person.name),
            Fact(_("Confirmed by"), found.confirmed_by.person.name if found.confirmed_by else ""),
        ],
        "steps": _steps(actor, found, "correction", _CORRECTION_NOUNS),
        "history": _history(found.public_id),
    }
    return render(request, "appraisal/matter.html", context)


@signed_in
def correction_new(request: HttpRequest) -> HttpResponse:
    """Propose that a line counts for somebody else, or not at all."""
    actor = actor_of(request)
    access.require(actor, Permission.PROPOSE)
    given = {name: (request.POST or request.GET).get(name, "") for name in ("occasion", "key")}
    key, occasion = _uuid(given["key"]) or new_id(), _uuid(given["occasion"]) or new_id()
    form = CorrectionForm(request.POST or None, holders=_holders(actor))

    def take() -> Correction:
        told = form.cleaned_data
        kind, _sign, holder = told["holder"].partition("/")
        named = [(uuid.UUID(holder), recording.WHOLE)] if holder and told["change"] == Change.RESTATE else []
        proposal = Proposal(
            change=told["change"],
            reason=told["reason"],
            people=named if kind == "person" else [],
            units=named if kind == "unit" else [],
        )
        return correcting.propose(actor, key, occasion=occasion, proposal=proposal)

    return _entered(
        request,
        form,
        take,
        "correction",
        {
            "heading": _("Propose a correction"),
            "lead": _("A second person has to agree before it counts."),
            "about": records.occasion_title(actor.station or 0, occasion),
            "verb": _("Propose it"),
            "hidden": {**given, "key": str(key)},
            "places": places.above("corrections"),
            "back": reverse("points"),
        },
    )


@signed_in
def activities(request: HttpRequest) -> HttpResponse:
    """The record: the own one, or for the office that of everybody."""
    actor = actor_of(request)
    access.require(actor, Permission.READ_SCHEME)
    found = access.visible_activities(actor).select_related("person")
    is_over = bool(request.GET.get("over"))
    is_office = access.holds(actor, Permission.READ_ALL)
    if is_office:
        waiting = {"state": ActivityState.ENTERED}
        found = found.exclude(**waiting) if is_over else found.filter(**waiting)
    context = {
        **_list(request, actor, found, "activities", is_over=is_over, has_parts=is_office),
        "heading": _("Record of activities"),
        "empty": _("Nothing has been entered yet."),
        "empty_text": _("Meetings, visits, inspections and trainings, each with its evidence."),
        "new_url": reverse("activity-new") if access.holds(actor, Permission.ENTER) else "",
        "new_verb": _("Enter an activity"),
        "columns": [
            Column(_("Activity"), kind="main"),
            Column(_("Who"), kind="short"),
            Column(_("Day"), kind="short"),
            Column(_("State"), kind="short"),
        ],
    }
    context["rows"] = [
        {
            "url": reverse("activity", args=[one.public_id]),
            "title": f"{one.kind} · {one.title}",
            "cells": [one.person.name, day(one.day)],
            "standing": standing.standing_of(one),
        }
        for one in context["found"]
    ]
    return render(request, "appraisal/list.html", context)


@signed_in
def activity(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One activity with its evidence."""
    actor = actor_of(request)
    found = access.find_activity(actor, public_id)
    context = {
        "places": places.above("activities"),
        "heading": found.title,
        "standing": standing.standing_of(found),
        "paragraphs": [Fact(_("Evidence"), found.evidence)],
        "facts": [
            Fact(_("Who"), found.person.name),
            Fact(_("Activity"), found.kind),
            Fact(_("Took part"), found.attendance),
            Fact(_("Day"), day(found.day)),
            Fact(_("Confirmed by"), found.confirmed_by.person.name if found.confirmed_by else ""),
        ],
        "steps": _steps(actor, found, "activity", _ACTIVITY_NOUNS),
        "history": _history(found.public_id),
    }
    return render(request, "appraisal/matter.html", context)


@signed_in
def activity_new(request: HttpRequest) -> HttpResponse:
    """Enter an activity in the own record, or as the office in that of somebody."""
    actor = actor_of(request)
    access.require(actor, Permission.ENTER)
    key = _uuid(request.POST.get("key", "")) or new_id()
    station = actor.station or 0
    people = []
    if access.holds(actor, Permission.CONFIRM_ACTIVITY):
        people = [(str(one.public_id), one.name) for one in network.people_of(station).order_by("name", "id")]
    kinds, ways = rulebook.value(station, rules.ACTIVITIES), rulebook.value(station, rules.ATTENDANCE)
    form = ActivityForm(request.POST or None, kinds=kinds, ways=ways, people=people)

    def take() -> Activity:
        told = dict(form.cleaned_data)
        person = _uuid(told.pop("person", ""))
        return recording.enter(actor, key, particulars=Particulars(**told, person=person))

    return _entered(
        request,
        form,
        take,
        "activity",
        {
            "heading": _("Enter an activity"),
            "lead": _("It counts when the office has seen the evidence."),
            "verb": _("Enter it"),
            "hidden": {"key": str(key)},
            "places": places.above("activities"),
            "back": reverse("activities"),
        },
    )


def _list(
    request: HttpRequest, actor: Actor, found: "QuerySet[Any]", name: str, *, is_over: bool, has_parts: bool = True
) -> dict[str, Any]:
    """One page of a list, its parts, and where it goes on."""
    before, url = request.GET.get("before", ""), reverse(name)
    found = found.order_by("-id")
    if before.isascii() and before.isdigit() and len(before) <= 18:
        found = found.filter(pk__lt=int(before))
    rows = list(found[: SIZE + 1])
    over = "over=yes&" if is_over else ""
    parts = [Tab(_("Open"), url, is_current=not is_over), Tab(_("Decided"), f"{url}?over=yes", is_current=is_over)]
    return {
        "tabs": places.tabs(actor, name),
        "parts": parts if has_parts else [],
        "found": rows[:SIZE],
        "next_url": f"{url}?{over}before={rows[SIZE - 1].pk}" if len(rows) > SIZE else "",
        "first_url": f"{url}?{over}" if before else "",
    }


def _entered(request: HttpRequest, form: Any, take: Any, address: str, more: dict[str, Any]) -> HttpResponse:
    """The form of something new, or where it goes on."""
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            made = take()
        except (Invalid, Conflict, Denied) as refusal:
            add_refusal(form, refusal)
            status = status_of(refusal)
        else:
            return HttpResponseRedirect(reverse(address, args=[made.public_id]))
    elif request.method == "POST":
        status = 422
    return render(request, "appraisal/entry.html", {"form": form, "act": new_id(), **more}, status=status)


def _steps(actor: Actor, row: Row, name: str, nouns: dict[str, str]) -> list[tuple[str, str]]:
    return [(verb, reverse(f"{name}-{nouns[verb]}", args=[row.public_id])) for verb in access.offers(actor, row)]


def _history(subject: uuid.UUID) -> list[HistoryEntry]:
    return [
        HistoryEntry(at=one.at, sentence=sentences.noted(one.event, one.facts)) for one in records.story(subject)[:50]
    ]


def _account_url(found: Objection) -> str:
    holder = records.holder_of(found)
    return reverse("account", args=[found.scheme.public_id, found.period, holder]) if holder else ""


def _correction_fact(actor: Actor, found: Objection) -> list[Fact]:
    if found.correction is None:
        return []
    is_visible = access.visible_corrections(actor).filter(pk=found.correction.pk).exists()
    url = reverse("correction", args=[found.correction.public_id]) if is_visible else ""
    return [Fact(_("Correction"), found.correction.get_state_display(), url)]


def _holders(actor: Actor) -> list[tuple[str, str]]:
    units = [(f"unit/{key}", name) for key, name in network.units_to_choose(actor.station or 0)]
    people = network.people_of(actor.station or 0).order_by("name", "id").values_list("public_id", "name")
    return [*units, *((f"person/{key}", name) for key, name in people)]


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None

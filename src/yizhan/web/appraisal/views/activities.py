# SPDX-License-Identifier: Apache-2.0
"""The record of activities: the list, a single one, a new one."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.appraisal import access, rules
from yizhan.domains.appraisal.models import Activity
from yizhan.domains.appraisal.operations import recording
from yizhan.domains.appraisal.operations.recording import Particulars
from yizhan.domains.appraisal.permissions import Permission
from yizhan.domains.appraisal.states import ActivityState
from yizhan.domains.network import queries as network
from yizhan.domains.rulebook import queries as rulebook
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.appraisal import places, standing
from yizhan.web.appraisal.forms import ActivityForm
from yizhan.web.appraisal.views import record_pages
from yizhan.web.components import Column, Fact
from yizhan.web.templatetags.dates import day

_ACTIVITY_NOUNS = {"confirm": "confirmation", "strike": "striking"}


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
        **record_pages.a_list(request, actor, found, "activities", is_over=is_over, has_parts=is_office),
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
        "steps": record_pages.steps_of(actor, found, "activity", _ACTIVITY_NOUNS),
        "history": record_pages.history_of(found.public_id),
    }
    return render(request, "appraisal/matter.html", context)


@signed_in
def activity_new(request: HttpRequest) -> HttpResponse:
    """Enter an activity in the own record, or as the office in that of somebody."""
    actor = actor_of(request)
    access.require(actor, Permission.ENTER)
    key = record_pages.uuid_of(request.POST.get("key", "")) or new_id()
    station = actor.station or 0
    people = []
    if access.holds(actor, Permission.CONFIRM_ACTIVITY):
        people = [(str(one.public_id), one.name) for one in network.people_of(station).order_by("name", "id")]
    kinds, ways = rulebook.value(station, rules.ACTIVITIES), rulebook.value(station, rules.ATTENDANCE)
    form = ActivityForm(request.POST or None, kinds=kinds, ways=ways, people=people)

    def take() -> Activity:
        told = dict(form.cleaned_data)
        person = record_pages.uuid_of(told.pop("person", ""))
        return recording.enter(actor, key, particulars=Particulars(**told, person=person))

    return record_pages.entered(
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

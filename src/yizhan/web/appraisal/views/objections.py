# SPDX-License-Identifier: Apache-2.0
"""Objections: the list, a single one, a new one."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.appraisal import access
from yizhan.domains.appraisal.models import Objection
from yizhan.domains.appraisal.operations import objecting
from yizhan.domains.appraisal.permissions import Permission
from yizhan.domains.appraisal.queries import records
from yizhan.domains.appraisal.states import OPEN_OBJECTIONS
from yizhan.kernel.actors import Actor
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.appraisal import places, presenting, standing
from yizhan.web.appraisal.forms import ObjectionForm
from yizhan.web.appraisal.views import record_pages
from yizhan.web.components import Column, Fact
from yizhan.web.templatetags.dates import moment

_OBJECTION_NOUNS = {"uphold": "upholding", "dismiss": "rejection", "close": "closing", "withdraw": "withdrawal"}


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
        **record_pages.a_list(request, actor, found, "objections", is_over=is_over),
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
        "steps": record_pages.steps_of(actor, found, "objection", _OBJECTION_NOUNS),
        "history": record_pages.history_of(found.public_id),
    }
    return render(request, "appraisal/matter.html", context)


@signed_in
def objection_new(request: HttpRequest) -> HttpResponse:
    """Object to the own points of a period, or to one line of them."""
    actor = actor_of(request)
    access.require(actor, Permission.OBJECT)
    given = {name: (request.POST or request.GET).get(name, "") for name in ("scheme", "period", "occasion", "key")}
    key, occasion = record_pages.uuid_of(given["key"]) or new_id(), record_pages.uuid_of(given["occasion"])
    version = access.find(actor, record_pages.uuid_of(given["scheme"]) or new_id())
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
    return record_pages.entered(
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


def _account_url(found: Objection) -> str:
    holder = records.holder_of(found)
    return reverse("account", args=[found.scheme.public_id, found.period, holder]) if holder else ""


def _correction_fact(actor: Actor, found: Objection) -> list[Fact]:
    if found.correction is None:
        return []
    is_visible = access.visible_corrections(actor).filter(pk=found.correction.pk).exists()
    url = reverse("correction", args=[found.correction.public_id]) if is_visible else ""
    return [Fact(_("Correction"), found.correction.get_state_display(), url)]

# SPDX-License-Identifier: Apache-2.0
"""Corrections: the list, a single one, a new one."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.domains.appraisal import access
from yizhan.domains.appraisal.models import Correction
from yizhan.domains.appraisal.operations import correcting, recording
from yizhan.domains.appraisal.operations.correcting import Proposal
from yizhan.domains.appraisal.permissions import Permission
from yizhan.domains.appraisal.queries import records
from yizhan.domains.appraisal.states import Change, CorrectionState
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.appraisal import places, standing
from yizhan.web.appraisal.forms import CorrectionForm
from yizhan.web.appraisal.views import additions, record_pages
from yizhan.web.components import Column, Fact
from yizhan.web.templatetags.dates import day

_CORRECTION_NOUNS = {"confirm": "confirmation", "decline": "refusal"}


@signed_in
def corrections(request: HttpRequest) -> HttpResponse:
    """What waits for a second person, what was decided, and apart from both what was added by hand (RULE-081)."""
    actor = actor_of(request)
    access.require(actor, Permission.READ_ALL)
    is_over, is_added = bool(request.GET.get("over")), bool(request.GET.get("added"))
    found = access.visible_corrections(actor).select_related("occasion", "post__person")
    if is_added:
        found = found.filter(change=Change.ADD)
    else:
        waiting = {"state": CorrectionState.PROPOSED}
        found = found.exclude(**waiting).exclude(change=Change.ADD) if is_over else found.filter(**waiting)
    further = [("added", _("Added by hand"))]
    context = {
        **record_pages.a_list(request, actor, found, "corrections", is_over=is_over, further=further),
        "new_url": reverse("addition-new") if access.holds(actor, Permission.PROPOSE) else "",
        "new_verb": _("Add what nobody recorded"),
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
            "title": one.subject,
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
        "heading": found.subject,
        "standing": standing.standing_of(found),
        "paragraphs": [Fact(_("Reason"), found.reason), Fact(_("Answer"), found.answer)],
        "facts": [
            Fact(_("What is different"), found.get_change_display()),
            *_words_of(found),
            Fact(_("For whom it counts"), "、".join(records.names_of(_holders_of(found)))),
            Fact(_("Day"), day(found.subject_day)),
            *additions.proofs_of(found),
            Fact(_("Proposed by"), found.post.person.name),
            Fact(_("Confirmed by"), found.confirmed_by.person.name if found.confirmed_by else ""),
        ],
        "steps": record_pages.steps_of(actor, found, "correction", _CORRECTION_NOUNS),
        "history": record_pages.history_of(found.public_id),
    }
    return render(request, "appraisal/matter.html", context)


def _holders_of(found: Correction) -> list[dict[str, Any]]:
    """For whom it will count: whom the correction names, otherwise those of the line."""
    given: list[dict[str, Any]] = found.holders or (found.occasion.holders if found.occasion else [])
    return given


def _words_of(found: Correction) -> list[Fact]:
    """What an addition says of itself: what happened, at which level, where."""
    if found.occasion is not None:
        return []
    names = {"kind": pgettext("occasion", "What happened"), "level": _("Level"), "channel": _("Publication or body")}
    return [Fact(words, "、".join(found.fields.get(name, []))) for name, words in names.items()]


@signed_in
def correction_new(request: HttpRequest) -> HttpResponse:
    """Propose that a line counts for somebody else, or not at all."""
    actor = actor_of(request)
    access.require(actor, Permission.PROPOSE)
    given = {name: (request.POST or request.GET).get(name, "") for name in ("occasion", "key")}
    key, occasion = record_pages.uuid_of(given["key"]) or new_id(), record_pages.uuid_of(given["occasion"]) or new_id()
    form = CorrectionForm(request.POST or None, holders=record_pages.holders(actor))

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

    return record_pages.entered(
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

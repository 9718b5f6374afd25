# SPDX-License-Identifier: Apache-2.0
"""Schemes: all versions, and one of them with its clauses."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.appraisal import access
from yizhan.domains.appraisal.models import Scheme
from yizhan.domains.appraisal.permissions import Permission
from yizhan.domains.appraisal.states import SchemeState
from yizhan.engines.scoring.language.reading import parse_scheme
from yizhan.engines.scoring.language.scheme import Scheme as Parsed
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.appraisal import places, standing
from yizhan.web.appraisal.views.scheme_writing import examples
from yizhan.web.components import Column, Fact

_NOUNS = {
    "rewrite": "edit",
    "review": "review",
    "put_in_force": "force",
    "return_to_draft": "return",
    "discard": "discard",
}


@signed_in
def listed(request: HttpRequest) -> HttpResponse:
    """All versions that the reader may know of."""
    actor = actor_of(request)
    access.require(actor, Permission.READ_SCHEME)
    found = access.visible(actor).order_by("name", "-id")
    context = {
        "tabs": places.tabs(actor, "schemes"),
        "rows": [
            {
                "scheme": one,
                "url": reverse("scheme", args=[one.public_id]),
                "standing": standing.standing_of(one),
                "validity": _validity(one),
            }
            for one in found[:200]
        ],
        "columns": [
            Column(_("Scheme"), kind="main"),
            Column(_("Whose points"), kind="short"),
            Column(_("Validity"), kind="short"),
            Column(_("State"), kind="short"),
        ],
        "new_url": reverse("scheme-new") if access.holds(actor, Permission.WRITE_SCHEME) else "",
        "examples": list(examples().items()) if access.holds(actor, Permission.WRITE_SCHEME) else [],
    }
    return render(request, "appraisal/schemes.html", context)


@signed_in
def one(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One version: what it says, since when and on what ground, its clauses and its text."""
    actor = actor_of(request)
    found = access.find(actor, public_id)
    offered = [(verb, reverse(f"scheme-{_NOUNS[verb]}", args=[public_id])) for verb in access.offers(actor, found)]
    parsed = parse_scheme(found.text)
    may_read_all = access.holds(actor, Permission.READ_ALL)
    context = {
        "scheme": found,
        "places": places.above("schemes"),
        "standing": standing.standing_of(found),
        "facts": _facts(found),
        "clauses": [
            {"name": each.name, "clause": each.clause, "section": _section_name(parsed, each)}
            for each in (*parsed.rules, *parsed.multipliers, *parsed.limits, *parsed.duties)
        ],
        "clause_columns": [
            Column(_("Clause"), kind="main"),
            Column(_("Place in the instrument"), kind="short"),
            Column(_("Section"), kind="short"),
        ],
        "main_step": offered[0] if offered else None,
        "steps": offered[1:],
        "trial_url": reverse("scheme-trial", args=[public_id]) if may_read_all else "",
        "copy_url": f"{reverse('scheme-new')}?of={public_id}" if access.holds(actor, Permission.WRITE_SCHEME) else "",
        "others": [
            Fact(
                f"{other.label} · {other.get_state_display()}",
                _validity(other),
                reverse("scheme", args=[other.public_id]),
            )
            for other in access.visible(actor).filter(code=found.code).exclude(pk=found.pk).order_by("-id")[:20]
        ],
    }
    return render(request, "appraisal/scheme.html", context)


def _section_name(parsed: Parsed, clause: object) -> str:
    section = getattr(clause, "section", None)
    return next((one.name for one in parsed.sections if one.id == section), "")


def _validity(scheme: Scheme) -> str:
    if scheme.valid_from is None:
        return "—"
    filled = {"first": scheme.valid_from.isoformat()}
    if scheme.valid_until is None:
        return _("since %(first)s") % filled
    return _("%(first)s to %(last)s") % {**filled, "last": scheme.valid_until.isoformat()}


def _facts(scheme: Scheme) -> list[Fact]:
    said = [
        Fact(_("Version"), scheme.label),
        Fact(_("Whose points"), scheme.get_holder_display()),
        Fact(_("Counts"), scheme.unit),
        Fact(_("Validity"), _validity(scheme) if scheme.state != SchemeState.DRAFT else ""),
        Fact(_("Instrument"), scheme.instrument),
        Fact(_("Number of the instrument"), scheme.instrument_number),
        Fact(_("Date of the instrument"), scheme.instrument_date.isoformat() if scheme.instrument_date else ""),
    ]
    return [fact for fact in said if fact.value]

# SPDX-License-Identifier: Apache-2.0
"""Schemes: all versions, one of them, writing, and what another would have given."""

import functools
import uuid
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

import yizhan.engines.scoring as engine
from yizhan.domains.appraisal import access
from yizhan.domains.appraisal.models import Scheme
from yizhan.domains.appraisal.operations import schemes as writing
from yizhan.domains.appraisal.permissions import Permission
from yizhan.domains.appraisal.queries import schemes
from yizhan.domains.appraisal.queries.comparing import Comparison, compare
from yizhan.domains.appraisal.queries.terms import read_terms
from yizhan.domains.appraisal.states import SchemeState
from yizhan.engines.scoring.findings import Refused
from yizhan.engines.scoring.language.reading import parse_scheme, read_scheme
from yizhan.engines.scoring.language.scheme import Scheme as Parsed
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.appraisal import places, presenting, standing
from yizhan.web.appraisal.forms import SchemeForm, TrialForm
from yizhan.web.components import Column, Fact
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal

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
        "examples": list(_examples().items()) if access.holds(actor, Permission.WRITE_SCHEME) else [],
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


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Write a version, from nothing, from another version, or from an example."""
    actor = actor_of(request)
    access.require(actor, Permission.WRITE_SCHEME)
    form = SchemeForm(request.POST or None, initial=_beginning(actor, request))
    key = request.POST.get("scheme", "") or str(new_id())

    def write(given: dict[str, Any]) -> Scheme:
        return writing.draft(actor, uuid.UUID(key), text=given["text"], terms=given["terms"])

    return _written(request, form, write, {"scheme_key": key, "back": reverse("schemes")})


@signed_in
def edit(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change a draft."""
    actor = actor_of(request)
    found = access.find(actor, public_id)
    form = SchemeForm(request.POST or None, initial={"text": found.text, "terms": found.terms})
    seen = request.POST.get("seen", "")

    def write(given: dict[str, Any]) -> Scheme:
        version = int(seen) if seen.isdecimal() else None
        return writing.rewrite(actor, public_id, text=given["text"], terms=given["terms"], seen=version)

    back = reverse("scheme", args=[public_id])
    is_offered = "rewrite" in access.offers(actor, found)
    more = {"scheme_key": "", "seen": seen or found.version, "back": back, "scheme": found, "is_closed": not is_offered}
    return _written(request, form, write, more)


@signed_in
def trial(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What this version gives for a period beside the one in force: differences per account."""
    actor = actor_of(request)
    access.require(actor, Permission.READ_ALL)
    tried, period = access.find(actor, public_id), presenting.period_of(request.GET.get("period", ""))
    former = _former(actor, tried)
    comparison, mistakes = None, []
    try:
        comparison = compare(former, tried, period)
    except Refused as refused:
        mistakes = presenting.mistakes(refused)
    context = {
        "scheme": tried,
        "former": former,
        "places": [*places.above("schemes")],
        "form": TrialForm({"period": str(period)}, periods=presenting.periods(period)),
        "period": presenting.period_words(str(period)),
        "mistakes": mistakes,
        **(_comparison(comparison) if comparison else {}),
    }
    return render(request, "appraisal/trial.html", context)


def _comparison(found: Comparison) -> dict[str, Any]:
    shown = [row for row in found.differences if row.before or row.after]
    has_places = any(row.rank_before or row.rank_after for row in shown)
    return {
        "rows": [
            {
                "name": row.subject.name,
                "before": presenting.amount(row.before),
                "after": presenting.amount(row.after),
                "change": presenting.signed(row.change),
                "places": f"{row.rank_before or '—'} → {row.rank_after or '—'}",
            }
            for row in shown
        ],
        "columns": [
            Column(_("Account"), kind="main"),
            Column(_("In force"), kind="number"),
            Column(_("This version"), kind="number"),
            Column(_("Difference"), kind="number"),
            *([Column(_("Place"), kind="short")] if has_places else []),
        ],
        "has_places": has_places,
        "total_before": presenting.amount(found.total_before),
        "total_after": presenting.amount(found.total_after),
        "by_rule": [Fact(name, presenting.amount(points)) for name, points in found.by_rule.items() if points],
    }


def _written(request: HttpRequest, form: SchemeForm, write: Any, more: dict[str, Any]) -> HttpResponse:
    status, mistakes = 200, []
    if request.method == "POST" and form.is_valid():
        try:
            saved = write(form.cleaned_data)
        except (Invalid, Conflict) as refusal:
            add_refusal(form, refusal)
            status, mistakes = status_of(refusal), _mistakes(form.cleaned_data)
        else:
            return HttpResponseRedirect(reverse("scheme", args=[saved.public_id]))
    elif request.method == "POST":
        status = 422
    context = {"form": form, "act": new_id(), "mistakes": mistakes, "places": places.above("schemes"), **more}
    return render(request, "appraisal/scheme_form.html", context, status=status)


def _mistakes(given: dict[str, Any]) -> list[dict[str, Any]]:
    """Everything that is wrong with text and terms, each with its line."""
    found = []
    for part, reading in ((given["text"], parse_scheme), (given["terms"], read_terms)):
        try:
            reading(part)
        except Refused as refused:
            found += presenting.mistakes(refused)
    return found


def _beginning(actor: Actor, request: HttpRequest) -> dict[str, str]:
    wanted = request.GET.get("example", "")
    if wanted in _examples():
        return {"text": (_folder() / f"{wanted}.toml").read_text(encoding="utf-8")}
    try:
        former = access.find(actor, uuid.UUID(request.GET.get("of", "")))
    except ValueError:
        return {}
    return {"text": former.text, "terms": former.terms}


def _folder() -> Path:
    return Path(engine.__path__[0]) / "examples"


@functools.cache
def _examples() -> dict[str, str]:
    """The schemes of other places that come with the engine: file name and what they are called."""
    found = {}
    for path in sorted(_folder().glob("*.toml")):
        head = read_scheme(path).head
        found[path.stem] = f"{head.place} · {head.name}（{head.version}）"
    return found


def _former(actor: Actor, tried: Scheme) -> Scheme | None:
    """The version in force of the same scheme, or else of any scheme that counts the same for the same."""
    in_force = schemes.in_force(actor.station or 0).exclude(pk=tried.pk)
    same = in_force.filter(code=tried.code).first()
    return same or in_force.filter(holder=tried.holder, is_money=tried.is_money).first()


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

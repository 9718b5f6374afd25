# SPDX-License-Identifier: Apache-2.0
"""What a version would have given, beside the one in force."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yizhan.domains.appraisal import access
from yizhan.domains.appraisal.models import Scheme
from yizhan.domains.appraisal.permissions import Permission
from yizhan.domains.appraisal.queries import schemes
from yizhan.domains.appraisal.queries.comparing import Comparison, compare
from yizhan.engines.scoring.findings import Refused
from yizhan.kernel.actors import Actor
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.appraisal import places, presenting
from yizhan.web.appraisal.forms import TrialForm
from yizhan.web.components import Column, Fact


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


def _former(actor: Actor, tried: Scheme) -> Scheme | None:
    """The version in force of the same scheme, or else of any scheme that counts the same for the same."""
    in_force = schemes.in_force(actor.station or 0).exclude(pk=tried.pk)
    same = in_force.filter(code=tried.code).first()
    return same or in_force.filter(holder=tried.holder, is_money=tried.is_money).first()

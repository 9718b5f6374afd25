# SPDX-License-Identifier: Apache-2.0
"""Accounts: why one has the points it has, and the own ones with what comes next."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.appraisal import access
from yizhan.domains.appraisal.models import Objection, Scheme
from yizhan.domains.appraisal.operations import objecting
from yizhan.domains.appraisal.permissions import Permission
from yizhan.domains.appraisal.queries import schemes, standings
from yizhan.domains.appraisal.queries.holders import own_subject
from yizhan.domains.appraisal.queries.prospects import prospects
from yizhan.domains.appraisal.queries.standings import Standing
from yizhan.domains.network import queries as network
from yizhan.engines.scoring.findings import Refused
from yizhan.engines.scoring.periods import Period
from yizhan.kernel import clock, sentences
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, NotFound
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.appraisal import places, presenting, standing
from yizhan.web.appraisal.forms import ChoosePeriod
from yizhan.web.components import Column, Fact

#: Lines of an account, and objections, that an overview shows.
FEW = 8


@signed_in
def account(request: HttpRequest, scheme_id: uuid.UUID, period: str, holder: uuid.UUID) -> HttpResponse:
    """Why an account has its points: every line with its event, clause and arithmetic, and what comes next."""
    actor = actor_of(request)
    version, span = access.find(actor, scheme_id), presenting.period_of(period)
    try:
        row = _row(actor, version, span, holder)
        told = standings.statement(version, span, row.subject)
    except Refused as refused:
        raise Conflict("appraisal.period.cannot_count", reason=str(refused)[:300]) from refused
    shown = _account(actor, version, span, row)
    context = {
        **shown,
        "account": shown,
        "places": places.above("points"),
        "rows": presenting.line_rows(actor, told, _offered(actor, version, span)),
        "columns": _line_columns(),
        "sections": [Fact(name, presenting.amount(given)) for name, given in row.sections.items()],
        "objections": _objections(actor, version, span, row),
    }
    return render(request, "appraisal/account.html", context)


def own(request: HttpRequest, actor: Actor, period: Period) -> HttpResponse:
    """The own account and that of the own unit, each with its latest lines."""
    found, problem = versions_of(actor, period)
    accounts = []
    mistakes: list[dict[str, Any]] = []
    for version in found:
        subject = own_subject(version.holder, actor.person, actor.organization)
        if subject is None or not access.sees(actor, subject):
            continue
        try:
            row = _row(actor, version, period, subject.public_id)
            told = standings.statement(version, period, subject)
        except NotFound:
            continue
        except Refused as refused:
            mistakes += presenting.mistakes(refused)
            continue
        accounts.append(
            {
                **_account(actor, version, period, row),
                "rows": presenting.line_rows(actor, [line for line in told if line.points][-FEW:][::-1]),
                "url": reverse("account", args=[version.public_id, str(period), subject.public_id]),
                "count": len(told),
            }
        )
    context = {
        "tabs": places.tabs(actor, "points"),
        "form": ChoosePeriod({"period": str(period)}, periods=presenting.periods(period)),
        "accounts": accounts,
        "columns": _line_columns(),
        "problem": problem,
        "mistakes": mistakes,
        "period": presenting.period_words(str(period)),
    }
    return render(request, "appraisal/own.html", context)


def _account(actor: Actor, version: Scheme, period: Period, row: Standing) -> dict[str, Any]:
    """What an account shows besides its lines."""
    frozen = schemes.frozen(version.station_id, version.code, period)
    last = objecting.last_day(version, period)
    may_object = access.holds(actor, Permission.OBJECT) and (last is None or clock.today() <= last)
    query = urlencode({"scheme": version.public_id, "period": str(period)})
    return {
        "scheme": version,
        "subject": row.subject,
        "period": presenting.period_words(str(period)),
        "points": presenting.amount(row.points),
        "correction": presenting.signed(row.correction) if row.correction else "",
        "cumulative": presenting.amount(row.cumulative),
        "place": presenting.place_words(row),
        "grade": row.grade,
        "frozen": frozen,
        "objections_until": last,
        "prospects": [presenting.prospect_words(one, version.unit) for one in prospects(version, period, row.subject)],
        "shortfalls": [
            _("%(name)s (%(period)s): %(value)s")
            % {"name": duty["name"], "period": duty["period"], "value": duty["value"]}
            for duty in row.shortfalls
        ],
        "object_url": f"{reverse('objection-new')}?{query}" if may_object else "",
    }


def _row(actor: Actor, version: Scheme, period: Period, holder: uuid.UUID) -> Standing:
    """The standing of one account that the actor may read. Raises the engine's `Refused`."""
    for row in standings.table(version, period).rows:
        if row.subject.public_id == holder and access.sees(actor, row.subject):
            return row
    raise NotFound("appraisal.account.unknown")


def versions_of(actor: Actor, period: Period) -> tuple[list[Scheme], str]:
    """The versions that count for a period, and what stands in the way where there are two."""
    found = schemes.counting(actor.station or 0, period)
    try:
        return list(schemes.by_code(found, period).values()), ""
    except Conflict as conflict:
        single: dict[str, list[Scheme]] = {}
        for one in found:
            single.setdefault(one.code, []).append(one)
        words = " ".join(part for part in sentences.refused(conflict) if part)
        return [several[0] for several in single.values() if len(several) == 1], words


def _offered(actor: Actor, version: Scheme, period: Period) -> dict[str, str]:
    """What may be done about a line: its address up to the occasion, and the verb."""
    if access.holds(actor, Permission.PROPOSE):
        return {f"{reverse('correction-new')}?occasion=": _("Correct")}
    last = objecting.last_day(version, period)
    if access.holds(actor, Permission.OBJECT) and (last is None or clock.today() <= last):
        query = urlencode({"scheme": version.public_id, "period": str(period)})
        return {f"{reverse('objection-new')}?{query}&occasion=": _("Object to it")}
    return {}


def _objections(actor: Actor, version: Scheme, period: Period, row: Standing) -> list[dict[str, Any]]:
    kind = row.subject.kind
    keys = network.one_person(row.subject.key) if kind == "person" else [row.subject.key]
    found = access.visible_objections(actor).filter(
        scheme__code=version.code, period=str(period), **{f"{kind}__in": keys}
    )
    return [_objection(one) for one in found[:FEW]]


def _objection(one: Objection) -> dict[str, Any]:
    return {
        "url": reverse("objection", args=[one.public_id]),
        "statement": one.statement,
        "standing": standing.standing_of(one),
    }


def _line_columns() -> list[Column]:
    return [
        Column(_("Day"), kind="short"),
        Column(_("What"), kind="main"),
        Column(_("Clause"), kind="short"),
        Column(_("Arithmetic")),
        Column(_("Points"), kind="number"),
    ]

# SPDX-License-Identifier: Apache-2.0
"""Points: the office reads the table of a period, everybody else what is his or her own."""

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.appraisal import access
from yizhan.domains.appraisal.models import Scheme
from yizhan.domains.appraisal.permissions import Permission
from yizhan.domains.appraisal.queries import standings
from yizhan.domains.appraisal.queries.standings import Standings
from yizhan.domains.appraisal.queries.wholes import whole
from yizhan.engines.scoring.findings import Refused
from yizhan.engines.scoring.periods import Period
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.appraisal import places, presenting
from yizhan.web.appraisal.forms import ChoosePeriod
from yizhan.web.appraisal.views.accounts import own, versions_of
from yizhan.web.components import Column, Pager, Tab

#: Rows of one page, and figures of the whole beside them: a year has many months.
SIZE, MOST_INDICATORS = 50, 60


@signed_in
def points(request: HttpRequest) -> HttpResponse:
    """The office reads its table, everybody else the own account and that of the own unit."""
    actor = actor_of(request)
    access.require(actor, Permission.READ_SCHEME)
    period = presenting.period_of(request.GET.get("period", ""))
    if access.holds(actor, Permission.READ_ALL):
        return _office(request, actor, period)
    return own(request, actor, period)


def _office(request: HttpRequest, actor: Actor, period: Period) -> HttpResponse:
    """One table per scheme, group by group."""
    found, problem = versions_of(actor, period)
    chosen = next((one for one in found if one.code == request.GET.get("scheme")), found[0] if found else None)
    table, mistakes = None, []
    if chosen is not None:
        try:
            table = standings.table(chosen, period)
        except Refused as refused:
            mistakes = presenting.mistakes(refused)
    groups = sorted({row.group for row in table.rows if row.group}) if table else []
    form = ChoosePeriod(
        {"period": str(period), "group": request.GET.get("group", "")},
        periods=presenting.periods(period),
        groups=groups,
    )
    context = {
        "tabs": places.tabs(actor, "points"),
        "schemes": [
            Tab(one.name, f"?{urlencode({'scheme': one.code, 'period': str(period)})}", is_current=one == chosen)
            for one in found
        ],
        "form": form,
        "problem": problem,
        "mistakes": mistakes,
        "scheme": chosen,
        "period": presenting.period_words(str(period)),
        "frozen": table.frozen if table else None,
        "freeze_url": _freeze_url(actor, chosen, period, table),
        "schemes_url": reverse("schemes"),
        **(_table(table, request) if table else {}),
        **(_whole(chosen, period) if table and chosen else {}),
    }
    return render(request, "appraisal/office.html", context)


def _table(table: Standings, request: HttpRequest) -> dict[str, Any]:
    group = request.GET.get("group", "")
    rows = [row for row in table.rows if not group or row.group == group]
    page = request.GET.get("page", "1")
    start = (int(page) - 1) * SIZE if page.isascii() and page.isdigit() and 0 < int(page) < 10_000 else 0
    shown = rows[start : start + SIZE]
    sections = list(shown[0].sections) if shown else []
    is_ranked, is_graded = any(row.rank for row in table.rows), any(row.grade for row in table.rows)
    query = {name: request.GET[name] for name in ("scheme", "period", "group") if request.GET.get(name)}
    number = start // SIZE + 1
    return {
        "rows": [
            {
                "url": reverse("account", args=[table.scheme.public_id, str(table.period), row.subject.public_id]),
                "standing": row,
                "place": presenting.place_words(row),
                "points": presenting.amount(row.points),
                "correction": presenting.signed(row.correction) if row.correction else "",
                "sections": [(name, presenting.amount(given)) for name, given in row.sections.items()],
                "cumulative": presenting.amount(row.cumulative),
                "shortfalls": len(row.shortfalls),
            }
            for row in shown
        ],
        "columns": [
            *([Column(_("Place"), kind="short")] if is_ranked else []),
            Column(_("Unit") if table.scheme.holder == "unit" else _("Person"), kind="main"),
            Column(_("Points"), kind="number"),
            *(Column(name, kind="number") for name in sections),
            Column(_("Set right"), kind="number"),
            Column(_("Since January"), kind="number"),
            *([Column(_("Grade"), kind="short")] if is_graded else []),
            Column(_("Duties missed"), kind="number"),
        ],
        "is_ranked": is_ranked,
        "is_graded": is_graded,
        "section_names": sections,
        "total": presenting.amount(sum((row.total for row in rows), Decimal(0))),
        "pager": Pager(
            start + 1,
            start + len(shown),
            len(rows),
            f"?{urlencode({**query, 'page': number - 1})}" if start else "",
            f"?{urlencode({**query, 'page': number + 1})}" if start + SIZE < len(rows) else "",
        )
        if len(rows) > SIZE
        else None,
    }


def _whole(version: Scheme, period: Period) -> dict[str, Any]:
    """The figures of the whole institution, those that are not met first, and who was silent for long."""
    found = whole(version, period)
    listed = sorted(found.indicators, key=lambda one: one.is_met is not False)
    return {
        "indicators": [
            {
                "name": " · ".join(part for part in (one.name, one.of) if part),
                "period": presenting.period_words(one.period),
                "value": presenting.fraction(one.value),
                "standing": presenting.demand(is_met=one.is_met),
            }
            for one in listed[:MOST_INDICATORS]
        ],
        "more_indicators": max(0, len(listed) - MOST_INDICATORS),
        "indicator_columns": [
            Column(_("Figure of the whole"), kind="main"),
            Column(_("Period"), kind="short"),
            Column(_("Value"), kind="number"),
            Column(_("State"), kind="short"),
        ],
        "silent": [presenting.silence_words(one) for one in found.silent],
    }


def _freeze_url(actor: Actor, version: Scheme | None, period: Period, table: Standings | None) -> str:
    """Where the period may be made final, once it is over."""
    is_open = table is not None and table.frozen is None and period.end < clock.today()
    if version is None or not is_open or not access.holds(actor, Permission.FREEZE):
        return ""
    return reverse("freezing", args=[version.public_id, str(period)])

# SPDX-License-Identifier: Apache-2.0
"""The study of past events: a sentence, charts with their tables, files that open as they are."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.findings import access
from yizhan.domains.findings.permissions import Permission
from yizhan.domains.findings.queries import study as studied
from yizhan.domains.findings.queries.study import Past
from yizhan.domains.network.states import Export
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.urgent import access as urgent
from yizhan.domains.urgent import rules
from yizhan.kernel.actors import Actor
from yizhan.web import exports
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.downloads import name_file, streamed_csv
from yizhan.web.findings import places, study_tables
from yizhan.web.statistics.periods import Chosen, chosen, days_of
from yizhan.web.statistics.periods import tabs as period_tabs
from yizhan.web.statistics.tables import Cell, Sheet
from yizhan.web.statistics.workbook import workbook

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@signed_in
def study(request: HttpRequest) -> HttpResponse:
    """By category, level, hour, weekday, unit and lateness, of a period."""
    actor = _reader(request)
    period, url = chosen(request.GET), reverse("event-study")
    rows = _rows(actor, period)
    context = {
        "room_tabs": places.tabs(actor, "study"),
        "tabs": period_tabs(period.period, url),
        "period": period,
        "days": days_of(period.period),
        "sentence": study_tables.sentence(rows, period.words),
        "is_empty": not rows,
        "parts": [_part(sheet, period) for sheet in _sheets(actor, rows) if sheet.rows],
        "workbook_url": period.address(reverse("event-study-workbook")),
    }
    return render(request, "findings/study.html", context)


@signed_in
def table_file(request: HttpRequest, key: str) -> HttpResponseBase:
    """One table as CSV."""
    actor = _reader(request)
    period = chosen(request.GET)
    sheet = next((one for one in _sheets(actor, _rows(actor, period)) if one.key == key), None)
    if sheet is None:
        raise Http404
    rows = [[cell.number if isinstance(cell, Cell) else cell for cell in row] for row in sheet.rows]
    exports.note(request, Export.EVENT_STUDY, len(rows), "csv", table=key)
    return streamed_csv(f"{sheet.title} {_days(period)}.csv", sheet.heads, rows)


@signed_in
def workbook_file(request: HttpRequest) -> HttpResponse:
    """All tables as a workbook."""
    actor = _reader(request)
    period = chosen(request.GET)
    rows = _rows(actor, period)
    exports.note(request, Export.EVENT_STUDY, len(rows), "xlsx")
    title = study_tables.sentence(rows, period.words)
    answer = HttpResponse(workbook(title, _sheets(actor, rows)), content_type=_WORKBOOK)
    name_file(answer, f"{_('Study of past events')} {_days(period)}.xlsx")
    return answer


def _reader(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    access.require(actor, Permission.STUDY)
    return actor


def _rows(actor: Actor, period: Chosen) -> list[Past]:
    return studied.of_period(urgent.visible(actor), period.period.begins_at, period.period.ends_before)


def _sheets(actor: Actor, rows: list[Past]) -> list[Sheet]:
    station = actor.station or 0
    categories: tuple[str, ...] = rulebook.value(station, rules.CATEGORIES)
    levels: tuple[str, ...] = rulebook.value(station, rules.LEVELS)
    return study_tables.sheets(rows, categories, levels)


def _part(sheet: Sheet, period: Chosen) -> dict[str, Any]:
    words = [[f"{cell.number:g}" if isinstance(cell, Cell) else cell for cell in row] for row in sheet.rows]
    return {
        "chart": study_tables.chart(sheet),
        "table": {"heads": sheet.heads, "rows": words},
        "url": period.address(reverse("event-study-table", args=[sheet.key])),
    }


def _days(period: Chosen) -> str:
    return f"{period.period.first:%Y%m%d}-{period.period.last:%Y%m%d}"

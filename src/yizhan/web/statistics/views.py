# SPDX-License-Identifier: Apache-2.0
"""Statistics: a sentence first, then the figures, each opening the list behind it, and the same as files."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.items import access as items_access
from yizhan.domains.items.permissions import Permission
from yizhan.domains.items.queries import listing
from yizhan.domains.network.states import Export
from yizhan.domains.periodicals.queries import issues as periodicals
from yizhan.domains.suggestions import access as suggestions
from yizhan.domains.suggestions.permissions import Permission as Suggestions
from yizhan.kernel.actors import Actor
from yizhan.web import exports
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import Column, Tab
from yizhan.web.downloads import name_file, streamed_csv
from yizhan.web.items.audiences import is_staff
from yizhan.web.statistics import drawing, tables
from yizhan.web.statistics.figures import Figures, gather, silent_members, silent_units
from yizhan.web.statistics.lists import behind
from yizhan.web.statistics.periods import Chosen, chosen, days_of, tabs
from yizhan.web.statistics.rows import figure_rows, item_rows
from yizhan.web.statistics.tables import Cell, Sheet
from yizhan.web.statistics.workbook import workbook

#: Rows of one page of a list.
SIZE = 50

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@signed_in
def statistics(request: HttpRequest) -> HttpResponse:
    """The page of figures."""
    actor, url = _reader(request), reverse("statistics")
    period = chosen(request.GET)
    found = gather(actor.station or 0, period.period)
    address = drawing.address_in(found)
    context = {
        "period": period,
        "days": days_of(period.period),
        "tabs": tabs(period.period, url),
        "sentence": tables.sentence(found, period.words),
        "parts": _parts(found, period, address),
        "units": _barred(tables.units(found), period, address),
        "people_url": period.address(reverse("statistics-people")),
        "people_count": len(found.people),
        "tables": [
            _table(sheet, address)
            for sheet in (tables.depths(found), tables.levels(found), tables.destinations(found), tables.series(found))
            if sheet.rows
        ],
        "workbook_url": period.address(reverse("statistics-workbook")),
        "silent": silent_units(found) if is_staff(actor) else [],
        "suggestions_url": reverse("suggestions") if suggestions.holds(actor, Suggestions.READ) else "",
    }
    return render(request, "statistics/statistics.html", context)


@signed_in
def people(request: HttpRequest) -> HttpResponse:
    """The figures of everyone with a share in an item, in the order of names; for staff also who was silent."""
    actor = _reader(request)
    period = chosen(request.GET)
    found = gather(actor.station or 0, period.period)
    context = {
        "heading": " · ".join([period.words, _("By person")]),
        "places": _places(period),
        "people": _barred(tables.people(found), period, drawing.address_in(found)),
        "silent": silent_members(actor.station or 0, found) if is_staff(actor) else [],
    }
    return render(request, "statistics/people.html", context)


@signed_in
def item_list(request: HttpRequest) -> HttpResponse:
    """The items behind a figure, newest first: those that the reader may open."""
    actor = _reader(request)
    period = chosen(request.GET)
    found = behind(actor.station or 0, period.period, request.GET)
    beyond = request.GET.get("beyond", "")
    shown = found.items.filter(pk__in=items_access.visible(actor).values("pk"))
    rows = listing.listed(shown, size=SIZE + 1, beyond=int(beyond[:18]) if beyond.isdecimal() else None)
    context = {
        "heading": " · ".join([period.words, *found.words]),
        "rows": item_rows(rows[:SIZE]),
        "is_empty": not rows,
        "is_whole": is_staff(actor),
        "columns": [
            Column(_("Title"), kind="main"),
            Column(_("Number"), kind="short"),
            Column(_("Kind"), kind="short"),
            Column(_("Contributors")),
            Column(_("Unit")),
            Column(_("State"), kind="short"),
            Column(_("Handed in on"), kind="short"),
        ],
        "places": _places(period),
        "next_url": _beyond(request, rows[SIZE - 1].pk) if len(rows) > SIZE else "",
        "first_url": _beyond(request, None) if beyond else "",
    }
    return render(request, "statistics/items.html", context)


@signed_in
def issue_list(request: HttpRequest) -> HttpResponse:
    """The issues behind a figure."""
    actor = _reader(request)
    period = chosen(request.GET)
    released = periodicals.released(actor.station or 0).filter(
        released_at__gte=period.period.begins_at, released_at__lt=period.period.ends_before
    )
    if "series" in request.GET:
        released = released.filter(series__name=request.GET["series"])
    context = {
        "heading": " · ".join([period.words, request.GET.get("series", _("Issues"))]),
        "issues": periodicals.with_counts(released),
        "columns": [
            Column(_("Issue"), kind="main"),
            Column(_("Items"), kind="number"),
            Column(_("Released"), kind="short"),
        ],
        "places": _places(period),
    }
    return render(request, "statistics/issues.html", context)


@signed_in
def table_file(request: HttpRequest, key: str) -> HttpResponseBase:
    """One table as CSV."""
    actor = _reader(request)
    period = chosen(request.GET)
    sheet = next((one for one in tables.sheets(gather(actor.station or 0, period.period)) if one.key == key), None)
    if sheet is None:
        raise Http404
    rows = [[cell.number if isinstance(cell, Cell) else cell for cell in row] for row in sheet.rows]
    exports.note(request, Export.STATISTICS, len(rows), "csv", table=key)
    return streamed_csv(f"{sheet.title} {_days(period)}.csv", sheet.heads, rows)


@signed_in
def workbook_file(request: HttpRequest) -> HttpResponse:
    """All tables as a workbook."""
    actor = _reader(request)
    period = chosen(request.GET)
    found = gather(actor.station or 0, period.period)
    sheets = tables.sheets(found)
    exports.note(request, Export.STATISTICS, sum(len(one.rows) for one in sheets), "xlsx")
    answer = HttpResponse(workbook(tables.sentence(found, period.words), sheets), content_type=_WORKBOOK)
    name_file(answer, f"{_('Statistics')} {_days(period)}.xlsx")
    return answer


def _reader(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    items_access.require(actor, Permission.READ_STATISTICS)
    return actor


def _parts(found: Figures, period: Chosen, address: drawing.Address) -> list[dict[str, Any]]:
    """The charts, each with its table and its file."""
    drawn: list[tuple[Any, Sheet]] = [
        (drawing.funnel_chart(found, address), tables.funnel(found)),
        (drawing.month_chart(found), tables.months(found)),
        (drawing.body_chart(found, address), tables.bodies(found)),
    ]
    return [
        {"chart": chart, "table": drawing.linked(sheet, address), "url": _csv(period, sheet.key)}
        for chart, sheet in drawn
        if sheet.rows
    ]


def _table(sheet: Sheet, address: drawing.Address) -> dict[str, Any]:
    return {"title": sheet.title, "columns": _columns(sheet), "rows": figure_rows(sheet, address)}


def _barred(sheet: Sheet, period: Chosen, address: drawing.Address) -> dict[str, Any]:
    """A table of figures with a bar beside each name."""
    columns = _columns(sheet)
    bar = Column(_("Received, as a bar"), is_silent=True)
    return {
        "title": sheet.title,
        "columns": [columns[0], bar, *columns[1:]],
        "rows": figure_rows(sheet, address, has_bars=True),
        "url": _csv(period, sheet.key),
    }


def _columns(sheet: Sheet) -> list[Column]:
    first = sheet.rows[0] if sheet.rows else []
    numbers = {place for place, cell in enumerate(first) if isinstance(cell, Cell)}
    return [
        Column(head, kind="number" if place in numbers else "" if place else "main")
        for place, head in enumerate(sheet.heads)
    ]


def _csv(period: Chosen, key: str) -> str:
    return period.address(reverse("statistics-table", args=[key]))


def _days(period: Chosen) -> str:
    return f"{period.period.first:%Y%m%d}-{period.period.last:%Y%m%d}"


def _places(period: Chosen) -> list[Tab]:
    return [Tab(_("Statistics"), period.address(reverse("statistics")))]


def _beyond(request: HttpRequest, key: int | None) -> str:
    given = request.GET.copy()
    given.pop("beyond", None)
    if key is not None:
        given["beyond"] = str(key)
    return f"{request.path}?{given.urlencode()}"

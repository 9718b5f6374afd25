# SPDX-License-Identifier: Apache-2.0
"""The study of past events as tables and charts: for the page, for CSV and for the workbook."""

from collections.abc import Callable, Iterable, Sequence

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from yizhan.domains.findings.queries import study
from yizhan.domains.findings.queries.study import Counted, Past
from yizhan.web.charts import Group, GroupedBarChart
from yizhan.web.findings import standing
from yizhan.web.statistics.tables import Cell, Sheet

#: Hours are taken three by three, as shifts are.
_HOURS = 3

#: A table and the number of rows with which it is drawn.
_MOST_DRAWN = 16


def sheets(rows: Sequence[Past], categories: Sequence[str], levels: Sequence[str]) -> list[Sheet]:
    """All tables, in the order of the page. Events count once, except by unit."""
    each = study.once(rows)
    return [
        _sheet("category", _("By category"), _("Category"), _in_order(each, lambda row: row.category, categories)),
        _sheet("level", _("By level"), _("Level of the event"), _in_order(each, lambda row: row.level, levels)),
        _sheet("hour", _("By hour of the day"), _("Hour"), _by_hour(each)),
        _sheet("weekday", _("By weekday"), _("Weekday"), _by_weekday(each)),
        _sheet("unit", _("By unit"), _("Unit"), _in_order(rows, lambda row: row.unit or _("the office"), ())),
        _sheet("lateness", _("By lateness"), _("Late by"), _by_lateness(rows)),
    ]


def chart(sheet: Sheet) -> GroupedBarChart:
    """How many, and how many of them late."""
    groups = [Group(_word(row[0]), [_number(row[1]), _number(row[2])]) for row in sheet.rows[:_MOST_DRAWN]]
    return GroupedBarChart(
        key=f"by-{sheet.key}", title=sheet.title, series=[_("Events"), _("Late")], groups=groups,
        sentence=_peak(sheet),
    )  # fmt: skip


def sentence(rows: Sequence[Past], period: str) -> str:
    """What the page says first."""
    every, each = study.counted(rows), study.once(rows)
    facts = {"period": period, "events": len(each), "reports": every.number, "late": every.late}
    said = _("%(period)s: %(events)s urgent events, %(reports)s first reports, %(late)s of them late.") % facts
    if every.to_receipt is not None:
        half = _("Half of them reached the office within %(span)s of the event.")
        said += " " + half % {"span": standing.span(every.to_receipt)}
    return said


def _sheet(key: str, title: str, head: str, groups: Iterable[tuple[str, Counted]]) -> Sheet:
    heads = [
        head,
        _("Events") if key not in {"unit", "lateness"} else _("First reports"),
        _("Late"),
        _("Late by, median in minutes"),
        _("From event to receipt, median in minutes"),
    ]
    return Sheet(key, title, heads, [[name, *_cells(counted)] for name, counted in groups])


def _cells(counted: Counted) -> list[str | Cell]:
    medians = [Cell(value) if value is not None else "–" for value in (counted.minutes, counted.to_receipt)]
    return [Cell(counted.number), Cell(counted.late), *medians]


def _in_order(rows: Iterable[Past], key: Callable[[Past], str], order: Sequence[str]) -> list[tuple[str, Counted]]:
    """In the institution's own order; other words after them, most first, and what was not said last."""
    found = study.by(rows, key)
    known = [name for name in order if name in found]
    others = sorted((name for name in found if name and name not in known), key=lambda name: -found[name].number)
    unsaid = [""] if "" in found else []
    return [(name or _("not said"), found[name]) for name in [*known, *others, *unsaid]]


def _by_hour(rows: Iterable[Past]) -> list[tuple[str, Counted]]:
    found = study.by(rows, lambda row: row.hour // _HOURS)
    none = study.counted([])
    shifts = range(24 // _HOURS)
    return [(f"{one * _HOURS:02d}:00–{one * _HOURS + _HOURS:02d}:00", found.get(one, none)) for one in shifts]


def _by_weekday(rows: Iterable[Past]) -> list[tuple[str, Counted]]:
    found, none = study.by(rows, lambda row: row.weekday), study.counted([])
    return [(str(WEEKDAYS[day]), found.get(day, none)) for day in range(7)]


def _by_lateness(rows: Iterable[Past]) -> list[tuple[str, Counted]]:
    bounds = ((30, _("up to 30 minutes")), (120, _("up to 2 hours")), (1440, _("up to a day")))

    def step(row: Past) -> str:
        if row.minutes is None:
            return _("not there yet") if row.is_late else _("in time")
        return next((words for most, words in bounds if (row.minutes or 0) <= most), _("more than a day"))

    found = study.by(rows, step)
    order = [_("in time"), *(words for _most, words in bounds), _("more than a day"), _("not there yet")]
    return [(name, found[name]) for name in order if name in found]


def _peak(sheet: Sheet) -> str:
    """Where most of it lies; nothing where all are alike."""
    numbers = [_number(row[1]) for row in sheet.rows]
    if len(set(numbers)) < 2:
        return ""
    most = sheet.rows[numbers.index(max(numbers))]
    return _("Most in: %(name)s.") % {"name": _word(most[0])}


def _number(cell: str | Cell) -> float:
    return cell.number if isinstance(cell, Cell) else 0.0


def _word(cell: str | Cell) -> str:
    return cell if isinstance(cell, str) else ""

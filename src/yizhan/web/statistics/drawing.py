# SPDX-License-Identifier: Apache-2.0
"""The figures as charts, and as tables whose numbers open the lists behind them."""

import datetime
from collections.abc import Callable
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import dateformat
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.domains.reporting.queries.figures import Figure
from yizhan.kernel import clock
from yizhan.web import charts
from yizhan.web.chart_marks import figure
from yizhan.web.statistics import tables
from yizhan.web.statistics.figures import Figures
from yizhan.web.statistics.periods import days_of
from yizhan.web.statistics.tables import INSTRUCTED, Cell, Sheet

#: The stages of the funnel; times adopted are more than items and belong beside it.
_STAGES = (Figure.COLLECTED, Figure.ISSUED, Figure.REPORTED, Figure.ADOPTED)

#: What is compared between months.
_COMPARED = (Figure.COLLECTED, Figure.ISSUED, Figure.ADOPTED)

Address = Callable[[dict[str, str]], str]


def address_in(found: Figures) -> Address:
    """Makes the address of the list behind a figure of this period; what is behind may name days of its own."""
    days = days_of(found.period)

    def address(behind: dict[str, str]) -> str:
        page = reverse("statistics-issues" if "series" in behind else "statistics-items")
        return f"{page}?{urlencode({**days, **behind})}"

    return address


def linked(sheet: Sheet, address: Address) -> charts.Table:
    """A table whose numbers are links; a zero has nothing behind it."""
    return charts.Table(sheet.heads, [[shown(cell, address) for cell in row] for row in sheet.rows])


def funnel_chart(found: Figures, address: Address) -> charts.Funnel:
    """The way from receipt to instruction."""
    words = tables.figure_words()
    counted = {stage.value: getattr(found.funnel, stage.value) for stage in _STAGES}
    counted[INSTRUCTED] = found.instructed.total.items
    return charts.Funnel(
        key="funnel",
        title=_("From receipt to instruction"),
        stages=[charts.Bar(words[key], number, _link(number, address, figure=key)) for key, number in counted.items()],
        value_name=_("Items"),
        sentence=_(
            "What happened in the period, also to earlier items. Bodies of the own level adopt without a report."
        ),
    )


def month_chart(found: Figures) -> charts.LineChart:
    """What came, was issued, adopted and instructed in each month."""
    words = tables.figure_words()
    shares = [share for share in found.months if share.period and share.period.first <= clock.today()]
    instructed = {month.replace(day=1): counted.items for month, counted in found.instructed.by_month.items()}
    lines = [charts.Line(words[one], [getattr(share.funnel, one.value) for share in shares]) for one in _COMPARED]
    by_month = [instructed.get(share.period.first.replace(day=1), 0) for share in shares if share.period]
    return charts.LineChart(
        key="months",
        title=_("By month"),
        moments=_month_names([share.period.first for share in shares if share.period]),
        lines=[*lines, charts.Line(words[INSTRUCTED], by_month)],
    )


def _month_names(firsts: list[datetime.date]) -> list[str]:
    """Short within one year; with the year where there are several."""
    if len({first.year for first in firsts}) > 1:
        return [f"{first:%Y-%m}" for first in firsts]
    return [dateformat.format(first, pgettext("date format: short month", "M")) for first in firsts]


def body_chart(found: Figures, address: Address) -> charts.BarChart:
    """Who adopted how much."""
    return charts.BarChart(
        key="bodies",
        title=_("Adopted by body"),
        bars=[
            charts.Bar(one.name, one.items, address({"body": one.name, "level": str(one.level)}))
            for one in found.bodies
        ],
        value_name=_("Items"),
        sentence=_("An item counts once for each body that adopted it, so the sum may exceed the items adopted."),
    )


def _link(number: int, address: Address, **behind: str) -> str:
    return address(behind) if number else ""


def shown(cell: str | Cell, address: Address) -> SafeString:
    """A cell of a table: a number opens the list behind it; a zero has nothing behind it."""
    if isinstance(cell, str):
        return conditional_escape(cell)
    if not cell.number:
        return SafeString("0")
    if cell.behind is None:
        return conditional_escape(f"{cell.number:.2f}")
    return format_html('<a href="{}">{}</a>', address(cell.behind), figure(cell.number))

# SPDX-License-Identifier: Apache-2.0
"""The figures of a bulletin as charts; they show what its tables show and name nobody else."""

from django.utils.translation import gettext as _

from yizhan.engines.papers.circulars import Figures
from yizhan.engines.papers.layout import Table
from yizhan.web import charts
from yizhan.web.charts import Bar, BarChart, Line, LineChart
from yizhan.web.statistics.tables import INSTRUCTED, figure_words

#: Bars that can be read beside one another.
_MOST_BARS = 60


def charts_of(figures: Figures, tables: list[Table]) -> list[charts.Chart]:
    """By month where there are several, and the adopted items of the units that the bulletin names.

    A notice that corrects has no tables and no charts.
    """
    if not tables:
        return []
    drawn: list[charts.Chart] = []
    words = figure_words()
    if len(figures["months"]) > 1:
        shown = ("collected", "issued", "adopted", INSTRUCTED)
        lines = [Line(words[key], [month["items"][key] for month in figures["months"]]) for key in shown]
        moments = [month["key"] for month in figures["months"]]
        drawn.append(LineChart(key="months", title=_("By month"), moments=moments, lines=lines))
    named = {row[0] for table in tables for row in table.rows}
    bars = [
        Bar(unit["name"], unit["items"]["adopted"])
        for unit in figures["units"]
        if unit["items"]["adopted"] and unit["name"] in named
    ]
    if bars:
        drawn.append(
            BarChart(key="units", title=_("Adopted items by unit"), bars=bars[:_MOST_BARS], value_name=words["adopted"])
        )
    return drawn

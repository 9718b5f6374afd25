# SPDX-License-Identifier: Apache-2.0
"""The figures of an event for people: as charts, as a list with sources and corrections, in a line."""

from collections.abc import Sequence
from typing import Any

from yizhan.domains.urgent.models import Emergency, Figure
from yizhan.domains.urgent.queries import figures
from yizhan.domains.urgent.queries.figures import Series
from yizhan.domains.urgent.states import Stage
from yizhan.web.charts import Line, LineChart
from yizhan.web.templatetags.dates import moment_words

#: So many lines a chart can tell apart.
_MOST_LINES = 4


def charts(stated: Sequence[Figure], *, people: str) -> list[LineChart]:
    """How the figures developed: what is counted in whole in one chart, every other unit in its own."""
    by_unit: dict[str, list[Series]] = {}
    for one in figures.series(stated):
        by_unit.setdefault(figures.unit_of(one.name), []).append(one)
    drawn = []
    for number, (unit, found) in enumerate(by_unit.items()):
        for first in range(0, len(found), _MOST_LINES):
            chart = _chart(f"figures-{number}-{first}", found[first : first + _MOST_LINES], people if not unit else "")
            if len(chart.moments) > 1:
                drawn.append(chart)
    return drawn


def rows(stated: Sequence[Figure]) -> list[dict[str, Any]]:
    """Every value with its moment, report and source, the latest first; what was corrected says by what and why."""
    by_corrected = {one.corrects_id: one for one in stated if one.corrects_id}
    return [
        {
            "name": one.name,
            "value": figures.written(one.value),
            "as_of": one.as_of,
            "report": report_name(one.dispatch.stage, one.dispatch.number),
            "source": one.source,
            "right": figures.written(right.value) if (right := by_corrected.get(one.pk)) else "",
            "by": one.post.person.name if one.post else "",
            "reason": one.reason,
        }
        for one in reversed(stated)
    ]


def in_words(one: Figure) -> str:
    """A figure in a line."""
    return f"{one.name} {figures.written(one.value)} · {moment_words(one.as_of)}"


def latest_words(emergency: Emergency) -> dict[str, str]:
    """What was stated last under each name."""
    stated = figures.series(figures.all_of(emergency))
    return {one.name: f"{figures.written(one.latest.value)} · {moment_words(one.latest.as_of)}" for one in stated}


def report_name(stage: str, number: int) -> str:
    """A report by its stage and number."""
    return f"{Stage(stage).label} {number}" if number else str(Stage(stage).label)


def _chart(key: str, found: Sequence[Series], title: str) -> LineChart:
    moments = sorted({one.as_of for series in found for one in series.figures})
    lines = []
    for series in found:
        values = [series.value_at(one) for one in moments]
        lines.append(Line(series.name, [None if value is None else float(value) for value in values]))
    return LineChart(
        key=key,
        title=title or found[0].name,
        moments=[moment_words(one) for one in moments],
        lines=lines,
    )

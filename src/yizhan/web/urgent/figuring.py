# SPDX-License-Identifier: Apache-2.0
"""The figures of an event for people: as charts, as a list with sources and corrections, in a line."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

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
    """What each report stated, the latest first, with source and moment, and what was corrected by whom and why."""
    by_corrected = {one.corrects_id: one for one in stated if one.corrects_id}
    by_report: dict[int, list[Figure]] = {}
    for one in stated:
        by_report.setdefault(one.dispatch_id, []).append(one)
    found = []
    for key in sorted(by_report, reverse=True):
        given = by_report[key]
        first = [one for one in given if one.corrects_id is None]
        found.append(
            {
                "report": report_name(given[0].dispatch.stage, given[0].dispatch.number),
                "as_of": given[0].as_of,
                "source": given[0].source,
                "figures": [(one.name, _chain(one, by_corrected)) for one in first],
                "corrections": [_correction(one) for one in given if one.corrects],
            }
        )
    return found


def _chain(one: Figure, by_corrected: Mapping[int, Figure]) -> list[str]:
    """A value with those that took its place; the last one counts."""
    chain = [one]
    while chain[-1].pk in by_corrected:
        chain.append(by_corrected[chain[-1].pk])
    return [figures.written(link.value) for link in chain]


def _correction(one: Figure) -> dict[str, Any]:
    return {
        "name": one.name,
        "before": figures.written(one.corrects.value) if one.corrects else "",
        "after": figures.written(one.value),
        "by": one.post.person.name if one.post else "",
        "at": one.at,
        "reason": one.reason,
    }


def in_words(one: Figure) -> str:
    """A figure in a line."""
    return f"{one.name} {figures.written(one.value)} · {moment_words(one.as_of)}"


def latest_words(emergency: Emergency) -> dict[str, str]:
    """What was stated last under each name."""
    return {
        one.name: _("Last stated: %(value)s (%(moment)s)")
        % {"value": figures.written(one.latest.value), "moment": moment_words(one.latest.as_of)}
        for one in figures.series(figures.all_of(emergency))
    }


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

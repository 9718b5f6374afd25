# SPDX-License-Identifier: Apache-2.0
"""Charts as figures in, SVG out: no script, no inline style, the same in print.

Every chart also gives its figures as a table. Labels are ready for people; a `key` is unique on its page.
What the marks look like stands in `chart_marks`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from yizhan.web import chart_marks as marks
from yizhan.web.chart_marks import figure


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of a chart: heads, and rows whose first cell names the row."""

    heads: list[str]
    rows: list[list[str]]


@dataclass(frozen=True, slots=True)
class Bar:
    """One labelled value; with `url` it opens the list behind the figure."""

    label: str
    value: float
    url: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """One label with a value per series."""

    label: str
    values: Sequence[float]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A named series; None is a gap, not a zero."""

    name: str
    values: Sequence[float | None]
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    """Bars from the left, each with its label above and its value at the end of the line."""

    key: str
    title: str
    bars: Sequence[Bar]
    value_name: str
    sentence: str = ""

    def svg(self) -> SafeString:
        """The chart."""
        most = max((bar.value for bar in self.bars), default=0)
        rows = [
            marks.bar_row(index, bar.label, bar.url, (0.0, marks.percent(bar.value, most)), figure(bar.value))
            for index, bar in enumerate(self.bars)
        ]
        has_links = any(bar.url for bar in self.bars)
        return marks.svg(self.key, self.title, self.sentence, len(rows) * marks.BAR_ROW, rows, has_links=has_links)

    def table(self) -> Table:
        """The figures."""
        return Table(["", self.value_name], [[bar.label, figure(bar.value)] for bar in self.bars])


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """Stages of one way, each with its share of the stage before it."""

    key: str
    title: str
    stages: Sequence[Bar]
    value_name: str
    sentence: str = ""

    def svg(self) -> SafeString:
        """The chart: bars around the middle, so that what falls away is seen on both sides."""
        most = max((stage.value for stage in self.stages), default=0)
        rows = []
        for index, stage in enumerate(self.stages):
            width = marks.percent(stage.value, most)
            rows.append(marks.bar_row(index, stage.label, stage.url, ((100 - width) / 2, width), self._words(index)))
        has_links = any(stage.url for stage in self.stages)
        return marks.svg(self.key, self.title, self.sentence, len(rows) * marks.BAR_ROW, rows, has_links=has_links)

    def table(self) -> Table:
        """The figures, with the share of the stage before."""
        rows = [[stage.label, figure(stage.value), self._share(index)] for index, stage in enumerate(self.stages)]
        return Table(["", self.value_name, _("Share of the stage before")], rows)

    def _share(self, index: int) -> str:
        before = self.stages[index - 1].value if index else 0
        return f"{self.stages[index].value / before:.0%}" if before else ""

    def _words(self, index: int) -> str:
        share = self._share(index)
        return f"{figure(self.stages[index].value)} · {share}" if share else figure(self.stages[index].value)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupedBarChart:
    """Up to four series side by side under each label."""

    key: str
    title: str
    series: Sequence[str]
    groups: Sequence[Group]
    sentence: str = ""

    def svg(self) -> SafeString:
        """The chart, with its legend on the first line."""
        most = max((value for group in self.groups for value in group.values), default=0)
        height = marks.group_height(len(self.series))
        parts = [marks.patterns(self.key), marks.bar_legend(self.key, self.series)]
        parts += [
            marks.group_rows(self.key, group.label, group.url, group.values, marks.LEGEND + index * height, most)
            for index, group in enumerate(self.groups)
        ]
        total = marks.LEGEND + len(self.groups) * height
        has_links = any(group.url for group in self.groups)
        return marks.svg(self.key, self.title, self.sentence, total, parts, has_links=has_links)

    def table(self) -> Table:
        """The figures, one column per series."""
        rows = [[group.label, *(figure(value) for value in group.values)] for group in self.groups]
        return Table(["", *self.series], rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChart:
    """Up to four series over the same moments."""

    key: str
    title: str
    moments: Sequence[str]
    lines: Sequence[Line]
    sentence: str = ""

    def svg(self) -> SafeString:
        """The chart: grid with figures, lines with markers, moments below."""
        top = marks.ceiling(
            max((value for line in self.lines for value in line.values if value is not None), default=0)
        )
        parts = [marks.line_legend([line.name for line in self.lines]), marks.grid(top)]
        parts += [
            marks.line(number, line.name, line.values, self.moments, top) for number, line in enumerate(self.lines, 1)
        ]
        parts.append(marks.moments(self.moments))
        return marks.svg(self.key, self.title, self.sentence, marks.LINE_CHART, parts)

    def table(self) -> Table:
        """The figures, one row per moment."""
        columns = zip(*(line.values for line in self.lines), strict=True)
        rows = [
            [moment, *(figure(value) for value in column)] for moment, column in zip(self.moments, columns, strict=True)
        ]
        return Table(["", *(line.name for line in self.lines)], rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallMultiples:
    """The same small line for many units, all on one scale."""

    key: str
    title: str
    moments: Sequence[str]
    lines: Sequence[Line]
    sentence: str = ""

    def svg(self) -> SafeString:
        """A list of named small charts, each with its latest figure."""
        top = max((value for line in self.lines for value in line.values if value is not None), default=0)
        return format_html(
            '<ul class="multiples">{}</ul>',
            format_html_join(
                "",
                '<li class="multiple"><span class="multiple-name">{}</span><b class="number">{}</b>{}</li>',
                ((_named(line), _latest(line), marks.sparkline(line.values, line.name, top)) for line in self.lines),
            ),
        )

    def table(self) -> Table:
        """The figures, one row per unit."""
        rows = [[line.name, *(figure(value) for value in line.values)] for line in self.lines]
        return Table(["", *self.moments], rows)


Chart = BarChart | Funnel | GroupedBarChart | LineChart | SmallMultiples


def sparkline(values: Sequence[float | None], label: str, top: float | None = None) -> SafeString:
    """A line without axes, as wide as its place; `top` sets a common scale."""
    most = max((value for value in values if value is not None), default=0)
    return marks.sparkline(values, label, top if top is not None else most)


def _named(line: Line) -> SafeString | str:
    return format_html('<a href="{}">{}</a>', line.url, line.name) if line.url else line.name


def _latest(line: Line) -> str:
    return figure(line.values[-1] if line.values else None)

# SPDX-License-Identifier: Apache-2.0
"""Charts as figures in, SVG out: no script, no inline style, the same in print.

Widths are per cent and heights are em, so that a chart keeps its type size on a phone and grows with elder mode.
Every chart also gives its figures as a table. Series differ in lightness and pattern, never only in colour.
Labels are ready for people; a `key` is unique on its page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

_BAR_ROW = 3.0
"""Height of a labelled bar in em: a line of text, the bar, air."""

_PLOT = 9.0
"""Height of the part of a line chart in which the lines run, in em."""

_PLOT_TOP = 1.6
_EDGE = 3.0
"""Per cent kept free at both sides of a line chart, so that markers and labels are not cut."""


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
        rows = (
            _bar_row(index, bar, 0.0, _percent(bar.value, most), figure(bar.value))
            for index, bar in enumerate(self.bars)
        )
        return _svg(self, len(self.bars) * _BAR_ROW, _join(rows), has_links=any(bar.url for bar in self.bars))

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
            width = _percent(stage.value, most)
            rows.append(_bar_row(index, stage, (100 - width) / 2, width, self._words(index)))
        return _svg(self, len(self.stages) * _BAR_ROW, _join(rows), has_links=any(one.url for one in self.stages))

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
        height = 1.9 + 1.15 * len(self.series)
        marks = [_legend(self.key, self.series), _patterns(self.key)]
        for index, group in enumerate(self.groups):
            marks.append(_group_rows(self.key, group, 2.2 + index * height, most))
        return _svg(
            self, 2.2 + len(self.groups) * height, _join(marks), has_links=any(group.url for group in self.groups)
        )

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
        top = ceiling(max((value for line in self.lines for value in line.values if value is not None), default=0))
        marks = [_legend(self.key, [line.name for line in self.lines], is_line=True), _grid(top)]
        marks += [_line(number, line, self.moments, top) for number, line in enumerate(self.lines, 1)]
        marks.append(_moments(self.moments))
        return _svg(self, _PLOT_TOP + _PLOT + 3.6, _join(marks), has_links=False)

    def table(self) -> Table:
        """The figures, one row per moment."""
        rows = [
            [moment, *(figure(value) for value in column)]
            for moment, column in zip(
                self.moments, zip(*(line.values for line in self.lines), strict=True), strict=True
            )
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
        """A list of named small charts."""
        top = max((value for line in self.lines for value in line.values if value is not None), default=0)
        return format_html('<ul class="multiples">{}</ul>', _join(self._multiple(line, top) for line in self.lines))

    def table(self) -> Table:
        """The figures, one row per unit."""
        rows = [[line.name, *(figure(value) for value in line.values)] for line in self.lines]
        return Table(["", *self.moments], rows)

    def _multiple(self, line: Line, top: float) -> SafeString:
        name = format_html('<a href="{}">{}</a>', line.url, line.name) if line.url else line.name
        return format_html(
            '<li class="multiple"><span class="multiple-name">{}</span><b class="number">{}</b>{}</li>',
            name, figure(line.values[-1] if line.values else None), sparkline(line.values, line.name, top),
        )  # fmt: skip


Chart = BarChart | Funnel | GroupedBarChart | LineChart | SmallMultiples


def figure(value: float | None) -> str:
    """A number as it stands beside a mark: 1,234 or 3.5; a dash for a gap."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def ceiling(most: float) -> float:
    """The round number (1, 2 or 5 times a power of ten, or half of such a step more) that a scale ends with."""
    if most <= 0:
        return 1.0
    power = 10.0 ** (len(str(int(most))) - 1) if most >= 1 else 0.1
    return next((step * power for step in (1, 1.5, 2, 3, 4, 5, 6, 8) if step * power >= most), 10 * power)


def sparkline(values: Sequence[float | None], label: str, top: float | None = None) -> SafeString:
    """A line without axes, as wide as its place; `top` sets a common scale."""
    top = top or max((value for value in values if value is not None), default=0)
    words = ", ".join(figure(value) for value in values)
    return format_html(
        '<svg class="sparkline" role="img" aria-label="{}" viewBox="0 0 100 100" preserveAspectRatio="none">{}</svg>',
        f"{label}: {words}", _polylines(1, values, top, edge=0.0),
    )  # fmt: skip


def _svg(chart: Chart, height: float, content: SafeString, *, has_links: bool) -> SafeString:
    return format_html(
        '<svg role="{}" width="100%" height="{}em" aria-labelledby="{}-title {}-desc">'
        '<title id="{}-title">{}</title><desc id="{}-desc">{}</desc>{}</svg>',
        "group" if has_links else "img", _number(height), chart.key, chart.key,
        chart.key, chart.title, chart.key, chart.sentence or chart.title, content,
    )  # fmt: skip


def _bar_row(index: int, bar: Bar, start: float, width: float, words: str) -> SafeString:
    top = index * _BAR_ROW
    row = format_html(
        '<text x="0" y="{}em">{}</text><text class="figure" x="100%" y="{}em" text-anchor="end">{}</text>'
        '<rect class="bar series-1" x="{}%" y="{}em" width="{}%" height="0.9em" rx="2"/>',
        _number(top + 1), bar.label, _number(top + 1), words, _number(start), _number(top + 1.4), _number(width),
    )  # fmt: skip
    return format_html('<a href="{}">{}</a>', bar.url, row) if bar.url else row


def _group_rows(key: str, group: Group, top: float, most: float) -> SafeString:
    label = format_html('<text x="0" y="{}em">{}</text>', _number(top + 1), group.label)
    bars = format_html_join(
        "",
        '<rect class="bar series-{}" x="0" y="{}em" width="{}%" height="0.9em" rx="2"/>{}'
        '<text class="figure" x="100%" y="{}em" text-anchor="end">{}</text>',
        (
            (number, _number(y), _number(_percent(value, most) * 0.88), _hatch(key, number, y, value, most),
             _number(y + 0.85), figure(value))
            for number, value, y in (
                (index + 1, value, top + 1.4 + 1.15 * index) for index, value in enumerate(group.values)
            )
        ),
    )  # fmt: skip
    return format_html('<a href="{}">{}</a>{}', group.url, label, bars) if group.url else _join((label, bars))


def _hatch(key: str, number: int, y: float, value: float, most: float) -> SafeString | str:
    if number == 1:
        return ""
    return format_html(
        '<rect fill="url(#{}-{})" x="0" y="{}em" width="{}%" height="0.9em" rx="2"/>',
        f"{key}-pattern", number, _number(y), _number(_percent(value, most) * 0.88),
    )  # fmt: skip


def _patterns(key: str) -> SafeString:
    strokes = {2: "M0 0L6 6M-1 5L1 7M5 -1L7 1", 3: "M0 3H6", 4: "M3 0V6"}
    return format_html(
        "<defs>{}</defs>",
        format_html_join(
            "",
            '<pattern id="{}-pattern-{}" width="6" height="6" patternUnits="userSpaceOnUse">'
            '<path class="hatch" d="{}"/></pattern>',
            ((key, number, stroke) for number, stroke in strokes.items()),
        ),
    )


def _legend(key: str, names: Sequence[str], *, is_line: bool = False) -> SafeString:
    if len(names) < 2:
        return SafeString("")
    width = 100 / len(names)
    marks = []
    for index, name in enumerate(names):
        x, number = _number(index * width), index + 1
        if is_line:
            mark = format_html(
                '<rect class="key series-{}" x="{}%" y="0.45em" width="1em" height="0.25em"/>', number, x
            )
        else:
            mark = format_html(
                '<rect class="bar series-{}" x="{}%" y="0.15em" width="0.9em" height="0.9em"/>', number, x
            )
            if number > 1:
                mark += format_html(
                    '<rect fill="url(#{}-pattern-{})" x="{}%" y="0.15em" width="0.9em" height="0.9em"/>', key, number, x
                )
        marks.append(mark + format_html('<text x="{}%" dx="1.4em" y="0.95em">{}</text>', x, name))
    return _join(marks)


def _grid(top: float) -> SafeString:
    steps = ((_PLOT_TOP + 1 + _PLOT * (1 - part), top * part) for part in (0, 0.5, 1))
    return format_html_join(
        "",
        '<line class="{}" x1="0" x2="100%" y1="{}em" y2="{}em"/><text x="0" y="{}em">{}</text>',
        (
            ("grid" if value else "axis", _number(y), _number(y), _number(y - 0.3), figure(value) if value else "")
            for y, value in steps
        ),
    )


def _line(number: int, line: Line, moments: Sequence[str], top: float) -> SafeString:
    plot = format_html(
        '<svg x="0" y="{}em" width="100%" height="{}em" viewBox="0 0 100 100" preserveAspectRatio="none">{}</svg>',
        _number(_PLOT_TOP + 1), _number(_PLOT), _polylines(number, line.values, top, edge=_EDGE),
    )  # fmt: skip
    places = _places(len(line.values), _EDGE)
    dots = format_html_join(
        "",
        '<circle class="series-{}" cx="{}%" cy="{}em" r="0.22em"><title>{}</title></circle>',
        (
            (number, _number(x), _number(_PLOT_TOP + 1 + _PLOT * (1 - value / top)), f"{line.name} {moment}: {figure(value)}")
            for x, value, moment in zip(places, line.values, moments, strict=True)
            if value is not None
        ),
    )  # fmt: skip
    return _join((plot, dots))


def _polylines(number: int, values: Sequence[float | None], top: float, *, edge: float) -> SafeString:
    """One polyline per stretch without gaps, on a field of 100 x 100."""
    stretches: list[list[str]] = [[]]
    for x, value in zip(_places(len(values), edge), values, strict=True):
        if value is None:
            stretches.append([])
        else:
            stretches[-1].append(f"{_number(x)},{_number(100 - _percent(value, top))}")
    return format_html_join(
        "",
        '<polyline class="line series-{}" points="{}" vector-effect="non-scaling-stroke"/>',
        ((number, " ".join(points)) for points in stretches if points),
    )


def _moments(moments: Sequence[str], most: int = 6) -> SafeString:
    """The names of the moments, thinned to what fits a phone; first and last always."""
    last = len(moments) - 1
    step = max(1, -(-last // (most - 1)))
    shown = [index for index in range(len(moments)) if index % step == 0 and (index == last or last - index >= step)]
    if moments and last not in shown:
        shown.append(last)
    places = _places(len(moments), _EDGE)
    return format_html_join(
        "",
        '<text x="{}%" y="{}em" text-anchor="{}">{}</text>',
        (
            (_number(places[index]), _number(_PLOT_TOP + _PLOT + 2.4), _anchor(index, last), moments[index])
            for index in shown
        ),
    )


def _anchor(index: int, last: int) -> str:
    if index == 0:
        return "start"
    return "end" if index == last else "middle"


def _places(count: int, edge: float) -> list[float]:
    """Where the points stand from left to right, in per cent."""
    if count == 1:
        return [50.0]
    return [edge + index * (100 - 2 * edge) / (count - 1) for index in range(count)]


def _percent(value: float, most: float) -> float:
    return 100 * value / most if most else 0.0


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _join(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))

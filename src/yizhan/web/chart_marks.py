# SPDX-License-Identifier: Apache-2.0
"""The marks charts are drawn with: bars, lines, grids, legends, as SVG.

Widths are per cent and heights are em, so that a chart keeps its type size on a phone and grows with elder mode.
Colours come from classes (styles/charts.css); series differ in lightness and pattern, never only in colour.
"""

from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

#: Heights in em: a labelled bar (a line of text, the bar, air), the legend, the field in which lines run.
BAR_ROW = 3.0
LEGEND = 2.2
_BAR_TOP = 1.4
_BAR = 1.15
_PLOT_TOP = 2.6
_PLOT = 9.0
LINE_CHART = _PLOT_TOP + _PLOT + 2.6

#: Per cent kept free at both sides of a line chart, so that markers and labels are not cut.
_EDGE = 3.0

#: Per cent of the width that grouped bars may take; the rest is for their figures.
_GROUPED = 0.88

_MOST_MOMENTS = 6
_HATCHES = {2: "M0 0L6 6M-1 5L1 7M5 -1L7 1", 3: "M0 3H6", 4: "M3 0V6"}
_ROUND = (1, 1.5, 2, 3, 4, 5, 6, 8, 10)


def figure(value: float | None) -> str:
    """A number as it stands beside a mark: 1,234 or 3.5; a dash for a gap."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def percent(value: float, most: float) -> float:
    """The value in per cent of the greatest; 0 when there is nothing to compare with."""
    return 100 * value / most if most else 0.0


def ceiling(most: float) -> float:
    """The round number that a scale ends with: the first of 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten."""
    if most <= 0:
        return 1.0
    power = 10.0 ** (len(str(int(most))) - 1) if most >= 1 else 0.1
    return next(step * power for step in _ROUND if step * power >= most)


def svg(
    key: str, title: str, sentence: str, height: float, parts: Iterable[SafeString], *, has_links: bool = False
) -> SafeString:
    """The frame of a chart. With links inside it is a group, because an image hides what it holds from readers."""
    return format_html(
        '<svg role="{}" width="100%" height="{}em" aria-labelledby="{}-title {}-desc">'
        '<title id="{}-title">{}</title><desc id="{}-desc">{}</desc>{}</svg>',
        "group" if has_links else "img", _short(height), key, key, key, title, key, sentence or title, _join(parts),
    )  # fmt: skip


def bar_row(index: int, label: str, url: str, reach: tuple[float, float], words: str) -> SafeString:
    """The bar in row `index`: label and words above it, then the bar from `reach[0]` on, `reach[1]` per cent wide."""
    top = index * BAR_ROW
    row = format_html(
        '<text x="0" y="{}em">{}</text><text class="figure" x="100%" y="{}em" text-anchor="end">{}</text>'
        '<rect class="bar series-1" x="{}%" y="{}em" width="{}%" height="0.8em" rx="2"/>',
        _short(top + 1), label, _short(top + 1), words, _short(reach[0]), _short(top + _BAR_TOP), _short(reach[1]),
    )  # fmt: skip
    return _linked(url, row)


def group_height(series: int) -> float:
    """The height of one group of so many bars."""
    return 1.9 + _BAR * series


def group_rows(key: str, label: str, url: str, values: Sequence[float], top: float, most: float) -> SafeString:
    """A label and under it one bar per series, each with its figure at the end of the line."""
    name = _linked(url, format_html('<text x="0" y="{}em">{}</text>', _short(top + 1), label))
    bars = []
    for number, value in enumerate(values, 1):
        y = top + _BAR_TOP + _BAR * (number - 1)
        bars.append(_series_rect(key, number, ("0", _short(y), f"{_short(percent(value, most) * _GROUPED)}%")))
        bars.append(
            format_html(
                '<text class="figure" x="100%" y="{}em" text-anchor="end">{}</text>', _short(y + 0.85), figure(value)
            )
        )
    return _join((name, *bars))


def patterns(key: str) -> SafeString:
    """The hatches that tell series apart without colour."""
    return format_html(
        "<defs>{}</defs>",
        format_html_join(
            "",
            '<pattern id="{}-hatch-{}" width="6" height="6" patternUnits="userSpaceOnUse">'
            '<path class="hatch" d="{}"/></pattern>',
            ((key, number, stroke) for number, stroke in _HATCHES.items()),
        ),
    )


def bar_legend(key: str, names: Sequence[str]) -> SafeString:
    """The names of the series beside a sample of their bars."""
    return _join(
        _join((_series_rect(key, number, (f"{x}%", "0.15", "0.9em")), _legend_text(x, name)))
        for number, x, name in _legend_places(names)
    )


def line_legend(names: Sequence[str]) -> SafeString:
    """The names of the lines beside a sample of their stroke; nothing for a single line."""
    if len(names) == 1:
        return SafeString("")
    return format_html_join(
        "",
        '<line class="line series-{}" x1="{}%" x2="{}%" y1="0.6em" y2="0.6em"/><text x="{}%" y="0.95em">{}</text>',
        ((number, x, _short(float(x) + 5), _short(float(x) + 7), name) for number, x, name in _legend_places(names)),
    )


def grid(top: float) -> SafeString:
    """Three lines across, the upper two with their figure."""
    return format_html_join(
        "",
        '<line class="{}" x1="0" x2="100%" y1="{}em" y2="{}em"/><text x="0" y="{}em">{}</text>',
        (
            ("axis", _height(0.0), _height(0.0), _height(0.0), ""),
            *(("grid", _height(part), _height(part), _height(part, 0.3), figure(top * part)) for part in (0.5, 1.0)),
        ),
    )


def line(number: int, name: str, values: Sequence[float | None], moments: Sequence[str], top: float) -> SafeString:
    """One series: strokes between the values, and a marker on each that tells its figure."""
    strokes = format_html(
        '<svg x="0" y="{}em" width="100%" height="{}em" viewBox="0 0 100 100" preserveAspectRatio="none">{}</svg>',
        _short(_PLOT_TOP), _short(_PLOT), _strokes(number, values, top, edge=_EDGE),
    )  # fmt: skip
    markers = format_html_join(
        "",
        '<circle class="series-{}" cx="{}%" cy="{}em" r="0.22em"><title>{}</title></circle>',
        (
            (number, _short(x), _height(value / top), f"{name} {moment}: {figure(value)}")
            for x, value, moment in zip(_places(len(values), _EDGE), values, moments, strict=True)
            if value is not None
        ),
    )
    return _join((strokes, markers))


def moments(names: Sequence[str]) -> SafeString:
    """The names of the moments under a line chart, thinned to what fits a phone; first and last always."""
    last = len(names) - 1
    step = max(1, -(-last // (_MOST_MOMENTS - 1)))
    shown = [index for index in range(0, last, step) if last - index >= step] + [last]
    places = _places(len(names), _EDGE)
    y = _short(_PLOT_TOP + _PLOT + 1.4)
    return format_html_join(
        "",
        '<text x="{}%" y="{}em" text-anchor="{}">{}</text>',
        ((_short(places[index]), y, _anchor(index, last), names[index]) for index in shown if index >= 0),
    )


def sparkline(values: Sequence[float | None], label: str, top: float) -> SafeString:
    """A line without axes; its values are read out."""
    words = ", ".join(figure(value) for value in values)
    return format_html(
        '<svg class="sparkline" role="img" aria-label="{}" viewBox="0 0 100 100" preserveAspectRatio="none">{}</svg>',
        f"{label}: {words}", _strokes(1, values, top, edge=0.0),
    )  # fmt: skip


def _series_rect(key: str, number: int, place: tuple[str, str, str]) -> SafeString:
    """A bar of a series at x, y (em) and width; from the second series on under a hatch."""
    bar = format_html(
        '<rect class="bar series-{}" x="{}" y="{}em" width="{}" height="0.9em" rx="2"/>', number, *place
    )  # fmt: skip
    if number not in _HATCHES:
        return bar
    return bar + format_html(
        '<rect fill="url(#{}-hatch-{})" x="{}" y="{}em" width="{}" height="0.9em" rx="2"/>', key, number, *place
    )


def _legend_places(names: Sequence[str]) -> list[tuple[int, str, str]]:
    width = 100 / max(len(names), 1)
    return [(index + 1, _short(index * width), name) for index, name in enumerate(names)]


def _legend_text(x: str, name: str) -> SafeString:
    return format_html('<text x="{}%" dx="1.4em" y="0.95em">{}</text>', x, name)


def _strokes(number: int, values: Sequence[float | None], top: float, *, edge: float) -> SafeString:
    """One polyline per stretch without gaps, on a field of 100 x 100."""
    stretches: list[list[str]] = [[]]
    for x, value in zip(_places(len(values), edge), values, strict=True):
        if value is None:
            stretches.append([])
        else:
            stretches[-1].append(f"{_short(x)},{_short(100 - percent(value, top))}")
    return format_html_join(
        "",
        '<polyline class="line series-{}" points="{}" vector-effect="non-scaling-stroke"/>',
        ((number, " ".join(points)) for points in stretches if points),
    )


def _places(count: int, edge: float) -> list[float]:
    """Where the points stand from left to right, in per cent."""
    if count == 1:
        return [50.0]
    return [edge + index * (100 - 2 * edge) / (count - 1) for index in range(count)]


def _height(part: float, above: float = 0.0) -> str:
    """Where a part of the scale lies in a line chart, in em from above."""
    return _short(_PLOT_TOP + _PLOT * (1 - part) - above)


def _anchor(index: int, last: int) -> str:
    if index == last:
        return "end" if last else "middle"
    return "middle" if index else "start"


def _linked(url: str, marks: SafeString) -> SafeString:
    return format_html('<a href="{}">{}</a>', url, marks) if url else marks


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _join(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))

# SPDX-License-Identifier: Apache-2.0
"""`{% draw chart %}` and `{% spark values label %}`: the marks of `yizhan.web.charts` in a template."""

from collections.abc import Sequence

from django import template
from django.utils.safestring import SafeString

from yizhan.web import chart_marks, charts

register = template.Library()


@register.simple_tag
def draw(chart: charts.Chart) -> SafeString:
    """The SVG of a chart."""
    return chart.svg()


@register.simple_tag
def spark(values: Sequence[float | None], label: str) -> SafeString:
    """A line for a table cell."""
    return charts.sparkline(values, label)


@register.filter
def figure(value: float | None) -> str:
    """A number as it stands beside a mark: 1,234."""
    return chart_marks.figure(value)

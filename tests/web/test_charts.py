# SPDX-License-Identifier: Apache-2.0
"""Figures in, SVG out: what is drawn agrees with the figures, and nothing needs script or inline style."""

from xml.etree import ElementTree

import pytest

from yizhan.web import charts
from yizhan.web.chart_marks import ceiling, figure

STREETS = [charts.Bar("青石街道", 40, "/items/?unit=1"), charts.Bar("柳林镇", 10), charts.Bar("水利局", 0)]
MONTHS = ["1月", "2月", "3月"]


def drawn(markup: str) -> ElementTree.Element:
    return ElementTree.fromstring(f"<root>{markup}</root>")  # noqa: S314 -- our own markup


def every_chart() -> list[charts.Chart]:
    lines = [charts.Line("收到", [3, None, 6]), charts.Line("采用", [1, 2, 0])]
    return [
        charts.BarChart(key="a", title="报送", bars=STREETS, value_name="条"),
        charts.Funnel(key="b", title="经过", stages=STREETS, value_name="条"),
        charts.GroupedBarChart(key="c", title="对比", series=["上", "下"], groups=[charts.Group("柳林镇", [1, 2])]),
        charts.LineChart(key="d", title="每月", moments=MONTHS, lines=lines),
        charts.SmallMultiples(key="e", title="各单位", moments=MONTHS, lines=lines),
    ]


def test_bar_widths_are_parts_of_the_greatest() -> None:
    chart = charts.BarChart(key="a", title="报送", bars=STREETS, value_name="条")
    assert [bar.get("width") for bar in drawn(chart.svg()).iter("rect")] == ["100%", "25%", "0%"]


def test_bar_with_an_address_links_to_its_list() -> None:
    chart = charts.BarChart(key="a", title="报送", bars=STREETS, value_name="条")
    assert [link.get("href") for link in drawn(chart.svg()).iter("a")] == ["/items/?unit=1"]


def test_chart_with_links_is_a_group_and_without_is_an_image() -> None:
    with_links = charts.BarChart(key="a", title="报送", bars=STREETS, value_name="条")
    without = charts.BarChart(key="a", title="报送", bars=STREETS[1:], value_name="条")
    roles = [next(drawn(chart.svg()).iter("svg")).get("role") for chart in (with_links, without)]
    assert roles == ["group", "img"]


def test_funnel_bars_stand_around_the_middle() -> None:
    chart = charts.Funnel(key="b", title="经过", stages=STREETS, value_name="条")
    assert [bar.get("x") for bar in drawn(chart.svg()).iter("rect")] == ["0%", "37.5%", "50%"]


def test_funnel_table_has_the_share_of_the_stage_before() -> None:
    chart = charts.Funnel(key="b", title="经过", stages=[*STREETS, charts.Bar("批示", 0)], value_name="条")
    assert [row[2] for row in chart.table().rows] == ["", "25%", "0%", ""]


def test_grouped_bars_carry_a_hatch_from_the_second_series_on() -> None:
    chart = charts.GroupedBarChart(key="c", title="对比", series=["上", "下"], groups=[charts.Group("柳林镇", [5, 10])])
    fills = [rect.get("fill") for rect in drawn(chart.svg()).iter("rect")]
    assert fills == [None, None, "url(#c-hatch-2)", None, None, "url(#c-hatch-2)"]


def test_line_with_a_gap_is_drawn_in_two_strokes_and_marks_no_zero() -> None:
    chart = charts.LineChart(key="d", title="每月", moments=MONTHS, lines=[charts.Line("收到", [3, None, 6])])
    root = drawn(chart.svg())
    assert len(list(root.iter("polyline"))) == 2
    assert [title.text for circle in root.iter("circle") for title in circle] == ["收到 1月: 3", "收到 3月: 6"]


def test_line_chart_ends_its_scale_with_a_round_number() -> None:
    chart = charts.LineChart(key="d", title="每月", moments=MONTHS, lines=[charts.Line("收到", [3, 88, 93])])
    assert "100" in [text.text for text in drawn(chart.svg()).iter("text")]


def test_moments_are_thinned_but_keep_first_and_last() -> None:
    months = [f"{number}月" for number in range(1, 13)]
    chart = charts.LineChart(key="d", title="每月", moments=months, lines=[charts.Line("收到", [1] * 12)])
    shown = [text.text for text in drawn(chart.svg()).iter("text") if text.text and "月" in text.text]
    assert shown == ["1月", "4月", "7月", "12月"]


def test_line_table_has_a_row_per_moment_and_a_dash_for_a_gap() -> None:
    lines = [charts.Line("收到", [3, None, 6]), charts.Line("采用", [1, 2, 0])]
    table = charts.LineChart(key="d", title="每月", moments=MONTHS, lines=lines).table()
    assert table.heads == ["", "收到", "采用"]
    assert table.rows == [["1月", "3", "1"], ["2月", "–", "2"], ["3月", "6", "0"]]


def test_small_multiples_share_one_scale() -> None:
    lines = [charts.Line("青石街道", [0, 10]), charts.Line("柳林镇", [0, 5])]
    chart = charts.SmallMultiples(key="e", title="各单位", moments=["1月", "2月"], lines=lines)
    assert [line.get("points") for line in drawn(chart.svg()).iter("polyline")] == ["0,100 100,0", "0,100 100,50"]


def test_labels_are_escaped() -> None:
    chart = charts.BarChart(key="a", title="<b>", bars=[charts.Bar("<script>", 1)], value_name="条")
    assert "<script>" not in chart.svg()
    assert "<b>" not in chart.svg()


@pytest.mark.parametrize("chart", every_chart(), ids=lambda chart: type(chart).__name__)
def test_every_chart_is_well_formed_without_inline_style_or_script(chart: charts.Chart) -> None:
    marks = list(drawn(chart.svg()).iter())
    assert {name for mark in marks for name in mark.attrib if name == "style" or name.startswith("on")} == set()
    assert "script" not in {mark.tag for mark in marks}


@pytest.mark.parametrize("chart", every_chart(), ids=lambda chart: type(chart).__name__)
def test_every_table_has_as_many_cells_as_heads(chart: charts.Chart) -> None:
    table = chart.table()
    assert {len(row) for row in table.rows} == {len(table.heads)}


def test_empty_chart_is_drawn_without_a_fault() -> None:
    empty = charts.BarChart(key="a", title="报送", bars=[], value_name="条")
    assert list(drawn(empty.svg()).iter("rect")) == []
    assert empty.table().rows == []


@pytest.mark.parametrize(
    ("most", "end"), [(0, 1), (0.4, 0.4), (1, 1), (7, 8), (9, 10), (88, 100), (101, 150), (1000, 1000)]
)
def test_ceiling_is_round_and_not_below(most: float, end: float) -> None:
    assert ceiling(most) == pytest.approx(end)


@pytest.mark.parametrize(("value", "words"), [(0, "0"), (1234, "1,234"), (3.25, "3.2"), (3.0, "3"), (None, "–")])
def test_figure_reads_as_people_write_it(value: float | None, words: str) -> None:
    assert figure(value) == words

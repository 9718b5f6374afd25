# SPDX-License-Identifier: Apache-2.0
"""Printed tables as offices make them: heads of two levels, subtotals, ranks, shares, odd figures."""

from decimal import Decimal

import pytest

from tests.engines.scoring.audit.printed import audited, formulas, rounded, wrong
from yizhan.engines.scoring.audit.figures import read_figure
from yizhan.engines.scoring.audit.layout import find_table
from yizhan.engines.scoring.findings import Refused
from yizhan.engines.scoring.spreadsheets import Sheet

QUARTER = """
2026年第三季度信息采用情况通报,,,,,,
单位,报送,采用,,采用率,得分,名次
,,县级,市级,,,
甲镇,20,6,2,40%,50,1
乙镇,15,4,1,33.3%,30,2
丙局,12,3,1,33.3%,25,3
丁局,7,1,0,14.3%,5,4
戊局,0,0,0,—,0,5
合计,54,14,4,33.3%,110,
"""


def test_quarter_with_heads_of_two_levels_agrees() -> None:
    audit = audited(QUARTER)
    assert audit.agrees
    assert formulas(audit) == {
        "得分": "5 × 采用·县级 + 10 × 采用·市级",
        "采用率": "(采用·县级 + 采用·市级) ÷ 报送",
        "名次": "得分 (shared)",
    }


@pytest.mark.parametrize(
    ("printed", "instead", "found"),
    [
        ("合计,54,14", "合计,54,15", ("C9", "15", "14", "1")),
        ("合计,54,14,4,33.3%,110", "合计,54,14,4,33.3%,115", ("F9", "115", "110", "5")),
        ("12,3,1,33.3%,25", "12,3,1,33.3%,35", ("F6", "35", "25", "10")),
        ("33.3%,25,3", "33.3%,25,4", ("G6", "4", "3", "1")),
        ("7,1,0,14.3%", "7,1,0,41.3%", ("E7", "41.3%", "14.2857", "27.0143")),
    ],
)
def test_one_wrong_figure_is_named_with_its_difference(printed: str, instead: str, found: tuple[str, ...]) -> None:
    assert found in wrong(audited(QUARTER.replace(printed, instead)))


def test_figure_that_another_rounding_explains_is_no_contradiction() -> None:
    audit = audited(QUARTER.replace("14.3%", "14.28%"))
    assert (audit.agrees, rounded(audit)) == (True, [("E7", "14.28%", "down to 2 decimals")])


def test_whole_percentages_rounded_half_up() -> None:
    audit = audited("单位,报送,采用,采用率\n甲,8,3,38%\n乙,8,5,63%\n丙,8,1,13%\n丁,4,1,25%\n")
    assert [str(relation.convention) for relation in audit.relations] == ["half up to 0 decimals"]
    assert audit.agrees


def test_subtotals_and_grand_total() -> None:
    text = "单位,报送,采用\n甲镇,5,1\n乙镇,6,2\n乡镇小计,11,3\n丙局,7,3\n丁局,8,4\n部门小计,15,8\n合计,26,10\n"
    assert wrong(audited(text)) == [("C7", "8", "7", "1")]


def test_total_above_the_rows() -> None:
    assert wrong(audited("单位,报送\n总计,12\n甲,5\n乙,6\n")) == [("B2", "12", "11", "1")]


def test_mean_row() -> None:
    assert audited("单位,报送\n甲,5\n乙,6\n丙,6\n平均,5.7\n").agrees
    assert wrong(audited("单位,报送\n甲,5\n乙,6\n丙,6\n平均,5.9\n")) == [("B5", "5.9", "5.6667", "0.2333")]


@pytest.mark.parametrize(
    ("ranks", "style"),
    [(("1", "2", "2", "4"), "shared"), (("1", "2", "2", "3"), "dense"), (("1", "2", "3", "4"), "in order")],
)
def test_ties_in_three_ways(ranks: tuple[str, ...], style: str) -> None:
    rows = "\n".join(
        f"单位{number},{points},{rank}" for number, (points, rank) in enumerate(zip((9, 7, 7, 5), ranks, strict=True))
    )
    audit = audited(f"单位,得分,排名\n{rows}\n")
    assert (audit.agrees, formulas(audit)) == (True, {"排名": f"得分 ({style})"})


def test_groups_ranked_apart_one_below_the_other() -> None:
    text = "单位,得分,名次\n甲镇,90,1\n乙镇,80,2\n丙镇,70,3\n丁局,95,1\n戊局,60,2\n"
    assert audited(text).agrees
    assert wrong(audited(text.replace("60,2", "60,3"))) == [("C6", "3", "2", "1")]


def test_shares_that_add_up_to_99_99_are_explained_by_rounding() -> None:
    audit = audited("类别,件数,占比\n甲,1,33.33%\n乙,1,33.33%\n丙,1,33.33%\n")
    assert audit.agrees
    audit = audited("类别,件数,占比\n甲,1,14.29%\n乙,2,28.57%\n丙,4,57.14%\n")
    assert (audit.agrees, rounded(audit)) == (True, [])


def test_shares_of_another_total_than_the_printed_one() -> None:
    """The shares are those of the listed kinds; the total printed beside them is larger."""
    text = (
        "类别,件数,占比\n咨询,124599,63.72%\n求助,56672,28.98%\n投诉,1983,1.01%\n其他,12278,6.28%\n合计,284406,100%\n"
    )
    audit = audited(text)
    assert formulas(audit) == {"占比": "件数 ÷ Σ 195532"}
    assert ("B6", "284406", "195532", "88874") in wrong(audit)


def test_cumulative_below_the_month_alone() -> None:
    assert wrong(audited("单位,本月报送,本月报送累计\n甲,5,20\n乙,6,4\n")) == [("C3", "4", "6", "-2")]


def test_column_of_sums_with_one_wrong_row() -> None:
    text = "单位,县级,市级,省级,合计\n甲,1,2,3,6\n乙,4,5,6,15\n丙,7,8,9,25\n丁,1,0,1,2\n"
    audit = audited(text)
    assert formulas(audit) == {"合计": "县级 + 市级 + 省级"}
    assert wrong(audit) == [("E4", "25", "24", "1")]


def test_chance_is_not_taken_for_a_relation() -> None:
    audit = audited("单位,甲类,乙类,丙类\n子,3,5,9\n丑,8,1,4\n寅,2,7,6\n卯,5,5,1\n")
    assert audit.relations == []


@pytest.mark.parametrize(
    ("relation", "found"),
    [
        ("得分 = 县级 * 5 + 市级 * 10", []),
        ("得分 = 县级 × 5 + 市级 × 9", [("D2", "50", "48", "2"), ("D3", "30", "29", "1")]),
        ("sum(得分) = 80", []),
        ("count(单位) = 3", [("", "3", "2", "1")]),
        ("得分 = (县级 + 市级) * 5", [("D2", "50", "40", "10"), ("D3", "30", "25", "5")]),
    ],
)
def test_stated_relations(relation: str, found: list[tuple[str, ...]]) -> None:
    audit = audited("单位,县级,市级,得分\n甲,6,2,50\n乙,4,1,30\n", relation)
    assert wrong(audit) == found


@pytest.mark.parametrize(
    "relation", ["得分", "得分 = ", "得分 = 县级 +", "得分 = (县级", "得分 = 县级 市级", "得分 = 乡级", "积分 = 县级"]
)
def test_stated_relations_that_cannot_be_read(relation: str) -> None:
    with pytest.raises(Refused):
        audited("单位,县级,市级,得分\n甲,6,2,50\n乙,4,1,30\n", relation)


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("1,234", "1234", 0),
        ("57.10%", "57.10", 2),
        ("第3名", "3", 0),
        ("并列2", "2", 0),
        ("12 条", "12", 0),
        ("１２．５", "12.5", 1),
        ("-1.11%", "-1.11", 2),
    ],
)
def test_figures_as_they_are_printed(text: str, value: str, decimals: int) -> None:
    figure = read_figure(text)
    assert figure is not None
    assert (figure.value, figure.decimals) == (Decimal(value), decimals)


@pytest.mark.parametrize("text", ["", "—", "甲镇", "3月5日", "2026-07", "=A1", "5‰"])
def test_words_are_no_figures(text: str) -> None:
    assert read_figure(text) is None


def test_table_without_figures() -> None:
    with pytest.raises(Refused, match="no figures in the table"):
        find_table(Sheet("T.csv", [["单位", "说明"], ["甲", "无"]]))


def test_change_against_the_month_before() -> None:
    text = "单位,本月,上月,环比\n甲,110,100,10%\n乙,90,100,-10%\n丙,120,80,50%\n丁,77,70,10.1%\n"
    audit = audited(text)
    assert formulas(audit) == {"环比": "(本月 − 上月) ÷ 上月"}
    assert wrong(audit) == [("D5", "10.1%", "10", "0.1")]


def test_rates_printed_as_parts_of_one() -> None:
    audit = audited("单位,报送,采用,采用率\n甲,20,8,0.4\n乙,15,5,0.333\n丙,12,4,0.333\n")
    assert (formulas(audit), audit.agrees) == ({"采用率": "采用 ÷ 报送"}, True)


def test_table_without_heads_or_labels_is_still_added_up() -> None:
    audit = audited("甲,1,2,3\n乙,4,5,9\n丙,7,8,15\n丁,2,6,8\n合计,14,21,35\n")
    assert audit.agrees
    assert {relation.kind for relation in audit.relations} == {"column_total", "row_sum"}

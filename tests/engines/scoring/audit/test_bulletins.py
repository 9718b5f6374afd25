# SPDX-License-Identifier: Apache-2.0
"""The open bulletins: what was published and agrees is confirmed; one figure changed is found."""

import json
from typing import Any

import pytest

from tests.engines.scoring.audit.printed import audited_rows, formulas, wrong
from tests.engines.scoring.written import SHARED

BULLETINS: dict[str, Any] = {
    each["id"]: each for each in json.loads((SHARED / "bulletins.json").read_text(encoding="utf-8"))
}


def table_of(name: str) -> tuple[list[str], list[list[Any]]]:
    return BULLETINS[name]["columns"], BULLETINS[name]["rows"]


def test_holingol_city_points_are_five_an_item() -> None:
    audit = audited_rows(*table_of("holingol-2018-01-02"))
    assert audit.agrees
    assert formulas(audit) == {
        "city_points": "5 × (city_general + city_wechat + city_reference + city_commissioned + city_forwarded)",
        "points": "city_points + tongliao_points + region_points",
    }


def test_zhalantun_five_points_a_city_item_and_ten_above() -> None:
    audit = audited_rows(*table_of("zhalantun-2023q1"))
    assert audit.agrees
    assert formulas(audit) == {
        "city_points": "5 × city_adopted",
        "hulunbuir_points": "10 × hulunbuir_adopted",
        "points": "city_points + hulunbuir_points",
    }


def test_xining_rates_are_rounded_half_up_to_one_decimal_and_zero_of_zero_is_zero() -> None:
    audit = audited_rows(*table_of("xining-chengzhong-2017-04"))
    (relation,) = audit.relations
    assert (relation.formula, str(relation.convention), len(relation.comparisons)) == (
        "adopted ÷ submitted",
        "half up to 1 decimals",
        13,
    )
    assert audit.agrees


def test_xining_table_is_only_a_part_of_the_stated_total() -> None:
    stated = [
        f"sum({column}) = {BULLETINS['xining-chengzhong-2017-04']['facts'][column]}"
        for column in ("submitted", "adopted")
    ]
    audit = audited_rows(*table_of("xining-chengzhong-2017-04"), *stated)
    assert wrong(audit) == [("", "301", "235", "66"), ("", "159", "121", "38")]


def test_wenxian_rows_add_up_to_what_the_text_states() -> None:
    audit = audited_rows(*table_of("wenxian-2023"), "sum(adopted) = 67", "count(unit) = 24")
    assert audit.agrees
    assert wrong(audited_rows(*table_of("wenxian-2023"), "sum(adopted) = 73")) == [("", "73", "67", "6")]


FACTS = {
    "wenxian": [
        ("adopted_city", 73),
        ("by_info_office", 6),
        ("by_units", 67),
        ("commissioned", 52),
        ("commissioned_by_office", 1),
        ("commissioned_by_units", 51),
    ],
    "zhalantun": [
        ("submitted", 2000),
        ("departments", 1165),
        ("towns", 835),
        ("adopted", 773),
        ("adopted_departments", 456),
        ("adopted_towns", 317),
    ],
    "daying": [
        ("total", 506),
        ("assigned", 495),
        ("direct", 11),
        ("求决", 460),
        ("咨询", 38),
        ("揭发", 3),
        ("建议", 4),
        ("其他", 1),
    ],
    "fengcheng": [("closed", 3456), ("carried_over", 200), ("total", 3656), ("solved", 3112), ("unsolved", 344)],
}
STATED = {
    "wenxian": [
        "adopted_city = by_info_office + by_units",
        "commissioned = commissioned_by_office + commissioned_by_units",
    ],
    "zhalantun": ["submitted = departments + towns", "adopted = adopted_departments + adopted_towns"],
    "daying": ["total = assigned + direct", "total = 求决 + 咨询 + 揭发 + 建议 + 其他"],
    "fengcheng": ["total = closed + carried_over", "closed = solved + unsolved"],
}


@pytest.mark.parametrize("name", FACTS)
def test_sums_of_stated_figures_are_confirmed(name: str) -> None:
    audit = audited_rows(("指标", "数值"), FACTS[name], *STATED[name])
    assert audit.agrees
    assert [len(relation.comparisons) for relation in audit.relations if relation.kind == "check"] == [1, 1]


@pytest.mark.parametrize("name", FACTS)
def test_one_changed_figure_is_found_and_by_how_much(name: str) -> None:
    first, *others = FACTS[name]
    changed = [(first[0], first[1] + 2), *others]
    checks = [
        relation
        for relation in audited_rows(("指标", "数值"), changed, *STATED[name]).relations
        if relation.kind == "check"
    ]
    assert {abs(each.difference) for relation in checks for each in relation.differing} == {2}


def test_daying_sums_and_share_of_the_first_three_are_found_without_being_told() -> None:
    facts = [*FACTS["daying"], ("交通", 172), ("城建", 80), ("政法", 50), ("前三占比", "59.68%")]
    found = {relation.formula for relation in audited_rows(("指标", "数值"), facts).relations}
    assert {
        "total = assigned + direct",
        "total = 求决 + 咨询 + 揭发 + 建议 + 其他",
        "前三占比 = (交通 + 城建 + 政法) ÷ total",
    } <= found


def test_fengcheng_shares_of_types_and_change_from_the_month_before() -> None:
    facts = BULLETINS["fengcheng-12345-2025-05"]["facts"]
    rows = list(zip(facts["types"], facts["types"].values(), facts["type_pct"], strict=True))
    audit = audited_rows(("类型", "件数", "占比"), [*rows, ("合计", facts["total"], "100")])
    assert audit.agrees
    assert formulas(audit) == {"占比": "件数 ÷ Σ 3656"}
    change = audited_rows(
        ("指标", "数值"), [("本月", facts["total"]), ("上月", facts["previous"]), ("环比", facts["change"])]
    )
    assert [relation.formula for relation in change.relations] == ["环比 = (本月 − 上月) ÷ 上月"]
    assert change.agrees


def test_leader_board_levels_add_up_and_rates_have_two_decimals() -> None:
    facts = BULLETINS["people-leader-board-2018h1"]["facts"]
    rows = [
        (level, *counts, rate)
        for (level, counts), rate in zip(facts["by_level"].items(), facts["reply_rate"], strict=True)
    ]
    audit = audited_rows(
        ("层级", "留言", "回复", "回复率"), [*rows, ("合计", facts["messages"], facts["replies"], "75.28%")]
    )
    assert audit.agrees
    (rate,) = [relation for relation in audit.relations if relation.kind == "rate"]
    assert (rate.formula, str(rate.convention)) == ("回复 ÷ 留言", "half up to 2 decimals")
    rows[1] = ("city", 50262, 39681, "79.85%")
    assert wrong(audited_rows(("层级", "留言", "回复", "回复率"), rows)) == [("D3", "79.85%", "78.9483", "0.9017")]


@pytest.mark.parametrize("name", ["holingol-2018-01-02", "zhalantun-2023q1", "xining-chengzhong-2017-04"])
def test_any_changed_result_of_a_table_is_found(name: str) -> None:
    heads, rows = table_of(name)
    target = heads.index("rate") if "rate" in heads else heads.index("points")
    for number, row in enumerate(rows):
        value = float(str(row[target]).rstrip("%"))
        changed = [list(each) for each in rows]
        changed[number][target] = f"{value + 3:g}%" if "rate" in heads else int(value) + 3
        assert f"{chr(ord('A') + target)}{number + 2}" in [
            cell for cell, *_rest in wrong(audited_rows(heads, changed))
        ], (number, row)

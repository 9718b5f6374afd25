# SPDX-License-Identifier: Apache-2.0
"""Tables of many columns: possible relations are tried in columns at once, and none is lost by it."""

import random

import pytest

from tests.engines.scoring.audit.printed import audited_rows, formulas, rounded, wrong

HEADS = ("单位", "报送", "采用合计", "县采", "市采", "省采", "得分", "采用率", "上月报送", "环比", "奖金", "名次")


def rows_of(factor: int, units: int = 60) -> list[list[object]]:
    """A table that agrees with itself, all amounts so many times as large."""
    chance = random.Random(17)
    rows: list[list[object]] = []
    for number in range(units):
        county, city, province = (factor * chance.randint(0, most) for most in (30, 9, 4))
        handed_in = county + city + province + factor * chance.randint(1, 40)
        before = factor * chance.randint(20, 90)
        adopted = county + city + province
        rate, change = 100 * adopted / handed_in, 100 * (handed_in - before) / before
        points, prize = 5 * county + 10 * city + 20 * province, chance.randint(1, 10**6) * factor
        figures = [handed_in, adopted, county, city, province, points, f"{rate:.1f}%", before, f"{change:.2f}%", prize]
        rows.append([f"单位{number}", *figures, 0])
    for place, row in enumerate(sorted(rows, key=lambda row: -int(str(row[6])))):
        row[11] = place + 1
    return rows


@pytest.mark.parametrize("factor", [1, 1_000_003], ids=["as printed", "beyond the whole numbers of the machine"])
def test_every_relation_of_a_wide_table_is_found_and_two_wrong_figures_with_it(factor: int) -> None:
    rows = rows_of(factor)
    rows[7][2] = int(str(rows[7][2])) + 3 * factor
    rows[9][7] = "0.1%"
    audit = audited_rows(HEADS, rows)
    assert formulas(audit) == {
        "采用合计": "县采 + 市采 + 省采",
        "采用率": "采用合计 ÷ 报送",
        "环比": "(报送 − 上月报送) ÷ 上月报送",
        "得分": "5 × 县采 + 10 × 市采 + 20 × 省采",
        "名次": "得分 (in order)",
    }
    assert [cell for cell, *_rest in wrong(audit)] == ["C9", "H9", "H11"]
    assert rounded(audit) == []

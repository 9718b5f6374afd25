# SPDX-License-Identifier: Apache-2.0
"""Every point is explained: the parts add up, and each names its event, rule and arithmetic."""

import random

import pytest

from tests.engines.scoring.test_properties import RICH, SEEDS, UNITS, drawn_events
from tests.engines.scoring.written import appraised, event, scheme
from yizhan.engines.scoring.results.explanation import Explainer
from yizhan.engines.scoring.units.register import Register


@pytest.mark.rule("RULE-081")
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("period", ["2026", "2026Q3", "2026-05-10..2026-08-20"])
def test_explanations_add_up_to_the_account(seed: int, period: str) -> None:
    records = drawn_events(150, random.Random(seed))
    appraisal = appraised(scheme(RICH), records, period, Register.of_names(UNITS), explain=True)
    explainer = Explainer(appraisal)
    for code in range(len(UNITS)):
        entries = sum(entry.points for entry in explainer.entries([code]))
        lines = sum(line.points for line in explainer.lines([code]))
        assert entries + lines == appraisal.decimal(int(appraisal.points[code]))


MULTIPLIED = """
[[rule]]
id = "adopted"
name = "采用"
clause = "第三条"
when = { kind = "采用" }
points_by = { level = { "县" = 3, "市" = 10 } }

[[multiplier]]
id = "instructed"
name = "批示加倍"
item_has = { kind = "批示" }
factor = 2

[[selection]]
id = "highest"
name = "计最高"

[[sharing]]
id = "lead"
name = "第一作者六成"
method = "lead"
lead = 0.6
"""


def test_arithmetic_in_one_line() -> None:
    records = [
        event(1, "甲镇;乙镇", day="2026-03-01", item="A", kind="采用", level="县"),
        event(2, "甲镇", day="2026-03-02", item="A", kind="批示", level="市"),
        event(3, "丙局", day="2026-03-03", item="B", kind="采用", level="市"),
        event(4, "丙局", day="2026-03-04", item="C", kind="采用", level="县"),
    ]
    explained = list(Explainer(appraised(scheme(MULTIPLIED), records, explain=True)).entries())
    assert [(each.holder, each.event, each.arithmetic, float(each.points), each.counted) for each in explained] == [
        ("甲镇", "1", "3 × 2 = 6 → 3.6 (1/2)", 3.6, True),
        ("丙局", "3", "10", 10, True),
        ("丙局", "4", "3", 3, True),
        ("乙镇", "1", "3 × 2 = 6 → 2.4 (2/2)", 2.4, True),
    ]
    assert {(each.rule, each.name, each.clause, each.version) for each in explained} == {
        ("adopted", "采用", "第三条", "2026-1")
    }


def test_entry_that_does_not_count_names_the_one_that_does() -> None:
    records = [event(1, item="A", kind="采用", level="县"), event(2, item="A", kind="采用", level="市")]
    explained = list(Explainer(appraised(scheme(MULTIPLIED), records, explain=True)).entries())
    assert [(each.event, each.arithmetic, each.counted) for each in explained] == [
        ("1", "3 → 0 (highest: 2)", False),
        ("2", "10", True),
    ]


def test_ladders_and_numbers_show_place_and_number() -> None:
    clauses = """
[[rule]]
id = "opinion"
name = "首条 10 分,以后 3 分"
when = { kind = "报送" }
ladder = [{ up_to = 1, points = 10 }, { points = 3 }]

[[rule]]
id = "activity"
name = "每次 7.5 分"
when = { kind = "约稿" }
points = 7.5
times = "words"
"""
    records = [
        event(1, day="2026-01-01", kind="报送"),
        event(2, day="2026-01-02", kind="报送"),
        event(3, day="2026-01-03", kind="约稿", words=3),
    ]
    explained = Explainer(appraised(scheme(clauses), records, explain=True)).entries()
    assert [each.arithmetic for each in explained] == ["10 (#1)", "3 (#2)", "7.5 × 3 = 22.5"]


def test_lines_of_duties_and_limits_show_value_and_demand() -> None:
    clauses = """
[[rule]]
id = "submitted"
name = "报送"
when = { kind = "报送" }
points = 10

[[duty]]
id = "monthly"
name = "每月 3 条"
count = { kind = "报送" }
every = "month"
at_least = 3
each_missing = 2

[[limit]]
id = "cap"
name = "封顶 15"
every = "month"
at_most = 15
"""
    records = [event(1, day="2026-01-01", kind="报送"), event(2, day="2026-01-02", kind="报送")]
    lines = Explainer(appraised(scheme(clauses), records, "2026-01", explain=True)).lines()
    assert [(line.line, line.period, line.arithmetic) for line in lines] == [
        ("monthly", "2026-01-01..2026-01-31", "2026-01: 2 / 3 → -2"),
        ("cap", "2026-01-01..2026-01-31", "-3"),
    ]


def test_explaining_what_was_not_computed_to_be_explained() -> None:
    with pytest.raises(ValueError, match="explain=True"):
        Explainer(appraised(scheme(MULTIPLIED), []))

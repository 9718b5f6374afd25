# SPDX-License-Identifier: Apache-2.0
"""Mechanisms of real schemes that look at a period: caps, bases, quotas, rates, zeroing, grades, conversion."""

from fractions import Fraction

import pytest

from tests.engines.scoring.test_mechanisms import ADOPTED
from tests.engines.scoring.written import appraised, event, register, scheme, totals

CAPPED = """
[[section]]
id = "base"
name = "基础"

[[section]]
id = "bonus"
name = "加分"

[[rule]]
id = "base"
name = "报送"
section = "base"
when = { kind = "报送" }
points = 4

[[rule]]
id = "bonus"
name = "采用"
section = "bonus"
when = { kind = "采用" }
points = 15
"""


def test_caps_per_month_and_per_year() -> None:
    limits = """
[[limit]]
id = "month"
name = "月封顶 10"
sections = ["base"]
at_most = 10
every = "month"

[[limit]]
id = "year"
name = "年封顶 15"
sections = ["base"]
at_most = 15
every = "year"
"""
    records = [
        event(f"{month}-{number}", day=f"2026-0{month}-03", kind="报送") for month in (1, 2, 3) for number in range(3)
    ]
    appraisal = appraised(scheme(CAPPED + limits), records)
    assert [float(appraisal.decimal(int(points))) for points in appraisal.by_slot[0, :4]] == [10, 5, 0, 0]


def test_cap_of_a_section_leaves_the_others_alone() -> None:
    limit = '[[limit]]\nid = "c"\nname = "加分不超过 20"\nsections = ["bonus"]\nat_most = 20\nevery = "year"\n'
    records = [event(1, kind="采用"), event(2, kind="采用"), event(3, kind="报送")]
    assert totals(scheme(CAPPED + limit), records) == {"甲镇": 24}


def test_cap_per_item_holds_before_sharing() -> None:
    limit = '[[limit]]\nid = "c"\nname = "每件不超过 20"\nat_most = 20\nevery = "item"\n'
    records = [
        event(1, "甲镇;乙镇", item="A", day="2026-01-01", kind="采用"),
        event(2, "乙镇", item="A", day="2026-01-02", kind="采用"),
    ]
    assert totals(scheme(CAPPED + limit), records) == {"甲镇": 7.5, "乙镇": 12.5}


ZHONGLOU = """
[[section]]
id = "base"
name = "基础得分"

[[section]]
id = "bonus"
name = "加分"

[[base]]
id = "six"
name = "基础得分 6 分"
section = "base"
points = 6
every = "quarter"

[[measure]]
id = "rate"
name = "录用率"
count = { kind = "采用" }
of = { kind = "报送" }
empty = "zero"

[[duty]]
id = "quantity"
name = "每季度 3 篇,每少 1 篇扣 1 分"
section = "base"
count = { kind = "报送" }
every = "quarter"
at_least = 3
each_missing = 1

[[duty]]
id = "low-rate"
name = "录用率低于 30% 扣 1 分"
section = "base"
measure = "rate"
every = "quarter"
steps = [{ less_than = 0.3, deduct = 1 }]

[[rule]]
id = "late"
name = "报送不及时扣 1 分"
section = "base"
when = { kind = "报送", late = true }
deduct = 1

[[rule]]
id = "adopted"
name = "录用 10 分"
section = "bonus"
when = { kind = "采用" }
points = 10

[[limit]]
id = "floor"
name = "扣完为止"
sections = ["base"]
at_least = 0
every = "quarter"
"""


def test_base_with_deductions_down_to_zero_and_bonus_without_limit() -> None:
    records = [event(number, day="2026-02-03", kind="报送", late=True) for number in range(3)]
    assert totals(scheme(ZHONGLOU), records, "2026Q1") == {"甲镇": 2}
    many = [event(number, day="2026-02-03", kind="报送", late=True) for number in range(30)]
    adopted = event(99, day="2026-02-04", kind="采用")
    assert totals(scheme(ZHONGLOU), [*many, adopted], "2026Q1") == {"甲镇": 10}


@pytest.mark.parametrize(("adopted", "points"), [(3, 6), (2, 5)])
def test_rate_of_exactly_thirty_percent_is_not_below(adopted: int, points: float) -> None:
    records = [event(number, day="2026-02-03", kind="报送") for number in range(10)]
    records += [event(100 + number, day="2026-02-03", kind="采用") for number in range(adopted)]
    assert totals(scheme(ZHONGLOU), records, "2026Q1") == {"甲镇": points + 10 * adopted}


def test_quantity_of_fifteen_gives_fifty_or_nothing() -> None:
    clauses = (
        '[[duty]]\nid = "d"\nname = "15 条以上 50 分"\ncount = { kind = "报送" }\n'
        'every = "year"\nat_least = 15\npoints = 50\n'
    )
    assert totals(scheme(clauses), [event(number, kind="报送") for number in range(15)]) == {"甲镇": 50}
    assert totals(scheme(clauses), [event(number, kind="报送") for number in range(14)]) == {"甲镇": 0}


def test_part_of_the_points_for_part_of_the_quota() -> None:
    clauses = (
        '[[duty]]\nid = "d"\nname = "按完成比例计分"\ncount = { kind = "报送" }\nevery = "year"\n'
        "at_least = 12\npoints = 20\nproportional = true\n"
    )
    assert totals(scheme(clauses), [event(number, kind="报送") for number in range(7)]) == {"甲镇": 11.67}
    assert totals(scheme(clauses), [event(number, kind="报送") for number in range(20)]) == {"甲镇": 20}


ZEROED = (
    ADOPTED
    + """
[[zeroing]]
id = "zero"
name = "两次未完成约稿,全年不得分"
count = { kind = "约稿", late = true }
every = "year"
at_least = 2
"""
)


def test_two_missed_commissions_zero_the_year_from_the_second_on() -> None:
    records = [
        event(1, day="2026-02-01", kind="采用", level="省"),
        event(2, day="2026-03-01", kind="约稿", late=True),
        event(3, day="2026-05-01", kind="约稿", late=True),
        event(4, day="2026-06-01", kind="采用", level="省"),
    ]
    assert totals(scheme(ZEROED), records) == {"甲镇": 0}
    assert totals(scheme(ZEROED), records, "2026-01..2026-04") == {"甲镇": 20}
    assert totals(scheme(ZEROED), records, "2026-05") == {"甲镇": -20}
    assert totals(scheme(ZEROED), records[:2] + records[3:]) == {"甲镇": 40}


def test_submission_and_adoption_bring_points_in_their_own_months() -> None:
    clauses = (
        '[[rule]]\nid = "s"\nname = "报送"\nwhen = { kind = "报送" }\npoints = 1\n'
        '[[rule]]\nid = "a"\nname = "采用"\nwhen = { kind = "采用" }\npoints = 3\n'
    )
    records = [event(1, item="A", day="2026-08-31", kind="报送"), event(2, item="A", day="2026-09-01", kind="采用")]
    assert totals(scheme(clauses), records, "2026-08") == {"甲镇": 1}
    assert totals(scheme(clauses), records, "2026-09") == {"甲镇": 3}
    assert appraised(scheme(clauses), records, "2026-09").cumulative.tolist() == [400]


def test_repeats_are_left_out_of_a_rate() -> None:
    clauses = """
[[measure]]
id = "rate"
name = "采用率"
count = { kind = "采用" }
of = { kind = "报送", repost = false }

[[indicator]]
id = "rate"
name = "全县采用率"
measure = "rate"
every = "year"
"""
    records = [event(number, kind="报送", repost=number < 56) for number in range(553)]
    records += [event(1000 + number, kind="采用") for number in range(71)]
    (indicator,) = appraised(scheme(clauses), records).indicators
    assert indicator.value == Fraction(71, 553 - 56)


def test_units_of_one_group_only() -> None:
    clauses = (
        '[[rule]]\nid = "town"\nname = "乡镇"\nwhen = { kind = "采用" }\nfor = { group = "乡镇" }\npoints = 2\n'
        '[[rule]]\nid = "office"\nname = "部门"\nwhen = { kind = "采用" }\nfor = { group = "部门" }\npoints = 1\n'
    )
    units = register(("甲镇", {"group": "乡镇"}), ("丙局", {"group": "部门"}))
    records = [event(1, "甲镇", kind="采用"), event(2, "丙局", kind="采用"), event(3, "丙局;甲镇", kind="采用")]
    assert totals(scheme(clauses), records, units=units) == {"甲镇": 3, "丙局": 1.5}


GRADED = """
[[rule]]
id = "r"
name = "每次"
when = { kind = "采用" }
points = 0.5
times = "words"

[[grade]]
name = "合格"
at_least = 75
at_most = 84

[[grade]]
name = "良好"
at_least = 85
at_most = 94

[[grade]]
name = "优秀"
at_least = 95
"""


@pytest.mark.parametrize(
    ("rule", "grade"),
    [
        ("decimals = 0", "良好"),
        ('decimals = 0\nrounding = "down"', "合格"),
        ('between = "lower"', "合格"),
        ('between = "higher"', "良好"),
    ],
)
def test_score_between_two_grades_follows_the_stated_rule(rule: str, grade: str) -> None:
    written = scheme(f"[grading]\n{rule}\n" + GRADED)
    assert appraised(written, [event(1, kind="采用", words=169)]).grades == [grade]


@pytest.mark.parametrize(("rule", "grade"), [("", "不合格"), ('[grading]\nof = "year"\n', "合格")])
def test_a_quarter_is_graded_by_itself_or_by_the_year_so_far(rule: str, grade: str) -> None:
    grades = '[[grade]]\nname = "不合格"\nless_than = 19\n[[grade]]\nname = "合格"\nat_least = 19\n'
    records = [event(1, kind="采用", day="2026-02-05"), event(2, kind="报送", day="2026-05-05")]
    assert appraised(scheme(rule + CAPPED + grades), records, "2026Q1").grades == ["不合格"]
    assert appraised(scheme(rule + CAPPED + grades), records, "2026Q2").grades == [grade]


def test_conversion_into_the_yearly_target_score() -> None:
    conversion = '[conversion]\nfull = 5\nof = "best"\ndecimals = 2\n'
    records = [
        event(1, "甲镇", kind="采用", level="省"),
        event(2, "乙镇", kind="采用", level="县"),
        event(3, "丙局", kind="采用", level="市"),
    ]
    converted = appraised(scheme(ADOPTED + conversion), records).converted
    assert converted is not None
    assert converted.tolist() == [500, 125, 250]


def test_sum_of_a_number_as_a_measure() -> None:
    clauses = """
[[measure]]
id = "words"
name = "千字数"
count = { kind = "采用" }
sum = "words"

[[duty]]
id = "d"
name = "每季 10 千字"
measure = "words"
every = "quarter"
at_least = 10
points = 5
each_extra = 0.5
"""
    records = [
        event(1, day="2026-01-05", kind="采用", words=8),
        event(2, "甲镇;乙镇", day="2026-02-05", kind="采用", words="3.5"),
    ]
    assert totals(scheme(clauses), records, "2026Q1") == {"甲镇": 5.75, "乙镇": 0}


def test_measure_of_the_lead_contributor_only() -> None:
    clauses = """
[[measure]]
id = "items"
name = "报送"
count = { kind = "报送" }
contributors = "lead"

[[duty]]
id = "d"
name = "每月 1 条"
measure = "items"
every = "month"
at_least = 1
points = 2
"""
    assert totals(scheme(clauses), [event(1, "甲镇;乙镇", day="2026-01-05", kind="报送")], "2026-01") == {
        "甲镇": 2,
        "乙镇": 0,
    }


def test_award_on_points() -> None:
    award = '[[award]]\nid = "a"\nname = "先进"\nevery = "year"\nneeds = [{ measure = "points", at_least = 15 }]\n'
    records = [event(1, "甲镇", kind="采用", level="省"), event(2, "乙镇", kind="采用", level="市")]
    assert [each.eligible for each in appraised(scheme(ADOPTED + award), records).eligibilities] == [True, False]

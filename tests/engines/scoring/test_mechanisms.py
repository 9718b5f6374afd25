# SPDX-License-Identifier: Apache-2.0
"""Every mechanism that real schemes use, one at a time."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.engines.scoring.written import appraised, event, register, scheme, totals
from yizhan.engines.scoring.findings import Refused

ADOPTED = """
[[rule]]
id = "adopted"
name = "采用"
when = { kind = "采用" }
points_by = { level = { "县" = 5, "市" = 10, "省" = 20, "国家" = 40 } }
"""
THREE_LEVELS = [
    event(1, item="A", kind="采用", level="县"),
    event(2, item="A", kind="采用", level="市"),
    event(3, item="A", kind="采用", level="省"),
]


def test_points_of_several_publications_add_up() -> None:
    assert totals(scheme(ADOPTED), THREE_LEVELS) == {"甲镇": 35}


def test_highest_only() -> None:
    highest = '[[selection]]\nid = "s"\nname = "计最高"\n'
    other_item = event(4, item="B", kind="采用", level="县")
    assert totals(scheme(ADOPTED + highest), [*THREE_LEVELS, other_item]) == {"甲镇": 25}


def test_two_highest_and_each_level_once() -> None:
    clause = '[[selection]]\nid = "s"\nname = "取最高两级"\ncount = 2\nonce_per = "level"\nby = "level"\n'
    again = event(4, item="A", kind="采用", level="省")
    assert totals(scheme(ADOPTED + clause), [*THREE_LEVELS, again]) == {"甲镇": 30}


def test_later_adoption_replaces_the_earlier_one() -> None:
    clause = '[[selection]]\nid = "s"\nname = "以后一次为准"\ntake = "latest"\n'
    records = [
        event(1, item="A", day="2026-03-01", kind="采用", level="省"),
        event(2, item="A", day="2026-04-01", kind="采用", level="县"),
    ]
    assert totals(scheme(ADOPTED + clause), records) == {"甲镇": 5}


def test_duplicates_count_once() -> None:
    clause = '[[selection]]\nid = "s"\nname = "重复不计"\nper = ["holder", "item", "channel"]\ntake = "first"\n'
    records = [event(number, item="A", kind="采用", level="县", channel="要情") for number in (1, 2)]
    records.append(event(3, item="A", kind="采用", level="县", channel="政务"))
    assert totals(scheme(ADOPTED + clause), records) == {"甲镇": 10}


def test_at_most_three_items_a_month_count() -> None:
    clause = '[[selection]]\nid = "s"\nname = "每月最多计 3 条"\nper = ["holder", "month"]\ntake = "first"\ncount = 3\n'
    records = [event(number, day="2026-03-05", kind="采用", level="县") for number in range(5)]
    records += [event(number, day="2026-04-05", kind="采用", level="县") for number in range(5, 7)]
    assert totals(scheme(ADOPTED + clause), records) == {"甲镇": 25}


def test_deductions_are_never_selected_away() -> None:
    clauses = """
[[rule]]
id = "late"
name = "迟报"
when = { late = true }
deduct = 3

[[selection]]
id = "s"
name = "计最高"
"""
    records = [*THREE_LEVELS, event(4, item="A", kind="报送", late=True)]
    assert totals(scheme(ADOPTED + clauses), records) == {"甲镇": 17}


@pytest.mark.parametrize(("times", "points"), [("once", 10), ("each", 20), ("each_adds", 15)])
def test_multiplier_by_instructions_of_the_item(times: str, points: float) -> None:
    clause = (
        f'[[multiplier]]\nid = "m"\nname = "批示加倍"\nitem_has = {{ kind = "批示" }}\nfactor = 2\ntimes = "{times}"\n'
    )
    records = [
        event(1, item="A", kind="采用", level="县"),
        event(2, item="A", kind="批示", level="市"),
        event(3, item="A", kind="批示", level="省"),
    ]
    assert totals(scheme(ADOPTED + clause), records) == {"甲镇": points}


def test_reposts_count_half_and_products_are_rounded_once() -> None:
    clauses = """
[[multiplier]]
id = "repost"
name = "转发减半"
when = { repost = true }
factor = 0.5

[[multiplier]]
id = "third"
name = "综合"
when = { form = "综合" }
factor = 0.33
"""
    records = [
        event(1, kind="采用", level="县", repost=True),
        event(2, "乙镇", kind="采用", level="县", repost=True, form="综合"),
    ]
    assert totals(scheme(ADOPTED + clauses), records) == {"甲镇": 2.5, "乙镇": 0.83}


def test_first_item_and_later_items_differ() -> None:
    clauses = """
[[rule]]
id = "opinion"
name = "首条 10 分,以后每条 3 分"
when = { kind = "报送" }
ladder = [{ up_to = 1, points = 10 }, { points = 3 }]
"""
    records = [event(number, day=f"2026-0{number}-01", kind="报送") for number in (1, 2, 3)]
    assert totals(scheme(clauses), records) == {"甲镇": 16}
    assert totals(scheme(clauses), [*records, event(9, "乙镇", kind="报送")]) == {"甲镇": 16, "乙镇": 10}


def test_points_times_a_number_of_the_event() -> None:
    clauses = '[[rule]]\nid = "r"\nname = "每次 7.5 分"\nwhen = { kind = "约稿" }\npoints = 7.5\ntimes = "words"\n'
    assert totals(scheme(clauses), [event(1, kind="约稿", words=3), event(2, kind="约稿")]) == {"甲镇": 22.5}


def test_negative_number_is_refused() -> None:
    clauses = '[[rule]]\nid = "r"\nname = "每次 7.5 分"\nwhen = { kind = "约稿" }\npoints = 7.5\ntimes = "words"\n'
    with pytest.raises(Refused, match="event 4: 'words' is negative"):
        totals(scheme(clauses), [event(4, kind="约稿", words=-3)])


def test_long_items_count_as_research() -> None:
    clauses = """
[[rule]]
id = "item"
name = "信息 2 分"
when = { kind = "采用" }
points = 2

[[rule]]
id = "research"
name = "调研 6 分;800 字以上按调研记分"
when = [{ kind = "采用", topic = "调研" }, { kind = "采用", words = { at_least = 800 } }]
points = 6
instead_of = ["item"]
"""
    records = [
        event(1, kind="采用", words=799),
        event(2, kind="采用", words=800),
        event(3, kind="采用", topic="调研", words=10),
    ]
    assert totals(scheme(clauses), records) == {"甲镇": 14}


@pytest.mark.parametrize(
    ("sharing", "shares"),
    [
        ('method = "equal"', [3.34, 3.33, 3.33]),
        ('method = "each"', [10, 10, 10]),
        ('method = "lead"\nlead = 0.5', [5, 2.5, 2.5]),
        ('method = "ratio"\nratio = [3, 2]\nbeyond = "nothing"', [6, 4, 0]),
        ('method = "first"', [10, 0, 0]),
    ],
)
def test_sharing_among_contributors(sharing: str, shares: list[float]) -> None:
    clause = f'[[sharing]]\nid = "s"\nname = "分摊"\n{sharing}\n'
    points = totals(scheme(ADOPTED + clause), [event(1, "甲镇;乙镇;丙局", kind="采用", level="市")])
    assert list(points.values()) == shares


def test_sharing_by_weights_of_the_event() -> None:
    clause = '[[sharing]]\nid = "s"\nname = "按份额"\nmethod = "weight"\n'
    record = replace(event(1, "甲镇;乙镇", kind="采用", level="市"), weights=(Decimal("0.7"), Decimal("0.3")))
    assert totals(scheme(ADOPTED + clause), [record]) == {"甲镇": 7, "乙镇": 3}


@pytest.mark.parametrize("weights", [("0.7",), ("0.7", "-0.3"), ("0.7", "0"), ("0.7", "2000"), ("0.00001", "1")])
def test_weights_that_share_nothing_are_refused(weights: tuple[str, ...]) -> None:
    record = replace(event(1, "甲镇;乙镇", kind="采用", level="市"), weights=tuple(map(Decimal, weights)))
    with pytest.raises(Refused, match="is not 2 numbers above 0"):
        totals(scheme(ADOPTED), [record])


def test_roles_must_be_as_many_as_contributors() -> None:
    with pytest.raises(Refused, match="3 roles for 2 contributors"):
        totals(scheme(ADOPTED), [event(1, "甲镇;乙镇", roles="主笔;参与;参与", kind="采用", level="市")])


def test_third_contributor_of_a_ratio_of_two_is_refused() -> None:
    clause = '[[sharing]]\nid = "s"\nname = "3:2"\nmethod = "ratio"\nratio = [3, 2]\n'
    with pytest.raises(Refused) as refused:
        totals(scheme(ADOPTED + clause), [event(7, "甲镇;乙镇;丙局", kind="采用", level="市")])
    assert str(refused.value) == (
        "event 7: the event has more contributors than 's' has parts; "
        'write beyond = "nothing" if the others get nothing'
    )


def test_points_by_role() -> None:
    clauses = (
        '[[rule]]\nid = "r"\nname = "主笔 15,参与 3"\nwhen = { kind = "采用" }\n'
        'points_by_role = { "主笔" = 15, "参与" = 3 }\n'
    )
    records = [
        event(1, "甲镇;乙镇;丙局", roles="主笔;参与;参与", kind="采用"),
        event(2, "乙镇", roles="主笔", kind="采用"),
    ]
    assert totals(scheme(clauses), records) == {"甲镇": 15, "乙镇": 18, "丙局": 3}


def test_every_contributing_unit_of_a_composite_gets_its_own_points() -> None:
    clauses = """
[[rule]]
id = "single"
name = "单条 5 分"
when = { kind = "采用", form = "单篇" }
points = 5

[[rule]]
id = "composite"
name = "被综合采用的,每个单位计 3 分"
when = { kind = "采用", form = "综合" }
points = 3

[[sharing]]
id = "each"
name = "每个单位"
rules = ["composite"]
method = "each"
"""
    records = [event(1, "甲镇;乙镇;丙局", kind="采用", form="综合"), event(2, "甲镇;乙镇", kind="采用", form="单篇")]
    assert totals(scheme(clauses), records) == {"甲镇": 5.5, "乙镇": 5.5, "丙局": 3}


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

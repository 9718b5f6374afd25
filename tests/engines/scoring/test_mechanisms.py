# SPDX-License-Identifier: Apache-2.0
"""Mechanisms of real schemes that look at events and items: selections, factors, ladders, shares."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.engines.scoring.written import event, scheme, totals
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

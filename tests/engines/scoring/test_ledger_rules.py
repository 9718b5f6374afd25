# SPDX-License-Identifier: Apache-2.0
"""Quotas, targets, fees and awards of the requirements base, each by its number."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from tests.engines.scoring.written import EventRecord, appraised, event, register, scheme, totals
from yizhan.engines.scoring.results.appraisal import Appraisal
from yizhan.engines.scoring.results.report import report

HEAD = """
[scheme]
id = "members"
name = "宣传、反映社情民意信息工作考评办法"
version = "2026"
holder = "person"

[fields]
kind = ["报送", "采用", "批示", "投稿", "上稿", "走访", "培训", "主题教育", "活动", "联网"]
author = ["委员", "信息员", "其他"]
level = { ordered = ["县", "市", "省", "全国"] }
valuable = "yes_no"
effect = "yes_no"
title = ["人民政协报", "联谊报", "宁波政协"]
days = "number"
topic = "text"
"""


def members(
    clauses: str, records: Sequence[EventRecord], period: str = "2026", *, explain: bool = False, **options: object
) -> Appraisal:
    units = options.get("units")
    return appraised(scheme(clauses, HEAD), records, period, units, explain=explain)


MONTHLY = """
[[duty]]
id = "monthly"
name = "每月提供有价值的社情民意信息 1 条"
count = { kind = "报送", valuable = true }
every = "month"
at_least = 1
"""


@pytest.mark.rule("RULE-046", "RULE-047")
def test_month_without_an_item_is_a_shortfall_even_beside_a_month_with_two() -> None:
    records = [
        event(1, "赵一", "2026-01-05", kind="报送", valuable=True),
        event(2, "赵一", "2026-01-06", kind="报送", valuable=True),
        event(3, "赵一", "2026-02-06", kind="报送", valuable=False),
        event(4, "赵一", "2026-03-06", kind="报送", valuable=True),
    ]
    shortfalls = report(members(MONTHLY, records, "2026Q1"))["shortfalls"]
    assert shortfalls == [
        {
            "person": "赵一",
            "duty": "monthly",
            "name": "每月提供有价值的社情民意信息 1 条",
            "period": "2026-02",
            "value": 0,
            "demand": 1,
        }
    ]


@pytest.mark.rule("RULE-048")
def test_target_is_wished_for_and_a_shortfall_is_not_named() -> None:
    target = (
        '[[duty]]\nid = "articles"\nname = "每月争取投稿 2 篇"\ncount = { kind = "投稿" }\n'
        'every = "month"\nat_least = 2\ntarget = true\n'
    )
    found = report(members(target, [event(1, "赵一", "2026-01-05", kind="投稿")], "2026-01"))
    assert found["shortfalls"] == []
    (account,) = found["accounts"]
    assert [(duty["value"], duty["demand"], duty["met"], duty["target"]) for duty in account["duties"]] == [
        (1, 2, False, True)
    ]


@pytest.mark.rule("RULE-049", "RULE-050")
@pytest.mark.parametrize(("target", "named"), [("", ["钱二"]), ("target = true\n", [])])
def test_one_valuable_item_a_year_as_duty_or_as_target(target: str, named: list[str]) -> None:
    yearly = (
        '[[duty]]\nid = "year"\nname = "每年 1 条"\ncount = { kind = "报送", valuable = true }\n'
        'every = "year"\nat_least = 1\n'
    )
    found = report(
        members(yearly + target, [event(1, "赵一", kind="报送", valuable=True)], units=register("赵一", "钱二"))
    )
    assert [each["person"] for each in found["shortfalls"]] == named


SHARE = """
[[measure]]
id = "share"
name = "委员反映的占总数"
count = { kind = "报送", author = "委员" }
of = { kind = "报送" }

[[indicator]]
id = "share"
name = "占到总数的 85% 以上"
measure = "share"
every = "year"
at_least = 0.85
"""


@pytest.mark.rule("RULE-051")
@pytest.mark.parametrize(("others", "met"), [(3, True), (4, False)])
def test_members_share_of_exactly_85_percent_is_enough(others: int, met: bool) -> None:
    records = [event(number, "赵一", kind="报送", author="委员") for number in range(17)]
    records += [event(100 + number, "钱二", kind="报送", author="信息员") for number in range(others)]
    (indicator,) = members(SHARE, records).indicators
    assert (indicator.value, indicator.met) == (Fraction(17, 17 + others), met)


@pytest.mark.rule("RULE-052", "RULE-053", "RULE-064")
def test_yearly_campaigns_trainings_and_themes() -> None:
    clauses = """
[[indicator]]
id = "visits"
name = "每年两次走访委员活动"
count = { kind = "走访" }
every = "year"
at_least = 2

[[indicator]]
id = "training"
name = "每年一次两天的培训"
count = { kind = "培训", days = 2 }
every = "year"
at_least = 1

[[indicator]]
id = "theme"
name = "每年一项主题教育"
count = { kind = "主题教育" }
every = "year"
at_least = 1
"""
    records = [event(1, "办", kind="走访"), event(2, "办", kind="培训", days=1), event(3, "办", kind="主题教育")]
    assert {each.indicator: each.met for each in members(clauses, records).indicators} == {
        "visits": False,
        "training": False,
        "theme": True,
    }
    records += [event(4, "办", kind="走访"), event(5, "办", kind="培训", days=2)]
    assert {each.met for each in members(clauses, records).indicators} == {True}


@pytest.mark.rule("RULE-054", "RULE-059", "RULE-060", "RULE-075")
def test_targets_from_the_units_file_may_be_overfulfilled() -> None:
    quota = (
        '[[duty]]\nid = "quota"\nname = "年度任务"\ncount = { kind = "报送" }\n'
        'every = "year"\nat_least = { column = "任务数" }\n'
    )
    units = register(("经济界", {"任务数": "4"}), ("农业界", {"任务数": "4"}))
    records = [event(number, "经济界", kind="报送") for number in range(6)] + [event(9, "农业界", kind="报送")]
    found = report(members(quota, records, units=units))
    duties = {account["person"]: account["duties"][0] for account in found["accounts"]}
    assert (duties["经济界"]["completion"], duties["经济界"]["met"]) == (1.5, True)
    assert (duties["农业界"]["completion"], duties["农业界"]["met"]) == (0.25, False)


@pytest.mark.rule("RULE-055")
def test_share_of_activities_out_of_which_items_came() -> None:
    clauses = """
[[measure]]
id = "activities"
name = "形成信息的活动"
count = { kind = "报送", topic = { given = true } }
distinct = "topic"

[[duty]]
id = "each-activity"
name = "界别活动形成信息"
measure = "activities"
every = "year"
at_least = 2
"""
    records = [
        event(number, "经济界", kind="报送", topic=topic)
        for number, topic in enumerate(["春季视察", "春季视察", "秋季调研"])
    ]
    (judgement,) = members(clauses, records).accounts.judgements
    assert (int(judgement.numerators[0]), bool(judgement.met[0])) == (2, True)


@pytest.mark.rule("RULE-058")
def test_unit_long_silent() -> None:
    clauses = '[[silence]]\nid = "quiet"\nname = "长期不报"\ncount = { kind = "报送" }\ndays = 60\n'
    records = [
        event(1, "甲", "2026-05-01", kind="报送"),
        event(2, "乙", "2026-05-02", kind="报送"),
        event(3, "丙", "2026-06-30", kind="采用"),
    ]
    found = [(each.holder, each.last, each.days) for each in members(clauses, records, "2026H1").silent]
    assert found == [(2, "", None)]
    found = [(each.holder, each.last, each.days) for each in members(clauses, records, "2026-01..2026-07").silent]
    assert found == [(0, "2026-05-01", 91), (1, "2026-05-02", 90), (2, "", None)]


@pytest.mark.rule("RULE-061")
def test_yearly_targets_per_title_from_and_to() -> None:
    clauses = """
[[indicator]]
id = "titles"
name = "上稿目标"
count = { kind = "上稿" }
every = "year"
for_each = "title"
demands = { "人民政协报" = [2, 3], "联谊报" = [10, 12], "宁波政协" = [5, 6] }
"""
    counts = {"人民政协报": 2, "联谊报": 9, "宁波政协": 7}
    records = [
        event(f"{title}{number}", "办", kind="上稿", title=title)
        for title, count in counts.items()
        for number in range(count)
    ]
    assert {each.of: each.met for each in members(clauses, records).indicators} == {
        "人民政协报": True,
        "联谊报": False,
        "宁波政协": False,
    }


@pytest.mark.rule("RULE-062")
def test_every_key_task_is_covered() -> None:
    tasks = [f"重点履职{number}" for number in range(1, 47)]
    expected = ", ".join(f'"{task}"' for task in tasks)
    clauses = (
        '[[indicator]]\nid = "cover"\nname = "46 项"\ncount = { kind = "上稿" }\n'
        f'every = "year"\nfor_each = "topic"\nexpected = [{expected}]\n'
    )
    records = [event(number, "办", kind="上稿", topic=task) for number, task in enumerate(tasks[1:])]
    assert [each.of for each in members(clauses, records).indicators if not each.met] == ["重点履职1"]


@pytest.mark.rule("RULE-063")
def test_yearly_target_of_a_hundred_schools() -> None:
    clauses = (
        '[[indicator]]\nid = "schools"\nname = "100 所联网"\ncount = { kind = "联网" }\n'
        'every = "year"\nat_least = 100\n'
    )
    records = [event(number, "办", kind="联网") for number in range(99)]
    assert [each.met for each in members(clauses, records).indicators] == [False]
    assert [each.met for each in members(clauses, [*records, event(99, "办", kind="联网")]).indicators] == [True]


FEES = """
[scheme]
id = "fees"
name = "社情民意信息稿酬办法"
version = "2026"
holder = "person"
unit = "元"
decimals = 2

[fields]
kind = ["采用", "批示"]
level = { ordered = ["县", "市", "省", "全国"] }

[[rule]]
id = "adopted"
name = "县 30 元,市 100 元,全国 300 元"
when = { kind = "采用" }
points_by = { level = { "县" = 30, "市" = 100, "全国" = 300 } }

[[multiplier]]
id = "instructed"
name = "有各级领导批示的加倍奖励"
item_has = { kind = "批示" }
factor = 2
times = "TIMES"
"""
HIGHEST = '[[selection]]\nid = "highest"\nname = "按最高采用级别计一次"\nby = "level"\n'


def fee(records: Sequence[EventRecord], times: str = "once", highest: str = HIGHEST) -> float:
    (amount,) = totals(scheme(highest, FEES.replace("TIMES", times)), records).values()
    return amount


@pytest.mark.rule("RULE-065", "RULE-066", "RULE-067", "RULE-068")
@pytest.mark.parametrize(
    ("level", "plain", "doubled"), [("县", 30, 60), ("市", 100, 200), ("全国", 300, 600), ("省", 0, 0)]
)
def test_fee_by_adopting_level_doubled_once_when_instructed(level: str, plain: float, doubled: float) -> None:
    adopted = event(1, "赵一", item="A", kind="采用", level=level)
    instructions = [
        event(2, "赵一", item="A", kind="批示", level="县"),
        event(3, "赵一", item="A", kind="批示", level="省"),
    ]
    assert fee([adopted]) == plain
    assert fee([adopted, *instructions[:1]]) == doubled
    assert fee([adopted, *instructions]) == doubled


@pytest.mark.rule("RULE-068")
@pytest.mark.parametrize(
    ("times", "highest", "amount"),
    [("once", HIGHEST, 200), ("once", "", 260), ("each", HIGHEST, 400), ("each_adds", HIGHEST, 300), ("each", "", 520)],
)
def test_open_readings_of_the_doubling_are_options(times: str, highest: str, amount: float) -> None:
    records = [
        event(1, "赵一", item="A", kind="采用", level="县"),
        event(2, "赵一", item="A", kind="采用", level="市"),
        event(3, "赵一", item="A", kind="批示", level="县"),
        event(4, "赵一", item="A", kind="批示", level="市"),
    ]
    assert fee(records, times, highest) == amount


AWARD = """
[[measure]]
id = "submitted"
name = "提供信息"
count = { kind = "报送" }

[[measure]]
id = "adopted"
name = "采用"
count = { kind = "采用" }

[[measure]]
id = "good"
name = "较好地促进了问题的解决"
count = { kind = "采用", effect = true }

[[award]]
id = "officer"
name = "优秀信息员"
every = "year"
needs = [{ measure = "submitted", at_least = 5 }, { measure = "adopted", at_least = 3 }]

[[award]]
id = "good-item"
name = "好信息"
every = "year"
needs = [{ measure = "good", at_least = 1 }]
"""


def submitted_and_adopted(submitted: int, adopted: int, *, effect: bool = False) -> list[EventRecord]:
    records = [event(f"s{number}", "赵一", kind="报送") for number in range(submitted)]
    return records + [event(f"a{number}", "赵一", kind="采用", effect=effect) for number in range(adopted)]


@pytest.mark.rule("RULE-070", "RULE-071")
@pytest.mark.parametrize(
    ("submitted", "adopted", "eligible"), [(5, 3, True), (5, 2, False), (4, 4, False), (6, 5, True)]
)
def test_excellent_officer_needs_five_submitted_and_three_adopted(submitted: int, adopted: int, eligible: bool) -> None:
    (officer, _good) = members(AWARD, submitted_and_adopted(submitted, adopted)).eligibilities
    assert officer.eligible is eligible
    assert officer.values == (
        ("submitted", Fraction(submitted), submitted >= 5),
        ("adopted", Fraction(adopted), adopted >= 3),
    )


@pytest.mark.rule("RULE-069")
def test_good_item_needs_a_recorded_effect() -> None:
    assert [each.eligible for each in members(AWARD, submitted_and_adopted(0, 1)).eligibilities] == [False, False]
    assert [each.eligible for each in members(AWARD, submitted_and_adopted(0, 1, effect=True)).eligibilities] == [
        False,
        True,
    ]


MEMBER_POINTS = """
[[rule]]
id = "written"
name = "撰写"
when = { kind = "报送" }
points = 2

[[rule]]
id = "adopted"
name = "采用"
when = { kind = "采用" }
points = 5
"""


@pytest.mark.rule("RULE-072")
def test_written_and_adopted_items_are_separate_inputs() -> None:
    (account,) = report(members(MEMBER_POINTS, submitted_and_adopted(3, 1)))["accounts"]
    assert [(line["line"], line["events"], line["points"]) for line in account["lines"]] == [
        ("written", 3, 6),
        ("adopted", 1, 5),
    ]


@pytest.mark.rule("RULE-073", "RULE-081")
def test_every_point_names_event_rule_version_and_arithmetic() -> None:
    (account,) = report(members(MEMBER_POINTS, submitted_and_adopted(3, 1), explain=True), explain=True)["accounts"]
    explained = account["explanations"]
    assert sum(each["points"] for each in explained) == account["points"] == 11
    assert {(each["event"], each["rule"], each["version"], each["arithmetic"]) for each in explained} == {
        ("s0", "written", "2026", "2"),
        ("s1", "written", "2026", "2"),
        ("s2", "written", "2026", "2"),
        ("a0", "adopted", "2026", "5"),
    }


@pytest.mark.rule("RULE-079", "RULE-082", "RULE-083")
@pytest.mark.parametrize("subject", ["unit", "person"])
def test_subjects_are_units_of_any_kind_or_persons(subject: str) -> None:
    head = HEAD.replace('holder = "person"', f'holder = "{subject}"')
    units = register(("甲市", {"类别": "市"}), ("丙县", {"类别": "县"}), ("水利局", {"类别": "市直部门"}))
    records = [event(1, "丙县", kind="报送"), event(2, "水利局", kind="采用")]
    assert totals(scheme(MEMBER_POINTS, head), records, units=units) == {"甲市": 0, "丙县": 2, "水利局": 5}

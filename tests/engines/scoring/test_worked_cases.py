# SPDX-License-Identifier: Apache-2.0
"""The worked cases of the open schemes, to the cent, and every amount that the published tables state."""

import json
from calendar import monthrange
from collections.abc import Sequence
from decimal import Decimal

import pytest

from tests.engines.scoring.written import EXAMPLES, SHARED, EventRecord, event, example, totals
from yizhan.engines.scoring.language.scheme import Scheme

NAMES = sorted(path.stem for path in EXAMPLES.glob("*.toml"))


def _total(name: str, records: Sequence[EventRecord]) -> float:
    """Points when the month of the first event is over."""
    year, month = records[0].day.year, records[0].day.month
    until = f"{year}-{month:02}-{monthrange(year, month)[1]}"
    (points,) = totals(example(name), records, str(year), until=until).values()
    return points


@pytest.mark.rule("RULE-073")
@pytest.mark.parametrize("name", NAMES)
def test_example_reads_without_findings(name: str) -> None:
    assert example(name).head.id == name


def test_examples_are_the_eight_open_schemes() -> None:
    published = json.loads((SHARED / "schemes.json").read_text(encoding="utf-8"))
    assert {each["id"] for each in published} == set(NAMES)


@pytest.mark.parametrize("name", [name for name in NAMES if "deadlines" not in name])
def test_example_holds_every_published_amount(name: str) -> None:
    (published,) = [
        each for each in json.loads((SHARED / "schemes.json").read_text(encoding="utf-8")) if each["id"] == name
    ]
    written = _written_amounts(example(name))
    assert {Decimal(str(rule["points"])) for rule in published["rules"]} <= written


def _written_amounts(scheme: Scheme) -> set[Decimal]:
    amounts = {rule.sign * amount for rule in scheme.rules for amount in rule.stated_amounts()}
    amounts |= {amount for duty in scheme.duties for amount in (duty.points, duty.each_extra) if amount is not None}
    return amounts | {limit.at_most for limit in scheme.limits if limit.at_most is not None}


def test_bengbu_deadlines_are_the_published_ones() -> None:
    demands = {
        str(test.bounds.more_than)
        for duty in example("bengbu-12345-2019-deadlines").duties
        for condition in duty.count or ()
        for _field, test in condition
        if test.bounds is not None
    }
    assert demands == {"1", "5", "3", "20", "10"}


def test_lianyungang_item_adopted_sent_up_taken_and_instructed() -> None:
    records = [
        event(1, item="A", kind="采用", channel="昨日情况", genre="信息"),
        event(2, item="A", kind="选用报省"),
        event(3, item="A", kind="采用", channel="信息简报"),
        event(4, item="A", kind="批示", level="省"),
    ]
    assert _total("lianyungang", records) == 65


def test_lianyungang_brief_item() -> None:
    assert _total("lianyungang", [event(1, kind="采用", channel="昨日情况", genre="简讯")]) == 1


def test_lianyungang_research_item_instructed_and_taken_by_the_province() -> None:
    records = [
        event(1, item="A", kind="采用", channel="政务建议", genre="调研"),
        event(2, item="A", kind="批示", channel="政务建议", level="市"),
        event(3, item="A", kind="选用报省"),
        event(4, item="A", kind="采用", channel="省专报信息", genre="调研"),
    ]
    assert _total("lianyungang", records) == 62


def test_lianyungang_item_up_to_the_state_council() -> None:
    records = [
        event(1, item="A", kind="选用报省"),
        event(2, item="A", kind="采用", channel="省专报信息", genre="信息"),
        event(3, item="A", kind="选报国办"),
        event(4, item="A", kind="采用", channel="国办信息刊物"),
        event(5, item="A", kind="批示", level="国务院"),
    ]
    assert _total("lianyungang", records) == 182


def test_guangyuan_fractions_and_a_deduction() -> None:
    records = [
        *(event(number, day="2008-05-06", kind="采用", channel="政务晨讯") for number in range(3)),
        event(4, day="2008-05-07", kind="采用", channel="市政府门户网站", medium="图片"),
        event(5, day="2008-05-08", kind="采用", channel="市政府门户网站", medium="文字"),
        event(6, day="2008-05-09", kind="迟报", matter="专题约稿"),
    ]
    assert _total("guangyuan-2008", records) == -2.5


def test_guangyuan_leaders_speech_brings_nothing() -> None:
    records = [
        event(1, day="2008-05-06", kind="采用", channel="政府工作通报", speech=True),
        event(2, day="2008-05-06", kind="采用", channel="政府工作通报", speech=False),
    ]
    assert _total("guangyuan-2008", records) == 5


def test_changshan_town_with_base_and_adoptions() -> None:
    records = [
        *(event(number, day="2014-03-05", kind="报送") for number in range(8)),
        event(11, day="2014-03-06", kind="采用", channel="要情快报"),
        event(12, day="2014-03-07", kind="采用", channel="要情快报"),
        event(13, day="2014-03-08", kind="采用", channel="常山政务"),
        event(14, day="2014-03-09", kind="采用", channel="衢州政务信息动态", single=True),
    ]
    assert _total("changshan-2014", records) == 80


def test_changshan_base_is_missed_with_seven_items() -> None:
    assert _total("changshan-2014", [event(number, day="2014-03-05", kind="报送") for number in range(7)]) == 0


def test_tongcheng_proposals_are_capped() -> None:
    filed = [
        event(f"{number}{status}", day="2019-03-05", kind="提案", status=status)
        for number in (1, 2)
        for status in ("提交", "立案")
    ]
    assert _total("tongcheng-cppcc-2019", filed) == 25


def test_tongcheng_opinions_are_capped() -> None:
    records = [
        *(event(number, day="2019-03-05", kind="社情民意", status="提交") for number in range(3)),
        event(9, day="2019-03-06", kind="社情民意", status="采用"),
    ]
    assert _total("tongcheng-cppcc-2019", records) == 15


def test_tongcheng_joint_proposal_is_halved_for_the_first_and_shared_by_the_rest() -> None:
    records = [event(1, "赵一;钱二;孙三", day="2019-03-05", kind="提案", status="提交")]
    assert totals(example("tongcheng-cppcc-2019"), records, "2019") == {"赵一": 5, "钱二": 2.5, "孙三": 2.5}


def test_henan_half_point() -> None:
    records = [event(1, day="2011-03-05", channel="省政府信息专网"), event(2, day="2011-03-05", channel="国办刊物")]
    assert _total("henan-gxt-2011", records) == 20.5


def test_template_town_commissions() -> None:
    records = [
        event(1, day="2023-03-05", kind="采用", level="省级"),
        event(2, day="2023-03-05", kind="约稿", late=False),
        event(3, day="2023-03-05", kind="约稿", late=True),
    ]
    assert _total("template-town", records) == 30


def test_template_shifu_weeks() -> None:
    monday_to_sunday = [event(number, day=f"2026-03-{9 + number:02}", kind="报送") for number in range(4)]
    next_week = [event(9, day="2026-03-17", kind="报送")]
    assert _total("template-shifu", monday_to_sunday + next_week) == 1 + 2

# SPDX-License-Identifier: Apache-2.0
"""What is due from whom, and what counts: by rule, by period, for parts of a period, in full or by share."""

import datetime
from decimal import Decimal

import pytest

from tests.factories import items, quotas, reporting
from tests.factories.network import House, person
from tests.factories.quotas import counted, day, laid_down, row
from yizhan.domains.items.operations import submission
from yizhan.domains.network.models import Person, Post
from yizhan.domains.network.operations import posts, tree
from yizhan.domains.network.states import OfficerKind, Role
from yizhan.domains.quotas import rules
from yizhan.domains.quotas.models import Closing
from yizhan.domains.quotas.queries import counting, lines, silence, spans
from yizhan.domains.quotas.queries.lines import Line
from yizhan.domains.quotas.states import Standing
from yizhan.domains.reporting.queries.periods import Period
from yizhan.domains.rulebook.rules.scopes import Scope
from yizhan.kernel import clock
from yizhan.kernel.actors import system
from yizhan.kernel.ids import new_id

JUNE = Period(datetime.date(2026, 6, 1), datetime.date(2026, 6, 30))


def name_of(house: House, role: str) -> str:
    return Person.objects.get(pk=house.actors[role].person).name


def told(line: Line) -> tuple[int | None, Decimal, str]:
    return line.required, line.count, line.standing


@pytest.mark.rule("RULE-046", "RULE-047")
def test_each_month_counts_by_itself_for_an_officer(house: House) -> None:
    laid_down(house, row(who="officer", counted="registered"))
    officer = name_of(house, Role.OFFICER)
    with clock.at(day(5, 6)):
        for _ in range(2):
            items.registered(house, by=house.officer)
    with clock.at(day(6, 30, 23)):
        late = items.submitted(house, by=house.officer)
    assert told(counted(house, day(5, 31))[officer]) == (1, 2, Standing.REACHED)
    assert told(counted(house, day(6, 30))[officer]) == (1, 0, Standing.RUNNING)
    assert told(counted(house, day(7, 1), "month")[officer]) == (1, 0, Standing.RUNNING)
    june = lines.lines(house.station.pk, "month", JUNE, on=datetime.date(2026, 7, 1))[0]
    assert (told(june), june.is_silent) == ((1, 0, Standing.SHORT), True)
    with clock.at(day(7, 2)):
        items.registration.register(house.editor, late.public_id)
    june = lines.lines(house.station.pk, "month", JUNE, on=datetime.date(2026, 7, 2))[0]
    assert (told(june), [fact.number for fact in june.facts]) == ((1, 1, Standing.REACHED), [late.number])


@pytest.mark.rule("RULE-048", "RULE-059", "RULE-060")
def test_a_closer_rule_of_the_same_name_counts_and_more_than_all_may_come(house: House) -> None:
    laid_down(house, row(least=4))
    own = laid_down(house, row(least=2), scope=Scope(organizations=(house.township.pk,)), strength="target")
    with clock.at(day(6, 5)):
        for _ in range(3):
            items.submitted(house, by=house.officer)
    found = counted(house, day(6, 15))
    township, department = found[house.township.name], found[house.department.name]
    assert (told(township), township.percent, township.short) == ((2, 3, Standing.REACHED), 150, 0)
    assert (township.duty.rule.version, township.duty.rule.strength) == (own.public_id, "target")
    assert (told(department), department.short, department.projected_short) == ((4, 0, Standing.RUNNING), 4, 4)


@pytest.mark.rule("RULE-049", "RULE-050")
def test_a_member_owes_valuable_items_or_such_of_high_value_as_the_rule_says(house: House) -> None:
    laid_down(house, row(name="有价值", who="member", span="year", counted="registered"), strength="target")
    laid_down(house, row(name="高价值", who="member", span="year", counted="adopted"), strand="高价值")
    member = name_of(house, Role.MEMBER)
    with clock.at(day(6, 5)):
        item = items.released(house)
    found = [line for line in year_lines(house) if line.bound.name == member]
    assert [(line.duty.name, *told(line)) for line in found] == [
        ("有价值", 1, 1, Standing.REACHED),
        ("高价值", 1, 0, Standing.RUNNING),
    ]
    with clock.at(day(6, 20)):
        reporting.adopted(house, item)
        reporting.adopted(house, item)
    assert [told(line)[1] for line in year_lines(house) if line.bound.name == member] == [1, 1]


def year_lines(house: House) -> list[Line]:
    return lines.lines(house.station.pk, "year", spans.period_of("year", JUNE.first), on=datetime.date(2026, 6, 30))


@pytest.mark.rule("RULE-054", "RULE-061")
def test_numbers_may_be_left_open_or_be_a_range_in_one_publication(house: House) -> None:
    laid_down(house, row(name="未定", least=None))
    laid_down(
        house,
        row(name="市报", who="station", span="year", counted="adopted", least=2, most=3, where="岚江日报"),
        strand="上稿",
    )
    with clock.at(day(6, 5)):
        reporting.adopted(house, publication="岚江日报")
        reporting.adopted(house)
    [line] = year_lines(house)
    assert (told(line), line.duty.most, [fact.on for fact in line.facts]) == (
        (2, 1, Standing.RUNNING),
        3,
        [datetime.date(2026, 6, 5)],
    )
    assert {told(line) for line in counted(house, day(6, 10)).values()} == {(None, 0, Standing.OPEN)}


@pytest.mark.rule("RULE-051")
def test_members_part_of_all_items_is_told(house: House) -> None:
    with clock.at(day(6, 5)):
        for _ in range(3):
            items.submitted(house)
        items.submitted(house, by=house.officer)
        submission.withdraw(house.member, items.submitted(house).public_id, reason="有误")
    assert counting.members_part(house.station.pk, JUNE) == (3, 4)


@pytest.mark.parametrize(("rounding", "due"), [("down", 1), ("half", 2), ("full", 3)])
def test_a_part_of_a_period_owes_a_part(house: House, rounding: str, due: int) -> None:
    quotas.ruled(house, rules.PART_PERIOD, rounding)
    laid_down(house, row(least=3), row(name="信息员", who="officer", least=3))
    late, left = officer(house, datetime.date(2026, 6, 16)), officer(house, datetime.date(2026, 1, 1))
    posts.end_post(system(), left.pk, on=datetime.date(2026, 6, 15), reason="调离")
    tree.end_organization(system(), house.other_department.pk, on=datetime.date(2026, 6, 16))
    quotas.exempt(house, first_on=datetime.date(2026, 6, 16), last_on=datetime.date(2026, 7, 20))
    found = counted(house, day(6, 20))
    halves = [late.person.name, left.person.name, house.other_department.name, house.township.name]
    assert {name: found[name].required for name in halves} == dict.fromkeys(halves, due)
    assert {found[name].owed_days for name in halves} == {15}
    assert house.other_department.name not in counted(house, day(7, 2))
    assert told(counted(house, day(7, 2))[house.township.name])[0] == {"down": 1, "half": 1, "full": 3}[rounding]


def officer(house: House, since: datetime.date) -> Post:
    return posts.appoint(
        system(),
        person=person().pk,
        organization=house.department.pk,
        role=Role.OFFICER,
        officer_kind=OfficerKind.FULL_TIME,
        starts_on=since,
    )


def test_who_is_exempt_for_a_whole_period_owes_nothing_and_is_not_silent(house: House) -> None:
    laid_down(house)
    quotas.exempt(house, first_on=JUNE.first, last_on=JUNE.last)
    line = counted(house, day(6, 20))[house.township.name]
    assert (told(line), line.is_silent, [one.reason for one in line.bound.exemptions]) == (
        (0, 0, Standing.EXEMPT),
        False,
        ["机构调整"],
    )


def test_a_rule_counts_for_whole_periods_from_its_day_and_never_backwards(house: House) -> None:
    laid_down(house, row(least=2))
    laid_down(house, row(least=6), valid_from=datetime.date(2026, 6, 16))
    assert {line.required for line in counted(house, day(6, 20)).values()} == {2}
    assert {line.required for line in counted(house, day(7, 1)).values()} == {6}
    begun = laid_down(house, row(name="新增", least=2), strand="新增", valid_from=datetime.date(2026, 6, 16))
    new = [line for line in lines.lines(house.station.pk, "month", JUNE) if line.duty.rule.version == begun.public_id]
    assert {(line.required, line.owed_days) for line in new} == {(1, 15)}
    laid_down(house, row(name="新增"), strand="新增", valid_from=datetime.date(2026, 7, 11), ends=True)
    july = lines.lines(house.station.pk, "month", spans.period_of("month", datetime.date(2026, 7, 1)))
    assert {(line.required, line.owed_days) for line in july if line.duty.name == "新增"} == {(0, 10)}
    august = lines.lines(house.station.pk, "month", spans.period_of("month", datetime.date(2026, 8, 1)))
    assert {line.duty.name for line in august} == {"每月报送"}


def test_a_merge_takes_nothing_away_and_shares_count_as_the_rule_says(house: House) -> None:
    laid_down(
        house, row(name="报送", who="member", counted="handed_in"), row(name="编发", who="member", counted="released")
    )
    member, second = name_of(house, Role.MEMBER), house.second_member
    with clock.at(day(6, 3)):
        one, other = items.registered(house), items.registered(house, by=second)
        items.synthesis(house, [one, other], shares=[6000, 4000])
    found = [line for line in lines.lines(house.station.pk, "month", JUNE) if line.bound.name == member]
    assert [(line.duty.name, line.count, [fact.number for fact in line.facts]) for line in found if line.facts] == [
        ("报送", 1, [one.number])
    ]
    with clock.at(day(6, 4)):
        submission.submit(
            house.member,
            new_id(),
            kind="social_opinion",
            wording=items.wording(),
            contributors=items.halves(house.member, second),
            is_truthful=True,
        )
    assert counted_for(house, member) == 2
    quotas.ruled(house, rules.SHARED_ITEMS, "share")
    assert counted_for(house, member) == Decimal("1.5")


def counted_for(house: House, name: str) -> Decimal:
    return next(
        line.count
        for line in lines.lines(house.station.pk, "month", JUNE)
        if line.bound.name == name and line.duty.name == "报送"
    )


@pytest.mark.rule("RULE-057", "RULE-058")
def test_silent_units_are_named(house: House) -> None:
    laid_down(house)
    quotas.ruled(house, rules.SILENT_DAYS, 30)
    with clock.at(day(5, 1)):
        items.submitted(house, by=house.officer)
    silent = silence.long_silent(house.station, datetime.date(2026, 5, 31))
    assert [(one.name, one.last_on) for one in silent] == [
        (house.department.name, None),
        (house.other_department.name, None),
    ]
    silent = silence.long_silent(house.station, datetime.date(2026, 6, 1))
    assert (silent[-1].name, silent[-1].last_on, silent[-1].limit) == (
        house.township.name,
        datetime.date(2026, 5, 1),
        30,
    )
    quotas.exempt(house, first_on=JUNE.first, last_on=JUNE.last)
    assert house.township.name not in {one.name for one in silence.long_silent(house.station, JUNE.first)}
    year = Period.of_year(2026)
    assert [body.name for body in silence.without_items(house.station, year)] == [
        house.department.name,
        house.other_department.name,
    ]
    assert Closing.objects.count() == 0


@pytest.mark.parametrize("number", [1, 3])
def test_counting_asks_no_more_for_more(house: House, django_assert_num_queries: object, number: int) -> None:
    laid_down(
        house, row(name="单位"), row(name="信息员", who="officer"), row(name="委员", who="member", counted="released")
    )
    with clock.at(day(6, 5)):
        for _ in range(number):
            items.released(house, by=house.officer)
    with django_assert_num_queries(QUERIES):  # type: ignore[operator]
        assert len(lines.lines(house.station.pk, "month", JUNE)) == 5


QUERIES = 17

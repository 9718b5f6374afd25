# SPDX-License-Identifier: Apache-2.0
"""What items earn: the amounts of the sources, the open readings as options, shares, limits, differences."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domains.matrix import refuses
from tests.factories import items, reporting, rewards, supervision
from tests.factories.network import House
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import submission
from yizhan.domains.items.operations.writing import Contributor
from yizhan.domains.items.states import Kind
from yizhan.domains.network.states import Level
from yizhan.domains.reporting.operations import adoption
from yizhan.domains.rewards import rules, sentences
from yizhan.domains.rewards.models import FeeLine, FeeList
from yizhan.domains.rewards.operations import drafting, settling
from yizhan.domains.rewards.queries import reckoning
from yizhan.domains.rewards.queries.takings import Facts, Taking, Written
from yizhan.domains.rewards.queries.tariffs import Tariffs
from yizhan.domains.rewards.states import TakingKind
from yizhan.domains.supervision.operations import instructions
from yizhan.kernel.errors import Invalid
from yizhan.kernel.ids import new_id

DAY = datetime.date(2026, 5, 4)
COUNTY, CITY, PROVINCE, NATION = Level.COUNTY, Level.CITY, Level.PROVINCE, Level.NATION


def facts(levels: Sequence[int], leaders: int = 0) -> Facts:
    """Adoptions by these levels, and so many instructions."""
    return Facts(
        [Taking(TakingKind.ADOPTION, level, f"办公厅{level}", DAY) for level in levels],
        [Written("市长林一川", CITY, DAY)] * leaders,
    )


def fee(house: House, levels: Sequence[int], leaders: int = 0) -> str:
    """What comes of it, in yuan."""
    return f"{Decimal(reckoning.fee_of(facts(levels, leaders), Tariffs(house.station.pk)).amount) / 100:.2f}"


@pytest.mark.rule("RULE-065", "RULE-066", "RULE-067", "RULE-068")
def test_amounts_by_level_and_the_open_readings(house: House) -> None:
    table: list[tuple[Sequence[int], int, str, str, str, str]] = [
        # adopted by, instructions: highest and once (the default), sum and once, highest and each, sum and never
        ([COUNTY], 0, "30.00", "30.00", "30.00", "30.00"),
        ([CITY], 0, "100.00", "100.00", "100.00", "100.00"),
        ([NATION], 0, "300.00", "300.00", "300.00", "300.00"),
        ([COUNTY], 1, "60.00", "60.00", "60.00", "30.00"),
        ([CITY], 1, "200.00", "200.00", "200.00", "100.00"),
        ([NATION], 1, "600.00", "600.00", "600.00", "300.00"),
        ([NATION], 3, "600.00", "600.00", "1200.00", "300.00"),
        ([COUNTY, CITY, NATION], 0, "300.00", "430.00", "300.00", "430.00"),
        ([COUNTY, CITY, CITY, NATION], 2, "600.00", "860.00", "900.00", "430.00"),
        ([PROVINCE], 1, "0.00", "0.00", "0.00", "0.00"),
        ([COUNTY, PROVINCE], 0, "30.00", "30.00", "30.00", "30.00"),
        ([], 2, "0.00", "0.00", "0.00", "0.00"),
    ]
    readings = (("highest", "once"), ("sum", "once"), ("highest", "each"), ("sum", "never"))
    assert (rules.FEE_LEVELS.default, rules.FEE_DOUBLING.default) == readings[0]
    for place, (levels, doubling) in enumerate(readings):
        rewards.lay_down(house, rules.FEE_LEVELS, levels)
        rewards.lay_down(house, rules.FEE_DOUBLING, doubling)
        for adopted, leaders, *expected in table:
            assert fee(house, adopted, leaders) == expected[place], (levels, doubling, adopted, leaders)


@pytest.mark.rule("RULE-067")
def test_the_province_is_paid_once_an_amount_is_laid_down_and_each_day_has_its_own(house: House) -> None:
    rows = [{"level": "county", "amount": "40.00"}, {"level": "province", "amount": "150.00"}]
    rewards.lay_down(house, rules.FEES, rows, on=DAY)
    rewards.lay_down(house, rules.FEE_CAP, "200.00", on=DAY)
    assert fee(house, [COUNTY]) == "40.00"
    assert fee(house, [COUNTY, PROVINCE]) == "150.00"
    assert fee(house, [PROVINCE], 1) == "200.00"
    before = Facts([Taking(TakingKind.ADOPTION, COUNTY, "区政协", DAY - datetime.timedelta(days=1))])
    assert reckoning.fee_of(before, Tariffs(house.station.pk)).amount == 3000


def test_own_release_counts_unless_the_station_says_otherwise(house: House) -> None:
    released = Facts([Taking(TakingKind.RELEASE, COUNTY, "区政协", DAY)])
    assert reckoning.fee_of(released, Tariffs(house.station.pk)).amount == 3000
    rewards.lay_down(house, rules.FEE_OWN_RELEASE, "no")
    assert reckoning.fee_of(released, Tariffs(house.station.pk)).amount == 0


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**9), st.lists(st.integers(0, 10_000), min_size=1, max_size=9))
def test_shares_add_up_to_the_fen(amount: int, claims: list[int]) -> None:
    parts = reckoning.shared(amount, claims)
    assert sum(parts) == (amount if any(claims) else 0)
    whole = sum(claims)
    for part, claim in zip(parts, claims, strict=True):
        assert not whole or abs(part * whole - amount * claim) < whole


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(-50_000, 50_000), max_size=9), st.none() | st.integers(0, 60_000))
def test_nobody_is_paid_less_than_nothing_or_more_than_the_limit(amounts: list[int], cap: int | None) -> None:
    paid = reckoning.within(amounts, cap)
    gained, lost = sum(a for a in amounts if a > 0), sum(-a for a in amounts if a < 0)
    total = sum(amount for amount, _ in paid)
    assert total == min(max(0, gained - lost), cap if cap is not None else gained)
    assert all(cut >= 0 for _, cut in paid)
    assert all(0 >= amount >= given for (amount, _), given in zip(paid, amounts, strict=True) if given < 0)


def together(house: House) -> Item:
    """An item of two people with 60 % and 40 %, released here."""
    shares = [Contributor(share=6000, person=house.member.person), Contributor(share=4000, person=house.officer.person)]
    key = new_id()
    submission.submit(
        house.member, key, kind=Kind.SOCIAL_OPINION, wording=items.wording(), contributors=shares, is_truthful=True
    )
    return reporting.passed(house, Item.objects.get(public_id=key))


def amounts(fee_list: FeeList) -> dict[int | None, int]:
    return dict(fee_list.lines.values_list("person", "amount"))


@pytest.mark.rule("RULE-066", "RULE-068")
def test_an_item_adopted_again_later_pays_the_difference_and_a_revoked_one_is_taken_off(house: House) -> None:
    item = together(house)
    member, officer = house.member.person, house.officer.person
    city = reporting.adopted(house, item, reporting.body(house, level=CITY))
    reporting.adopted(house, item, reporting.body(house, level=CITY, name="另一办公室"))
    first = rewards.settled(house, item)
    assert amounts(first) == {member: 6000, officer: 4000}
    supervision.recorded(house, item=item)
    second = rewards.settled(house, item)
    assert amounts(second) == {member: 6000, officer: 4000}
    line = second.lines.get(person=member)
    assert (line.entitled, line.before) == (12000, 6000)
    assert sentences.explained(line)[-2:] == [
        "占 200.00 元的 60%：120.00 元。",
        "此前各单已付 60.00 元。",
    ]
    adoption.revoke_adoption(house.editor, city.public_id, reason="登记有误")
    assert refuses(partial(rewards.drafted, house, item), Invalid).code == "rewards.list.nothing"
    for one in item.adoptions.filter(state="recorded"):
        adoption.revoke_adoption(house.editor, one.public_id, reason="登记有误")
    assert refuses(partial(rewards.drafted, house, item), Invalid).code == "rewards.list.nothing"
    later = reporting.passed(house, items.submitted(house))
    reporting.adopted(house, later, reporting.body(house, level=NATION))
    third = rewards.approved(house, later)
    assert amounts_by_item(third) == {(item.pk, member): -12000, (later.pk, member): 30000}
    assert third.payments.get().amount == 18000


def amounts_by_item(fee_list: FeeList) -> dict[tuple[int, int | None], int]:
    return {(line.item_id, line.person_id): line.amount for line in fee_list.lines.all()}


def test_what_units_and_strangers_share_is_shown_and_not_paid(house: House) -> None:
    shares = [
        Contributor(share=5000, person=house.member.person),
        Contributor(share=3000, organization=house.township.pk),
        Contributor(share=2000, name="路人"),
    ]
    key = new_id()
    submission.submit(
        house.member, key, kind=Kind.SOCIAL_OPINION, wording=items.wording(), contributors=shares, is_truthful=True
    )
    item = reporting.passed(house, Item.objects.get(public_id=key))
    reporting.adopted(house, item, reporting.body(house, level=CITY))
    fee_list = rewards.drafted(house, item)
    said: list[tuple[Any, ...]] = list(fee_list.lines.order_by("id").values_list("entitled", "amount", "cut"))
    assert said == [(5000, 5000, 0), (3000, 0, 3000), (2000, 0, 2000)]
    assert [sentences.explained(line)[-1] for line in fee_list.lines.order_by("id")][1:] == [
        "单位所占份额不付稿酬。",
        "不付：姓名不在名册中。",
    ]
    rewards.lay_down(house, rules.FEE_UNITS, "yes")
    rewards.lay_down(house, rules.FEE_PERSON_CAP, "40.00")
    again = drafting.reckon_again(house.editor, fee_list.public_id)
    said = list(again.lines.order_by("id").values_list("entitled", "amount", "cut"))
    assert said == [(5000, 4000, 1000), (3000, 3000, 0), (2000, 0, 2000)]
    assert again.total == 7000


def test_what_a_station_below_reported_is_paid_there(house: House) -> None:
    ladder = reporting.Ladder.build()
    item = reporting.passed(ladder.county, items.submitted(ladder.county))
    at_city = reporting.passed(ladder.city, reporting.forwarded(ladder.county, item).result)
    reporting.adopted(ladder.city, at_city, reporting.body(ladder.city, level=NATION))
    assert refuses(partial(rewards.drafted, ladder.city, at_city), Invalid).code == "rewards.list.nothing"
    assert rewards.drafted(ladder.county, item).total == 30000


@pytest.mark.rule("RULE-068")
def test_an_instruction_that_was_taken_back_doubles_nothing(house: House) -> None:
    item = items.released(house)
    given = supervision.recorded(house, item=item)
    assert rewards.drafted(house, item).total == 6000
    instructions.revoke(house.editor, given.public_id, reason="记错文件")
    fee_list = FeeList.objects.get(station=house.station)
    assert drafting.reckon_again(house.editor, fee_list.public_id).total == 3000


def test_the_lines_of_an_approved_list_stay_what_they_were(house: House) -> None:
    fee_list = rewards.approved(house)
    kept = list(FeeLine.objects.filter(fee_list=fee_list).values())
    supervision.recorded(house, item=fee_list.lines.get().item)
    settling.hand_over(house.second_reviewer, fee_list.public_id, cashier="出纳钱某")
    assert list(FeeLine.objects.filter(fee_list=fee_list).values()) == kept

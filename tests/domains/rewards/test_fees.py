# SPDX-License-Identifier: Apache-2.0
"""What items earn: the amounts of the sources, the open readings as options, shares, limits, differences."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from importlib import resources
from typing import Any
from unittest.mock import ANY

import pytest
from django.utils.formats import date_format
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domains.matrix import refuses
from tests.factories import appraisal, items, reporting, rewards, supervision
from tests.factories.network import House
from yizhan.domains.appraisal.models import Occasion
from yizhan.domains.appraisal.operations import correcting
from yizhan.domains.appraisal.operations.correcting import Proposal
from yizhan.domains.appraisal.queries.facts import Fact
from yizhan.domains.appraisal.queries.vocabulary import ADOPTED, INSTRUCTED, LEVELS, RELEASED
from yizhan.domains.appraisal.states import Change
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import submission
from yizhan.domains.items.operations.writing import Contributor
from yizhan.domains.items.states import Kind
from yizhan.domains.network.models import Person
from yizhan.domains.network.states import Level
from yizhan.domains.reporting.operations import adoption
from yizhan.domains.rewards import rules, sentences
from yizhan.domains.rewards.models import FeeLine, FeeList
from yizhan.domains.rewards.operations import approving, drafting, settling
from yizhan.domains.rewards.queries import lines, reckoning
from yizhan.domains.rewards.queries.reckoning import Payee, Told
from yizhan.domains.rewards.queries.schemes import FeeSchemes
from yizhan.domains.rewards.queries.tariffs import yuan
from yizhan.domains.supervision.operations import instructions
from yizhan.engines.scoring.checks.reach import beyond_one_item
from yizhan.engines.scoring.language.reading import parse_scheme
from yizhan.kernel import clock
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.ids import new_id

DAY, NEXT_MONTH, TODAY = datetime.date(2026, 5, 1), datetime.date(2026, 6, 1), datetime.date(2026, 11, 28)
WEEK = datetime.timedelta(days=7)
ALONE: Payee = (1, None, "")
COUNTY, CITY, PROVINCE, NATION = Level.COUNTY, Level.CITY, Level.PROVINCE, Level.NATION


def told(levels: Sequence[int], leaders: int = 0, *, on: datetime.date = DAY, item: int = 1) -> list[Told]:
    """Adoptions by these levels, and so many instructions after them; one person contributed."""
    happened = [("adoption", ADOPTED, level) for level in levels] + [("instruction", INSTRUCTED, CITY)] * leaders
    return [
        one_told(kind, words, level, place, on=on, item=item) for place, (kind, words, level) in enumerate(happened)
    ]


def one_told(
    kind: str,
    words: Sequence[str],
    level: int,
    place: int = 0,
    *,
    on: datetime.date = DAY,
    item: int = 1,
    **further: Any,
) -> Told:
    fields = {"kind": list(words), "level": list(LEVELS[level]), "body": [f"办公厅{level}"]}
    fact = Fact(f"{kind}/{place}/{item}", on, new_id(), str(item), "标题", fields, [])
    return Told(item, fact, ((ALONE, 10_000),), **further)


def fee(house: House, happened: Sequence[Told]) -> str:
    """What comes of it, in yuan."""
    found = reckoning.earned(house.station, happened, FeeSchemes(house.station.pk), TODAY)
    return yuan(sum(mine.amount for payees in found.values() for mine in payees.values()))


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
            assert fee(house, told(adopted, leaders)) == expected[place], (levels, doubling, adopted, leaders)


def test_the_readings_that_are_shipped_are_a_scheme_of_the_language() -> None:
    text = resources.files("yizhan.domains.rewards").joinpath("fee_scheme.toml").read_text(encoding="utf-8")
    kept = text[: text.index('[[selection]]\nid = "sum"')] + text[text.index('[[multiplier]]\nid = "once"') :]
    scheme = parse_scheme(kept)
    assert beyond_one_item(scheme) is None
    assert {one.id for one in (*scheme.selections, *scheme.multipliers)} == {rules.HIGHEST, rules.ONCE, rules.EACH}


@pytest.mark.rule("RULE-067")
def test_each_fact_has_the_amount_of_its_day_and_each_item_the_reading_of_its_first_adoption(house: House) -> None:
    rows = [{"level": "county", "amount": "40.00"}, {"level": "province", "amount": "150.00"}]
    rewards.lay_down(house, rules.FEES, rows, on=DAY)
    rewards.lay_down(house, rules.FEE_CAP, "200.00", on=DAY)
    rewards.lay_down(house, rules.FEE_DOUBLING, "never", on=DAY + WEEK)
    before, after = DAY - WEEK, DAY + WEEK
    # An item of before keeps its reading (highest, doubled, no limit); what adopts it later brings the later amount.
    table = [
        (told([COUNTY], on=DAY), "40.00"),
        (told([COUNTY, PROVINCE], on=DAY), "150.00"),
        (told([PROVINCE], 1, on=DAY), "200.00"),
        (told([COUNTY], on=before), "30.00"),
        ([*told([COUNTY], on=before), *told([PROVINCE], on=DAY)], "150.00"),
        ([*told([CITY], on=before), *told([COUNTY], on=DAY)], "100.00"),
        ([*told([COUNTY], on=before), *told([PROVINCE], 1, on=DAY)], "300.00"),
        ([*told([COUNTY], on=DAY), *told([], 2, on=after)], "80.00"),
        (told([COUNTY], 2, on=after), "40.00"),
        ([*told([COUNTY], on=before), *told([COUNTY], on=after, item=2)], "70.00"),
    ]
    for happened, expected in table:
        assert fee(house, happened) == expected, [one.fact.key for one in happened]


def test_own_release_counts_unless_the_station_says_otherwise_and_media_never(house: House) -> None:
    released, issued = one_told("release", RELEASED, COUNTY), one_told("issue", ADOPTED, COUNTY)
    printed = one_told("adoption", ADOPTED, NATION, is_medium=True)
    assert [fee(house, [released]), fee(house, [released, issued]), fee(house, [printed])] == ["30.00", "30.00", "0.00"]
    rewards.lay_down(house, rules.FEE_OWN_RELEASE, "no")
    assert fee(house, [released, issued]) == "0.00"


OWN = """
[scheme]
id = "fees"
name = "稿酬办法"
version = "2026"
holder = "person"
unit = "元"

[fields]
kind = ["上稿", "批示"]
level = { ordered = ["区", "地市", "国家"] }

[[rule]]
id = "taken"
name = "上稿"
clause = "第二条"
when = { kind = "上稿" }
points_by = { level = { "区" = 33.33, "地市" = 120, "国家" = 500 } }

[[selection]]
id = "best"
name = "从高"
by = "level"

[[multiplier]]
id = "half-more"
name = "批示加半"
item_has = { kind = "批示" }
factor = 1.5

[[sharing]]
id = "shares"
name = "按份额"
method = "weight"
"""


def test_a_money_scheme_of_the_station_counts_from_its_first_day_on_across_versions(house: House) -> None:
    appraisal.in_force(house, OWN, since=DAY)
    appraisal.in_force(house, OWN.replace("120", "140").replace('"2026"', '"2027"'), since=NEXT_MONTH)
    before, after = DAY - WEEK, NEXT_MONTH + WEEK
    table = [
        (told([COUNTY], on=before), "30.00"),  # by the rules of the rulebook
        (told([COUNTY], 1, on=DAY), "50.00"),  # 33.33 × 1.5 = 49.995, rounded once
        (told([CITY], 1, on=after), "210.00"),
        ([*told([COUNTY], on=DAY), *told([CITY], 1, on=after)], "210.00"),
        ([*told([COUNTY], on=before), *told([CITY], 1, on=after)], "280.00"),  # doubled, as on the first day
        ([*told([CITY], on=DAY), *told([CITY], on=after)], "140.00"),
    ]
    for happened, expected in table:
        assert fee(house, happened) == expected, [one.fact.day for one in happened]
    found = reckoning.earned(house.station, table[3][0], FeeSchemes(house.station.pk), TODAY)
    entries = found[1][ALONE].workings["entries"]
    said = [(one["version"], one["rule"], one["arithmetic"], one["counts"]) for one in entries]
    assert said == [("2026", "上稿", ANY, False), ("2027", "上稿", "140 × 1.5 = 210", True)]
    assert entries[1]["instrument"] == f"{appraisal.INSTRUMENT.title} {appraisal.INSTRUMENT.number}"


def test_a_money_scheme_that_cannot_pay_single_items_is_refused_with_its_clause(house: House) -> None:
    base = '\n[[base]]\nid = "base"\nname = "月补贴"\npoints = 50\nevery = "month"\n'
    appraisal.in_force(house, OWN + base, since=DAY)
    refusal = refuses(partial(fee, house, told([COUNTY])), Conflict)
    assert (refusal.code, refusal.parameters["clause"]) == ("rewards.scheme.beyond_items", "月补贴")
    appraisal.in_force(house, OWN.replace('"fees"', '"other"'), since=DAY)
    assert refuses(partial(fee, house, told([COUNTY])), Conflict).code == "rewards.scheme.several"
    assert fee(house, told([COUNTY], on=DAY - WEEK)) == "30.00"


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(claims=st.lists(st.integers(1, 10_000), min_size=1, max_size=9), leaders=st.integers(0, 2))
def test_shares_add_up_to_the_fen(house: House, claims: list[int], leaders: int) -> None:
    shares = tuple(((number, None, ""), claim) for number, claim in enumerate(claims, 1))
    happened = [replace(one, shares=shares) for one in told([COUNTY, NATION], leaders)]
    found = reckoning.earned(house.station, happened, FeeSchemes(house.station.pk), TODAY)[1]
    parts = [found[payee].amount for payee, _ in shares]
    whole = 60_000 if leaders else 30_000
    assert sum(parts) == whole
    for part, claim in zip(parts, claims, strict=True):
        assert abs(part * sum(claims) - whole * claim) < len(claims) * sum(claims)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(-50_000, 50_000), max_size=9), st.none() | st.integers(0, 60_000))
def test_nobody_is_paid_less_than_nothing_or_more_than_the_limit(amounts: list[int], cap: int | None) -> None:
    paid = reckoning.within(amounts, cap)
    gained, lost = sum(a for a in amounts if a > 0), sum(-a for a in amounts if a < 0)
    total = sum(amount for amount, _ in paid)
    assert total == min(max(0, gained - lost), cap if cap is not None else gained)
    assert all(cut >= 0 for _, cut in paid)
    assert all(0 >= amount >= given for (amount, _), given in zip(paid, amounts, strict=True) if given < 0)


def amounts(fee_list: FeeList) -> dict[int | None, int]:
    return dict(fee_list.lines.values_list("person", "amount"))


@pytest.mark.rule("RULE-066", "RULE-068")
def test_an_item_adopted_again_later_pays_the_difference_and_a_revoked_one_is_taken_off(house: House) -> None:
    item = rewards.together(house)
    member, officer = house.member.person, house.officer.person
    city = reporting.adopted(house, item, reporting.body(house, level=CITY, name="一办公室"))
    reporting.adopted(house, item, reporting.body(house, level=CITY, name="另一办公室"))
    first = rewards.settled(house, item)
    assert amounts(first) == {member: 6000, officer: 4000}
    supervision.recorded(house, item=item)
    second = rewards.settled(house, item)
    assert amounts(second) == {member: 6000, officer: 4000}
    line = second.lines.get(person=member)
    assert (line.entitled, line.before) == (12000, 6000)
    day = date_format(clock.today())
    said = sentences.explained(line)
    assert said[0] == f"{day}有领导批示（市级）。"
    assert sorted(said[1:-2]) == sorted(
        [
            f"{day}被一办公室（市级）采用：采用 1 条，100.00 元。",
            "有领导批示的加倍，× 2：200.00 元。",
            "占 200.00 元的 60%：120.00 元。",
            f"{day}被另一办公室（市级）采用：已按另一次采用计，此项不另计。",
        ]
    )
    assert said[-2:] == ["按社情民意信息稿酬标准（版本 1）计算。", "此前各单已付 60.00 元。"]
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


def test_a_correction_that_two_people_decided_about_points_changes_the_fee_too(house: House) -> None:
    item = reporting.passed(house, items.submitted(house))
    reporting.adopted(house, item, reporting.body(house, level=CITY))
    fee_list = rewards.drafted(house, item)
    assert amounts(fee_list) == {house.member.person: 10000}
    appraisal.booked()
    occasion = Occasion.objects.get(matter=item.public_id, key__startswith="adoption/")
    officer = Person.objects.get(pk=house.officer.person)
    proposal = Proposal(change=Change.RESTATE, reason="署名有误", people=[(officer.public_id, 10_000)])
    proposed = correcting.propose(house.editor, new_id(), occasion=occasion.public_id, proposal=proposal)
    assert lines.is_current(fee_list)
    correcting.confirm(house.reviewer, proposed.public_id)
    assert (
        refuses(partial(approving.check, house.reviewer, fee_list.public_id), Conflict).code == "rewards.list.outdated"
    )
    assert amounts(drafting.reckon_again(house.editor, fee_list.public_id)) == {officer.pk: 10000}


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

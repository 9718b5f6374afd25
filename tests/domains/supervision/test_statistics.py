# SPDX-License-Identifier: Apache-2.0
"""Counting: items and times, levels, months, units, people; outcomes and answers apart."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import items, supervision
from tests.factories.network import House, person
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import editing, registration, review
from yizhan.domains.items.operations.writing import Contributor
from yizhan.domains.items.states import Channel, VerificationResult
from yizhan.domains.network.models import Organization, Person, Station
from yizhan.domains.network.states import Level
from yizhan.domains.reporting.operations import adoption, bodies
from yizhan.domains.reporting.operations.adoption import Particulars
from yizhan.domains.reporting.queries.periods import Period
from yizhan.domains.supervision.models import Case, Instruction
from yizhan.domains.supervision.operations import concluding, instructions, telling
from yizhan.domains.supervision.operations.instructions import Leader
from yizhan.domains.supervision.queries import cases, statistics
from yizhan.domains.supervision.queries.facts import known_facts
from yizhan.domains.supervision.queries.statistics import Counted
from yizhan.domains.supervision.states import Verdict
from yizhan.kernel import clock
from yizhan.kernel.ids import new_id


def this_year() -> Period:
    return Period.of_year(clock.today().year)


def copy_above(house: House, item: Item) -> Item:
    """What became of the item at the station above, signed there."""
    city = house.city
    copy = registration.send_on(house.editor, item, Station.objects.get(pk=house.above.pk), channel=Channel.REPORT)
    registration.register(city.editor, copy.public_id)
    return _signed(city, copy)


def _signed(house: House, item: Item) -> Item:
    """A registered item, brought through review."""
    review.send_to_review(house.editor, item.public_id)
    review.approve(house.reviewer, item.public_id)
    review.approve(house.second_reviewer, item.public_id)
    editing.verify(house.editor, item.public_id, result=VerificationResult.CONFIRMED, note="已核实")
    return review.sign_off(house.signer, item.public_id)


def give(house: House, item: Item, level: int, *, by: House | None = None) -> Instruction:
    """An instruction of some level recorded where the item lies."""
    at = by or house
    return instructions.record_instruction(
        at.editor,
        new_id(),
        item=item.public_id,
        leader=Leader(name="某领导", title="", level=level),
        text="请阅研。",
        given_on=clock.today(),
    )


@pytest.mark.rule("FIX-018")
def test_items_and_times_are_counted_apart(house: House) -> None:
    first, second = items.signed(house), items.signed(house)
    for item in (first, first, second):
        give(house, item, Level.CITY)
    give(house, first, Level.PROVINCE)

    found = statistics.instructed(house.station.pk, this_year())

    assert list(statistics.items_instructed(house.station.pk, this_year())) == [second, first]
    assert found.total == Counted(items=2, instructions=4)
    assert found.by_level == {
        Level.PROVINCE: Counted(items=1, instructions=1),
        Level.CITY: Counted(items=2, instructions=3),
    }
    assert found.by_month == {clock.today().replace(day=1): Counted(items=2, instructions=4)}


@pytest.mark.rule("FIX-014")
def test_levels_add_up_to_the_total_of_instructions(house: House) -> None:
    for level, number in ((Level.PROVINCE, 3), (Level.CITY, 2)):
        for _ in range(number):
            give(house, items.signed(house), level)

    found = statistics.instructed(house.station.pk, this_year())

    assert {level: counted.items for level, counted in found.by_level.items()} == {Level.PROVINCE: 3, Level.CITY: 2}
    assert found.total == Counted(items=5, instructions=5)


@pytest.mark.rule("FIX-032")
def test_instruction_higher_up_counts_for_the_item_it_came_from(house: House) -> None:
    item = items.signed(house)
    copy = copy_above(house, item)
    give(house, item, Level.COUNTY)
    give(house, copy, Level.PROVINCE, by=house.city)

    below, above = (statistics.instructed(one, this_year()) for one in (house.station.pk, house.above.pk))

    assert below.total == Counted(items=1, instructions=2)
    assert below.by_level == {
        Level.PROVINCE: Counted(items=1, instructions=1),
        Level.COUNTY: Counted(items=1, instructions=1),
    }
    assert above.total == Counted(items=1, instructions=1)
    assert set(statistics.instructed_among(Item.objects.all())) == {item, copy}


def test_item_that_came_back_counts_once(house: House, elsewhere: House) -> None:
    away = registration.transfer(
        house.editor, items.submitted(house).public_id, station=elsewhere.station.pk, reason="属于邻区"
    )
    back = registration.transfer(elsewhere.editor, away.public_id, station=house.station.pk, reason="应由贵处办理")
    registration.register(house.editor, back.public_id)
    give(house, _signed(house, back), Level.CITY)

    assert statistics.instructed(house.station.pk, this_year()).total == Counted(items=1, instructions=1)


def test_days_outside_the_period_and_taken_back_instructions_do_not_count(house: House, elsewhere: House) -> None:
    given = give(house, items.signed(house), Level.CITY)
    today = clock.today()
    one_day = datetime.timedelta(days=1)

    def total(first: datetime.date, last: datetime.date) -> Counted:
        return statistics.instructed(house.station.pk, Period(first, last)).total

    assert total(today, today) == Counted(1, 1)
    assert total(today - one_day, today - one_day) == Counted(0, 0)
    assert total(today + one_day, today + one_day) == Counted(0, 0)
    assert statistics.instructed(elsewhere.station.pk, this_year()).total == Counted(0, 0)
    instructions.revoke(house.supervisor, given.public_id, reason="登记有误")
    assert total(today, today) == Counted(0, 0)
    assert not statistics.instructed_among(Item.objects.all()).exists()


def test_units_and_people_are_counted_by_their_shares(house: House) -> None:
    item = items.signed(house)
    second = person("某乙")
    shares = [Contributor(share=5000, person=house.member.person), Contributor(share=5000, person=second.pk)]
    editing.set_shares(house.editor, item.public_id, contributors=shares, reason="两人合写")
    give(house, item, Level.CITY)
    give(house, item, Level.CITY)
    unit = Organization.objects.get(pk=house.member.organization).public_id
    first = Person.objects.get(pk=house.member.person).public_id

    by_unit = statistics.instructed_by_unit(house.station.pk, this_year())
    by_person = statistics.instructed_by_person(house.station.pk, this_year())

    assert by_unit == {unit: Counted(items=1, instructions=2)}
    assert by_person == {first: Counted(items=1, instructions=2), second.public_id: Counted(items=1, instructions=2)}


def test_replies_outcomes_and_answers_are_different_figures(house: House) -> None:
    supervision.replied(house)
    case = supervision.told(house)
    telling.answer_feedback(house.member, cases.feedback_of(case).get().public_id, verdict=Verdict.NOT_SOLVED)
    concluding.conclude(house.supervisor, case.public_id, reason="列入明年计划")
    supervision.implemented(house)

    assert statistics.cases_by_state(house.station.pk) == {"accepted": 1, "concluded": 1, "implemented": 1}
    assert statistics.outcomes(house.station.pk, this_year()) == {"carried_out": 1}
    assert statistics.verdicts(house.station.pk) == {"not_solved": 1}
    assert statistics.assignments_by_unit(house.station.pk) == {house.department.pk: {"replied": 1, "approved": 2}}


def test_reassigned_tasks_are_counted_once(house: House) -> None:
    supervision.reassigned(house)

    assert statistics.assignments_by_unit(house.station.pk) == {house.other_department.pk: {"assigned": 1}}


@pytest.mark.rule("RULE-103")
def test_four_facts_are_known_of_an_item_and_its_copies(house: House) -> None:
    item = items.signed(house)
    assert known_facts(item).instructions == []
    copy = copy_above(house, item)
    given = give(house, copy, Level.CITY, by=house.city)
    supervision.approved(house.city, given.case)
    body = bodies.enter_body(house.editor, name="市委办公室", level=Level.CITY, line="party", kind="office")
    told = Particulars(body=body.public_id, adopted_on=clock.today(), publication="信息专报", told_by="市委办来电")
    adopted = adoption.record_adoption(house.editor, item.public_id, particulars=told)

    facts = known_facts(item)

    assert facts.adoptions == [adopted]
    assert facts.instructions == [given]
    assert [reply.opinion for reply in facts.opinions] == [supervision.WORDS.opinion]
    assert facts.implementation == [Case.objects.get()]


@pytest.mark.parametrize("rows", [1, 3])
def test_figures_take_as_many_queries_however_many_rows(house: House, rows: int) -> None:
    for _ in range(rows):
        give(house, supervision.concluded(house).item, Level.CITY)
    station, year = house.station.pk, this_year()

    figures: list[tuple[int, Callable[[], Any]]] = [
        (2, lambda: statistics.instructed(station, year)),
        (3, lambda: statistics.instructed_by_unit(station, year)),
        (3, lambda: statistics.instructed_by_person(station, year)),
        (1, lambda: statistics.cases_by_state(station)),
        (1, lambda: statistics.outcomes(station, year)),
        (1, lambda: statistics.verdicts(station)),
        (1, lambda: statistics.assignments_by_unit(station)),
    ]
    for number, figure in figures:
        with CaptureQueriesContext(connection) as caught:
            figure()
        assert len(caught) == number

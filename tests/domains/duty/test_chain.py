# SPDX-License-Identifier: Apache-2.0
"""An alarm goes to who is on duty, then on to the next, each once, until exactly one person takes it."""

import datetime
from collections.abc import Iterator
from functools import partial

import pytest
from django.db import connection
from django.utils import translation

from tests.domains.matrix import refuses
from tests.domains.periodicals.racing import at_once
from tests.factories import duty, urgent
from tests.factories.duty import MORNING, post_of
from tests.factories.network import House
from yizhan.domains.clocks.models import Alarm, Deadline
from yizhan.domains.clocks.operations import ringing
from yizhan.domains.clocks.states import AlarmState, Rung
from yizhan.domains.duty.models import Call
from yizhan.domains.duty.operations import calling, changing, planning
from yizhan.domains.duty.queries import chains
from yizhan.domains.network.models import Person
from yizhan.domains.network.operations import tree
from yizhan.domains.network.states import ResponsibilityKind
from yizhan.domains.notices.models import Notice
from yizhan.domains.notices.operations import telling
from yizhan.domains.urgent.models import Emergency
from yizhan.domains.urgent.operations import reporting
from yizhan.kernel import clock, outbox, sentences
from yizhan.kernel.actors import system
from yizhan.kernel.errors import Conflict, Denied, NotFound
from yizhan.kernel.models import Entry

#: Half an hour before the two hours are over the first alarm rings; it goes on after five minutes each.
WARNED = MORNING + datetime.timedelta(minutes=90)


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    """Everything begins at half past eight on the Monday, with the first shift."""
    with clock.at(MORNING):
        yield


def minutes(number: float) -> datetime.datetime:
    return WARNED + datetime.timedelta(minutes=number)


def named(house: House) -> dict[str, int]:
    """The first and the directly responsible person of the township, made now."""
    made = {}
    for kind, name in ((ResponsibilityKind.FIRST, "卫长青"), (ResponsibilityKind.DIRECT, "祝小满")):
        person = tree.enter_person(system(), name=name)
        tree.name_responsible(
            system(), house.township.pk, person=person.pk, kind=kind, title="镇长", since=datetime.date(2020, 1, 1)
        )
        made[kind] = person.pk
    return made


def ring(moment: datetime.datetime, *, times: int = 1) -> list[set[int]]:
    """Let the worker come at a moment, as often as it does; who was called by each call since the beginning."""
    with clock.at(moment):
        for _again in range(times):
            ringing.ring_due(system())
            outbox.carry_out()
    return [{one["person"] for one in call.people} for call in Call.objects.order_by("pk")]


def noted(house: House) -> Deadline:
    """Something that the township called in at half past eight."""
    emergency = urgent.noted(house, happened_at=MORNING)
    outbox.carry_out()
    return Deadline.objects.get(subject=emergency.public_id)


@pytest.mark.rule("RULE-019", "RULE-020")
def test_an_alarm_goes_on_to_the_next_each_once_also_across_restarts(house: House) -> None:
    answering = named(house)
    duty.published(house)
    noted(house)
    desk = {house.editor.person, house.officer.person}
    expected = [
        desk,
        {answering[ResponsibilityKind.DIRECT]},
        {answering[ResponsibilityKind.FIRST]},
        {house.leader.person},
        {house.supervisor.person},
    ]
    for number, people in enumerate(expected):
        assert ring(minutes(5 * number), times=2) == [*expected[:number], people]
    everybody = set().union(*expected)
    assert ring(minutes(25)) == [*expected, everybody]
    for start, name in ((1, "due"), (3, "overdue")):
        begun = 30 * (1 if name == "due" else 2)
        further = expected[start:]
        for number, people in enumerate(further):
            assert ring(minutes(begun + 5 * number), times=2)[-1] == people, (name, number)
        assert ring(minutes(begun + 5 * len(further)))[-1] == everybody
    calls = Entry.objects.filter(event="duty.alarm.called").order_by("pk")
    rungs = [(one.facts["rung"], one.facts["number"]) for one in calls]
    times = {"person": 6, "chief": 5, "supervision": 3}
    assert rungs == [(rung, number) for rung in times for number in range(times[rung])]
    assert not any(one.facts["is_fallback"] or one.facts["is_passed_over"] for one in calls)
    told = Notice.objects.filter(entry__in=calls)
    assert all(one.is_urgent and one.must_acknowledge for one in told)
    assert told.count() == sum(len(one.facts["people"]) for one in calls)


def test_all_three_rungs_at_once_after_an_outage_reach_different_people(house: House) -> None:
    answering = named(house)
    duty.published(house)
    deadline = noted(house)
    calls = ring(minutes(70), times=2)
    assert calls == [
        {house.editor.person, house.officer.person}, {answering[ResponsibilityKind.DIRECT]}, {house.leader.person},
    ]  # fmt: skip
    waiting = deadline.alarms.filter(state=AlarmState.WAITING)
    assert [(one.name, one.number) for one in waiting] == [("overdue", 1)], "one chain rings on"
    with clock.at(minutes(71)):
        calling.take(house.editor, deadline.alarms.get(name="warning").public_id)
        outbox.carry_out()
        late = partial(calling.take, house.leader, deadline.alarms.get(name="overdue").public_id)
        assert refuses(late, Conflict).code == "duty.alarm.taken", "who takes an earlier call sees to the later ones"
    assert len(ring(minutes(100))) == 3
    assert not Notice.objects.filter(
        entry__event="duty.alarm.called", must_acknowledge=True, acknowledged_at=None
    ).exists()


@pytest.mark.rule("RULE-020")
def test_without_anybody_on_duty_the_responsible_persons_come_at_once_and_the_call_says_so(house: House) -> None:
    answering = named(house)
    roster = duty.published(house)
    for name in roster.duties:
        changing.change(house.editor, duty.shift(roster, name).public_id, post=None, reason="抽调")
    noted(house)
    head = {house.editor.person, house.officer.person, answering[ResponsibilityKind.FIRST]}
    assert ring(WARNED) == [head]
    entry = Entry.objects.get(event="duty.alarm.called")
    assert entry.facts["is_fallback"] is True
    assert ring(minutes(5))[1] == {answering[ResponsibilityKind.DIRECT]}
    assert ring(minutes(10))[2] == {house.supervisor.person}


@pytest.mark.rule("RULE-022")
def test_a_unit_with_a_roster_of_its_own_is_called_beside_the_office(house: House) -> None:
    second = house.second_officer
    duty.published(house)
    roster = duty.draft(house, by=house.officer)
    for name, who in zip(roster.duties, (second, house.officer), strict=True):
        planning.fill(house.officer, roster.public_id, duty=name, people=[post_of(who)])
    planning.publish(house.officer, roster.public_id)
    noted(house)
    assert ring(WARNED) == [{house.editor.person, second.person}]
    assert ring(minutes(5))[1] == {house.leader.person, house.officer.person}


def test_each_rung_begins_at_a_circle_of_its_own_and_an_empty_one_is_passed_over_and_said(house: House) -> None:
    answering = named(house)
    duty.published(house)
    found = chains.chain(house.station.pk, house.township.pk, MORNING)
    for rung, people in (
        (Rung.PERSON, {house.editor.person, house.officer.person}),
        (Rung.CHIEF, {answering[ResponsibilityKind.DIRECT]}),
        (Rung.SUPERVISION, {house.leader.person}),
    ):
        reached = found.at(0, rung)
        assert ({one.person for one in reached.people}, reached.is_passed_over) == (people, False)
    office = chains.chain(house.station.pk, None, MORNING)
    assert [[one.person for one in link] for link in office.links] == [
        [house.editor.person], [house.leader.person], [house.supervisor.person],
    ]  # fmt: skip
    empty = office.at(0, Rung.CHIEF)
    assert ([one.person for one in empty.people], empty.is_passed_over) == ([house.leader.person], True)
    event = urgent.noted(house, by=house.editor, happened_at=MORNING)
    outbox.carry_out()
    ring(minutes(30))
    with translation.override("en"):
        entry = Entry.objects.filter(
            event="duty.alarm.called", subject=Deadline.objects.get(subject=event.public_id).public_id
        )
        said = sentences.noted("duty.alarm.called", entry.latest("pk").facts)
    assert "Nobody stands at this step; the next were called at once." in said


def test_signing_takes_the_alarm_and_excuses_the_others(house: House) -> None:
    duty.published(house)
    deadline = noted(house)
    ring(WARNED)
    ring(minutes(5))
    mine, others = (
        Notice.objects.filter(entry__event="duty.alarm.called", person_id=one.person)
        for one in (house.leader, house.editor)
    )
    with clock.at(minutes(6)):
        calling.sign(house.leader, mine.get().public_id)
        taken = deadline.alarms.get(state=AlarmState.TAKEN)
        assert (taken.number, taken.taken_by_id) == (1, house.leader.post)
        outbox.carry_out()
        outbox.carry_out()
    assert mine.get().acknowledged_at == minutes(6)
    assert (others.get().acknowledged_at, others.get().must_acknowledge) == (None, False)
    assert len(ring(minutes(25))) == 2
    with clock.at(minutes(26)):
        late = partial(calling.take, house.editor, taken.public_id)
        refusal = refuses(late, Conflict, taken)
    assert (refusal.code, refusal.parameters) == (
        "duty.alarm.taken",
        {"who": Person.objects.get(pk=house.leader.person).name},
    )
    assert len(ring(minutes(30))) == 3, "the yellow card comes all the same"


def test_taking_signs_ones_own_notices_and_nothing_is_called_about_what_is_done(house: House) -> None:
    duty.published(house)
    deadline = noted(house)
    ring(WARNED)
    alarm = Alarm.objects.get(deadline=deadline, name="warning", number=0)
    for actor, kind in ((house.member, Denied), (house.neighbour.editor, NotFound)):
        refuses(partial(calling.take, actor, alarm.public_id), kind, alarm)
    refuses(partial(calling.call, house.editor, alarm.public_id), Denied, alarm)
    refuses(partial(calling.settle, house.editor, deadline.public_id), Denied, alarm)
    with clock.at(minutes(1)):
        calling.take(house.editor, alarm.public_id)
        calling.take(house.editor, alarm.public_id)
    own = Notice.objects.get(entry__event="duty.alarm.called", person_id=house.editor.person)
    assert own.acknowledged_at == minutes(1)
    ordinary = Notice.objects.get(entry__event="urgent.emergency.noted", person_id=house.editor.person)
    calling.sign(house.editor, ordinary.public_id)
    emergency = Emergency.objects.get()
    with clock.at(minutes(29)):
        reporting.withdraw(house.editor, emergency.public_id, reason="误报")
        outbox.carry_out()
    assert len(ring(minutes(60))) == 1
    assert calling.call(system(), alarm.public_id) == Call.objects.get()
    assert not telling.queries.to_sign(Notice.objects.filter(entry__event="duty.alarm.called")).exists()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_it_at_once_exactly_one_sees_to_it(house: House) -> None:
    duty.published(house)
    deadline = noted(house)
    ring(WARNED)
    ring(minutes(5))
    alarms = list(deadline.alarms.filter(state=AlarmState.RUNG).order_by("number"))
    with clock.at(minutes(6)):
        tries = [
            partial(calling.take, actor, alarm.public_id)
            for actor, alarm in zip((house.editor, house.leader), alarms, strict=True)
        ]
        outcomes = at_once(*tries)
    assert sorted(type(one).__name__ for one in outcomes) == ["Alarm", "Conflict"]
    assert deadline.alarms.filter(state=AlarmState.TAKEN).count() == 1
    assert not deadline.alarms.filter(name="warning", state=AlarmState.WAITING).exists()
    connection.close()

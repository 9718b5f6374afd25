# SPDX-License-Identifier: Apache-2.0
"""Alarms: each exactly once, whatever the clock does and however many try; taken or passed on."""

import datetime
import functools
import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.domains.matrix import refuses
from tests.domains.periodicals.racing import at_once
from tests.factories import clocks as made
from tests.factories.clocks import MONDAY, term
from tests.factories.network import House
from yizhan.domains.clocks.models import Alarm, Deadline
from yizhan.domains.clocks.operations import pausing, ringing, running
from yizhan.domains.clocks.queries import deadlines
from yizhan.domains.clocks.queries.reckoning import AlarmPlan
from yizhan.domains.clocks.states import AlarmState, Rung, State
from yizhan.jobs import alarms
from yizhan.kernel import clock
from yizhan.kernel.actors import system
from yizhan.kernel.errors import Conflict, Denied, NotFound
from yizhan.kernel.models import Entry

ALL = ["warning", "passed", "chief", "supervision"]


def rung() -> list[str]:
    """What rang, in order."""
    return [entry.facts["alarm"] for entry in Entry.objects.filter(event="clocks.alarm.rung").order_by("pk")]


def rung_at(moment: datetime.datetime) -> list[str]:
    """Let the worker look at a moment; what has rung until then."""
    with clock.at(moment):
        while alarms.ring():
            pass
    return rung()


def hours(number: float) -> datetime.datetime:
    return MONDAY + datetime.timedelta(hours=number)


def opened(house: House, duration: str = "4 hours") -> Deadline:
    with clock.at(MONDAY):
        return made.running_one(house, terms=[term(duration)])


def test_alarms_climb_the_ladder_each_at_its_moment(house: House) -> None:
    deadline = opened(house)
    with clock.at(MONDAY):
        assert alarms.seconds_to_next(most=10**6, since=MONDAY) == (hours(4) - MONDAY).total_seconds() - 600
    assert rung_at(hours(3.8)) == []
    assert rung_at(hours(3.9)) == ALL[:1]
    assert rung_at(hours(4)) == ALL[:2]
    assert rung_at(hours(27)) == ALL[:3]
    assert rung_at(hours(24 * 10)) == ALL
    facts = Entry.objects.filter(event="clocks.alarm.rung").order_by("pk").values_list("facts", flat=True)
    assert [(one["rung"], one["card"]) for one in facts] == [
        ("person", "none"),
        ("person", "yellow"),
        ("chief", "yellow"),
        ("supervision", "red"),
    ]
    assert not deadline.alarms.filter(state=AlarmState.WAITING).exists()


@pytest.mark.parametrize("seed", range(5))
def test_a_clock_that_jumps_lets_nothing_ring_twice_or_be_lost(house: House, seed: int) -> None:
    """The worker looks at moments in any order, as after a clock set wrong and right again (REL-23)."""
    print("seed", seed)
    chance = random.Random(seed)
    opened(house)
    moments = [hours(chance.uniform(-50, 400)) for _ in range(12)] + [hours(24 * 20)]
    for moment in moments:
        rung_at(moment)
    assert sorted(rung()) == sorted(ALL)


def test_what_was_met_or_stands_still_does_not_ring(house: House) -> None:
    met, paused = opened(house), opened(house)
    with clock.at(hours(1)):
        running.meet(house.handler, met.subject, made.KIND)
        pausing.pause(house.supervisor, paused.public_id, reason="等待来稿人")
    assert rung_at(hours(24 * 20)) == []


def test_a_deadline_that_moved_warns_again_before_its_new_moment(house: House) -> None:
    deadline = opened(house)
    rung_at(hours(3.9))
    with clock.at(hours(3.95)):
        pausing.pause(house.supervisor, deadline.public_id, reason="等待来稿人")
    with clock.at(hours(10)):
        pausing.resume(house.supervisor, deadline.public_id)
    assert rung_at(hours(10)) == ["warning"], "the warning has been given: its new moment lies behind"
    assert rung_at(hours(24 * 20)) == ALL


def test_an_alarm_nobody_takes_goes_on_until_somebody_does(house: House) -> None:
    plan = AlarmPlan(name="passed", rung=Rung.PERSON, passes_on_after=120)
    with clock.at(MONDAY):
        deadline = made.running_one(house, terms=[term("1 hour")], plans=[plan])
    assert len(rung_at(hours(1))) == 1
    assert len(rung_at(hours(1) + datetime.timedelta(seconds=119))) == 1
    assert len(rung_at(hours(1) + datetime.timedelta(seconds=120))) == 2
    last = deadline.alarms.get(number=1)
    for stranger, kind in ((house.neighbour.handler, NotFound), (house.audit_administrator, Denied)):
        refuses(lambda stranger=stranger: ringing.take(stranger, last.public_id), kind, last)
    waiting = deadline.alarms.get(number=2)
    refuses(lambda: ringing.take(house.handler, waiting.public_id), Conflict, waiting)
    ringing.take(house.handler, last.public_id)
    assert ringing.take(house.handler, last.public_id).taken_by_id == house.handler.post
    assert len(rung_at(hours(50))) == 2
    assert Entry.objects.filter(event="clocks.alarm.taken").count() == 1


def test_only_the_installation_lets_alarms_ring(house: House) -> None:
    alarm = opened(house).alarms.first()
    assert alarm is not None
    refuses(lambda: ringing.ring(house.editor, alarm.pk), Denied, alarm)


def test_looking_for_alarms_costs_the_same_however_many_wait(house: House) -> None:
    def looked() -> list[str]:
        with (
            CaptureQueriesContext(
                connection,
            ) as captured,
            clock.at(MONDAY),
        ):
            alarms.ring()
            alarms.seconds_to_next(most=1, since=MONDAY)
        return [query["sql"] for query in captured]

    opened(house)
    few = looked()
    for _ in range(5):
        opened(house)
    assert len(looked()) == len(few) == 2
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            plans = [str(cursor.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()) for sql in few]
        assert all("alarm_next" in plan for plan in plans), plans


def test_an_alarm_that_cannot_ring_stops_no_other_and_rings_later(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here a row lies where the next call would be laid down; nothing of the failed ring stays."""
    plan = AlarmPlan(name="passed", rung=Rung.PERSON, passes_on_after=120)
    with clock.at(MONDAY):
        deadline = made.running_one(house, terms=[term("1 hour")], plans=[plan])
    in_the_way = Alarm.objects.create(
        deadline=deadline,
        station=house.station,
        name="passed",
        rung=Rung.PERSON,
        moment=hours(2),
        number=1,
        state=AlarmState.TAKEN,
    )
    with clock.at(hours(0.5)):
        other, stopped = (
            made.running_one(house, terms=[term("30 minutes", name)], plans=[AlarmPlan(name=name, rung=Rung.PERSON)])
            for name in ("warning", "chief")
        )
    Deadline.objects.filter(pk=stopped.pk).update(state=State.PAUSED)
    monkeypatch.setattr(deadlines, "_AT_ONCE", 1)
    # The kept statement has its limit written in; here each look is compiled anew.
    monkeypatch.setattr(deadlines, "_ringing", lambda now: deadlines._due(now)[:1])
    rung_at(hours(1))
    assert rung() == ["warning"], "what cannot ring keeps nobody else from ringing"
    assert Alarm.objects.filter(deadline__in=[other, stopped], state=AlarmState.WAITING).count() == 1
    with clock.at(hours(1)):
        assert alarms.seconds_to_next(most=1, since=hours(1)) == 1, "nor the worker awake"
    in_the_way.delete()
    assert rung_at(hours(1)) == ["warning", "passed"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_ring_each_alarm_once() -> None:
    house = House.build()
    for _ in range(3):
        opened(house)
    due = deadlines.ringing(hours(24 * 20))
    assert len(due) == 12

    def work(_number: int) -> int:
        with clock.at(hours(24 * 20)):
            for pk in due:
                ringing.ring(system(), pk)
        return 0

    assert at_once(*[functools.partial(work, number) for number in range(2)]) == [0, 0]
    assert sorted(rung()) == sorted(ALL * 3)
    assert Alarm.objects.filter(state=AlarmState.RUNG).count() == 12

# SPDX-License-Identifier: Apache-2.0
"""Whom alarms reach, and that signing for one takes it."""

import datetime

from tests.factories import clocks as made
from tests.factories.clocks import MONDAY, term
from tests.factories.network import House
from yizhan.domains.clocks.models import Deadline
from yizhan.domains.clocks.queries.reckoning import AlarmPlan
from yizhan.domains.clocks.states import AlarmState, Rung
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Post
from yizhan.domains.network.states import Role
from yizhan.domains.notices.models import Notice
from yizhan.domains.notices.operations import telling
from yizhan.jobs import alarms
from yizhan.kernel import clock, outbox


def due(house: House, plan: AlarmPlan) -> Deadline:
    """A deadline of one hour whose alarm has rung at its moment."""
    with clock.at(MONDAY):
        deadline = made.running_one(house, terms=[term("1 hour")], plans=[plan])
    look(60)
    return deadline


def look(minutes: int) -> list[Notice]:
    """The worker's round at a moment; what has been told until then."""
    with clock.at(MONDAY + datetime.timedelta(minutes=minutes)):
        while alarms.ring() + outbox.carry_out():
            pass
    return list(Notice.objects.filter(entry__event="clocks.alarm.rung").order_by("pk"))


def test_an_alarm_that_goes_on_is_urgent_and_signing_for_it_takes_it(house: House) -> None:
    deadline = due(house, AlarmPlan(name="passed", rung=Rung.PERSON, passes_on_after=120))
    told = look(62)
    assert {(one.is_urgent, one.must_acknowledge) for one in told} == {(True, True)}
    last = told[-1]
    post = Post.objects.get(person_id=last.person_id, role=Role.HANDLER)
    with clock.at(MONDAY + datetime.timedelta(minutes=63)):
        telling.acknowledge(network.actor_of(post), last.public_id)
    look(63)
    assert len(look(600)) == len(told), "nobody else is called"
    taken = deadline.alarms.get(state=AlarmState.TAKEN)
    assert (taken.number, taken.taken_by_id) == (1, post.pk)


def test_an_alarm_that_rings_once_asks_for_no_signature(house: House) -> None:
    due(house, AlarmPlan(name="passed", rung=Rung.PERSON))
    assert {(one.is_urgent, one.must_acknowledge) for one in look(60)} == {(False, False)}


def test_supervision_hears_of_a_unit_that_has_named_nobody(house: House) -> None:
    assert not network.responsible([house.department.pk]).exists()
    due(house, AlarmPlan(name="chief", rung=Rung.CHIEF))
    assert {one.post_id for one in look(60)} == {house.supervisor.post}

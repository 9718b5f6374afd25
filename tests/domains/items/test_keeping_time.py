# SPDX-License-Identifier: Apache-2.0
"""Deadlines of items: registration by the office, the author's answer to a returned item, and who is warned."""

import datetime
from functools import partial

import pytest

from tests.domains.matrix import refuses
from tests.factories import items, quotas
from tests.factories.network import House
from yizhan.domains.clocks.models import Deadline
from yizhan.domains.clocks.operations import ringing
from yizhan.domains.clocks.states import State as Clock
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import keeping_time, registration, submission, synthesis, taking_back
from yizhan.domains.items.rules import ANSWER_TERM, REGISTRATION_TERM
from yizhan.domains.notices.models import Notice
from yizhan.kernel import clock, outbox
from yizhan.kernel.actors import system
from yizhan.kernel.errors import Denied

#: A Monday at ten in an ordinary week.
MONDAY = datetime.datetime(2026, 11, 23, 10, tzinfo=clock.OFFICE_ZONE)
_DAY = datetime.timedelta(days=1)


@pytest.fixture
def limited(house: House) -> House:
    """Three working days for the office, ten days for the author."""
    quotas.ruled(house, REGISTRATION_TERM, "3 working days")
    quotas.ruled(house, ANSWER_TERM, "10 days")
    return house


def carried_out() -> None:
    while outbox.carry_out():
        pass


def clocks(item: Item) -> list[tuple[str, str]]:
    """The kinds and states of an item's deadlines, in the order in which they were opened."""
    carried_out()
    rows = Deadline.objects.filter(subject=item.public_id, kind__startswith="items.").order_by("id")
    return [(row.kind.removeprefix("items."), row.state) for row in rows]


def test_deadlines_follow_an_item_through_its_steps(limited: House) -> None:
    with clock.at(MONDAY):
        item = items.submitted(limited)
        assert clocks(item) == [("registration", Clock.RUNNING)]
        [due] = Deadline.objects.filter(subject=item.public_id)
        assert due.due_at.astimezone(clock.OFFICE_ZONE).isoformat() == "2026-11-26T17:30:00+08:00"
        assert (due.post_id, due.terms[0]["instrument"], due.matter) == (None, "《信息工作办法》", item.public_id)
        assert keeping_time.follow(system(), item.public_id) == item
        registration.return_to_author(limited.editor, item.public_id, reason="请补充地点")
        assert clocks(item) == [("registration", Clock.MET), ("answer", Clock.RUNNING)]
        answer = Deadline.objects.get(kind=keeping_time.ANSWER)
        assert (answer.post_id, answer.due_at - MONDAY > 9 * _DAY) == (limited.member.post, True)
    with clock.at(MONDAY + 11 * _DAY):
        submission.revise(limited.member, item.public_id, wording=items.wording(), is_truthful=True)
        assert clocks(item)[1:] == [("answer", Clock.MET_LATE), ("registration", Clock.RUNNING)]
        registration.register(limited.editor, item.public_id)
        assert clocks(item)[-1] == ("registration", Clock.MET)
        taking_back.take_back(limited.editor, item.public_id)
        assert clocks(item)[-1] == ("registration", Clock.RUNNING)
        submission.withdraw(limited.member, item.public_id, reason="情况有变")
        assert clocks(item)[-1] == ("registration", Clock.CANCELLED)
        refuses(partial(keeping_time.follow, limited.editor, item.public_id), Denied, item)


def test_every_way_out_ends_it_and_without_a_rule_nothing_is_due(limited: House, elsewhere: House) -> None:
    with clock.at(MONDAY):
        declined, absorbed, moved = (items.submitted(limited) for _ in range(3))
        carried_out()
        registration.decline(limited.editor, declined.public_id, code="known")
        registration.transfer(limited.editor, moved.public_id, station=elsewhere.station.pk, reason="属于邻区")
        synthesis.compose(
            limited.editor,
            items.new_id(),
            parts=[synthesis.Wanted(item=one.public_id, share=0) for one in (absorbed, items.registered(limited))],
            wording=items.wording(),
            kind="social_opinion",
        )
        assert [clocks(one) for one in (declined, absorbed, moved)] == [[("registration", Clock.MET)]] * 3
        assert not Deadline.objects.filter(station=elsewhere.station).exists()
        assert keeping_time.follow(system(), items.new_id()) is None


def test_the_office_is_warned_and_then_supervision(limited: House) -> None:
    with clock.at(MONDAY):
        items.submitted(limited)
        carried_out()
    told = []
    for day in (2, 3, 4, 7):
        with clock.at(MONDAY + day * _DAY + datetime.timedelta(hours=8)):
            ringing.ring_due(system())
            carried_out()
            told.append(set(Notice.objects.filter(entry__event="clocks.alarm.rung").values_list("person", flat=True)))
    assert told[0] == {limited.editor.person}
    assert told[-1] == {limited.editor.person, limited.supervisor.person}

# SPDX-License-Identifier: Apache-2.0
"""What the facts propose beside the first report: follow-ups, the next level, ways, hours without anybody."""

import datetime
from functools import partial

import pytest
from django.utils import translation

from tests.domains.findings.test_rules import NOON, at, proposals
from tests.domains.matrix import refuses
from tests.factories import duty, items, supervision, urgent
from tests.factories.duty import post_of
from tests.factories.network import House
from yizhan.domains.duty.operations import changing, planning
from yizhan.domains.findings import access
from yizhan.domains.findings.models import Finding
from yizhan.domains.findings.operations import deciding, hearing
from yizhan.domains.findings.states import Kind, Origin, Outcome, State
from yizhan.domains.notices.models import Notice
from yizhan.domains.supervision.operations.instructions import Leader
from yizhan.domains.urgent.models import Emergency
from yizhan.domains.urgent.operations import forwarding, reporting, settling, telling
from yizhan.domains.urgent.operations.telling import Message
from yizhan.domains.urgent.states import Stage, Way
from yizhan.kernel import clock, outbox
from yizhan.kernel.errors import Denied, NotFound
from yizhan.web.findings import standing


def grounds(found: Finding) -> list[tuple[str, datetime.datetime]]:
    """The facts in their order."""
    return list(found.grounds.order_by("at", "id").values_list("kind", "at"))


@pytest.mark.rule("RULE-004", "RULE-016")
def test_a_follow_up_that_came_late_or_not_at_all_is_proposed_once_by_its_own_clock(house: House) -> None:
    with clock.at(at(20)):
        event = urgent.received(house, happened_at=NOON)
    follow = partial(reporting.follow_up, house.officer, event.public_id, elements=urgent.elements(Stage.FOLLOW_UP))
    for minutes, expected in (
        (20 + 1440, []),
        (20 + 2 * 1440 + 35, [(Kind.LATE, Origin.CLOCK, 35)]),
    ):
        with clock.at(at(minutes)):
            follow()
            outbox.carry_out()
            assert list(Finding.objects.values_list("kind", "origin", "minutes")) == expected
    found = Finding.objects.get()
    assert (found.rule, found.emergency, found.organization) == ("urgent.follow_up", event, house.township)
    assert [kind for kind, _at in grounds(found)] == ["happened", "received", "due", "followed"]
    silent = at(20 + 2 * 1440 + 35 + 2 * 1440 + 1)
    with clock.at(silent):
        expected = [(Kind.LATE, Origin.CLOCK, 35), (Kind.OMITTED, Origin.CLOCK, None)]
        assert proposals(house) == expected
        hearing.drop(house.supervisor, Finding.objects.latest("id").public_id, reason="道路中断")
        reporting.conclude(house.officer, event.public_id, elements=urgent.elements(Stage.FINAL))
        outbox.carry_out()
        assert proposals(house) == expected, "the clock that was missed is one fact, whatever came of it"


@pytest.mark.rule("RULE-016", "RULE-018")
def test_a_late_report_to_the_next_level_is_answered_for_by_the_office_below(house: House) -> None:
    city = house.city
    with clock.at(at(20)):
        event = urgent.received(house, happened_at=NOON)
        settling.settle(house.editor, event.public_id, text="三间铺面起火。")
    with clock.at(at(150)):
        forwarding.forward(house.editor, event.public_id)
        above = Emergency.objects.get(station=house.above)
        reporting.receive(city.editor, above.public_id)
        outbox.carry_out()
    found = Finding.objects.get()
    assert (found.station, found.organization, found.emergency) == (house.above, house.office, above)
    assert (found.kind, found.origin, found.minutes) == (Kind.LATE, Origin.CLOCK, 30)
    assert "elsewhere" not in [kind for kind, _at in grounds(found)], "the office below told of it itself"
    with clock.at(at(200)):
        for actor in (house.editor, house.officer):
            refuses(partial(hearing.answer, actor, found.public_id, text="已报"), NotFound, found)
        hearing.open_hearing(city.supervisor, found.public_id)
        assert list(access.waiting(house.editor)) == [found]
        outbox.carry_out()
    told = Notice.objects.filter(entry__event="findings.finding.opened")
    assert {one.person_id for one in told} == {house.editor.person, house.reviewer.person}
    refuses(partial(hearing.answer, house.officer, found.public_id, text="已报"), NotFound, found)
    refuses(partial(hearing.open_hearing, house.reviewer, found.public_id), Denied, found)
    with clock.at(at(300)):
        hearing.answer(house.editor, found.public_id, text="通信中断，恢复后立即上报。")
        deciding.decide(city.reviewer, found.public_id, outcome=Outcome.UPHELD, reason="属实")
        closed = deciding.accept(house.reviewer, found.public_id)
    assert closed.state == State.CLOSED


@pytest.mark.rule("RULE-007", "RULE-010", "RULE-016")
def test_a_word_that_went_past_the_office_is_proposed_with_what_was_wrong_with_it(house: House) -> None:
    with clock.at(at(20)):
        event = urgent.received(house, happened_at=NOON)
        for way, gone in ((Way.COMMITTEE, 5), (Way.LINE, 19), (Way.PRINCIPAL, 19)):
            message = Message(way=way, addressee="某方", gone_at=at(gone))
            telling.tell(house.officer, event.public_id, message=message)
        outbox.carry_out()
    with clock.at(at(30)):
        assert proposals(house) == [(Kind.MISROUTED, Origin.PASSAGE, None)] * 2
    found = Finding.objects.order_by("id")
    with translation.override("en"):
        assert [standing.why(one).rsplit(": ", 1)[-1] for one in found] == [
            "It did not go through the office.",
            "The leaders had not agreed.",
        ]
    assert [kind for kind, _at in grounds(found[0])] == ["happened", "went", "received"]
    assert [one.due_at for one in found] == [None, None]


@pytest.mark.rule("RULE-020")
def test_hours_without_anybody_by_the_units_own_roster_are_proposed_each_once(house: House) -> None:
    with clock.at(duty.MORNING):
        second = house.second_officer
        duty.published(house, days=4)
        roster = duty.draft(house, by=house.officer)
        for name, who in zip(roster.duties, (house.officer, second), strict=True):
            planning.fill(house.officer, roster.public_id, duty=name, people=[post_of(who)])
        planning.publish(house.officer, roster.public_id)
        empty = duty.shift(roster, duty.OFFICER, 1)
        changing.change(house.officer, empty.public_id, post=None, reason="抽调")
        assert proposals(house) == []
    with clock.at(empty.starts_at + datetime.timedelta(hours=1)):
        once = [(Kind.UNMANNED, Origin.ROSTER, None)]
        assert proposals(house) == once
        assert proposals(house) == once
    found = Finding.objects.get()
    assert (found.organization, found.emergency, found.due_at) == (house.township, None, None)
    assert found.title == f"{empty.starts_at.astimezone(clock.OFFICE_ZONE):%Y-%m-%d %H:%M} {duty.OFFICER}"
    assert grounds(found) == [("vacant", empty.starts_at)]
    with clock.at(duty.MORNING + datetime.timedelta(days=3)):
        assert proposals(house) == once * 3, "the roster ended: each duty is one more hole, the old one is none"
    with clock.at(duty.MORNING + datetime.timedelta(days=70)):
        assert proposals(house) == once * 3, "a hole that began before the time looked at is not told again"


@pytest.mark.rule("RULE-016")
def test_an_instruction_from_above_on_an_urgent_item_examines_the_silent_unit_it_names(house: House) -> None:
    """PAIN-05: the leaders above do not learn by a roundabout way what was to be reported to them."""
    title = f"{house.township.name}河堤出现险情"
    told, ordinary = items.released(house, title=title, is_urgent=True), items.released(house, title=title)
    own = Leader(name="高远", title="区长", level=house.station.level)
    for item, leader in ((told, own), (ordinary, supervision.MAYOR)):
        supervision.recorded(house, item=item, leader=leader)
        outbox.carry_out()
        assert not Finding.objects.exists(), "the own leaders, or no event"
    for _again in range(2):
        supervision.recorded(house, item=told)
        outbox.carry_out()
    found = Finding.objects.get()
    assert (found.kind, found.origin, found.organization) == (Kind.OMITTED, Origin.ABOVE, house.township)
    assert found.grounds.get(origin=Origin.ABOVE).subject == told.public_id
    assert standing.why(found)
    urgent.noted(house, title="河堤险情", happened_at=urgent.ago(minutes=5))
    findings_before = Finding.objects.count()
    supervision.recorded(house, item=items.released(house, title=f"{house.township.name}又有险情", is_urgent=True))
    outbox.carry_out()
    assert Finding.objects.count() == findings_before, "the unit reported an event about that time"

# SPDX-License-Identifier: Apache-2.0
"""Clocks of quotas, exemptions with their steps, activities, and periods that are closed."""

import datetime
from functools import partial
from typing import Any

import pytest

from tests.conftest import Recorded
from tests.domains.matrix import refuses
from tests.factories import items, quotas
from tests.factories.network import House
from tests.factories.quotas import day, laid_down, row
from yizhan.domains.clocks.models import Deadline
from yizhan.domains.clocks.operations import ringing
from yizhan.domains.clocks.states import State as ClockState
from yizhan.domains.items.operations import submission
from yizhan.domains.network.models import Person
from yizhan.domains.network.states import Role
from yizhan.domains.notices.models import Notice
from yizhan.domains.quotas import access
from yizhan.domains.quotas.models import Closing
from yizhan.domains.quotas.operations import closing, exempting, keeping, performing
from yizhan.domains.quotas.queries import closings, counting, lines, spans
from yizhan.domains.quotas.queries.clocked import KIND
from yizhan.domains.quotas.states import Matter
from yizhan.domains.reporting.queries.periods import Period
from yizhan.jobs import quotas as job
from yizhan.kernel import clock, outbox
from yizhan.kernel.actors import Actor, system
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound, Refusal
from yizhan.kernel.ids import new_id

JUNE = Period(datetime.date(2026, 6, 1), datetime.date(2026, 6, 30))


def clock_of(house: House, unit: str) -> Deadline:
    return Deadline.objects.filter(kind=KIND, organization__name=unit).latest("id")


def keep(house: House, month: int, number: int) -> int:
    with clock.at(day(month, number)):
        return keeping.keep(system(house.station.pk), house.station.pk)


def test_a_clock_runs_until_as_much_counts_as_is_due(house: House, recorded: Recorded) -> None:
    laid_down(house)
    township = house.township.name
    recorded.clear()
    assert (keep(house, 6, 1), keep(house, 6, 1)) == (3, 0)
    assert recorded.names == ["clocks.deadline.opened"] * 3
    opened = clock_of(house, township)
    assert (opened.title, opened.due_at.astimezone(clock.OFFICE_ZONE).isoformat()) == (
        "每月报送 (2026-06)",
        "2026-06-30T23:59:59+08:00",
    )
    assert (opened.terms[0]["instrument"], list(opened.alarms.values_list("name", "card"))) == (
        "《信息工作办法》 第六条",
        [("warning", "none"), ("passed", "yellow"), ("chief", "yellow"), ("supervision", "red")],
    )
    with clock.at(day(6, 5)):
        item = items.submitted(house, by=house.officer)
    assert (keep(house, 6, 6), clock_of(house, township).state) == (1, ClockState.MET)
    with clock.at(day(6, 7)):
        submission.withdraw(house.officer, item.public_id, reason="有误")
    assert (keep(house, 6, 8), clock_of(house, township).state) == (1, ClockState.RUNNING)
    with clock.at(day(6, 9)):
        held = quotas.exempt(house, first_on=JUNE.first, last_on=JUNE.last)
    assert (keep(house, 6, 9), clock_of(house, township).state) == (1, ClockState.CANCELLED)
    with clock.at(day(6, 10)):
        exempting.revoke(house.editor, held.public_id, reason="不属实")
    assert (keep(house, 6, 10), clock_of(house, township).state) == (1, ClockState.RUNNING)


@pytest.mark.parametrize(("strength", "names"), [("target", ["warning"]), ("should", ["warning", "passed"])])
def test_what_is_no_must_rings_no_cards(house: House, strength: str, names: list[str]) -> None:
    laid_down(house, row(who="officer"), strength=strength)
    keep(house, 6, 1)
    alarms = Deadline.objects.get(kind=KIND).alarms.all()
    assert ([alarm.name for alarm in alarms], {alarm.card for alarm in alarms}) == (names, {"none"})


def test_only_who_still_owes_is_warned(house: House) -> None:
    laid_down(house)
    keep(house, 6, 1)
    with clock.at(day(6, 20)):
        items.submitted(house, by=house.officer)
    with clock.at(day(6, 25, 12)):
        ringing.ring_due(system())
        while outbox.carry_out():
            pass
    warned = Notice.objects.filter(entry__event="clocks.alarm.rung").values_list("person", flat=True)
    assert list(warned) == [house.handler.person]
    assert clock_of(house, house.township.name).state == ClockState.MET


def test_a_closed_period_keeps_what_it_came_to(house: House, recorded: Recorded) -> None:
    laid_down(house)
    keep(house, 6, 1)
    with clock.at(day(6, 20)):
        items.submitted(house, by=house.officer)
    with clock.at(day(7, 2)):
        assert (job.look_after() > 0, Closing.objects.count()) == (True, 0)
    recorded.clear()
    with clock.at(day(7, 10)):
        job.look_after()
        job.look_after()
    closed = Closing.objects.get()
    told = {one["whose"]: (one["required"], one["count"], one["standing"]) for one in closed.lines}
    assert told == {
        house.department.name: (1, "0", "short"),
        house.other_department.name: (1, "0", "short"),
        house.township.name: (1, "1", "reached"),
    }
    assert closed.silent == [house.department.name, house.other_department.name]
    assert recorded.names == ["quotas.period.closed", *["clocks.deadline.cancelled"] * 2]
    while outbox.carry_out():
        pass
    office = {house.editor.person, house.reviewer.person, house.supervisor.person}
    assert office <= set(Notice.objects.filter(entry__event="quotas.period.closed").values_list("person", flat=True))
    with clock.at(day(6, 30)):
        items.submitted(house, by=house.officer)
    now = lines.lines(house.station.pk, "month", JUNE, on=datetime.date(2026, 7, 11))
    [changed] = closings.changes(closed, now)
    assert (changed.whose, changed.then["count"], changed.now["count"]) == (house.township.name, "1", "2")  # type: ignore[index]
    with clock.at(day(7, 12)):
        again = closing.close(house.editor, "month", first_on=JUNE.first)
        corrected = closing.correct(house.editor, "month", first_on=JUNE.first, reason="补登一篇")
    assert (again.pk, corrected.number, Closing.objects.count()) == (closed.pk, 2, 2)
    closed.refresh_from_db()
    assert {one["whose"]: one["count"] for one in closed.lines}[house.township.name] == "1"


def test_what_cannot_be_closed(house: House) -> None:
    with clock.at(day(7, 3)):
        refuses(partial(closing.close, house.editor, "month", first_on=JUNE.first), Conflict)
        laid_down(house)
        refuses(partial(closing.close, house.editor, "week", first_on=JUNE.first), Invalid)
        refuses(partial(closing.close, house.editor, "month", first_on=day(7, 1).date()), Conflict)
        refuses(partial(closing.close, house.member, "month", first_on=JUNE.first), Denied)
        refuses(partial(closing.correct, house.editor, "month", first_on=JUNE.first, reason="补登"), Conflict)
        refuses(partial(keeping.keep, house.editor, house.station.pk), Denied)


@pytest.mark.rule("RULE-052", "RULE-053", "RULE-055")
def test_activities_count_and_name_their_items(house: House, recorded: Recorded) -> None:
    item = items.submitted(house)
    noted = {"first_on": day(6, 9).date(), "last_on": day(6, 10).date()}
    key = new_id()
    with clock.at(day(6, 11)):
        recorded.clear()
        training = performing.note(house.editor, key, kind="training", title="委员大培训", **noted)
        assert performing.note(house.editor, key, kind="training", title="委员大培训", **noted) == training
        performing.note(house.editor, new_id(), kind="visit", title="走访委员", **noted)
        of_group = {"kind": "activity", "title": "界别座谈", "unit": house.township.public_id, **noted}
        activity = performing.note(house.editor, new_id(), items_numbers=[f" {item.number.lower()}"], **of_group)
        assert recorded.names == ["quotas.activity.noted"] * 3
        assert list(activity.items.all()) == [item]
        empty = performing.note(house.editor, new_id(), without_items="只交流了情况", **of_group)
        assert (empty.without_items, empty.items.count()) == ("只交流了情况", 0)
        for fault, kind in ACTIVITY_FAULTS:
            refuses(partial(performing.note, house.editor, new_id(), **{**of_group, **fault}), kind)
        refuses(partial(performing.note, house.officer, new_id(), **of_group), Denied)
        refuses(partial(performing.note, house.editor, key, **of_group, without_items="无"), Conflict)
    counts = [
        sum(fact.share for fact in counting.facts(house.station.pk, JUNE, kind).get(counting.Key(), [])) // 10_000
        for kind in (Matter.VISIT, Matter.TRAINING, Matter.TRAINING_DAY, Matter.ACTIVITY)
    ]
    assert counts == [1, 1, 2, 2]


ACTIVITY_FAULTS: list[tuple[dict[str, Any], type[Refusal]]] = [
    ({}, Invalid),
    ({"kind": "party"}, Invalid),
    ({"title": " "}, Invalid),
    ({"last_on": day(6, 8).date()}, Invalid),
    ({"last_on": day(7, 8).date()}, Invalid),
    ({"unit": None}, Invalid),
    ({"unit": new_id()}, NotFound),
    ({"items_numbers": ["NO-2026-00001"]}, NotFound),
]


@pytest.mark.parametrize("state", list(quotas.IN_STATE))
def test_every_step_in_every_state(house: House, elsewhere: House, state: str, recorded: Recorded) -> None:
    exemption = quotas.IN_STATE[state](house)
    for actor, kind in strangers(house, elsewhere):
        refuses(partial(exempting.revoke, actor, exemption.public_id, reason="调整推迟"), kind, exemption)
    assert access.offers(house.editor, exemption) == (["revoke"] if state == "granted" else [])
    if state != "granted":
        refuses(partial(exempting.revoke, house.editor, exemption.public_id, reason="再来"), Conflict, exemption)
        return
    refuses(partial(exempting.revoke, house.editor, exemption.public_id, reason=" "), Invalid, exemption)
    seen = partial(exempting.revoke, house.editor, exemption.public_id, reason="调整推迟", seen=9)
    refuses(seen, Conflict, exemption)
    recorded.clear()
    asked = house.editor.requested(new_id())
    first = exempting.revoke(asked, exemption.public_id, reason="调整推迟")
    assert (exempting.revoke(asked, exemption.public_id, reason="调整推迟"), recorded.names) == (
        first,
        ["quotas.exemption.revoked"],
    )


def strangers(house: House, elsewhere: House) -> list[tuple[Actor, type[Refusal]]]:
    """A role without the right, somebody of another station, one who does not even see it."""
    return [(house.leader, Denied), (elsewhere.editor, NotFound), (house.member, NotFound)]


def test_exemptions_are_entered_once_for_one_person_or_unit(house: House, recorded: Recorded) -> None:
    key, person = new_id(), Person.objects.get(pk=house.actors[Role.MEMBER].person)
    days = {"first_on": day(6, 1).date(), "last_on": day(6, 9).date(), "reason": "产假"}
    recorded.clear()
    granted = exempting.exempt(house.editor, key, person=person.public_id, **days)
    assert exempting.exempt(house.editor, key, person=person.public_id, **days) == granted
    assert recorded.names == ["quotas.exemption.granted"]
    assert [list(access.visible(actor)) for actor in (house.editor, house.member, house.officer)] == [
        [granted],
        [granted],
        [],
    ]
    tries: list[tuple[dict[str, Any], type[Refusal]]] = [
        ({}, Invalid),
        ({"person": person.public_id, "unit": house.township.public_id}, Invalid),
        ({"person": new_id()}, NotFound),
        ({"unit": house.neighbour.township.public_id}, NotFound),
        ({"unit": house.township.public_id, "last_on": day(5, 9).date()}, Invalid),
        ({"unit": house.township.public_id, "reason": " "}, Invalid),
        ({"unit": house.township.public_id, "reason": "长" * 501}, Invalid),
    ]
    for given, kind in tries:
        refuses(partial(exempting.exempt, house.editor, new_id(), **{**days, **given}), kind)
    refuses(partial(exempting.exempt, house.officer, new_id(), person=person.public_id, **days), Denied)
    other = {**days, "last_on": day(6, 10).date()}
    refuses(partial(exempting.exempt, house.editor, key, person=person.public_id, **other), Conflict)


def test_everybody_sees_own_quotas_only(house: House, elsewhere: House) -> None:
    laid_down(house, row(), row(name="委员", who="member"))
    found = lines.lines(house.station.pk, "month", spans.period_of("month", clock.today()))
    actors = (house.editor, house.leader, house.officer, house.handler, house.member, house.second_member)
    assert [len(access.seen_by(actor, found)) for actor in (*actors, house.audit_administrator)] == [
        4, 4, 1, 1, 1, 0, 0,
    ]  # fmt: skip

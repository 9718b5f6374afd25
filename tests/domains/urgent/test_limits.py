# SPDX-License-Identifier: Apache-2.0
"""When the clocks of an urgent event begin and end, what a report must tell, and what is not taken."""

import datetime
from functools import partial
from typing import Any

import pytest

from tests.domains.matrix import refuses
from tests.factories import urgent
from tests.factories.network import House
from yizhan.domains.clocks.models import Deadline
from yizhan.domains.clocks.operations import ringing
from yizhan.domains.network.operations import tree
from yizhan.domains.network.states import ResponsibilityKind
from yizhan.domains.notices.models import Notice
from yizhan.domains.rulebook.operations import laying_down
from yizhan.domains.rulebook.rules.provisions import Instrument, Provision
from yizhan.domains.rulebook.rules.scopes import Scope
from yizhan.domains.urgent import rules
from yizhan.domains.urgent.models import Dispatch, Emergency
from yizhan.domains.urgent.operations import reporting
from yizhan.domains.urgent.operations.reporting import Grading
from yizhan.domains.urgent.queries import reports
from yizhan.domains.urgent.states import Stage, State
from yizhan.kernel import clock, outbox
from yizhan.kernel.actors import system
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.ids import new_id

NOON = datetime.datetime(2026, 11, 23, 12, tzinfo=clock.OFFICE_ZONE)


def at(minutes: float) -> datetime.datetime:
    """So many minutes after noon."""
    return NOON + datetime.timedelta(minutes=minutes)


def clock_of(emergency: Emergency, kind: str = reports.FIRST_REPORT) -> Deadline:
    """The latest clock of an event."""
    return Deadline.objects.filter(subject=emergency.public_id, kind=kind).latest("id")


def test_limits_are_data_with_defaults() -> None:
    assert str(rules.FIRST_REPORT.default) == "2 hours"
    assert rules.FIRST_REPORT_BEGINS.default == "event"
    assert rules.FIRST_REPORT_ENDS.default == "received"
    assert "群体性事件" in rules.CATEGORIES.default
    assert rules.LEVELS.default[0] == "特别重大"


@pytest.mark.rule("RULE-001", "RULE-003", "RULE-005", "RULE-006")
@pytest.mark.parametrize(
    ("received", "state"), [(119, "met"), (120, "met"), (120 + 1 / 60, "met_late"), (400, "met_late")]
)
def test_a_first_report_is_in_time_until_two_hours_after_the_event_and_receipt_counts(
    house: House, received: float, state: str
) -> None:
    with clock.at(at(10)):
        emergency = urgent.noted(house, happened_at=NOON)
    assert clock_of(emergency).due_at == at(120)
    with clock.at(at(100)):
        reporting.report(
            house.officer, emergency.public_id, grading=urgent.GRADING, elements=urgent.elements(Stage.FIRST)
        )
    assert clock_of(emergency).state == "running"
    with clock.at(at(received)):
        reporting.receive(house.editor, emergency.public_id)
    assert clock_of(emergency).state == state
    told = reports.story(emergency).get(event="urgent.emergency.received")
    assert told.facts["is_late"] is (state == "met_late")


@pytest.mark.rule("RULE-002")
def test_where_knowledge_counts_the_hour_begins_when_the_unit_learned_of_it(house: House) -> None:
    for key, value in (("urgent.first_report", "1 hour"), ("urgent.first_report_begins", "knowledge")):
        provision = Provision(
            key=key,
            value=value,
            valid_from=datetime.date(2026, 1, 1),
            instrument=Instrument(title="测试"),
            scope=Scope(categories=("重要敌情社情",)),
        )
        laying_down.lay_down(system(), house.station.pk, provision)
    with clock.at(at(95)):
        emergency = urgent.noted(house, happened_at=NOON, known_at=at(90))
        assert clock_of(emergency).due_at == at(120)
        reporting.report(
            house.officer,
            emergency.public_id,
            grading=Grading(category="重要敌情社情"),
            elements=urgent.elements(Stage.FIRST),
        )
    assert clock_of(emergency).due_at == at(150)
    states = Deadline.objects.filter(subject=emergency.public_id, kind=reports.FIRST_REPORT).order_by("id")
    assert list(states.values_list("state", flat=True)) == ["cancelled", "running"]


@pytest.mark.rule("RULE-005")
def test_where_sending_counts_the_clock_stops_with_it(house: House) -> None:
    laying_down.set_rule(
        system(), house.station.pk, key="urgent.first_report_ends", value="sent",
        valid_from=datetime.date(2026, 1, 1), instrument="测试",
    )  # fmt: skip
    emergency = urgent.reported(house)
    assert clock_of(emergency).state == "met"
    assert reporting.receive(house.editor, emergency.public_id).state == State.RECEIVED


@pytest.mark.rule("RULE-004")
def test_follow_ups_are_numbered_and_due_until_the_final_report(house: House) -> None:
    with clock.at(NOON):
        emergency = urgent.received(house)
    for number in (1, 2):
        with clock.at(at(60 * number)):
            assert clock_of(emergency, reports.FOLLOW_UP).due_at == at(60 * (number - 1) + 24 * 60)
            reporting.follow_up(house.officer, emergency.public_id, elements=urgent.elements(Stage.FOLLOW_UP))
    with clock.at(at(4000)):
        reporting.conclude(house.officer, emergency.public_id, elements=urgent.elements(Stage.FINAL))
    written = [(one.stage, one.number) for one in reports.reports_of(emergency)]
    assert written == [("phone", 0), ("first", 0), ("follow_up", 1), ("follow_up", 2), ("final", 0)]
    assert clock_of(emergency, reports.FOLLOW_UP).state == "met_late"


@pytest.mark.rule("RULE-004")
def test_an_institution_may_leave_the_interval_open(house: House) -> None:
    laying_down.set_rule(
        system(), house.station.pk, key="urgent.follow_up", value=None,
        valid_from=datetime.date(2026, 1, 1), instrument="测试",
    )  # fmt: skip
    emergency = urgent.received(house)
    assert not Deadline.objects.filter(subject=emergency.public_id, kind=reports.FOLLOW_UP).exists()


@pytest.mark.rule("RULE-014", "RULE-015")
def test_a_first_report_names_the_responsible_persons(house: House) -> None:
    for kind, name in ((ResponsibilityKind.FIRST, "卫长青"), (ResponsibilityKind.DIRECT, "祝小满")):
        person = tree.enter_person(system(), name=name)
        tree.name_responsible(
            system(), house.township.pk, person=person.pk, kind=kind, title="镇长", since=datetime.date(2020, 1, 1)
        )
    emergency = urgent.reported(house)
    facts = reports.story(emergency).get(event="urgent.emergency.reported").facts
    assert (facts["first_responsible"], facts["directly_responsible"]) == (["卫长青"], ["祝小满"])


def test_what_a_first_report_does_not_tell_is_said_and_only_the_final_one_waits_for_it(house: House) -> None:
    emergency = urgent.noted(house)
    reporting.report(
        house.editor, emergency.public_id, grading=urgent.GRADING, elements={"situation": "明火已灭", "place": " "}
    )
    facts = reports.story(emergency).get(event="urgent.emergency.reported").facts
    assert facts["missing"] == ["source", "place", "harm", "measures", "trend", "leaders"]
    final = partial(reporting.conclude, house.editor, emergency.public_id, elements={"situation": "已处置"})
    refusal = refuses(final, Invalid, Emergency.objects.get())
    assert (refusal.code, refusal.field) == ("urgent.report.incomplete", "harm")
    with pytest.raises(Invalid) as refused:
        reporting.conclude(house.editor, emergency.public_id, elements=urgent.elements(Stage.FINAL, harm="  "))
    assert refused.value.code == "urgent.report.incomplete"


def test_what_the_office_writes_is_with_the_office_at_once(house: House) -> None:
    emergency = reporting.report_at_once(
        house.editor,
        new_id(),
        occurrence=urgent.occurrence(organization=house.township.public_id),
        grading=urgent.GRADING,
        elements=urgent.elements(Stage.FIRST),
    )
    assert (emergency.state, emergency.organization_id) == (State.RECEIVED, house.township.pk)
    assert not Dispatch.objects.filter(stage=Stage.PHONE).exists()


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"happened_at": at(1)}, "urgent.moment.future", "happened_at"),
        ({"happened_at": at(-10), "known_at": at(1)}, "urgent.moment.future", "known_at"),
        ({"happened_at": at(-10), "known_at": at(-11)}, "urgent.moment.known_first", "known_at"),
        ({"happened_at": at(-10).replace(tzinfo=None)}, "urgent.moment.without_zone", "happened_at"),
        ({"happened_at": at(-3 * 366 * 1440)}, "urgent.moment.long_past", "happened_at"),
        ({"title": " "}, "items.text.empty", "title"),
        ({"title": "火" * 81}, "items.text.too_long", "title"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(house: House, changes: dict[str, Any], code: str, field: str) -> None:
    given = urgent.occurrence(**{"happened_at": NOON, **changes})
    with clock.at(NOON):
        refusal = refuses(partial(reporting.note, house.officer, new_id(), occurrence=given, caller="周启"), Invalid)
    assert (refusal.code, refusal.field) == (code, field)
    assert not Emergency.objects.exists()


def test_an_event_that_lies_years_back_is_taken_when_confirmed(house: House) -> None:
    emergency = urgent.noted(house, happened_at=urgent.ago(days=1000), is_long_past=True)
    assert clock_of(emergency).due_at < clock.now()


def test_unknown_words_and_units_are_refused(house: House) -> None:
    emergency = urgent.noted(house)
    for grading, code in (
        (Grading(category="流星雨"), "urgent.category.unknown"),
        (Grading(category=""), "urgent.category.unknown"),
        (Grading(category="自然灾害", level="很大"), "urgent.level.unknown"),
    ):
        call = partial(
            reporting.report, house.officer, emergency.public_id, grading=grading, elements=urgent.elements("first")
        )
        assert refuses(call, Invalid, emergency).code == code
    odd = partial(
        reporting.report, house.officer, emergency.public_id, grading=urgent.GRADING, elements={"weather": "晴"}
    )
    assert refuses(odd, Invalid, emergency).code == "urgent.report.element"
    elsewhere = urgent.occurrence(organization=house.neighbour.township.public_id)
    note = partial(reporting.note, house.editor, new_id(), occurrence=elsewhere, caller="周启")
    assert refuses(note, NotFound).code == "urgent.emergency.unit_unknown"
    again = partial(reporting.note, house.officer, emergency.public_id, occurrence=urgent.occurrence(), caller="周启")
    assert refuses(again, Conflict).code == "urgent.emergency.id_taken"


def test_the_desk_is_told_against_receipt_and_each_card_begins_one_circle_further(house: House) -> None:
    with clock.at(at(10)):
        urgent.noted(house, happened_at=NOON)
        outbox.carry_out()
    told = Notice.objects.filter(entry__event="urgent.emergency.noted")
    assert {one.post_id for one in told} == {house.editor.post, house.reviewer.post}
    assert all(one.is_urgent and one.must_acknowledge for one in told)
    reached = []
    for minutes in (90, 120, 150):
        with clock.at(at(minutes)):
            ringing.ring_due(system())
            outbox.carry_out()
        rung = Notice.objects.filter(entry__event="duty.alarm.called", at=at(minutes), entry__facts__number=0)
        reached.append({one.post_id for one in rung})
    desk = {house.editor.post, house.officer.post}
    above = {house.supervisor.post}
    assert reached == [desk, above, above], "nobody answers for the unit by name: the next are called at once"


def test_two_first_reports_of_one_event_are_linked_and_neither_is_lost(house: House) -> None:
    first, second, third = (urgent.received(house) for _number in range(3))
    linked = reporting.link(house.editor, second.public_id, to=first.public_id)
    assert (linked.same_as_id, linked.state) == (first.pk, State.RECEIVED)
    assert list(reports.also_reported(first)) == [linked]
    assert [clock_of(one, reports.FOLLOW_UP).state for one in (first, second)] == ["running", "running"]
    for source, target, kind, code in (
        (second, second, Invalid, "urgent.link.itself"),
        (first, third, Conflict, "urgent.link.chain"),
        (third, second, Conflict, "urgent.link.chain"),
    ):
        call = partial(reporting.link, house.editor, source.public_id, to=target.public_id)
        assert refuses(call, kind, Emergency.objects.get(pk=source.pk)).code == code
    assert list(reports.candidates(Emergency.objects.all(), third)) == [first]
    assert reporting.link(house.editor, second.public_id, to=None).same_as_id is None

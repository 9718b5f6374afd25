# SPDX-License-Identifier: Apache-2.0
"""What the facts propose, who answers for it, who may decide, and what an outcome may be."""

import datetime
from functools import partial
from typing import Any

import pytest

from tests.domains.matrix import refuses
from tests.factories import findings, network, urgent
from tests.factories.network import House
from yizhan.domains.findings import access
from yizhan.domains.findings.models import Finding
from yizhan.domains.findings.operations import deciding, hearing, proposing
from yizhan.domains.findings.states import Kind, Origin, Outcome, State
from yizhan.domains.network.operations import posts, tree
from yizhan.domains.network.states import ResponsibilityKind, Role
from yizhan.domains.notices.models import Notice
from yizhan.domains.rulebook.models import Rule
from yizhan.domains.rulebook.operations import laying_down
from yizhan.domains.urgent.operations import reporting
from yizhan.domains.urgent.states import Stage
from yizhan.kernel import clock, outbox
from yizhan.kernel.actors import system
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound
from yizhan.kernel.ids import new_id
from yizhan.kernel.models import Entry

NOON = datetime.datetime(2026, 11, 23, 12, tzinfo=clock.OFFICE_ZONE)


def at(minutes: float) -> datetime.datetime:
    """So many minutes after noon."""
    return NOON + datetime.timedelta(minutes=minutes)


def proposals(house: House) -> list[tuple[str, str, int | None]]:
    """What the facts propose now: kind, origin, minutes."""
    proposing.propose_due(system(house.station.pk), house.station.pk)
    return list(Finding.objects.order_by("id").values_list("kind", "origin", "minutes"))


def name_responsible(house: House, name: str, kind: str, since: datetime.date) -> Any:
    """Somebody answers for the township from a day on."""
    person = tree.enter_person(system(), name=name)
    tree.name_responsible(system(), house.township.pk, person=person.pk, kind=kind, title="镇长", since=since)
    return person


@pytest.mark.rule("RULE-016")
@pytest.mark.parametrize(
    ("received", "known", "proposed"),
    [
        (120, 5, []),
        (120 + 1 / 60, 5, [(Kind.LATE, Origin.CLOCK, 1)]),
        (195, 5, [(Kind.LATE, Origin.CLOCK, 75)]),
        (120 + 1441, 5, [(Kind.CONCEALED, Origin.CLOCK, 1441)]),
        (120 + 1441, 500, [(Kind.LATE, Origin.CLOCK, 1441)]),
    ],
)
def test_a_late_report_is_proposed_by_the_clock_and_as_concealed_where_the_unit_knew(
    house: House, received: float, known: float, proposed: list[tuple[str, str, int | None]]
) -> None:
    with clock.at(at(max(10, known))):
        event = urgent.noted(house, happened_at=NOON, known_at=at(known))
    with clock.at(at(received)):
        reporting.report(house.officer, event.public_id, grading=urgent.GRADING, elements=urgent.elements(Stage.FIRST))
        reporting.receive(house.editor, event.public_id)
    with clock.at(at(2900)):
        assert proposals(house) == proposed
        assert proposals(house) == proposed, "once"


@pytest.mark.rule("RULE-016")
def test_an_event_that_only_the_office_noted_is_proposed_as_omitted_after_its_time(house: House) -> None:
    with clock.at(at(10)):
        told = urgent.noted(house, by=house.editor, happened_at=NOON, organization=house.township.public_id)
        urgent.noted(house, happened_at=NOON, title="本镇自己来电")
    for minutes, expected in ((120 + 1440, []), (120 + 1441, [(Kind.OMITTED, Origin.OFFICE, None)])):
        with clock.at(at(minutes)):
            assert proposals(house) == expected
    found = Finding.objects.get()
    assert (found.emergency, found.organization, found.proposed_by) == (told, house.township, None)
    assert not found.grounds.filter(kind="known").exists(), "the office's note is the office's knowledge"
    hearing.drop(house.supervisor, found.public_id, reason="该镇另有书面报告")
    with clock.at(at(9000)):
        assert len(proposals(house)) == 1, "what was dropped is not proposed again"


@pytest.mark.rule("RULE-016")
def test_an_urgent_item_that_names_a_silent_unit_is_proposed_with_the_item(house: House) -> None:
    with clock.at(NOON):
        told = house.township.name
        for title in (f"{told}河堤出现险情", f"{house.department.name}门前起火", f"{told}充电设施缺口较大"):
            findings.urgent_item(house, title)
        urgent.noted(house, by=house.editor, happened_at=urgent.ago(hours=30), organization=house.department.public_id)
    with clock.at(at(1442)):
        breaches = [one for one in proposals(house) if one[1] == Origin.ITEM]
    assert breaches == [(Kind.OMITTED, Origin.ITEM, None)]
    found = Finding.objects.get(origin=Origin.ITEM)
    assert found.organization == house.township
    assert found.grounds.filter(origin=Origin.ITEM, subject__isnull=False).count() == 1


@pytest.mark.rule("RULE-014", "RULE-015", "RULE-016")
def test_it_is_against_whoever_answered_for_the_unit_on_the_day_of_the_event(house: House) -> None:
    with clock.at(NOON - datetime.timedelta(days=40)):
        before = name_responsible(house, "卫长青", ResponsibilityKind.FIRST, datetime.date(2026, 1, 1))
        direct = name_responsible(house, "祝小满", ResponsibilityKind.DIRECT, datetime.date(2026, 1, 1))
    with clock.at(at(200)):
        findings.late_event(house, happened_at=NOON)
        name_responsible(house, "后任", ResponsibilityKind.FIRST, datetime.date(2026, 11, 23))
    with clock.at(at(2 * 1440)):
        name_responsible(house, "再后任", ResponsibilityKind.FIRST, clock.today())
        proposals(house)
        found = Finding.objects.get()
        hearing.open_hearing(house.supervisor, found.public_id)
        outbox.carry_out()
    named = [(one.person.name, one.kind) for one in found.accountable.select_related("person")]
    assert ("祝小满", ResponsibilityKind.DIRECT) in named
    assert "再后任" not in [name for name, _kind in named]
    told = Notice.objects.filter(entry__event="findings.finding.opened")
    people = {one.person_id for one in found.accountable.all()} | {house.officer.person}
    assert {one.person_id for one in told} == people
    assert direct.pk in people
    assert all(one.must_acknowledge and one.due_at for one in told)
    facts = Entry.objects.get(event="findings.finding.opened").facts
    assert facts["directly_responsible"] == ["祝小满"]
    assert before.pk in {one.person_id for one in found.accountable.all()} or found.happened_at >= NOON


@pytest.mark.rule("RULE-016")
def test_the_version_of_the_rule_that_was_missed_stays_whatever_is_laid_down_later(house: House) -> None:
    laying_down.set_rule(
        system(), house.station.pk, key="urgent.first_report", value="1 hour",
        valid_from=datetime.date(2026, 1, 1), instrument="某区紧急信息报送规定",
    )  # fmt: skip
    version = Rule.objects.get(key="urgent.first_report").public_id
    found = findings.proposed(house)
    charged = findings.charged(house)
    laying_down.set_rule(
        system(), house.station.pk, key="urgent.first_report", value="3 hours",
        valid_from=datetime.date(2026, 1, 2), instrument="新规定",
    )  # fmt: skip
    for one in (found, charged):
        one.refresh_from_db()
        assert (one.rule, one.rule_version) == ("urgent.first_report", version)
        assert "某区紧急信息报送规定" in one.rule_words
    assert found.minutes == 140
    assert charged.due_at == charged.happened_at + datetime.timedelta(hours=1)


@pytest.mark.rule("RULE-016")
def test_nobody_judges_what_he_charged_or_is_charged_with(house: House) -> None:
    charged = findings.charged(house)
    hearing.open_hearing(house.reviewer, charged.public_id)
    hearing.answer(house.officer, charged.public_id, text="已报")
    decide = partial(deciding.decide, outcome=Outcome.UPHELD, reason="属实")
    own = refuses(partial(decide, house.reviewer, charged.public_id), Denied, charged)
    assert own.code == "findings.finding.second_person"
    assert "decide" not in access.offers(house.reviewer, Finding.objects.get(pk=charged.pk))
    hat = posts.appoint(
        system(), person=house.reviewer.acting_person, organization=house.office.pk, role=Role.SUPERVISOR,
        starts_on=datetime.date(2020, 1, 1),
    )  # fmt: skip
    other_hat = type(house.reviewer)(
        role=hat.role, post=hat.pk, person=hat.person_id, organization=hat.organization_id, station=hat.station_id
    )
    again = refuses(partial(decide, other_hat, charged.public_id), Denied, charged)
    assert again.code == "findings.finding.second_person", "another post of the same person is no second person"
    decide(house.second_reviewer, charged.public_id)
    own_unit = findings.charge(house, organization=house.office.public_id)
    call = partial(proposing.propose, house.editor, new_id(), charge=own_unit)
    assert refuses(call, Invalid).code == "findings.finding.own_unit"


@pytest.mark.rule("RULE-016")
def test_an_objection_goes_to_the_station_above_where_somebody_decides_and_makes_nothing_graver(house: House) -> None:
    office = network.organization(house.above)
    city = network.actor(office, Role.REVIEWER)
    found = findings.charged(house, kind=Kind.CONCEALED)
    hearing.open_hearing(house.supervisor, found.public_id)
    hearing.answer(house.officer, found.public_id, text="已报")
    deciding.decide(house.reviewer, found.public_id, outcome=Outcome.LESSENED, kind=Kind.OMITTED, reason="情节较轻")
    assert access.visible(city).count() == 0
    found = deciding.object_to(house.officer, found.public_id, text="并未漏报")
    assert found.reviewing == house.above
    review = partial(deciding.review, city, found.public_id, reason="复核")
    for given, code in (
        ({"outcome": Outcome.UPHELD}, "findings.outcome.graver"),
        ({"outcome": Outcome.LESSENED, "kind": Kind.CONCEALED}, "findings.kind.graver"),
        ({"outcome": "void"}, "findings.outcome.unknown"),
    ):
        assert refuses(partial(review, **given), Invalid, found).code == code
    refuses(partial(deciding.review, house.leader, found.public_id, outcome="lessened", reason="复核"), Denied, found)
    closed = review(outcome=Outcome.LESSENED, kind=Kind.LATE)
    assert (closed.state, closed.decided_kind, closed.rulings.count()) == (State.CLOSED, Kind.LATE, 2)
    facts = Entry.objects.get(event="findings.finding.closed").facts
    assert {name: facts[name] for name in ("kind", "outcome", "ending", "minutes", "organization")} == {
        "kind": "late", "outcome": "lessened", "ending": "reviewed", "minutes": None,
        "organization": str(house.township.public_id),
    }  # fmt: skip


def test_what_was_dismissed_is_closed_at_once_and_a_reopened_one_counts_no_more(house: House) -> None:
    found = findings.decided(house, outcome=Outcome.DISMISSED)
    assert (found.state, found.closed_at is not None) == (State.CLOSED, True)
    again = deciding.reopen(house.second_reviewer, found.public_id, reason="找到通话记录")
    assert (again.state, again.outcome, again.closed_at) == (State.OPENED, "", None)
    hearing.answer(house.officer, found.public_id, text="补充说明")
    call = partial(deciding.decide, house.second_reviewer, found.public_id, outcome="upheld", reason="属实")
    assert refuses(call, Denied, again).code == "findings.finding.second_person"


@pytest.mark.parametrize(
    ("changes", "kind", "code", "field"),
    [
        ({"kind": "slow"}, Invalid, "findings.kind.unknown", "kind"),
        ({"origin": "rumour"}, Invalid, "findings.origin.unknown", "origin"),
        ({"reason": " "}, Invalid, "items.text.empty", "reason"),
        ({"organization": None}, Invalid, "findings.unit.missing", "organization"),
        ({"happened_at": None}, Invalid, "findings.moment.missing", "happened_at"),
        ({"happened_at": NOON.replace(year=2099)}, Invalid, "findings.moment.future", "happened_at"),
        ({"known_at": NOON.replace(tzinfo=None)}, Invalid, "findings.moment.without_zone", "known_at"),
        ({"title": ""}, Invalid, "items.text.empty", "title"),
        ({"words": ""}, Invalid, "findings.words.missing", "words"),
        ({"item": "没有这个编号"}, Invalid, "findings.item.unknown", "item"),
        ({"emergency": new_id()}, NotFound, "urgent.emergency.unknown", ""),
    ],
)
def test_a_charge_that_cannot_be_is_refused_with_its_field(
    house: House, changes: dict[str, Any], kind: type[Invalid], code: str, field: str
) -> None:
    given = findings.charge(house, **changes)
    refusal = refuses(partial(proposing.propose, house.editor, new_id(), charge=given), kind)
    assert (refusal.code, refusal.field) == (code, field)
    assert not Finding.objects.exists()


def test_one_event_is_charged_once_and_two_at_once_make_one(house: House) -> None:
    event = findings.late_event(house)
    charge = findings.charge(house, kind=Kind.LATE, emergency=event.public_id)
    made = proposing.propose(house.editor, new_id(), charge=charge)
    assert (made.minutes, made.organization, made.grounds.count()) == (80, house.township, 6)
    again = partial(proposing.propose, house.reviewer, new_id(), charge=charge)
    assert refuses(again, Conflict, made).code == "findings.event.charged"
    assert refuses(
        partial(proposing.propose, house.editor, made.public_id, charge=findings.charge(house)), Conflict, made
    ).code == "findings.finding.id_taken"  # fmt: skip
    for actor, kind in ((house.leader, Denied), (house.officer, Denied), (house.signer, Denied)):
        refuses(partial(proposing.propose, actor, new_id(), charge=charge), kind)
    assert proposals(house) == [(Kind.LATE, Origin.MEDIA, 80)], "the facts do not propose it a second time"

# SPDX-License-Identifier: Apache-2.0
"""Giving out tasks, more time, returns, recalls: what the table of steps alone does not say."""

import datetime
from typing import Any

import pytest

from tests.conftest import Recorded
from tests.domains.supervision.untouched import refused
from tests.factories import files, supervision
from tests.factories.network import House
from yizhan.domains.files import queries as stored
from yizhan.domains.network.operations import tree
from yizhan.domains.network.states import OrganizationKind
from yizhan.domains.rulebook.operations import laying_down as rulebook
from yizhan.domains.supervision.access import rights, visibility
from yizhan.domains.supervision.models import Assignment, Case, Reply
from yizhan.domains.supervision.operations import assigning, handling
from yizhan.domains.supervision.operations.assigning import Task
from yizhan.domains.supervision.operations.handling import Words
from yizhan.domains.supervision.queries import cases
from yizhan.domains.supervision.rules import RETURNS
from yizhan.domains.supervision.states import AssignmentState, CaseState, Outcome
from yizhan.kernel.actors import system
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.ids import new_id
from yizhan.kernel.models import Entry


def assign(house: House, case: Case, *tasks: Task) -> Case:
    return assigning.assign(house.supervisor, case.public_id, tasks=list(tasks))


def allow_returns(house: House, number: int) -> None:
    rulebook.set_rule(
        system(),
        house.station.pk,
        key=RETURNS.key,
        value=number,
        valid_from=datetime.date(2020, 1, 1),
        instrument="督办办法第八条",
    )


@pytest.mark.rule("FIX-030")
def test_one_instruction_names_two_units_and_both_are_assigned(house: House, recorded: Recorded) -> None:
    case = supervision.instructed(house)
    recorded.clear()

    assign(house, case, supervision.task(house.department), supervision.task(house.other_department, days=20))

    live = list(cases.live(case))
    assert [(one.organization, one.is_lead) for one in live] == [
        (house.department, True),
        (house.other_department, False),
    ]
    assert recorded.names == [
        *["supervision.assignment.assigned", "clocks.deadline.opened"] * 2,
        "supervision.case.assigned",
    ]
    told = Entry.objects.get(event="supervision.case.assigned")
    assert told.facts == {
        "units": [house.department.name, house.other_department.name],
        "due_on": supervision.in_days(20).isoformat(),
    }


@pytest.mark.rule("RULE-099")
def test_case_is_accepted_when_every_unit_has_accepted(house: House) -> None:
    case = supervision.instructed(house)
    assign(house, case, supervision.task(house.department), supervision.task(house.other_department))
    first, second = cases.live(case)
    other = supervision.handler_of(house.other_department)

    handling.accept(house.handler, first.public_id)
    case.refresh_from_db()
    assert (case.state, case.accepted_at) == (CaseState.ASSIGNED, None)

    handling.accept(other, second.public_id)
    case.refresh_from_db()
    assert case.state == CaseState.ACCEPTED
    assert case.accepted_at is not None


@pytest.mark.rule("RULE-099")
def test_every_step_has_its_date(house: House) -> None:
    case = supervision.concluded(house)
    case.refresh_from_db()

    dates = [
        case.opened_at,
        case.instructed_at,
        case.assigned_at,
        case.accepted_at,
        case.implemented_at,
        case.told_at,
        case.concluded_at,
    ]
    assert None not in dates
    assert dates == sorted(dates)  # type: ignore[type-var]  # none is None, see above


def test_further_unit_takes_the_case_back_to_assigned(house: House) -> None:
    first = supervision.accepted(house)
    since = Case.objects.get().assigned_at

    assign(house, first.case, supervision.task(house.other_department))

    case = Case.objects.get()
    assert (case.state, case.accepted_at, case.assigned_at) == (CaseState.ASSIGNED, None, since)
    assert [one.is_lead for one in cases.live(case)] == [True, False]


def test_named_unit_leads(house: House) -> None:
    case = supervision.instructed(house)

    assign(house, case, supervision.task(house.department), supervision.task(house.other_department, is_lead=True))

    assert cases.live(case).get(is_lead=True).organization == house.other_department


def test_assign_refuses_what_cannot_be(house: House, elsewhere: House) -> None:
    case = supervision.instructed(house)
    own, other = house.department, house.other_department

    def refuse(kind: type, code: str, *tasks: Task) -> None:
        refused(lambda: assign(house, case, *tasks), kind, code)

    refuse(Invalid, "supervision.unit.nobody")
    refuse(Invalid, "supervision.unit.unknown", supervision.task(elsewhere.department))
    refuse(Invalid, "supervision.due.past", supervision.task(own, days=-1))
    refuse(Invalid, "supervision.text.empty", Task(organization=own.pk, task=" ", due_on=supervision.in_days(1)))
    refuse(Conflict, "supervision.unit.assigned_already", supervision.task(own), supervision.task(own))
    refuse(
        Invalid,
        "supervision.lead.twice",
        supervision.task(own, is_lead=True),
        supervision.task(other, is_lead=True),
    )
    assign(house, case, supervision.task(own))
    refuse(Conflict, "supervision.unit.assigned_already", supervision.task(own))
    refuse(Invalid, "supervision.lead.twice", supervision.task(other, is_lead=True))


def test_extension_keeps_the_former_day(house: House) -> None:
    assignment = supervision.assigned(house)
    former = assignment.due_on

    assigning.extend(house.supervisor, assignment.public_id, due_on=supervision.in_days(30), reason="情况复杂")

    assignment.refresh_from_db()
    extension = cases.extensions(assignment).get()
    assert (extension.former_due_on, extension.due_on, extension.reason) == (
        former,
        assignment.due_on,
        "情况复杂",
    )


@pytest.mark.parametrize(("days", "code"), [(10, "not_later"), (5, "not_later"), (-1, "past")])
def test_extension_means_a_later_day(house: House, days: int, code: str) -> None:
    assignment = supervision.assigned(house)
    day = supervision.in_days(days)

    refused(
        lambda: assigning.extend(house.supervisor, assignment.public_id, due_on=day, reason="情况复杂"),
        Invalid,
        f"supervision.due.{code}",
    )


def test_returned_task_that_stays_cannot_be_returned_again(house: House) -> None:
    returned = supervision.returned(house)
    assert returned.returns == 1

    assigning.insist(house.supervisor, returned.public_id, reason="职责明确")

    returned.refresh_from_db()
    assert rights.offers(house.handler, returned) == ["accept"]
    refused(
        lambda: handling.return_assignment(house.handler, returned.public_id, reason="仍不属于"),
        Conflict,
        "supervision.assignment.returned_before",
    )


def test_reassigned_task_carries_its_returns_to_the_next_unit(house: House) -> None:
    former = supervision.reassigned(house)
    other = supervision.handler_of(house.other_department)

    new = cases.live(former.case).get()

    assert (new.organization, new.replaces, new.returns, new.is_lead) == (house.other_department, former, 1, True)
    assert new.task == former.task
    assert rights.offers(other, new) == ["accept"]
    refused(
        lambda: handling.return_assignment(other, new.public_id, reason="也不属于"),
        Conflict,
        "supervision.assignment.returned_before",
    )


def test_number_of_returns_is_the_rule_of_the_station(house: House) -> None:
    allow_returns(house, 2)
    returned = supervision.returned(house)
    assigning.insist(house.supervisor, returned.public_id, reason="职责明确")

    handling.return_assignment(house.handler, returned.public_id, reason="补充依据")

    returned.refresh_from_db()
    assert (returned.state, returned.returns) == (AssignmentState.RETURNED, 2)


def test_station_may_forbid_returns(house: House) -> None:
    allow_returns(house, 0)
    assignment = supervision.assigned(house)

    assert rights.offers(house.handler, assignment) == ["accept"]
    refused(
        lambda: handling.return_assignment(house.handler, assignment.public_id, reason="不属于"),
        Conflict,
        "supervision.assignment.returned_before",
    )


def test_recalled_lead_passes_to_the_next_unit(house: House, recorded: Recorded) -> None:
    case = supervision.instructed(house)
    assign(house, case, supervision.task(house.department), supervision.task(house.other_department))
    lead, other = cases.live(case)
    handling.accept(supervision.handler_of(house.other_department), other.public_id)
    recorded.clear()

    assigning.recall(house.supervisor, lead.public_id, reason="交办有误")

    assert recorded.names == [
        "supervision.assignment.recalled",
        "clocks.deadline.cancelled",
        "supervision.assignment.lead_passed",
        "supervision.case.accepted",
    ]
    assert cases.live(case).get(is_lead=True) == other


def test_recall_of_the_last_unit_lets_the_case_wait_again(house: House) -> None:
    assignment = supervision.accepted(house)

    assigning.recall(house.supervisor, assignment.public_id, reason="交办有误")

    case = Case.objects.get()
    assert (case.state, case.assigned_at, case.accepted_at) == (CaseState.INSTRUCTED, None, None)
    assign(house, case, supervision.task(house.department))
    assert cases.assignments(case).count() == 2


def test_reply_is_kept_when_it_is_sent_back(house: House) -> None:
    assignment = supervision.replied(house)
    assigning.send_back(house.supervisor, assignment.public_id, reason="请说明资金来源")

    second = Words(
        opinion="资金由街道承担。", progress="已列支。", effect="已修复。", outcome=Outcome.PARTLY_CARRIED_OUT
    )
    handling.reply(house.handler, assignment.public_id, words=second)

    assert [(one.number, one.opinion, one.outcome) for one in cases.replies(assignment)] == [
        (1, supervision.WORDS.opinion, Outcome.CARRIED_OUT),
        (2, "资金由街道承担。", Outcome.PARTLY_CARRIED_OUT),
    ]
    assert [entry.event for entry in cases.history(assignment)] == [
        "supervision.assignment.assigned",
        "supervision.assignment.accepted",
        "supervision.assignment.replied",
        "supervision.assignment.sent_back",
        "supervision.assignment.replied",
    ]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"opinion": ""}, "supervision.text.empty"),
        ({"progress": " "}, "supervision.text.empty"),
        ({"effect": "绝密★启用前"}, "supervision.text.secret"),
        ({"outcome": "replied"}, "supervision.outcome.unknown"),
    ],
)
def test_reply_refuses_what_cannot_be_kept(house: House, changes: dict[str, str], code: str) -> None:
    assignment = supervision.accepted(house)
    given: dict[str, Any] = {
        "opinion": "同意",
        "progress": "已开工",
        "effect": "已修复",
        "outcome": Outcome.PLANNED,
        **changes,
    }

    refused(lambda: handling.reply(house.handler, assignment.public_id, words=Words(**given)), Invalid, code)


def test_evidence_becomes_part_of_the_reply(house: House, files_folder: object) -> None:
    assignment, reply_id = supervision.accepted(house), new_id()
    files.kept(house, by=house.handler, subject=reply_id, name="现场.png", content=files.PICTURE)

    handling.reply(house.handler, assignment.public_id, words=supervision.WORDS, reply_id=reply_id)

    assert [one.name for one in stored.attachments(reply_id)] == ["现场.png"]
    readers = ["handler", "supervisor", "leader", "member", "system_administrator"]
    assert [visibility.may_read(house.actors[role], reply_id) for role in readers] == [True, True, True, False, False]
    assert not visibility.may_read(supervision.handler_of(house.other_department), reply_id)


def test_reply_id_of_another_reply_is_refused(house: House) -> None:
    taken = Reply.objects.get(assignment=supervision.replied(house)).public_id
    assignment = supervision.accepted(house)

    refused(
        lambda: handling.reply(house.handler, assignment.public_id, words=supervision.WORDS, reply_id=taken),
        Conflict,
        "supervision.reply.id_taken",
    )


def test_urging_leaves_an_entry_and_no_row(house: House) -> None:
    assignment = supervision.accepted(house)

    assigning.urge(house.supervisor, assignment.public_id, words="请于本周内答复")

    entry = cases.history(assignment).get(event="supervision.assignment.urged")
    assert entry.facts == {
        "unit": house.department.name,
        "words": "请于本周内答复",
        "due_on": assignment.due_on.isoformat(),
    }
    assert Assignment.objects.get(pk=assignment.pk).version == assignment.version


@pytest.mark.rule("FIX-030")
def test_units_named_in_a_text_are_suggested_in_its_order(house: House) -> None:
    traffic, police = (
        tree.set_up_organization(
            system(),
            station=house.station.pk,
            name=name,
            short_name=short,
            kind=OrganizationKind.DEPARTMENT,
            level=house.station.level,
            line=house.station.line,
        )
        for name, short in (("交通运输局", "交通局"), ("公安分局", "公安局"))
    )

    assert cases.units_named(house.station.pk, "交通、公安部门要密切配合，确保春运期间的水上安全。") == [
        traffic,
        police,
    ]
    assert cases.units_named(house.station.pk, "请公安局会同交通运输局研究。") == [police, traffic]
    assert cases.units_named(house.station.pk, "请研究。") == []

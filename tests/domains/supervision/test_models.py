# SPDX-License-Identifier: Apache-2.0
"""Rows say what they are, and the database itself keeps the invariants."""

import pytest
from django.db import IntegrityError, transaction

from tests.factories import supervision
from tests.factories.network import House
from yizhan.domains.supervision.models import Answer, Assignment, Case, Recipient, Reply
from yizhan.domains.supervision.operations import assigning, concluding, telling
from yizhan.domains.supervision.queries import cases
from yizhan.domains.supervision.states import AssignmentState, CaseState
from yizhan.kernel import clock


def test_rows_say_what_they_are(house: House) -> None:
    given = supervision.recorded(house, circulation=("县委",))
    assignment = supervision.assigned(house, given.case)
    assigning.extend(house.supervisor, assignment.public_id, due_on=supervision.in_days(30), reason="复杂")
    concluding.take_measure(house.supervisor, given.case.public_id, kind="meeting", held_on=clock.today(), text="座谈")
    feedback = supervision.feedback(house)
    telling.answer_feedback(house.member, feedback.public_id, verdict="solved")

    assert str(given) == "市长林一川"
    assert str(Recipient.objects.get()) == "县委"
    assert str(given.case) == f"case {given.case_id}: instructed"
    assert str(assignment) == f"{house.department.pk}: 会同街道提出管理办法。"
    assert str(cases.extensions(assignment).get()) == f"{supervision.in_days(10)} to {supervision.in_days(30)}"
    assert str(cases.measures(given.case).get()) == f"meeting {clock.today()}"
    assert str(Reply.objects.get()).startswith("reply 1 of ")
    assert str(feedback) == f"feedback 1 of {feedback.case_id}"
    assert str(Answer.objects.get()) == f"{house.member.person}: solved"


def breaks(**columns: object) -> None:
    """The database refuses these columns on every case."""
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.update(**columns)


def test_database_refuses_unknown_states_and_results_without_outcome(house: House) -> None:
    supervision.instructed(house)

    breaks(state="closed")
    breaks(state=CaseState.CONCLUDED)
    breaks(state=CaseState.TOLD, outcome="replied")


def test_database_refuses_a_second_open_case_of_an_item(house: House) -> None:
    case = supervision.instructed(house)

    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.create(station=case.station, item=case.item, state=CaseState.ASSIGNED, opened_at=clock.now())


def test_database_refuses_a_unit_twice_and_two_leads(house: House) -> None:
    assignment = supervision.assigned(house)

    def add(**columns: object) -> None:
        Assignment.objects.create(
            case=assignment.case,
            station=assignment.station,
            task="同上",
            due_on=supervision.in_days(3),
            state=AssignmentState.ASSIGNED,
            post=assignment.post,
            assigned_at=clock.now(),
            **columns,
        )

    with pytest.raises(IntegrityError), transaction.atomic():
        add(organization=house.department)
    with pytest.raises(IntegrityError), transaction.atomic():
        add(organization=house.other_department, is_lead=True)
    add(organization=house.other_department)
    assert cases.live(assignment.case).count() == 2

# SPDX-License-Identifier: Apache-2.0
"""What waits for units, supervisors and leaders, and what is late."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import supervision
from tests.factories.network import House
from yizhan.domains.supervision.access import visibility
from yizhan.domains.supervision.models import Case
from yizhan.domains.supervision.operations import assigning
from yizhan.domains.supervision.queries import waiting
from yizhan.domains.supervision.states import RUNNING, AssignmentState, CaseState
from yizhan.kernel import clock

#: States of the only assignment of a case in which the supervisor has the next step.
SUPERVISORS_TURN = {
    AssignmentState.REPLIED,
    AssignmentState.APPROVED,
    AssignmentState.RETURNED,
    AssignmentState.RECALLED,
}


@pytest.mark.parametrize("state", sorted(AssignmentState))
def test_assignments_wait_for_the_unit_or_for_the_supervisor(house: House, state: str) -> None:
    assignment = supervision.ASSIGNMENT_IN_STATE[state](house)

    assert (assignment in waiting.for_handler(house.department.pk)) == (state in RUNNING)
    assert (assignment.case in waiting.for_supervisor(house.station.pk)) == (state in SUPERVISORS_TURN)


@pytest.mark.parametrize(
    ("state", "waits"),
    [
        (CaseState.INSTRUCTED, True),
        (CaseState.ASSIGNED, False),
        (CaseState.ACCEPTED, True),
        (CaseState.IMPLEMENTED, True),
        (CaseState.TOLD, True),
        (CaseState.CONCLUDED, False),
        (CaseState.WITHDRAWN, False),
    ],
)
def test_cases_wait_for_the_supervisor(house: House, elsewhere: House, state: str, waits: bool) -> None:
    case = supervision.CASE_IN_STATE[state](house)

    assert (case in waiting.for_supervisor(house.station.pk)) == waits
    assert case not in waiting.for_supervisor(elsewhere.station.pk)


@pytest.mark.parametrize("state", sorted(CaseState))
def test_open_cases_are_followed_by_their_leader(house: House, state: str) -> None:
    case = supervision.CASE_IN_STATE[state](house)
    assert house.leader.post is not None
    assert house.second_leader.post is not None

    is_open = state not in {CaseState.CONCLUDED, CaseState.WITHDRAWN}
    assert list(waiting.for_leader(house.leader.post)) == ([case] if is_open else [])
    assert list(waiting.for_leader(house.second_leader.post)) == []


@pytest.mark.parametrize("state", sorted(AssignmentState))
def test_overdue_is_what_still_waits_for_the_unit_after_its_day(house: House, state: str) -> None:
    assignment = supervision.ASSIGNMENT_IN_STATE[state](house)
    last_moment = datetime.datetime.combine(assignment.due_on, datetime.time(23, 59), clock.OFFICE_ZONE)
    visible = visibility.visible_assignments(house.supervisor)

    with clock.at(last_moment):
        assert assignment not in waiting.overdue(visible)
        assert not waiting.is_overdue(assignment)
    with clock.at(last_moment + datetime.timedelta(minutes=1)):
        assert (assignment in waiting.overdue(visible)) == (state in RUNNING)
        assert waiting.is_overdue(assignment) == (state in RUNNING)


def test_most_pressing_comes_first(house: House) -> None:
    for days in (20, 5, 10):
        case = supervision.instructed(house)
        tasks = [supervision.task(house.department, days=days)]
        assigning.assign(house.supervisor, case.public_id, tasks=tasks)

    days = [one.due_on for one in waiting.for_handler(house.department.pk)]

    assert days == [supervision.in_days(5), supervision.in_days(10), supervision.in_days(20)]


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_take_one_query(house: House, rows: int) -> None:
    for _ in range(rows):
        supervision.replied(house)
        supervision.assigned(house)
    assert house.leader.post is not None
    leader = house.leader.post

    lists: list[Callable[[], list[Any]]] = [
        lambda: [one.organization.name for one in waiting.for_handler(house.department.pk)],
        lambda: [case.item.title for case in waiting.for_supervisor(house.station.pk)],
        lambda: [case.item.title for case in waiting.for_leader(leader)],
        lambda: [
            one.organization.name
            for one in waiting.overdue(visibility.visible_assignments(house.supervisor), supervision.in_days(99))
        ],
    ]
    for listed, number in zip(lists, (rows, rows, 2 * rows, rows), strict=True):
        with CaptureQueriesContext(connection) as caught:
            assert len(listed()) == number
        assert len(caught) == 1
    assert Case.objects.count() == 2 * rows

# SPDX-License-Identifier: Apache-2.0
"""Every step of cases and assignments from every state: done exactly as the tables say, or refused without a trace."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from tests.conftest import Recorded
from tests.domains.supervision.untouched import refused
from tests.factories import supervision
from tests.factories.network import House
from yizhan.domains.network.states import Role
from yizhan.domains.supervision.access import rights
from yizhan.domains.supervision.models import Assignment, Case
from yizhan.domains.supervision.operations import assigning, concluding, handling, telling
from yizhan.domains.supervision.permissions import (
    ASSIGNMENT_NEEDED,
    CASE_NEEDED,
    GRANTS,
    UNITS_VERBS,
)
from yizhan.domains.supervision.states import (
    ASSIGNMENT_STEPS,
    CASE_STEPS,
    CONSEQUENCES,
    OPEN,
    RUNNING,
    AssignmentState,
    CaseState,
    MeasureKind,
    Outcome,
)
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, NotFound
from yizhan.kernel.ids import new_id

Act = Callable[..., Any]


def case_acts(house: House) -> dict[str, Act]:
    """How each verb on a case is called, given actor, public id, and options such as `seen`."""
    return {
        "assign": partial(assigning.assign, tasks=[supervision.task(house.other_department)]),
        "take_measure": partial(
            concluding.take_measure, kind=MeasureKind.MEETING, held_on=clock.today(), text="召开座谈会催办。"
        ),
        "establish": partial(concluding.establish, outcome=Outcome.PLANNED),
        "tell_author": partial(telling.tell_author, parts=supervision.PARTS),
        "conclude": concluding.conclude,
        "reopen": partial(concluding.reopen, due_on=supervision.in_days(5), reason="问题反复"),
    }


def assignment_acts(house: House) -> dict[str, Act]:
    """How each verb on an assignment is called."""
    unit, day = house.other_department.pk, supervision.in_days(30)
    return {
        "accept": handling.accept,
        "return_assignment": partial(handling.return_assignment, reason="不属于本局"),
        "reply": partial(handling.reply, words=supervision.WORDS),
        "approve": assigning.approve,
        "send_back": partial(assigning.send_back, reason="请补充"),
        "insist": partial(assigning.insist, reason="职责明确"),
        "reassign": partial(assigning.reassign, organization=unit, due_on=day, reason="属于该局"),
        "extend": partial(assigning.extend, due_on=day, reason="情况复杂"),
        "recall": partial(assigning.recall, reason="交办有误"),
        "urge": assigning.urge,
    }


#: Acts that leave the state alone.
CASE_STAYS = {"take_measure": OPEN}
ASSIGNMENT_STAYS = {"extend": RUNNING, "urge": RUNNING}

#: The events of each step when it is taken from the first state that allows it, in order.
CASE_EVENTS = {
    "assign": ["supervision.assignment.assigned", "clocks.deadline.opened", "supervision.case.assigned"],
    "take_measure": ["supervision.measure.taken"],
    "establish": ["supervision.case.implemented"],
    "tell_author": ["supervision.feedback.given"],
    "conclude": ["supervision.case.concluded"],
    "reopen": [
        "supervision.assignment.reopened",
        "clocks.deadline.reopened",
        "clocks.request.granted",
        "clocks.deadline.recounted",
        "supervision.case.reopened",
    ],
}
ASSIGNMENT_EVENTS = {
    "accept": ["supervision.assignment.accepted", "supervision.case.accepted"],
    "return_assignment": ["supervision.assignment.returned"],
    "reply": ["supervision.assignment.replied", "clocks.deadline.met"],
    "approve": ["supervision.assignment.approved"],
    "send_back": ["supervision.assignment.sent_back", "clocks.deadline.reopened"],
    "insist": ["supervision.assignment.insisted"],
    "reassign": [
        "supervision.assignment.reassigned",
        "clocks.deadline.cancelled",
        "supervision.assignment.assigned",
        "clocks.deadline.opened",
    ],
    "extend": ["supervision.assignment.extended", "clocks.request.granted", "clocks.deadline.recounted"],
    "recall": ["supervision.assignment.recalled", "clocks.deadline.cancelled", "supervision.case.without_units"],
    "urge": ["supervision.assignment.urged"],
}


def acting(house: House, verb: str) -> Actor:
    return house.handler if verb in UNITS_VERBS else house.supervisor


def test_tables_of_this_test_are_complete(house: House) -> None:
    assert set(case_acts(house)) == set(CASE_NEEDED) == set(CASE_EVENTS)
    assert set(CASE_NEEDED) == set(CASE_STEPS) - CONSEQUENCES | set(CASE_STAYS)
    assert set(assignment_acts(house)) == set(ASSIGNMENT_NEEDED) == set(ASSIGNMENT_EVENTS)
    assert set(ASSIGNMENT_NEEDED) == set(ASSIGNMENT_STEPS) - {"reopen"} | set(ASSIGNMENT_STAYS)
    assert set(supervision.CASE_IN_STATE) == set(CaseState)
    assert set(supervision.ASSIGNMENT_IN_STATE) == set(AssignmentState)


@pytest.mark.rule("RULE-099")
@pytest.mark.parametrize("state", sorted(CaseState))
@pytest.mark.parametrize("verb", sorted(CASE_NEEDED))
def test_case_step(house: House, verb: str, state: str) -> None:
    case = supervision.CASE_IN_STATE[state](house)
    assert case.state == state
    sources = CASE_STAYS.get(verb) or CASE_STEPS[verb].sources

    if state in sources:
        assert verb in rights.offers(house.supervisor, case)
        case_acts(house)[verb](house.supervisor, case.public_id, seen=case.version)
        case.refresh_from_db()
        assert case.state == (state if verb in CASE_STAYS else CASE_STEPS[verb].target)
    else:
        assert verb not in rights.offers(house.supervisor, case)
        refused(
            lambda: case_acts(house)[verb](house.supervisor, case.public_id),
            Conflict,
            "supervision.state.elsewhere",
        )


@pytest.mark.parametrize("state", sorted(AssignmentState))
@pytest.mark.parametrize("verb", sorted(ASSIGNMENT_NEEDED))
def test_assignment_step(house: House, verb: str, state: str) -> None:
    assignment = supervision.ASSIGNMENT_IN_STATE[state](house)
    assert assignment.state == state
    sources = ASSIGNMENT_STAYS.get(verb) or ASSIGNMENT_STEPS[verb].sources
    actor = acting(house, verb)

    if state in sources:
        assert verb in rights.offers(actor, assignment)
        assignment_acts(house)[verb](actor, assignment.public_id)
        assignment.refresh_from_db()
        assert assignment.state == (state if verb in ASSIGNMENT_STAYS else ASSIGNMENT_STEPS[verb].target)
    else:
        assert verb not in rights.offers(actor, assignment)
        refused(
            lambda: assignment_acts(house)[verb](actor, assignment.public_id),
            Conflict,
            "supervision.state.elsewhere",
        )


def case_for(house: House, verb: str) -> Case:
    sources = CASE_STAYS.get(verb) or CASE_STEPS[verb].sources
    return supervision.CASE_IN_STATE[next(state for state in CaseState if state in sources)](house)


def assignment_for(house: House, verb: str) -> Assignment:
    sources = ASSIGNMENT_STAYS.get(verb) or ASSIGNMENT_STEPS[verb].sources
    return supervision.ASSIGNMENT_IN_STATE[next(state for state in AssignmentState if state in sources)](house)


@pytest.mark.parametrize("verb", sorted(CASE_NEEDED))
def test_case_step_writes_exactly_its_events(house: House, recorded: Recorded, verb: str) -> None:
    case = case_for(house, verb)
    recorded.clear()

    case_acts(house)[verb](house.supervisor, case.public_id)

    assert recorded.names == CASE_EVENTS[verb]


@pytest.mark.parametrize("verb", sorted(ASSIGNMENT_NEEDED))
def test_assignment_step_writes_exactly_its_events(house: House, recorded: Recorded, verb: str) -> None:
    assignment = assignment_for(house, verb)
    recorded.clear()

    assignment_acts(house)[verb](acting(house, verb), assignment.public_id)

    assert recorded.names == ASSIGNMENT_EVENTS[verb]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSTEM}))
@pytest.mark.parametrize("verb", sorted(CASE_NEEDED))
def test_case_step_by_role(house: House, verb: str, role: str) -> None:
    case, actor = case_for(house, verb), house.actors[role]

    if role in GRANTS[CASE_NEEDED[verb]]:
        case_acts(house)[verb](actor, case.public_id)
        return
    assert verb not in rights.offers(actor, case)
    sees = role in {Role.EDITOR, Role.REVIEWER, Role.SIGNER, Role.LEADER}
    refused(
        lambda: case_acts(house)[verb](actor, case.public_id),
        Denied if sees else NotFound,
        "supervision.denied" if sees else "supervision.case.unknown",
    )


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSTEM}))
@pytest.mark.parametrize("verb", sorted(ASSIGNMENT_NEEDED))
def test_assignment_step_by_role(house: House, verb: str, role: str) -> None:
    assignment, actor = assignment_for(house, verb), house.actors[role]

    if role in GRANTS[ASSIGNMENT_NEEDED[verb]]:
        assignment_acts(house)[verb](actor, assignment.public_id)
        return
    assert verb not in rights.offers(actor, assignment)
    sees = role in {Role.EDITOR, Role.REVIEWER, Role.SIGNER, Role.LEADER, Role.SUPERVISOR, Role.HANDLER}
    refused(
        lambda: assignment_acts(house)[verb](actor, assignment.public_id),
        Denied if sees else NotFound,
        "supervision.denied" if sees else "supervision.assignment.unknown",
    )


@pytest.mark.parametrize("verb", sorted(CASE_NEEDED))
def test_case_of_another_station_is_unknown(house: House, elsewhere: House, verb: str) -> None:
    case = case_for(house, verb)

    refused(lambda: case_acts(house)[verb](elsewhere.supervisor, case.public_id), NotFound, "supervision.case.unknown")


@pytest.mark.parametrize("verb", sorted(ASSIGNMENT_NEEDED))
def test_assignment_of_another_unit_or_station_is_unknown(house: House, elsewhere: House, verb: str) -> None:
    assignment = assignment_for(house, verb)
    foreign = supervision.handler_of(house.township) if verb in UNITS_VERBS else elsewhere.supervisor

    refused(
        lambda: assignment_acts(house)[verb](foreign, assignment.public_id),
        NotFound,
        "supervision.assignment.unknown",
    )


@pytest.mark.parametrize("verb", sorted(CASE_NEEDED))
def test_case_page_opened_before_somebody_else_acted(house: House, verb: str) -> None:
    case = case_for(house, verb)

    refused(
        lambda: case_acts(house)[verb](house.supervisor, case.public_id, seen=case.version - 1),
        Conflict,
        "page.outdated",
    )


@pytest.mark.parametrize("verb", sorted(set(ASSIGNMENT_NEEDED) - {"urge"}))
def test_assignment_page_opened_before_somebody_else_acted(house: House, verb: str) -> None:
    assignment = assignment_for(house, verb)

    refused(
        lambda: assignment_acts(house)[verb](acting(house, verb), assignment.public_id, seen=assignment.version - 1),
        Conflict,
        "page.outdated",
    )


@pytest.mark.parametrize("verb", sorted(CASE_NEEDED))
def test_case_step_twice_with_one_key_is_once(house: House, recorded: Recorded, verb: str) -> None:
    case = case_for(house, verb)
    actor = house.supervisor.requested(new_id())
    recorded.clear()

    first = case_acts(house)[verb](actor, case.public_id)
    again = case_acts(house)[verb](actor, case.public_id)

    assert first == again
    assert recorded.names == CASE_EVENTS[verb]


@pytest.mark.parametrize("verb", sorted(ASSIGNMENT_NEEDED))
def test_assignment_step_twice_with_one_key_is_once(house: House, recorded: Recorded, verb: str) -> None:
    assignment = assignment_for(house, verb)
    actor = acting(house, verb).requested(new_id())
    recorded.clear()

    first = assignment_acts(house)[verb](actor, assignment.public_id)
    again = assignment_acts(house)[verb](actor, assignment.public_id)

    assert first == again
    assert recorded.names == ASSIGNMENT_EVENTS[verb]

# SPDX-License-Identifier: Apache-2.0
"""The deadline of an assignment follows what becomes of it, and says why."""

import datetime

import pytest

from tests.conftest import Recorded
from tests.domains.matrix import refuses
from tests.factories import supervision
from tests.factories.network import House
from yizhan.domains.clocks.models import Deadline
from yizhan.domains.clocks.operations import extending, pausing
from yizhan.domains.clocks.queries import deadlines, reckoning
from yizhan.domains.clocks.states import State
from yizhan.domains.supervision.models import Assignment
from yizhan.domains.supervision.operations import assigning, due_replies, handling
from yizhan.domains.supervision.operations.due_replies import REPLY, end_of
from yizhan.jobs import alarms
from yizhan.kernel import clock, outbox
from yizhan.kernel.errors import Denied
from yizhan.kernel.models import Entry


def of(assignment: Assignment) -> Deadline:
    found = deadlines.last_one(assignment.public_id, REPLY)
    assert found is not None
    return found


def test_it_runs_until_the_end_of_the_day_and_binds_the_unit(house: House) -> None:
    assignment = supervision.accepted(house)
    deadline = of(assignment)
    assert (deadline.due_at, deadline.organization_id) == (end_of(assignment.due_on), assignment.organization_id)
    assert deadline.title == assignment.case.item.title
    assert len(reckoning.sentences(deadline.why, "zh")) == 1


def test_a_reply_meets_it_and_one_that_is_sent_back_lets_it_run_on(house: House) -> None:
    assignment = supervision.replied(house)
    assert of(assignment).state == State.MET
    assigning.send_back(house.supervisor, assignment.public_id, reason="请补充照片")
    assert (of(assignment).state, of(assignment).due_at) == (State.RUNNING, end_of(assignment.due_on))


def test_a_reply_after_the_day_is_late(house: House) -> None:
    assignment = supervision.accepted(house)
    with clock.at(end_of(assignment.due_on) + datetime.timedelta(seconds=1)):
        handling.reply(house.handler, assignment.public_id, words=supervision.WORDS)
    assert of(assignment).state == State.MET_LATE


def test_a_later_day_moves_it_and_the_former_one_stays_on_record(house: House) -> None:
    assignment = supervision.accepted(house)
    later = assignment.due_on + datetime.timedelta(days=10)
    assigning.extend(house.supervisor, assignment.public_id, due_on=later, reason="需要跨部门协调")
    assert of(assignment).due_at == end_of(later)
    assert len(reckoning.sentences(of(assignment).why, "zh")) == 2


@pytest.mark.rule("RULE-097")
def test_an_overdue_unit_is_called_step_by_step(house: House) -> None:
    assignment = supervision.accepted(house)
    with clock.at(end_of(assignment.due_on) + datetime.timedelta(days=30)):
        while alarms.ring():
            pass
    rung = Entry.objects.filter(event="clocks.alarm.rung", matter=assignment.case.item.public_id).order_by("pk")
    assert [entry.facts["rung"] for entry in rung] == ["person", "person", "chief", "supervision"]


def test_a_recalled_task_is_due_no_more(house: House) -> None:
    assignment = supervision.accepted(house)
    assigning.recall(house.supervisor, assignment.public_id, reason="交办有误")
    assert of(assignment).state == State.CANCELLED


def carried_out() -> None:
    """Let the worker do what is owed."""
    while outbox.carry_out():
        pass


def test_time_granted_or_stood_still_on_the_page_of_the_deadline_moves_the_assignment_too(
    house: House, recorded: Recorded
) -> None:
    assignment = supervision.accepted(house)
    carried_out()
    day = assignment.due_on
    deadline = of(assignment)
    request = extending.ask(house.handler, deadline.public_id, duration="3 days", reason="需要现场勘查")
    extending.grant(house.supervisor, request.public_id)
    recorded.clear()
    carried_out()
    assignment.refresh_from_db()
    assert assignment.due_on == of(assignment).due_at.astimezone(clock.OFFICE_ZONE).date() > day
    assert recorded.names.count("supervision.assignment.extended") == 1

    granted = assignment.due_on
    pausing.pause(house.supervisor, deadline.public_id, reason="等待鉴定")
    with clock.at(clock.now() + datetime.timedelta(days=2)):
        pausing.resume(house.supervisor, deadline.public_id)
        carried_out()
    assignment.refresh_from_db()
    assert assignment.due_on == granted + datetime.timedelta(days=2)


def test_only_the_installation_moves_an_assignment_after_its_clock(house: House) -> None:
    assignment = supervision.accepted(house)
    refuses(lambda: due_replies.follow_clock(house.supervisor, assignment.public_id, reason="延期"), Denied, assignment)

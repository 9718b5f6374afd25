# SPDX-License-Identifier: Apache-2.0
"""Pages of cases and assignments: who sees what, steps without JavaScript, old pages, double clicks, query counts."""

import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.conftest import Recorded
from tests.factories import items, supervision
from tests.factories.network import House
from tests.web.items.visits import act, found, said, visitor
from yizhan.domains.files import queries as files
from yizhan.domains.supervision.models import Answer, Assignment, Case, Instruction
from yizhan.domains.supervision.states import AssignmentState, CaseState
from yizhan.kernel import clock

REPLY = {"opinion": "情况属实", "progress": "已整改三处", "effect": "群众满意", "outcome": "carried_out"}


def post(house: House, role: str, url: str, **given: Any) -> Any:
    return visitor(getattr(house, role)).post(url, {"act": act(), **given})


def in_days(days: int) -> str:
    return (clock.today() + datetime.timedelta(days=days)).isoformat()


def test_leader_instructs_from_a_page_and_the_case_opens(house: House) -> None:
    item = items.released(house)
    url = f"/items/{item.public_id}/instruction/new/"
    assert "批示内容" in said(visitor(house.leader).get(url))
    answer = post(house, "leader", url, text="请第一局研究。", circulation="县委，县政府")
    given = Instruction.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/cases/{given.case.public_id}/")
    assert list(given.recipients.values_list("name", flat=True)) == ["县委", "县政府"]


def test_editor_records_an_instruction_with_its_scan(house: House, files_folder: Any) -> None:
    item = items.released(house)
    given = {
        "leader_name": "顾怀远",
        "leader_title": "秘书长",
        "level": "3",
        "given_on": in_days(0),
        "text": "情况属实，请办理。",
        "circulation": "",
        "scan": SimpleUploadedFile("批示.txt", "扫描件说明".encode()),
    }
    assert post(house, "editor", f"/items/{item.public_id}/instruction/new/", **given).status_code == 302
    instruction = Instruction.objects.get()
    [scan] = files.attachments(instruction.public_id)
    page = visitor(house.supervisor).get(f"/cases/{instruction.case.public_id}/")
    assert "批示.txt" in said(page)
    assert b"".join(visitor(house.supervisor).get(f"/supervision/files/{scan.public_id}/")).decode() == "扫描件说明"
    assert visitor(house.handler).get(f"/supervision/files/{scan.public_id}/").status_code == 404


def test_supervisor_assigns_two_units_and_they_work_it_through(house: House) -> None:
    case = supervision.instructed(house)
    url = f"/cases/{case.public_id}/assignments/new/"
    assert "主办单位" in said(visitor(house.supervisor).get(url))
    units = {"unit_0": house.department.pk, "unit_1": house.other_department.pk}
    assert post(house, "supervisor", url, due_on=in_days(20), task="请办理", **units).status_code == 302
    leading, assisting = Assignment.objects.order_by("id")
    assert (leading.is_lead, assisting.is_lead) == (True, False)

    path = f"/assignments/{leading.public_id}/"
    assert post(house, "handler", f"{path}acceptance/", seen=leading.version).status_code == 302
    assert post(house, "handler", f"{path}reply/", **REPLY).status_code == 302
    assert "已整改三处" in said(visitor(house.supervisor).get(f"/cases/{case.public_id}/"))
    assert post(house, "supervisor", f"{path}approval/").status_code == 302
    leading.refresh_from_db()
    assert leading.state == AssignmentState.APPROVED


def test_unit_sees_its_task_but_neither_names_nor_others(house: House) -> None:
    assignment = supervision.accepted(house)
    page = said(visitor(house.handler).get(f"/assignments/{assignment.public_id}/"))
    assert assignment.task in page
    assert assignment.case.item.title in page
    assert assignment.case.item.authors not in page
    assert visitor(house.handler).get(f"/cases/{assignment.case.public_id}/").status_code == 404
    other = supervision.handler_of(house.other_department)
    assert visitor(other).get(f"/assignments/{assignment.public_id}/").status_code == 404


def test_author_reads_the_four_parts_and_answers(house: House) -> None:
    feedback = supervision.feedback(house)
    url = f"/feedback/{feedback.public_id}/answer/"
    page = said(visitor(house.member).get(url))
    for part in (feedback.instruction, feedback.opinion, feedback.progress, feedback.effect):
        assert part in page
    assert post(house, "member", url, verdict="not_solved", words="还没有动工").status_code == 302
    assert Answer.objects.get().words == "还没有动工"
    assert "还没有动工" in said(visitor(house.supervisor).get(f"/cases/{feedback.case.public_id}/"))


def test_concluding_an_unsolved_matter_needs_a_reason_on_the_page(house: House) -> None:
    feedback = supervision.feedback(house)
    post(house, "member", f"/feedback/{feedback.public_id}/answer/", verdict="not_solved", words="")
    url = f"/cases/{feedback.case.public_id}/conclusion/"
    refused = post(house, "supervisor", url, reason="")
    assert refused.status_code == 422
    assert Case.objects.get().state == CaseState.TOLD
    assert post(house, "supervisor", url, reason="已列入明年计划").status_code == 302
    assert Case.objects.get().state == CaseState.CONCLUDED


def test_page_from_yesterday_shows_the_present_state(house: House, recorded: Recorded) -> None:
    assignment = supervision.replied(house)
    supervisor = visitor(house.supervisor)
    recorded.clear()
    given = {"act": act(), "seen": assignment.version - 1}
    refused = supervisor.post(f"/assignments/{assignment.public_id}/approval/", given)
    assert refused.status_code == 409
    assert "页面已经过时" in said(refused)
    assert recorded.names == []


def test_double_click_replies_once(house: House) -> None:
    assignment = supervision.accepted(house)
    handler, given = visitor(house.handler), {"act": act(), **REPLY}
    url = f"/assignments/{assignment.public_id}/reply/"
    assert [handler.post(url, given).status_code for _ in range(2)] == [302, 302]
    assert assignment.replies.count() == 1


@pytest.mark.parametrize("role", ["member", "officer", "editor", "handler"])
def test_who_is_no_supervisor_may_not_assign(house: House, recorded: Recorded, role: str) -> None:
    case = supervision.instructed(house)
    client = visitor(getattr(house, role))
    recorded.clear()
    given = {"act": act(), "due_on": in_days(9), "task": "请办理", "unit_0": house.department.pk}
    answer = client.post(f"/cases/{case.public_id}/assignments/new/", given)
    assert answer.status_code == (403 if role == "editor" else 404)
    assert recorded.names == []


def test_nobody_gets_in_without_signing_in(house: House) -> None:
    case = supervision.instructed(house)
    answer = Client().get(f"/cases/{case.public_id}/")
    assert (answer.status_code, answer.url) == (302, f"/sign-in/?next=/cases/{case.public_id}/")


@pytest.mark.parametrize(
    ("role", "url"), [("supervisor", "/cases/"), ("supervisor", "/instructions/"), ("handler", "/assignments/")]
)
def test_lists_cost_the_same_however_long(house: House, role: str, url: str) -> None:
    client = visitor(getattr(house, role))
    counts = []
    for more in (1, 2):
        for _ in range(more):
            supervision.assigned(house)
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_day_of_an_assignment_is_proposed_by_the_rule_and_the_calendar(house: House) -> None:
    """Fifteen days from 21 September end in the National Day holidays, and therefore on the first day after them."""
    case = supervision.instructed(house)
    with clock.at(datetime.datetime(2026, 9, 21, 9, tzinfo=clock.OFFICE_ZONE)):
        page = visitor(house.supervisor).get(f"/cases/{case.public_id}/assignments/new/")
        assert found(page, "//input[@name='due_on']/@value") == ["2026-10-08"]
        assert "15日" in said(page)

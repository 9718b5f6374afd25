# SPDX-License-Identifier: Apache-2.0
"""Instructions, cases and assignments through the interface."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from yizhan.api.application import actor_of
from yizhan.domains.network import queries as network
from yizhan.domains.supervision.access import loading, rights, visibility
from yizhan.domains.supervision.models import Assignment, Case
from yizhan.domains.supervision.operations import assigning, concluding, handling, instructions, telling
from yizhan.domains.supervision.operations.assigning import Task
from yizhan.domains.supervision.operations.handling import Words
from yizhan.domains.supervision.operations.instructions import Leader
from yizhan.domains.supervision.queries import cases
from yizhan.domains.supervision.queries.cases import FourParts

router = Router(tags=["supervision"])

_PAGE = 50


class SeenIn(Schema):
    """The version a decision was taken on."""

    seen: int | None = None


class ReasonIn(SeenIn):
    """A step with a reason."""

    reason: str = ""


class NoteIn(SeenIn):
    """A step with an optional note."""

    note: str = ""


class LeaderIn(Schema):
    """Who gave an instruction on paper."""

    name: str
    title: str = ""
    level: int


class InstructionIn(Schema):
    """An instruction; without `leader` it is the caller's own. The client makes the id."""

    id: uuid.UUID
    text: str
    leader: LeaderIn | None = None
    given_on: datetime.date | None = None
    issue: uuid.UUID | None = None
    circulation: list[str] = []


class TaskIn(Schema):
    """What one unit is to do, and by when."""

    organization: uuid.UUID
    task: str
    due_on: datetime.date
    is_lead: bool = False


class TasksIn(SeenIn):
    """Tasks for one or several units."""

    tasks: list[TaskIn]


class ReplyIn(SeenIn):
    """What a unit says."""

    opinion: str
    progress: str
    effect: str
    outcome: str


class ExtensionIn(SeenIn):
    """More time for a unit."""

    due_on: datetime.date
    reason: str


class MeasureIn(SeenIn):
    """What was done to press a case forward."""

    kind: str
    held_on: datetime.date
    text: str


class OutcomeIn(NoteIn):
    """What came of a matter."""

    outcome: str


class FeedbackIn(SeenIn):
    """The four parts a contributor is told (RULE-100)."""

    instruction: str
    opinion: str
    progress: str
    effect: str


class AnswerIn(Schema):
    """Whether the problem is solved, in a contributor's eyes."""

    verdict: str
    words: str = ""


class ReopeningIn(SeenIn):
    """A new day for a case that is opened again."""

    due_on: datetime.date
    reason: str


@router.post("/items/{item_id}/instructions", response={201: dict[str, Any]})
def instruct(request: HttpRequest, item_id: uuid.UUID, given: InstructionIn) -> Status[dict[str, Any]]:
    """Give an instruction, or record one given on paper; its case opens with it (RULE-097)."""
    actor = actor_of(request)
    if given.leader is None:
        made = instructions.write_instruction(
            actor, given.id, item=item_id, text=given.text, issue=given.issue, circulation=given.circulation
        )
    else:
        made = instructions.record_instruction(
            actor,
            given.id,
            item=item_id,
            leader=Leader(**given.leader.dict()),
            text=given.text,
            given_on=given.given_on or datetime.date.min,
            issue=given.issue,
            circulation=given.circulation,
        )
    return Status(201, {"id": made.public_id, "case": made.case.public_id, "state": made.state})


@router.post("/instructions/{instruction_id}/revocation", response=dict[str, Any])
def revoke(request: HttpRequest, instruction_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Take back an instruction that was recorded wrongly."""
    revoked = instructions.revoke(actor_of(request), instruction_id, reason=given.reason, seen=given.seen)
    return {"id": revoked.public_id, "state": revoked.state}


@router.get("/cases", response=list[dict[str, Any]])
def list_cases(request: HttpRequest) -> list[dict[str, Any]]:
    """The newest cases that the post may see."""
    rows = visibility.visible(actor_of(request)).select_related("item").order_by("-id")
    return [_case_row(case) for case in rows[:_PAGE]]


@router.get("/cases/{case_id}", response=dict[str, Any])
def read_case(request: HttpRequest, case_id: uuid.UUID) -> dict[str, Any]:
    """One case with its instructions and assignments."""
    return _case(request, loading.find(actor_of(request), case_id))


@router.post("/cases/{case_id}/assignments", response=dict[str, Any])
def assign(request: HttpRequest, case_id: uuid.UUID, given: TasksIn) -> dict[str, Any]:
    """Give units their tasks."""
    keys = network.keys_of_organizations([one.organization for one in given.tasks])
    tasks = [
        Task(organization=keys.get(one.organization, 0), task=one.task, due_on=one.due_on, is_lead=one.is_lead)
        for one in given.tasks
    ]
    return _case(request, assigning.assign(actor_of(request), case_id, tasks=tasks, seen=given.seen))


@router.post("/cases/{case_id}/measures", response=dict[str, Any])
def take_measure(request: HttpRequest, case_id: uuid.UUID, given: MeasureIn) -> dict[str, Any]:
    """Record what was done to press the case forward."""
    actor = actor_of(request)
    concluding.take_measure(actor, case_id, kind=given.kind, held_on=given.held_on, text=given.text, seen=given.seen)
    return read_case(request, case_id)


@router.post("/cases/{case_id}/outcome", response=dict[str, Any])
def establish(request: HttpRequest, case_id: uuid.UUID, given: OutcomeIn) -> dict[str, Any]:
    """Establish what came of the matter."""
    case = concluding.establish(actor_of(request), case_id, outcome=given.outcome, note=given.note, seen=given.seen)
    return _case(request, case)


@router.post("/cases/{case_id}/feedback", response=dict[str, Any])
def tell_author(request: HttpRequest, case_id: uuid.UUID, given: FeedbackIn) -> dict[str, Any]:
    """Tell every contributor the four parts."""
    parts = FourParts(**given.dict(exclude={"seen"}))
    return _case(request, telling.tell_author(actor_of(request), case_id, parts=parts, seen=given.seen))


@router.post("/cases/{case_id}/conclusion", response=dict[str, Any])
def conclude(request: HttpRequest, case_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Conclude the case."""
    return _case(request, concluding.conclude(actor_of(request), case_id, reason=given.reason, seen=given.seen))


@router.post("/cases/{case_id}/reopening", response=dict[str, Any])
def reopen(request: HttpRequest, case_id: uuid.UUID, given: ReopeningIn) -> dict[str, Any]:
    """Open the case again with a new day."""
    case = concluding.reopen(actor_of(request), case_id, due_on=given.due_on, reason=given.reason, seen=given.seen)
    return _case(request, case)


@router.get("/assignments", response=list[dict[str, Any]])
def list_assignments(request: HttpRequest) -> list[dict[str, Any]]:
    """The assignments that the post may see, the most pressing first."""
    rows = visibility.visible_assignments(actor_of(request)).select_related("organization").order_by("due_on", "id")
    return [_assignment_row(one) for one in rows[:_PAGE]]


@router.get("/assignments/{assignment_id}", response=dict[str, Any])
def read_assignment(request: HttpRequest, assignment_id: uuid.UUID) -> dict[str, Any]:
    """What the unit may see of its assignment: the task and the wording, no names."""
    actor = actor_of(request)
    view = loading.find_for_handler(actor, assignment_id)
    return {
        **_assignment_row(view.assignment),
        "title": view.title,
        "situation": view.situation,
        "analysis": view.analysis,
        "suggestion": view.suggestion,
        "offers": rights.offers(actor, view.assignment),
    }


@router.post("/assignments/{assignment_id}/acceptance", response=dict[str, Any])
def accept(request: HttpRequest, assignment_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Take on a task."""
    return _assignment_row(handling.accept(actor_of(request), assignment_id, seen=given.seen))


@router.post("/assignments/{assignment_id}/return", response=dict[str, Any])
def return_assignment(request: HttpRequest, assignment_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Return a task that is not the unit's own."""
    returned = handling.return_assignment(actor_of(request), assignment_id, reason=given.reason, seen=given.seen)
    return _assignment_row(returned)


@router.post("/assignments/{assignment_id}/replies", response=dict[str, Any])
def reply(request: HttpRequest, assignment_id: uuid.UUID, given: ReplyIn) -> dict[str, Any]:
    """Reply to an assignment."""
    actor = actor_of(request)
    handling.reply(actor, assignment_id, words=Words(**given.dict(exclude={"seen"})), seen=given.seen)
    return _assignment_row(loading.find_for_handler(actor, assignment_id).assignment)


@router.post("/assignments/{assignment_id}/approval", response=dict[str, Any])
def approve(request: HttpRequest, assignment_id: uuid.UUID, given: NoteIn) -> dict[str, Any]:
    """Approve a unit's reply."""
    return _assignment_row(assigning.approve(actor_of(request), assignment_id, note=given.note, seen=given.seen))


@router.post("/assignments/{assignment_id}/send-back", response=dict[str, Any])
def send_back(request: HttpRequest, assignment_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Ask a unit for another reply."""
    return _assignment_row(assigning.send_back(actor_of(request), assignment_id, reason=given.reason, seen=given.seen))


@router.post("/assignments/{assignment_id}/extension", response=dict[str, Any])
def extend(request: HttpRequest, assignment_id: uuid.UUID, given: ExtensionIn) -> dict[str, Any]:
    """Give a unit more time."""
    extended = assigning.extend(
        actor_of(request), assignment_id, due_on=given.due_on, reason=given.reason, seen=given.seen
    )
    return _assignment_row(extended)


@router.post("/assignments/{assignment_id}/recall", response=dict[str, Any])
def recall(request: HttpRequest, assignment_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Take a task from a unit."""
    return _assignment_row(assigning.recall(actor_of(request), assignment_id, reason=given.reason, seen=given.seen))


@router.get("/items/{item_id}/feedback", response=list[dict[str, Any]])
def list_feedback(request: HttpRequest, item_id: uuid.UUID) -> list[dict[str, Any]]:
    """What the contributors of an item were told, here and wherever it went."""
    rows = visibility.visible_feedback(actor_of(request)).filter(case__item__public_id=item_id).order_by("id")
    return [
        {
            "id": one.public_id,
            "at": one.at,
            "instruction": one.instruction,
            "opinion": one.opinion,
            "progress": one.progress,
            "effect": one.effect,
        }
        for one in rows
    ]


@router.post("/feedback/{feedback_id}/answer", response=dict[str, Any])
def answer(request: HttpRequest, feedback_id: uuid.UUID, given: AnswerIn) -> dict[str, Any]:
    """Say as a contributor whether the problem is solved."""
    told = telling.answer_feedback(actor_of(request), feedback_id, verdict=given.verdict, words=given.words)
    return {"id": told.public_id, "verdict": given.verdict}


def _case_row(case: Case) -> dict[str, Any]:
    return {
        "id": case.public_id,
        "item": case.item.public_id,
        "title": case.item.title,
        "state": case.state,
        "version": case.version,
        "outcome": case.outcome,
    }


def _case(request: HttpRequest, case: Case) -> dict[str, Any]:
    return {
        **_case_row(case),
        "instructions": [
            {
                "id": one.public_id,
                "leader": one.leader_name,
                "text": one.text,
                "given_on": one.given_on,
                "state": one.state,
            }
            for one in cases.standing(case)
        ],
        "assignments": [_assignment_row(one) for one in cases.assignments(case)],
        "offers": rights.offers(actor_of(request), case),
    }


def _assignment_row(assignment: Assignment) -> dict[str, Any]:
    return {
        "id": assignment.public_id,
        "organization": assignment.organization.name,
        "is_lead": assignment.is_lead,
        "task": assignment.task,
        "due_on": assignment.due_on,
        "state": assignment.state,
        "version": assignment.version,
    }

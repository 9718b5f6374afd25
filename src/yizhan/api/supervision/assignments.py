# SPDX-License-Identifier: Apache-2.0
"""Assignments through the interface."""

import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router

from yizhan.api.application import actor_of
from yizhan.api.items.schemas import NoteIn, SeenIn
from yizhan.api.supervision.schemas import AssignedOut, AssignmentOut, NewDayIn, OptionalReasonIn, ReplyIn
from yizhan.domains.supervision.access import loading, rights, visibility
from yizhan.domains.supervision.models import Assignment
from yizhan.domains.supervision.operations import assigning, handling
from yizhan.domains.supervision.operations.handling import Words

router = Router(tags=["supervision"])

_PAGE = 50


@router.get("/assignments", response=list[AssignmentOut])
def list_assignments(request: HttpRequest) -> list[Assignment]:
    """The assignments that the post may see, the most pressing first."""
    rows = visibility.visible_assignments(actor_of(request)).select_related("organization")
    return list(rows.order_by("due_on", "id")[:_PAGE])


@router.get("/assignments/{assignment_id}", response=AssignedOut)
def read_assignment(request: HttpRequest, assignment_id: uuid.UUID) -> dict[str, Any]:
    """What the unit may see of its assignment: the task and the wording, no names."""
    actor = actor_of(request)
    view = loading.find_for_handler(actor, assignment_id)
    return {
        **AssignmentOut.from_orm(view.assignment).dict(),
        "title": view.title,
        "situation": view.situation,
        "analysis": view.analysis,
        "suggestion": view.suggestion,
        "offers": rights.offers(actor, view.assignment),
    }


@router.post("/assignments/{assignment_id}/acceptance", response=AssignmentOut)
def accept(request: HttpRequest, assignment_id: uuid.UUID, given: SeenIn) -> Assignment:
    """Take on a task."""
    return handling.accept(actor_of(request), assignment_id, seen=given.seen)


@router.post("/assignments/{assignment_id}/return", response=AssignmentOut)
def return_assignment(request: HttpRequest, assignment_id: uuid.UUID, given: OptionalReasonIn) -> Assignment:
    """Return a task that is not the unit's own."""
    return handling.return_assignment(actor_of(request), assignment_id, **given.dict())


@router.post("/assignments/{assignment_id}/replies", response=AssignmentOut)
def reply(request: HttpRequest, assignment_id: uuid.UUID, given: ReplyIn) -> Assignment:
    """Reply to an assignment."""
    actor = actor_of(request)
    handling.reply(actor, assignment_id, words=Words(**given.dict(exclude={"seen"})), seen=given.seen)
    return loading.find_for_handler(actor, assignment_id).assignment


@router.post("/assignments/{assignment_id}/approval", response=AssignmentOut)
def approve(request: HttpRequest, assignment_id: uuid.UUID, given: NoteIn) -> Assignment:
    """Approve a unit's reply."""
    return assigning.approve(actor_of(request), assignment_id, **given.dict())


@router.post("/assignments/{assignment_id}/send-back", response=AssignmentOut)
def send_back(request: HttpRequest, assignment_id: uuid.UUID, given: OptionalReasonIn) -> Assignment:
    """Ask a unit for another reply."""
    return assigning.send_back(actor_of(request), assignment_id, **given.dict())


@router.post("/assignments/{assignment_id}/extension", response=AssignmentOut)
def extend(request: HttpRequest, assignment_id: uuid.UUID, given: NewDayIn) -> Assignment:
    """Give a unit more time."""
    return assigning.extend(actor_of(request), assignment_id, **given.dict())


@router.post("/assignments/{assignment_id}/recall", response=AssignmentOut)
def recall(request: HttpRequest, assignment_id: uuid.UUID, given: OptionalReasonIn) -> Assignment:
    """Take a task from a unit."""
    return assigning.recall(actor_of(request), assignment_id, **given.dict())

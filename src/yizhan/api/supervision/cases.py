# SPDX-License-Identifier: Apache-2.0
"""Cases through the interface."""

import uuid

from django.http import HttpRequest
from ninja import Router

from yizhan.api.application import actor_of
from yizhan.api.supervision.schemas import (
    CaseDetailOut,
    CaseOut,
    FeedbackIn,
    MeasureIn,
    NewDayIn,
    OptionalReasonIn,
    OutcomeIn,
    TasksIn,
)
from yizhan.domains.network import queries as network
from yizhan.domains.supervision.access import loading, visibility
from yizhan.domains.supervision.models import Case
from yizhan.domains.supervision.operations import assigning, concluding, telling
from yizhan.domains.supervision.operations.assigning import Task
from yizhan.domains.supervision.queries.cases import FourParts

router = Router(tags=["supervision"])

_PAGE = 50


@router.get("/cases", response=list[CaseOut])
def list_cases(request: HttpRequest) -> list[Case]:
    """The newest cases that the post may see."""
    return list(visibility.visible(actor_of(request)).select_related("item").order_by("-id")[:_PAGE])


@router.get("/cases/{case_id}", response=CaseDetailOut)
def read_case(request: HttpRequest, case_id: uuid.UUID) -> Case:
    """One case with its instructions and assignments."""
    return loading.find(actor_of(request), case_id)


@router.post("/cases/{case_id}/assignments", response=CaseDetailOut)
def assign(request: HttpRequest, case_id: uuid.UUID, given: TasksIn) -> Case:
    """Give units their tasks."""
    keys = network.keys_of_organizations([one.organization for one in given.tasks])
    tasks = [
        Task(organization=keys.get(one.organization, 0), task=one.task, due_on=one.due_on, is_lead=one.is_lead)
        for one in given.tasks
    ]
    return assigning.assign(actor_of(request), case_id, tasks=tasks, seen=given.seen)


@router.post("/cases/{case_id}/measures", response=CaseDetailOut)
def take_measure(request: HttpRequest, case_id: uuid.UUID, given: MeasureIn) -> Case:
    """Record what was done to press the case forward."""
    concluding.take_measure(actor_of(request), case_id, **given.dict())
    return read_case(request, case_id)


@router.post("/cases/{case_id}/outcome", response=CaseDetailOut)
def establish(request: HttpRequest, case_id: uuid.UUID, given: OutcomeIn) -> Case:
    """Establish what came of the matter."""
    return concluding.establish(actor_of(request), case_id, **given.dict())


@router.post("/cases/{case_id}/feedback", response=CaseDetailOut)
def tell_author(request: HttpRequest, case_id: uuid.UUID, given: FeedbackIn) -> Case:
    """Tell every contributor the four parts."""
    parts = FourParts(**given.dict(exclude={"seen"}))
    return telling.tell_author(actor_of(request), case_id, parts=parts, seen=given.seen)


@router.post("/cases/{case_id}/conclusion", response=CaseDetailOut)
def conclude(request: HttpRequest, case_id: uuid.UUID, given: OptionalReasonIn) -> Case:
    """Conclude the case."""
    return concluding.conclude(actor_of(request), case_id, **given.dict())


@router.post("/cases/{case_id}/reopening", response=CaseDetailOut)
def reopen(request: HttpRequest, case_id: uuid.UUID, given: NewDayIn) -> Case:
    """Open the case again with a new day."""
    return concluding.reopen(actor_of(request), case_id, **given.dict())

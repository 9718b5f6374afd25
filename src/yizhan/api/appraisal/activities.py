# SPDX-License-Identifier: Apache-2.0
"""The record of what members took part in, through the interface."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from yizhan.api.application import actor_of
from yizhan.api.items.schemas import ReasonIn, SeenIn
from yizhan.domains.appraisal import access
from yizhan.domains.appraisal.models import Activity
from yizhan.domains.appraisal.operations import recording
from yizhan.domains.appraisal.operations.recording import Particulars

router = Router(tags=["appraisal"])


_PAGE = 50


class ActivityIn(Schema):
    """An activity with its evidence; the client makes the id. Without `person` it is the own record."""

    id: uuid.UUID
    kind: str
    attendance: str
    title: str
    evidence: str
    day: datetime.date
    person: uuid.UUID | None = None


@router.get("/activities", response=list[dict[str, Any]])
def list_activities(request: HttpRequest) -> list[dict[str, Any]]:
    """The record of activities that the reader may see, the latest first."""
    found = access.visible_activities(actor_of(request)).select_related("person").order_by("-day", "-id")
    return [_activity(one) for one in found[:_PAGE]]


@router.post("/activities", response={201: dict[str, Any]})
def enter(request: HttpRequest, given: ActivityIn) -> Status[dict[str, Any]]:
    """Enter an activity in the own record, or as the office in that of somebody."""
    told = given.dict()
    return Status(201, _activity(recording.enter(actor_of(request), told.pop("id"), particulars=Particulars(**told))))


@router.post("/activities/{activity_id}/confirmation", response=dict[str, Any])
def confirm_activity(request: HttpRequest, activity_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Say that the evidence was seen."""
    return _activity(recording.confirm(actor_of(request), activity_id, seen=given.seen))


@router.post("/activities/{activity_id}/striking", response=dict[str, Any])
def strike(request: HttpRequest, activity_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Take an activity off the record."""
    return _activity(recording.strike(actor_of(request), activity_id, reason=given.reason, seen=given.seen))


def _activity(one: Activity) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "state": one.state,
        "version": one.version,
        "person": one.person.name,
        "kind": one.kind,
        "attendance": one.attendance,
        "title": one.title,
        "day": one.day,
    }

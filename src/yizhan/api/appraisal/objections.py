# SPDX-License-Identifier: Apache-2.0
"""Objections to points and their answers, through the interface."""

import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from yizhan.api.application import actor_of
from yizhan.api.appraisal.corrections import ProposalIn
from yizhan.api.items.schemas import SeenIn
from yizhan.domains.appraisal import access
from yizhan.domains.appraisal.models import Objection
from yizhan.domains.appraisal.operations import objecting

router = Router(tags=["appraisal"])


_PAGE = 50


class ObjectionIn(Schema):
    """What is held to be wrong; the client makes the id."""

    id: uuid.UUID
    scheme: uuid.UUID
    period: str
    statement: str
    occasion: uuid.UUID | None = None


class AnswerIn(SeenIn):
    """The answer to an objection."""

    answer: str


class UpholdIn(AnswerIn):
    """The answer, and the correction that follows from it."""

    correction: ProposalIn | None = None


@router.get("/objections", response=list[dict[str, Any]])
def list_objections(request: HttpRequest) -> list[dict[str, Any]]:
    """Objections that the reader may see, the latest first."""
    return [_objection(one) for one in access.visible_objections(actor_of(request)).order_by("-id")[:_PAGE]]


@router.post("/objections", response={201: dict[str, Any]})
def raise_objection(request: HttpRequest, given: ObjectionIn) -> Status[dict[str, Any]]:
    """Object to the own points, or to those of the own unit."""
    told = given.dict()
    return Status(201, _objection(objecting.raise_objection(actor_of(request), told.pop("id"), **told)))


@router.post("/objections/{objection_id}/upholding", response=dict[str, Any])
def uphold(request: HttpRequest, objection_id: uuid.UUID, given: UpholdIn) -> dict[str, Any]:
    """Uphold an objection, with the correction that follows."""
    proposal = given.correction.proposal() if given.correction else None
    actor = actor_of(request)
    return _objection(objecting.uphold(actor, objection_id, answer=given.answer, proposal=proposal, seen=given.seen))


@router.post("/objections/{objection_id}/rejection", response=dict[str, Any])
def dismiss(request: HttpRequest, objection_id: uuid.UUID, given: AnswerIn) -> dict[str, Any]:
    """Reject an objection, with the reason."""
    return _objection(objecting.dismiss(actor_of(request), objection_id, answer=given.answer, seen=given.seen))


@router.post("/objections/{objection_id}/closing", response=dict[str, Any])
def close(request: HttpRequest, objection_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Close an answered objection."""
    return _objection(objecting.close(actor_of(request), objection_id, seen=given.seen))


@router.post("/objections/{objection_id}/withdrawal", response=dict[str, Any])
def withdraw(request: HttpRequest, objection_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Withdraw an objection."""
    return _objection(objecting.withdraw(actor_of(request), objection_id, seen=given.seen))


def _objection(one: Objection) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "state": one.state,
        "version": one.version,
        "period": one.period,
        "holder": one.holder_name,
        "statement": one.statement,
        "answer": one.answer,
    }

# SPDX-License-Identifier: Apache-2.0
"""Corrections of what was counted, through the interface."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from yizhan.api.application import actor_of
from yizhan.api.items.schemas import ReasonIn, SeenIn
from yizhan.domains.appraisal import access
from yizhan.domains.appraisal.models import Correction
from yizhan.domains.appraisal.operations import adding, correcting
from yizhan.domains.appraisal.operations.adding import Addition
from yizhan.domains.appraisal.operations.correcting import Proposal

router = Router(tags=["appraisal"])


_PAGE = 50


class HolderIn(Schema):
    """A person or a unit, with a share in ten-thousandths."""

    id: uuid.UUID
    share: int = 10_000


class ProposalIn(Schema):
    """What shall be different about an occasion: `cancel`, or `restate` with words, people or units."""

    change: str
    reason: str
    words: dict[str, str | bool] = {}
    people: list[HolderIn] = []
    units: list[HolderIn] = []

    def proposal(self) -> Proposal:
        """As the operation takes it."""
        return Proposal(
            change=self.change,
            reason=self.reason,
            words=self.words,
            people=[(one.id, one.share) for one in self.people],
            units=[(one.id, one.share) for one in self.units],
        )


class CorrectionIn(ProposalIn):
    """A correction of an occasion; the client makes the id."""

    id: uuid.UUID
    occasion: uuid.UUID


class AdditionIn(Schema):
    """What nobody recorded: its kind is a word of a scheme in force. The client makes the id."""

    id: uuid.UUID
    kind: str
    title: str
    day: datetime.date
    reason: str
    words: dict[str, str] = {}
    people: list[HolderIn] = []
    units: list[HolderIn] = []

    def addition(self) -> Addition:
        """As the operation takes it."""
        return Addition(
            **self.dict(exclude={"id", "people", "units"}),
            people=[(one.id, one.share) for one in self.people],
            units=[(one.id, one.share) for one in self.units],
        )


@router.get("/corrections", response=list[dict[str, Any]])
def list_corrections(request: HttpRequest) -> list[dict[str, Any]]:
    """Corrections of the station, the latest first."""
    found = access.visible_corrections(actor_of(request)).select_related("occasion").order_by("-id")
    return [_correction(one) for one in found[:_PAGE]]


@router.post("/corrections", response={201: dict[str, Any]})
def propose(request: HttpRequest, given: CorrectionIn) -> Status[dict[str, Any]]:
    """Propose that an occasion counts differently or not at all."""
    made = correcting.propose(actor_of(request), given.id, occasion=given.occasion, proposal=given.proposal())
    return Status(201, _correction(made))


@router.post("/corrections/additions", response={201: dict[str, Any]})
def add(request: HttpRequest, given: AdditionIn) -> Status[dict[str, Any]]:
    """Propose an occasion that nobody recorded; its proof was kept under `/subjects/{id}/files` before."""
    return Status(201, _correction(adding.add(actor_of(request), given.id, addition=given.addition())))


@router.post("/corrections/{correction_id}/confirmation", response=dict[str, Any])
def confirm(request: HttpRequest, correction_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Confirm a correction, as a second person."""
    return _correction(correcting.confirm(actor_of(request), correction_id, seen=given.seen))


@router.post("/corrections/{correction_id}/refusal", response=dict[str, Any])
def decline(request: HttpRequest, correction_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Do not take a correction over."""
    return _correction(correcting.decline(actor_of(request), correction_id, reason=given.reason, seen=given.seen))


def _correction(one: Correction) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "state": one.state,
        "version": one.version,
        "change": one.change,
        "reason": one.reason,
        "title": one.subject,
        "is_added": one.occasion is None,
    }

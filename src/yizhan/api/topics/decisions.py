# SPDX-License-Identifier: Apache-2.0
"""Decisions that are followed before, while and after they are carried out, through the interface."""

import datetime
import uuid

from django.http import HttpRequest
from ninja import Router, Schema, Status

from yizhan.api.answers import RowOut
from yizhan.api.application import actor_of
from yizhan.api.items.schemas import SeenIn
from yizhan.domains.topics import access
from yizhan.domains.topics.models import Decision
from yizhan.domains.topics.operations import following
from yizhan.domains.topics.queries import phases

router = Router(tags=["topics"])


class DecisionIn(Schema):
    """A decision that is to be followed. The client makes the id."""

    id: uuid.UUID
    title: str


class IssueIn(SeenIn):
    """When a decision was issued, and in which paper."""

    issued_on: datetime.date
    instrument: str = ""


class ConclusionIn(SeenIn):
    """When a phase of carrying a decision out was over."""

    concluded_on: datetime.date


class PhaseIn(SeenIn):
    """An item that counts for a phase, by its number."""

    number: str
    phase: str


class DecisionOut(RowOut):
    """A decision and how far it is."""

    title: str
    state: str
    version: int
    issued_on: datetime.date | None
    concluded_on: datetime.date | None


class DecisionDetailOut(DecisionOut):
    """A decision with the number of items in each phase, and the units whose reaction is missing."""

    items: dict[str, int]
    reaction_missing: list[str]

    @staticmethod
    def resolve_items(row: Decision) -> dict[str, int]:
        """Empty phases included."""
        return phases.by_phase(row)

    @staticmethod
    def resolve_reaction_missing(row: Decision) -> list[str]:
        """By name."""
        return [line.unit.name for line in phases.by_unit(row) if line.is_missing]


@router.post("/decisions", response={201: DecisionOut})
def follow(request: HttpRequest, given: DecisionIn) -> Status[Decision]:
    """Begin to follow a decision."""
    return Status(201, following.follow(actor_of(request), given.id, title=given.title))


@router.get("/decisions/{decision_id}", response=DecisionDetailOut)
def get_decision(request: HttpRequest, decision_id: uuid.UUID) -> Decision:
    """One decision with its coverage, phase by phase, and the units whose reaction is missing."""
    return access.find_decision(actor_of(request), decision_id)


@router.post("/decisions/{decision_id}/issue", response=DecisionOut)
def issue(request: HttpRequest, decision_id: uuid.UUID, given: IssueIn) -> Decision:
    """Note that a decision was issued."""
    return following.issue(actor_of(request), decision_id, **given.dict())


@router.post("/decisions/{decision_id}/conclusion", response=DecisionOut)
def conclude(request: HttpRequest, decision_id: uuid.UUID, given: ConclusionIn) -> Decision:
    """Note that a phase of carrying a decision out is over."""
    return following.conclude(actor_of(request), decision_id, **given.dict())


@router.post("/decisions/{decision_id}/phase", response=DecisionOut)
def mark_phase(request: HttpRequest, decision_id: uuid.UUID, given: PhaseIn) -> Decision:
    """Count an item for a phase."""
    return following.mark_phase(actor_of(request), decision_id, **given.dict())

# SPDX-License-Identifier: Apache-2.0
"""Suggestions through the interface: what is suggested for an item, taking it, categories, quality, learning."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from yizhan.api.application import actor_of
from yizhan.api.items.schemas import SeenIn
from yizhan.domains.items import access as items
from yizhan.domains.network import queries as network
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.suggestions import access, rules
from yizhan.domains.suggestions.models import Learning
from yizhan.domains.suggestions.operations import deciding, filing, learning
from yizhan.domains.suggestions.queries import quality
from yizhan.domains.suggestions.queries.suggesting import Suggested
from yizhan.domains.suggestions.sentences import named
from yizhan.domains.suggestions.states import Question

router = Router(tags=["suggestions"])


class LabelIn(SeenIn):
    """Which suggestion is meant."""

    label: str


class UnitIn(LabelIn):
    """What the suggested unit is to do, by when, and who assists."""

    task: str
    due_on: datetime.date
    assisting: list[uuid.UUID] = []


class CategoryIn(Schema):
    """One of the station's categories."""

    category: str


class PassageOut(Schema):
    """A sentence that speaks for a suggestion; personal numbers are masked."""

    words: str
    weight: float


class SuggestionOut(Schema):
    """A label with its confidence in per cent and what speaks for it; whether one call is enough to take it."""

    question: Question
    label: str
    name: str
    percent: int
    passages: list[PassageOut]
    words: list[str]
    is_takeable: bool


class DecidedOut(Schema):
    """What became of a suggestion."""

    id: uuid.UUID
    question: Question
    label: str
    state: str


class FilingOut(Schema):
    """Under which category an item is filed."""

    category: str
    at: datetime.datetime


class LearningOut(Schema):
    """How far a learning is."""

    id: uuid.UUID
    state: str


class QualityOut(Schema):
    """How good the suggestions for one question are; shares lie between 0 and 1, null where nothing was counted.

    `held_back` texts were kept from learning to measure by; `share_shown` and `precision_shown` count those of them
    whose confidence reaches the station's. `version` is the number of what was learned last, `examples` from how many.
    """

    question: Question
    decisions: int
    version: int | None
    learned_at: datetime.datetime | None
    examples: int
    labels: int
    held_back: int
    accuracy: float | None
    calibration_error: float | None
    share_shown: float | None
    precision_shown: float | None
    shown: int
    taken: int
    overruled: int


@router.get("/items/{item_id}/suggestions", response=list[SuggestionOut])
def suggestions(request: HttpRequest, item_id: uuid.UUID) -> list[dict[str, Any]]:
    """What is suggested for an item, with what speaks for it. Nothing is kept; nothing is applied."""
    actor = actor_of(request)
    item = items.find(actor, item_id)
    return [
        {**_plain(one), "is_takeable": access.is_takeable(actor, item, one.question, one.label)}
        for one in access.suggested(actor, item)
    ]


@router.post("/items/{item_id}/suggestions/{question}/taking", response=DecidedOut)
def take(request: HttpRequest, item_id: uuid.UUID, question: str, given: LabelIn) -> dict[str, Any]:
    """Decide as is suggested, by the ordinary operation."""
    row = deciding.take(actor_of(request), item_id, question, label=given.label, seen=given.seen)
    return {"id": row.public_id, "question": row.question, "label": row.label, "state": row.state}


@router.post("/cases/{case_id}/suggested-unit", response=DecidedOut)
def entrust(request: HttpRequest, case_id: uuid.UUID, given: UnitIn) -> dict[str, Any]:
    """Give a case to the unit that is suggested for its item, by the ordinary assignment; that unit leads."""
    keys = network.keys_of_organizations(given.assisting)
    row = deciding.entrust(
        actor_of(request),
        case_id,
        label=given.label,
        task=given.task,
        due_on=given.due_on,
        assisting=[keys.get(one, 0) for one in given.assisting],
        seen=given.seen,
    )
    return {"id": row.public_id, "question": row.question, "label": row.label, "state": row.state}


@router.post("/items/{item_id}/suggestions/{question}/setting-aside", response=DecidedOut)
def set_aside(request: HttpRequest, item_id: uuid.UUID, question: str, given: LabelIn) -> dict[str, Any]:
    """Say that a suggestion does not fit; it is not suggested for this item again."""
    row = deciding.set_aside(actor_of(request), item_id, question, label=given.label)
    return {"id": row.public_id, "question": row.question, "label": row.label, "state": row.state}


@router.post("/items/{item_id}/category", response=FilingOut)
def file_under(request: HttpRequest, item_id: uuid.UUID, given: CategoryIn) -> dict[str, Any]:
    """File an item under one of the station's categories."""
    made = filing.file_under(actor_of(request), item_id, category=given.category)
    return {"category": made.category, "at": made.at}


@router.get("/suggestions", response=list[QualityOut])
def qualities(request: HttpRequest) -> list[dict[str, Any]]:
    """How good the station's suggestions are: held back from learning, shown, taken, overruled."""
    actor = actor_of(request)
    found = access.qualities(actor)
    least = rulebook.value(actor.station or 0, rules.CONFIDENCE)
    return [quality.figures(one, least) for one in found]


@router.post("/suggestions/learnings", response={201: LearningOut})
def learn(request: HttpRequest) -> Status[dict[str, Any]]:
    """Ask that the station's decisions are learned from anew; while one is under way, that one."""
    return Status(201, _learning(learning.ask(actor_of(request))))


def _plain(one: Suggested) -> dict[str, Any]:
    return {
        "question": one.question,
        "label": one.label,
        "name": named(one.question, one.name),
        "percent": one.percent,
        "passages": [{"words": passage.words, "weight": passage.weight} for passage in one.passages],
        "words": list(one.words),
    }


def _learning(row: Learning) -> dict[str, Any]:
    return {"id": row.public_id, "state": row.state}

# SPDX-License-Identifier: Apache-2.0
"""One decision about several items through the interface. Each item is answered by itself; one refused stops none."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from yizhan.api.application import actor_of
from yizhan.domains.items.operations import many
from yizhan.domains.items.operations.many import Chosen, Decision, Outcome
from yizhan.domains.items.states import OF_MANY
from yizhan.domains.network import queries as network
from yizhan.kernel import sentences
from yizhan.kernel.errors import Refusal

router = Router(tags=["items"])


class ChosenIn(Schema):
    """One item, and the version that the decision was made on."""

    item: uuid.UUID
    seen: int | None = None


class DecisionIn(Schema):
    """What shall be done with each: register, send_to_review, return_to_author, decline, transfer, archive.

    `reason` goes with return, decline and transfer, `code` with decline, `station` (its code) with transfer.
    """

    verb: str
    items: list[ChosenIn]
    reason: str = ""
    code: str = ""
    station: str = ""


class ProspectsIn(Schema):
    """Which decision about which items is to be looked at beforehand; nothing is written."""

    verb: str
    items: list[uuid.UUID]


class TakingBackManyIn(Schema):
    """The items of an act that is taken back, and why."""

    items: list[uuid.UUID]
    reason: str = ""


class OutcomeOut(Schema):
    """What came, or would come, of one item; where nothing did, `code` and `message` say why."""

    item: uuid.UUID
    number: str
    title: str
    state: str
    is_done: bool
    code: str
    message: str


class OutcomesOut(Schema):
    """The act, which groups the entries of the journal and by which it is taken back, and each item's outcome."""

    id: uuid.UUID
    done: int
    can_be_taken_back: bool
    outcomes: list[OutcomeOut]


@router.post("/many", response=OutcomesOut)
def decide(request: HttpRequest, given: DecisionIn) -> dict[str, Any]:
    """Take one decision about up to fifty items. The Idempotency-Key is the act; repeated, it does nothing twice."""
    actor = actor_of(request)
    station = network.station_of_code(given.station) if given.station else None
    decision = Decision(verb=given.verb, reason=given.reason, code=given.code, station=station.pk if station else 0)
    outcomes = many.decide(actor, decision, [Chosen(one.item, one.seen) for one in given.items])
    return _answer(actor.act, outcomes, can_be_taken_back=OF_MANY[given.verb])


@router.post("/many/prospects", response=list[OutcomeOut])
def foresee(request: HttpRequest, given: ProspectsIn) -> list[dict[str, Any]]:
    """What a decision would do to each item that the post may see: `is_done` says whether it is possible now."""
    found = many.prospects(actor_of(request), given.verb, given.items)
    return [_row(Outcome(one.item.public_id, one.item, one.hindrance)) for one in found]


@router.post("/many/{act}/undoing", response=OutcomesOut)
def take_back(request: HttpRequest, act: uuid.UUID, given: TakingBackManyIn) -> dict[str, Any]:
    """Take back what an act did to these items, each as far as nothing was done with it since."""
    outcomes = many.take_back(actor_of(request), act, given.items, reason=given.reason)
    return _answer(act, outcomes, can_be_taken_back=False)


def _answer(act: uuid.UUID, outcomes: Iterable[Outcome], *, can_be_taken_back: bool) -> dict[str, Any]:
    rows = [_row(one) for one in outcomes]
    done = sum(row["is_done"] for row in rows)
    return {"id": act, "done": done, "can_be_taken_back": can_be_taken_back and done > 0, "outcomes": rows}


def _row(one: Outcome) -> dict[str, Any]:
    item, refusal = one.item, one.refusal
    return {
        "item": one.public_id,
        "number": item.number if item else "",
        "title": item.title if item else "",
        "state": item.state if item else "",
        "is_done": one.is_done,
        "code": refusal.code if refusal else "",
        "message": _words(refusal) if refusal else "",
    }


def _words(refusal: Refusal) -> str:
    return " ".join(part for part in sentences.refused(refusal) if part)

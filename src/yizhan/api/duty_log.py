# SPDX-License-Identifier: Apache-2.0
"""Hand-overs, test calls and numbers through the interface. Moments carry their zone."""

import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from yizhan.api.application import actor_of
from yizhan.api.items.schemas import SeenIn
from yizhan.domains.duty import access
from yizhan.domains.duty.models import CheckCall, Handover, Number
from yizhan.domains.duty.operations import check_calls, handing_over, reaching
from yizhan.domains.duty.permissions import Permission
from yizhan.domains.duty.queries import logs
from yizhan.kernel.actors import Actor

router = Router(tags=["duty"])

_PAGE = 50


class HandoverIn(Schema):
    """What a shift leaves to the next: what is running, what to watch."""

    running: str = ""
    watch: str = ""


class TakingOverIn(SeenIn):
    """A remark of whoever takes over."""

    remark: str = ""


class CheckCallIn(Schema):
    """The number that is dialled; without one the page of whoever is called asks."""

    number: uuid.UUID | None = None


class OutcomeIn(SeenIn):
    """A word on what came of a test call."""

    note: str = ""


class NumberIn(Schema):
    """A telephone number of a person: mobile, desk or home; the smallest rank is tried first."""

    person: uuid.UUID
    kind: str
    number: str
    rank: int = 1


@router.get("/duty/handovers", response=list[dict[str, Any]])
def list_handovers(request: HttpRequest) -> list[dict[str, Any]]:
    """The hand-overs that the post may see, the latest first."""
    return [_handover(one) for one in logs.handovers(access.visible_handovers(actor_of(request)))[:_PAGE]]


@router.post("/duty/shifts/{shift_id}/handover", response={201: dict[str, Any]})
def hand_over(request: HttpRequest, shift_id: uuid.UUID, given: HandoverIn) -> Status[dict[str, Any]]:
    """Sign what the shift leaves to the next one."""
    actor = actor_of(request)
    made = handing_over.write(actor, shift_id, running=given.running, watch=given.watch)
    return Status(201, _handover(_shown(actor, made)))


@router.post("/duty/handovers/{handover_id}/taking-over", response=dict[str, Any])
def take_over(request: HttpRequest, handover_id: uuid.UUID, given: TakingOverIn) -> dict[str, Any]:
    """Sign for what the shift before left."""
    actor = actor_of(request)
    taken = handing_over.take_over(actor, handover_id, remark=given.remark, seen=given.seen)
    return _handover(_shown(actor, taken))


@router.get("/duty/check-calls", response=list[dict[str, Any]])
def list_check_calls(request: HttpRequest) -> list[dict[str, Any]]:
    """The test calls that the post may see, the latest first."""
    return [_check_call(one) for one in logs.check_calls(access.visible_check_calls(actor_of(request)))[:_PAGE]]


@router.post("/duty/shifts/{shift_id}/check-calls", response={201: dict[str, Any]})
def ask(request: HttpRequest, shift_id: uuid.UUID, given: CheckCallIn) -> Status[dict[str, Any]]:
    """Try whether whoever is on duty can be reached."""
    actor = actor_of(request)
    return Status(201, _read_again(actor, check_calls.ask(actor, shift_id, number=given.number)))


@router.post("/duty/check-calls/{call_id}/answer", response=dict[str, Any])
def answer(request: HttpRequest, call_id: uuid.UUID, given: OutcomeIn) -> dict[str, Any]:
    """Say that whoever was called answered."""
    actor = actor_of(request)
    return _read_again(actor, check_calls.answer(actor, call_id, note=given.note, seen=given.seen))


@router.post("/duty/check-calls/{call_id}/miss", response=dict[str, Any])
def miss(request: HttpRequest, call_id: uuid.UUID, given: OutcomeIn) -> dict[str, Any]:
    """Say that nobody answered."""
    actor = actor_of(request)
    return _read_again(actor, check_calls.miss(actor, call_id, note=given.note, seen=given.seen))


@router.get("/duty/numbers", response=list[dict[str, Any]])
def list_numbers(request: HttpRequest) -> list[dict[str, Any]]:
    """The numbers that the post may keep: its own, and those of the people it plans for."""
    actor = actor_of(request)
    access.require(actor, Permission.NUMBER)
    return [_number(one) for one in logs.numbers(access.visible_numbers(actor))]


@router.post("/duty/numbers", response={201: dict[str, Any]})
def enter_number(request: HttpRequest, given: NumberIn) -> Status[dict[str, Any]]:
    """Enter where somebody can be reached."""
    actor = actor_of(request)
    made = reaching.enter_number(actor, given.person, kind=given.kind, number=given.number, rank=given.rank)
    return Status(201, _number(made))


@router.post("/duty/numbers/{number_id}/end", response=dict[str, Any])
def end_number(request: HttpRequest, number_id: uuid.UUID) -> dict[str, Any]:
    """Nobody is reached there any more."""
    return _number(reaching.end_number(actor_of(request), number_id))


def _shown(actor: Actor, handover: Handover) -> Handover:
    return logs.handovers(access.visible_handovers(actor)).get(pk=handover.pk)


def _read_again(actor: Actor, call: CheckCall) -> dict[str, Any]:
    """A test call as the store has it, so that a repetition gets the same answer to the letter."""
    return _check_call(logs.check_calls(access.visible_check_calls(actor)).get(pk=call.pk))


def _handover(one: Handover) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "shift": one.shift.public_id,
        "duty": one.shift.duty,
        "ends_at": one.shift.ends_at,
        "state": one.state,
        "version": one.version,
        "running": one.running,
        "watch": one.watch,
        "written_by": one.written_by.person.name,
        "written_at": one.written_at,
        "taken_by": one.taken_by.person.name if one.taken_by else None,
        "taken_at": one.taken_at,
        "remark": one.remark,
    }


def _check_call(one: CheckCall) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "shift": one.shift.public_id,
        "duty": one.shift.duty,
        "person": one.shift.person.name,
        "state": one.state,
        "version": one.version,
        "asked_at": one.asked_at,
        "ended_at": one.ended_at,
        "note": one.note,
    }


def _number(one: Number) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "person": one.person.public_id,
        "name": one.person.name,
        "kind": one.kind,
        "number": one.number,
        "rank": one.rank,
        "tested_at": one.tested_at,
        "ended_at": one.ended_at,
    }

# SPDX-License-Identifier: Apache-2.0
"""Fees through the interface. Account numbers do not leave through it: only the cashier's file on the page has them."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from yizhan.api.application import actor_of
from yizhan.api.items.schemas import ReasonIn, SeenIn
from yizhan.domains.rewards.access import fees as access
from yizhan.domains.rewards.models import FeeLine, FeeList, Payment
from yizhan.domains.rewards.operations import approving, drafting, settling
from yizhan.domains.rewards.permissions import Permission
from yizhan.domains.rewards.queries import eligibility, reading
from yizhan.domains.rewards.queries.tariffs import yuan
from yizhan.domains.rewards.sentences import explained
from yizhan.kernel.errors import NotFound

router = Router(tags=["fees"])

_PAGE = 50


class FeeListIn(Schema):
    """Of which period, both days included. The client makes the id."""

    id: uuid.UUID
    first: datetime.date
    last: datetime.date


class HandoverIn(SeenIn):
    """Who gets the list."""

    cashier: str


class PaymentsIn(SeenIn):
    """Which payments were made, when, and on which voucher."""

    payments: list[uuid.UUID]
    paid_on: datetime.date
    voucher: str = ""


@router.get("/fee-lists", response=list[dict[str, Any]])
def list_fee_lists(request: HttpRequest) -> list[dict[str, Any]]:
    """The fee lists of the station, the latest first."""
    return [_list(one) for one in access.visible(actor_of(request)).order_by("-pk")[:_PAGE]]


@router.post("/fee-lists", response={201: dict[str, Any]})
def draft(request: HttpRequest, given: FeeListIn) -> Status[dict[str, Any]]:
    """Reckon the fees of a period."""
    return Status(201, _list(drafting.draft(actor_of(request), given.id, first=given.first, last=given.last)))


@router.get("/fee-lists/{list_id}", response=dict[str, Any])
def get_fee_list(request: HttpRequest, list_id: uuid.UUID) -> dict[str, Any]:
    """One list with its lines, how each amount came about, and its payments."""
    found = access.find(actor_of(request), list_id)
    return {
        **_list(found),
        "lines": [_line(one) for one in reading.lines_of(found)],
        "payments": [_payment(one) for one in reading.payments_of(found)],
    }


@router.post("/fee-lists/{list_id}/reckoning", response=dict[str, Any])
def reckon_again(request: HttpRequest, list_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Reckon a list anew that nobody has checked."""
    return _list(drafting.reckon_again(actor_of(request), list_id, seen=given.seen))


@router.post("/fee-lists/{list_id}/check", response=dict[str, Any])
def check(request: HttpRequest, list_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Find a list right that somebody else reckoned."""
    return _list(approving.check(actor_of(request), list_id, seen=given.seen))


@router.post("/fee-lists/{list_id}/approval", response=dict[str, Any])
def approve(request: HttpRequest, list_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Approve a list that two others reckoned and checked."""
    return _list(approving.approve(actor_of(request), list_id, seen=given.seen))


@router.post("/fee-lists/{list_id}/return", response=dict[str, Any])
def send_back(request: HttpRequest, list_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Give a checked list back to whoever reckoned it."""
    return _list(approving.send_back(actor_of(request), list_id, reason=given.reason, seen=given.seen))


@router.post("/fee-lists/{list_id}/handover", response=dict[str, Any])
def hand_over(request: HttpRequest, list_id: uuid.UUID, given: HandoverIn) -> dict[str, Any]:
    """Give an approved list to the cashier."""
    return _list(settling.hand_over(actor_of(request), list_id, cashier=given.cashier, seen=given.seen))


@router.post("/fee-lists/{list_id}/payments", response=dict[str, Any])
def pay(request: HttpRequest, list_id: uuid.UUID, given: PaymentsIn) -> dict[str, Any]:
    """Record which payments the cashier has made."""
    return _list(settling.pay(actor_of(request), list_id, **given.dict()))


@router.post("/fee-lists/{list_id}/discard", response=dict[str, Any])
def discard(request: HttpRequest, list_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Give a list up that nobody has approved."""
    return _list(drafting.discard(actor_of(request), list_id, reason=given.reason, seen=given.seen))


@router.post("/fee-payments/{payment_id}/return", response=dict[str, Any])
def return_payment(request: HttpRequest, payment_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Record that a payment came back."""
    return _payment(settling.return_payment(actor_of(request), payment_id, reason=given.reason, seen=given.seen))


@router.post("/fee-payments/{payment_id}/acknowledgement", response=dict[str, Any])
def acknowledge(request: HttpRequest, payment_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Say that one's own payment has come."""
    return _payment(settling.acknowledge(actor_of(request), payment_id, seen=given.seen))


@router.get("/fees", response=dict[str, Any])
def own_fees(request: HttpRequest) -> dict[str, Any]:
    """What the post's own person has earned on approved lists."""
    actor = actor_of(request)
    payments = access.own_payments(actor)
    paid, owed = reading.earned(payments)
    return {
        "paid": yuan(paid),
        "owed": yuan(owed),
        "payments": [_payment(one) for one in payments.order_by("-pk")[:_PAGE]],
        "lines": [_line(one) for one in reading.own_lines(actor.person or 0)[:_PAGE]],
    }


@router.get("/excellent-officers/{year}", response=dict[str, Any])
def eligible(request: HttpRequest, year: int) -> dict[str, Any]:
    """Who may be chosen as excellent officer of a year, and what the others lack."""
    actor = actor_of(request)
    access.require(actor, Permission.READ_ELIGIBLE)
    if not datetime.MINYEAR < year < datetime.MAXYEAR:
        raise NotFound("rewards.award.year")
    asked = eligibility.threshold(actor.station or 0, year)
    return {
        "submitted": asked.submitted,
        "adopted": asked.adopted,
        "includes": asked.includes,
        "people": [
            {
                "id": one.person.public_id,
                "name": one.person.name,
                "submitted": one.submitted,
                "adopted": one.adopted,
                "missing_submitted": one.missing[0],
                "missing_adopted": one.missing[1],
                "is_eligible": one.is_eligible,
            }
            for one in eligibility.candidates(actor.station or 0, year)
        ],
    }


def _list(one: FeeList) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "label": str(one),
        "state": one.state,
        "version": one.version,
        "first": one.first,
        "last": one.last,
        "total": yuan(one.total),
        "digest": one.digest,
        "cashier": one.cashier,
    }


def _line(one: FeeLine) -> dict[str, Any]:
    return {
        "item": one.item.public_id,
        "number": one.item.number,
        "payee": one.name,
        "entitled": yuan(one.entitled),
        "before": yuan(one.before),
        "amount": yuan(one.amount),
        "cut": yuan(one.cut),
        "why": explained(one),
    }


def _payment(one: Payment) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "payee": one.name,
        "amount": yuan(one.amount),
        "state": one.state,
        "version": one.version,
        "paid_on": one.paid_on,
        "voucher": one.voucher,
        "reason": one.reason,
        "acknowledged_at": one.acknowledged_at,
    }

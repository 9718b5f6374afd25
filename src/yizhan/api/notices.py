# SPDX-License-Identifier: Apache-2.0
"""Notices, receipts and letters through the interface."""

import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from yizhan.api.application import actor_of
from yizhan.domains.duty.operations import calling
from yizhan.domains.notices import access, queries
from yizhan.domains.notices.models import Letter, Notice
from yizhan.domains.notices.operations import mending, telling
from yizhan.domains.notices.states import LetterState

router = Router(tags=["notices"])

_PAGE = 50


class SettlementIn(Schema):
    """How the addressee was told otherwise."""

    note: str = ""
    seen: int | None = None


class AgainIn(Schema):
    """The version that was seen."""

    seen: int | None = None


class ReportIn(Schema):
    """What a gateway knows of a letter later."""

    is_delivered: bool
    reason: str = ""


@router.get("/notices", response=list[dict[str, Any]])
def list_notices(request: HttpRequest, *, only: str = "") -> list[dict[str, Any]]:
    """What the person was told, newest first; `only` may be `waiting` or `receipt`."""
    chosen = {"waiting": queries.waiting, "receipt": queries.to_sign}.get(only)
    found = access.visible(actor_of(request))
    return [_row(one) for one in queries.listed(chosen(found) if chosen else found)[:_PAGE]]


@router.post("/notices/{notice_id}/reading", response=dict[str, Any])
def read(request: HttpRequest, notice_id: uuid.UUID) -> dict[str, Any]:
    """Note that a notice was read."""
    return _row(telling.mark_read(actor_of(request), notice_id))


@router.post("/notices/{notice_id}/receipt", response=dict[str, Any])
def sign(request: HttpRequest, notice_id: uuid.UUID) -> dict[str, Any]:
    """Sign for a notice (RULE-112); one of an alarm takes the alarm."""
    return _row(calling.sign(actor_of(request), notice_id))


@router.get("/receipts", response=list[dict[str, Any]])
def list_receipts(request: HttpRequest) -> list[dict[str, Any]]:
    """Who has not signed for what the post caused, or what its office must have signed (RULE-112)."""
    missing = queries.to_sign(access.visible_receipts(actor_of(request)))
    rows = missing.select_related("entry", "person").order_by("-entry_id", "id")[:_PAGE]
    return [{**_row(one), "person": one.person.name} for one in rows]


@router.get("/letters", response=list[dict[str, Any]])
def list_letters(request: HttpRequest) -> list[dict[str, Any]]:
    """Letters that were given up, newest first."""
    failed = access.visible_letters(actor_of(request)).filter(state=LetterState.FAILED)
    return [_letter(one) for one in queries.of_letters(failed)[:_PAGE]]


@router.post("/letters/{letter_id}/again", response=dict[str, Any])
def try_again(request: HttpRequest, letter_id: uuid.UUID, given: AgainIn) -> dict[str, Any]:
    """Send a failed letter again."""
    return _letter(mending.try_again(actor_of(request), letter_id, seen=given.seen))


@router.post("/letters/{letter_id}/settlement", response=dict[str, Any])
def settle(request: HttpRequest, letter_id: uuid.UUID, given: SettlementIn) -> dict[str, Any]:
    """Note that the addressee was told in another way."""
    return _letter(mending.settle(actor_of(request), letter_id, note=given.note, seen=given.seen))


@router.post("/letters/{letter_id}/report", response=dict[str, Any])
def report(request: HttpRequest, letter_id: uuid.UUID, given: ReportIn) -> dict[str, Any]:
    """Take a gateway's later report that a letter arrived, or did not."""
    actor = actor_of(request)
    return _letter(mending.report(actor, letter_id, is_delivered=given.is_delivered, reason=given.reason))


def _row(notice: Notice) -> dict[str, Any]:
    return {
        "id": notice.public_id,
        "event": notice.entry.event,
        "subject": notice.entry.subject,
        "matter": notice.matter,
        "audience": notice.audience,
        "at": notice.at,
        "state": notice.state,
        "is_urgent": notice.is_urgent,
        "must_acknowledge": notice.must_acknowledge,
        "read_at": notice.read_at,
        "acknowledged_at": notice.acknowledged_at,
        "due_at": notice.due_at,
    }


def _letter(letter: Letter) -> dict[str, Any]:
    return {
        "id": letter.public_id,
        "channel": letter.channel,
        "state": letter.state,
        "version": letter.version,
        "attempts": letter.attempts,
        "problem": letter.problem,
        "queued_at": letter.queued_at,
    }

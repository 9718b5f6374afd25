# SPDX-License-Identifier: Apache-2.0
"""Notices, receipts and letters through the interface."""

import datetime
import uuid

from django.http import HttpRequest
from ninja import Router, Schema

from yizhan.api.answers import RowOut
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


class NoticeOut(RowOut):
    """What somebody was told: the event, the public id of what it happened to, and how far the notice is.

    `due_at` is the moment until which it is to be signed for.
    """

    event: str
    subject: uuid.UUID
    matter: uuid.UUID | None
    audience: str
    at: datetime.datetime
    state: str
    is_urgent: bool
    must_acknowledge: bool
    read_at: datetime.datetime | None
    acknowledged_at: datetime.datetime | None
    due_at: datetime.datetime | None

    @staticmethod
    def resolve_event(row: Notice) -> str:
        """The name under which the reference of events has it."""
        return row.entry.event

    @staticmethod
    def resolve_subject(row: Notice) -> uuid.UUID:
        """What it happened to."""
        return row.entry.subject


class ReceiptMissingOut(NoticeOut):
    """A notice that somebody has not signed for, with the person's name."""

    person: str

    @staticmethod
    def resolve_person(row: Notice) -> str:
        """By name."""
        return row.person.name


class LetterOut(RowOut):
    """A letter or text message on its way: how often it was tried, and what stood in its way."""

    channel: str
    state: str
    version: int
    attempts: int
    problem: str
    queued_at: datetime.datetime


@router.get("/notices", response=list[NoticeOut])
def list_notices(request: HttpRequest, *, only: str = "") -> list[Notice]:
    """What the person was told, newest first; `only` may be `waiting` or `receipt`."""
    chosen = {"waiting": queries.waiting, "receipt": queries.to_sign}.get(only)
    found = access.visible(actor_of(request))
    return list(queries.listed(chosen(found) if chosen else found)[:_PAGE])


@router.post("/notices/{notice_id}/reading", response=NoticeOut)
def read(request: HttpRequest, notice_id: uuid.UUID) -> Notice:
    """Note that a notice was read."""
    return telling.mark_read(actor_of(request), notice_id)


@router.post("/notices/{notice_id}/receipt", response=NoticeOut)
def sign(request: HttpRequest, notice_id: uuid.UUID) -> Notice:
    """Sign for a notice (RULE-112); one of an alarm takes the alarm."""
    return calling.sign(actor_of(request), notice_id)


@router.get("/receipts", response=list[ReceiptMissingOut])
def list_receipts(request: HttpRequest) -> list[Notice]:
    """Who has not signed for what the post caused, or what its office must have signed (RULE-112)."""
    missing = queries.to_sign(access.visible_receipts(actor_of(request)))
    return list(missing.select_related("entry", "person").order_by("-entry_id", "id")[:_PAGE])


@router.get("/letters", response=list[LetterOut])
def list_letters(request: HttpRequest) -> list[Letter]:
    """Letters that were given up, newest first."""
    failed = access.visible_letters(actor_of(request)).filter(state=LetterState.FAILED)
    return list(queries.of_letters(failed)[:_PAGE])


@router.post("/letters/{letter_id}/again", response=LetterOut)
def try_again(request: HttpRequest, letter_id: uuid.UUID, given: AgainIn) -> Letter:
    """Send a failed letter again."""
    return mending.try_again(actor_of(request), letter_id, seen=given.seen)


@router.post("/letters/{letter_id}/settlement", response=LetterOut)
def settle(request: HttpRequest, letter_id: uuid.UUID, given: SettlementIn) -> Letter:
    """Note that the addressee was told in another way."""
    return mending.settle(actor_of(request), letter_id, note=given.note, seen=given.seen)


@router.post("/letters/{letter_id}/report", response=LetterOut)
def report(request: HttpRequest, letter_id: uuid.UUID, given: ReportIn) -> Letter:
    """Take a gateway's later report that a letter arrived, or did not."""
    actor = actor_of(request)
    return mending.report(actor, letter_id, is_delivered=given.is_delivered, reason=given.reason)

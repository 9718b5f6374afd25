# SPDX-License-Identifier: Apache-2.0
"""Quotas, exemptions, activities and closed periods, through the interface."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from yizhan.api.application import actor_of
from yizhan.api.items.schemas import ReasonIn
from yizhan.domains.network.queries import station as station_of
from yizhan.domains.quotas import access
from yizhan.domains.quotas.models import Activity, Closing, Exemption
from yizhan.domains.quotas.operations import closing, exempting, performing
from yizhan.domains.quotas.permissions import Permission
from yizhan.domains.quotas.queries import lines, silence, spans
from yizhan.domains.quotas.states import Span
from yizhan.kernel import clock

router = Router(tags=["quotas"])

_PAGE = 200


class ExemptionIn(Schema):
    """Who owes nothing, from when to when, and why. `id` is made by the client."""

    id: uuid.UUID
    person: uuid.UUID | None = None
    unit: uuid.UUID | None = None
    first_on: datetime.date
    last_on: datetime.date
    reason: str


class ActivityIn(Schema):
    """What took place, and the numbers of the items that came of it. `id` is made by the client."""

    id: uuid.UUID
    kind: str
    title: str
    unit: uuid.UUID | None = None
    first_on: datetime.date
    last_on: datetime.date
    items: list[str] = []
    without_items: str = ""


class ClosingIn(Schema):
    """Which period: its length and one of its days; a reason counts a closed period anew."""

    span: Span
    day: datetime.date
    reason: str = ""


@router.get("/quotas", response=dict[str, Any])
def table(request: HttpRequest, span: Span = Span.MONTH, day: datetime.date | None = None) -> dict[str, Any]:
    """How the quotas of a period stand (the one that holds the day, today by default), and who has long been silent."""
    actor = actor_of(request)
    access.require(actor, Permission.READ)
    today = clock.today()
    period = spans.period_of(span, day or today)
    found = access.seen_by(actor, lines.lines(actor.station or 0, span, period))
    silent = silence.long_silent(station_of(actor.station or 0), min(period.last, today))
    return {
        "span": span,
        "first": period.first,
        "last": period.last,
        "quotas": [lines.record(one) for one in found],
        "long_silent": [{"name": one.name, "last_on": one.last_on, "limit_days": one.limit} for one in silent],
    }


@router.get("/quotas/mine", response=list[dict[str, Any]])
def mine(request: HttpRequest) -> list[dict[str, Any]]:
    """The quotas of the periods that run, of the post's person and of the unit that it acts for."""
    actor = actor_of(request)
    access.require(actor, Permission.READ_OWN)
    return [lines.record(one) for one in access.seen_by(actor, lines.current(actor.station or 0))]


@router.get("/quotas/exemptions", response=list[dict[str, Any]])
def list_exemptions(request: HttpRequest) -> list[dict[str, Any]]:
    """Exemptions, the latest first."""
    rows = access.visible(actor_of(request)).select_related("person", "organization").order_by("-first_on", "-id")
    return [_exemption(row) for row in rows[:_PAGE]]


@router.post("/quotas/exemptions", response={201: dict[str, Any]})
def exempt(request: HttpRequest, given: ExemptionIn) -> Status[dict[str, Any]]:
    """Let a person or a unit owe nothing for some days."""
    asked = given.dict()
    return Status(201, _exemption(exempting.exempt(actor_of(request), asked.pop("id"), **asked)))


@router.post("/quotas/exemptions/{exemption_id}/revocation", response=dict[str, Any])
def revoke(request: HttpRequest, exemption_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Say that an exemption does not hold."""
    return _exemption(exempting.revoke(actor_of(request), exemption_id, reason=given.reason, seen=given.seen))


@router.post("/quotas/activities", response={201: dict[str, Any]})
def note(request: HttpRequest, given: ActivityIn) -> Status[dict[str, Any]]:
    """Note a campaign of visits, a training or an activity of a sector group."""
    asked = given.dict()
    numbers = asked.pop("items")
    made = performing.note(actor_of(request), asked.pop("id"), items_numbers=numbers, **asked)
    return Status(201, _activity(made))


@router.get("/quotas/closings", response=list[dict[str, Any]])
def list_closings(request: HttpRequest) -> list[dict[str, Any]]:
    """Closed periods, the latest first."""
    actor = actor_of(request)
    access.require(actor, Permission.READ)
    return [_closing(row) for row in access.visible_closings(actor).order_by("-first_on", "-number")[:_PAGE]]


@router.get("/quotas/closings/{closing_id}", response=dict[str, Any])
def get_closing(request: HttpRequest, closing_id: uuid.UUID) -> dict[str, Any]:
    """What was written down when a period closed."""
    found = access.find_closing(actor_of(request), closing_id)
    return {**_closing(found), "quotas": found.lines, "silent": found.silent}


@router.post("/quotas/closings", response={201: dict[str, Any]})
def close(request: HttpRequest, given: ClosingIn) -> Status[dict[str, Any]]:
    """Close a period; with a reason, count a closed one anew."""
    actor = actor_of(request)
    if given.reason:
        return Status(201, _closing(closing.correct(actor, given.span, first_on=given.day, reason=given.reason)))
    return Status(201, _closing(closing.close(actor, given.span, first_on=given.day)))


def _exemption(row: Exemption) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "whom": row.whom,
        "first_on": row.first_on,
        "last_on": row.last_on,
        "reason": row.reason,
        "state": row.state,
        "version": row.version,
    }


def _activity(row: Activity) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "kind": row.kind,
        "title": row.title,
        "first_on": row.first_on,
        "last_on": row.last_on,
        "items": [item.number for item in row.items.all()],
        "without_items": row.without_items,
    }


def _closing(row: Closing) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "span": row.span,
        "first_on": row.first_on,
        "last_on": row.last_on,
        "number": row.number,
        "reason": row.reason,
        "at": row.at,
    }

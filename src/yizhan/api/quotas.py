# SPDX-License-Identifier: Apache-2.0
"""Quotas, exemptions, activities and closed periods, through the interface."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from yizhan.api.answers import RowOut
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


class FreedOut(Schema):
    """From which to which day nothing is owed, and why."""

    first: datetime.date
    last: datetime.date
    reason: str


class CountedOut(Schema):
    """An item that counts, on which day, with its share in basis points of an item."""

    id: uuid.UUID
    number: str
    title: str
    on: datetime.date
    share: int


class QuotaOut(Schema):
    """How one quota stands for one whom it binds; counts are decimal numbers as text, since items count by share.

    `least` and `most` are what the rule asks, `required` what is due for `owed_days` of the period's `days`; null
    where the rule gives no number. `rule` is the public id of the rule's version, empty for the default.
    """

    id: uuid.UUID
    name: str
    who: str
    whose: str
    unit: str
    counted: str
    where: str
    least: int | None
    most: int | None
    required: int | None
    count: str
    short: str
    standing: str
    owed_days: int
    days: int
    rule: str
    instrument: str
    strength: str
    exemptions: list[FreedOut]
    items: list[CountedOut]


class SilentOut(Schema):
    """A unit that has long been silent: the day of its last item, and the days after which that is too long."""

    name: str
    last_on: datetime.date | None
    limit_days: int


class QuotasOut(Schema):
    """The quotas of a period, from its first day to its last."""

    span: Span
    first: datetime.date
    last: datetime.date
    quotas: list[QuotaOut]
    long_silent: list[SilentOut]


class ExemptionOut(RowOut):
    """Who owes nothing, from when to when, and why."""

    whom: str
    first_on: datetime.date
    last_on: datetime.date
    reason: str
    state: str
    version: int


class ActivityOut(RowOut):
    """What took place, and the numbers of the items that came of it, or why none did."""

    kind: str
    title: str
    first_on: datetime.date
    last_on: datetime.date
    items: list[str]
    without_items: str

    @staticmethod
    def resolve_items(row: Activity) -> list[str]:
        """By number."""
        return [item.number for item in row.items.all()]


class ClosingOut(RowOut):
    """A closed period; `number` counts how often it was closed, `reason` is why it was counted anew."""

    span: Span
    first_on: datetime.date
    last_on: datetime.date
    number: int
    reason: str
    at: datetime.datetime


class ClosingDetailOut(ClosingOut):
    """A closed period with what was written down: every quota, and the names of the silent units."""

    quotas: list[QuotaOut]
    silent: list[str]

    @staticmethod
    def resolve_quotas(row: Closing) -> list[dict[str, Any]]:
        """As they stood."""
        return list(row.lines)


@router.get("/quotas", response=QuotasOut)
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


@router.get("/quotas/mine", response=list[QuotaOut])
def mine(request: HttpRequest) -> list[dict[str, Any]]:
    """The quotas of the periods that run, of the post's person and of the unit that it acts for."""
    actor = actor_of(request)
    access.require(actor, Permission.READ_OWN)
    return [lines.record(one) for one in access.seen_by(actor, lines.current(actor.station or 0))]


@router.get("/quotas/exemptions", response=list[ExemptionOut])
def list_exemptions(request: HttpRequest) -> list[Exemption]:
    """Exemptions, the latest first."""
    rows = access.visible(actor_of(request)).select_related("person", "organization").order_by("-first_on", "-id")
    return list(rows[:_PAGE])


@router.post("/quotas/exemptions", response={201: ExemptionOut})
def exempt(request: HttpRequest, given: ExemptionIn) -> Status[Exemption]:
    """Let a person or a unit owe nothing for some days."""
    asked = given.dict()
    return Status(201, exempting.exempt(actor_of(request), asked.pop("id"), **asked))


@router.post("/quotas/exemptions/{exemption_id}/revocation", response=ExemptionOut)
def revoke(request: HttpRequest, exemption_id: uuid.UUID, given: ReasonIn) -> Exemption:
    """Say that an exemption does not hold."""
    return exempting.revoke(actor_of(request), exemption_id, reason=given.reason, seen=given.seen)


@router.post("/quotas/activities", response={201: ActivityOut})
def note(request: HttpRequest, given: ActivityIn) -> Status[Activity]:
    """Note a campaign of visits, a training or an activity of a sector group."""
    asked = given.dict()
    numbers = asked.pop("items")
    made = performing.note(actor_of(request), asked.pop("id"), items_numbers=numbers, **asked)
    return Status(201, made)


@router.get("/quotas/closings", response=list[ClosingOut])
def list_closings(request: HttpRequest) -> list[Closing]:
    """Closed periods, the latest first."""
    actor = actor_of(request)
    access.require(actor, Permission.READ)
    return list(access.visible_closings(actor).order_by("-first_on", "-number")[:_PAGE])


@router.get("/quotas/closings/{closing_id}", response=ClosingDetailOut)
def get_closing(request: HttpRequest, closing_id: uuid.UUID) -> Closing:
    """What was written down when a period closed."""
    return access.find_closing(actor_of(request), closing_id)


@router.post("/quotas/closings", response={201: ClosingOut})
def close(request: HttpRequest, given: ClosingIn) -> Status[Closing]:
    """Close a period; with a reason, count a closed one anew."""
    actor = actor_of(request)
    if given.reason:
        return Status(201, closing.correct(actor, given.span, first_on=given.day, reason=given.reason))
    return Status(201, closing.close(actor, given.span, first_on=given.day))

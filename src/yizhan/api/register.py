# SPDX-License-Identifier: Apache-2.0
"""Persons entered twice and units that change, through the interface."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from yizhan.api.application import actor_of
from yizhan.api.items.schemas import ReasonIn, SeenIn
from yizhan.domains.network.models import Person
from yizhan.domains.register import access
from yizhan.domains.register.models import Change, Merger
from yizhan.domains.register.operations import changing, merging
from yizhan.domains.register.permissions import Permission
from yizhan.domains.register.queries import mergers as queries

router = Router(tags=["register"])

_PAGE = 200


class MergerIn(Schema):
    """Which entry goes into which, and why."""

    duplicate: uuid.UUID
    into: uuid.UUID
    reason: str


class ChangeIn(Schema):
    """Which units end on a day, which follow, in which of these each post goes on (by ids), and why."""

    former: list[uuid.UUID]
    followers: list[uuid.UUID] = []
    last_day: datetime.date
    carried: dict[uuid.UUID, uuid.UUID] = {}
    reason: str


@router.get("/register/suspects", response=list[dict[str, Any]])
def suspects(request: HttpRequest) -> list[dict[str, Any]]:
    """Entries of the same name that nobody merged yet, by name."""
    access.require(actor_of(request), Permission.READ)
    return [{"id": one.public_id, "name": one.name, "mobile": one.mobile} for one in queries.suspects()[:_PAGE]]


@router.get("/register/mergers", response=list[dict[str, Any]])
def list_mergers(request: HttpRequest) -> list[dict[str, Any]]:
    """Mergers, the latest first."""
    rows = access.visible(actor_of(request)).select_related("duplicate", "person", "closed_account")
    return [_merger(row) for row in rows.order_by("-id")[:_PAGE]]


@router.get("/register/mergers/{merger_id}", response=dict[str, Any])
def get_merger(request: HttpRequest, merger_id: uuid.UUID) -> dict[str, Any]:
    """One merger, with what belongs to each entry."""
    row = access.find(actor_of(request), merger_id)
    return {
        **_merger(row),
        "undo_until": queries.undo_until(row),
        "of_duplicate": _moving(row.duplicate, row.person),
        "of_person": _moving(row.person, row.duplicate),
    }


@router.post("/register/mergers", response={201: dict[str, Any]})
def propose(request: HttpRequest, given: MergerIn) -> Status[dict[str, Any]]:
    """Say that a person was entered twice."""
    made = merging.propose(actor_of(request), given.duplicate, into=given.into, reason=given.reason)
    return Status(201, _merger(made))


@router.post("/register/mergers/{merger_id}/confirmation", response=dict[str, Any])
def confirm(request: HttpRequest, merger_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Agree: both entries are one person."""
    return _merger(merging.confirm(actor_of(request), merger_id, seen=given.seen))


@router.post("/register/mergers/{merger_id}/drop", response=dict[str, Any])
def drop(request: HttpRequest, merger_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Leave both entries as they are."""
    return _merger(merging.drop(actor_of(request), merger_id, reason=given.reason, seen=given.seen))


@router.post("/register/mergers/{merger_id}/undoing", response=dict[str, Any])
def undo(request: HttpRequest, merger_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Take a merger back within the rule's days."""
    return _merger(merging.undo(actor_of(request), merger_id, reason=given.reason, seen=given.seen))


@router.get("/register/changes", response=list[dict[str, Any]])
def list_changes(request: HttpRequest) -> list[dict[str, Any]]:
    """Changes of units, the latest first."""
    rows = access.visible_changes(actor_of(request)).prefetch_related("former", "followers").order_by("-id")
    return [_change(row) for row in rows[:_PAGE]]


@router.post("/register/changes", response={201: dict[str, Any]})
def propose_change(request: HttpRequest, given: ChangeIn) -> Status[dict[str, Any]]:
    """Say which units end on a day and which follow."""
    made = changing.propose(
        actor_of(request),
        former=given.former,
        followers=given.followers,
        last_day=given.last_day,
        carried={str(post): str(unit) for post, unit in given.carried.items()},
        reason=given.reason,
    )
    return Status(201, _change(made))


@router.post("/register/changes/{change_id}/confirmation", response=dict[str, Any])
def carry_out(request: HttpRequest, change_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Agree: the units end, and the posts that go on are given in those that follow."""
    return _change(changing.carry_out(actor_of(request), change_id, seen=given.seen))


@router.post("/register/changes/{change_id}/drop", response=dict[str, Any])
def drop_change(request: HttpRequest, change_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Leave the units as they are."""
    return _change(changing.drop(actor_of(request), change_id, reason=given.reason, seen=given.seen))


def _change(row: Change) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "former": [{"id": one.public_id, "name": one.name} for one in row.former.all()],
        "followers": [{"id": one.public_id, "name": one.name} for one in row.followers.all()],
        "last_day": row.last_day,
        "carried": row.carried,
        "reason": row.reason,
        "state": row.state,
        "version": row.version,
    }


def _merger(row: Merger) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "duplicate": {"id": row.duplicate.public_id, "name": row.duplicate.name},
        "person": {"id": row.person.public_id, "name": row.person.name},
        "reason": row.reason,
        "state": row.state,
        "version": row.version,
        "at": row.at,
        "confirmed_at": row.confirmed_at,
        "closed_account": row.closed_account.sign_in_name if row.closed_account else "",
    }


def _moving(entry: Person, other: Person) -> dict[str, Any]:
    found = queries.moving(entry, other)
    return {
        "posts": [{"id": one.public_id, "role": one.role, "unit": one.organization.name} for one in found.posts],
        "accounts": [one.sign_in_name for one in found.accounts],
        "items": found.items,
        "shares": found.shares,
        "items_of_both": found.common,
        "points": [{"station": one.station, "scheme": one.scheme, "points": one.points} for one in found.points],
        "fees": found.fees,
        "notices": found.notices,
        "shifts": found.shifts,
    }

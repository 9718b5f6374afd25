# SPDX-License-Identifier: Apache-2.0
"""Duty through the interface: who is on duty, rosters and their shifts. Moments carry their zone."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from yizhan.api.application import actor_of
from yizhan.api.items.schemas import SeenIn
from yizhan.domains.duty import access
from yizhan.domains.duty.models import Roster, Shift
from yizhan.domains.duty.operations import changing, planning
from yizhan.domains.duty.permissions import Permission
from yizhan.domains.duty.queries import faults, rosters
from yizhan.domains.duty.states import Days
from yizhan.kernel import clock

router = Router(tags=["duty"])

_PAGE = 50


class PeriodIn(Schema):
    """A new roster; the client makes the id, both days are included."""

    id: uuid.UUID
    first: datetime.date
    last: datetime.date


class FillingIn(SeenIn):
    """Who takes turns: posts in their order, how many shifts on end, on which days (all, working, off)."""

    duty: str
    people: list[uuid.UUID]
    turn: int = 1
    days: str = Days.ALL


class AssignmentIn(SeenIn):
    """Who has one shift of a draft; nothing for nobody."""

    duty: str
    starts_at: datetime.datetime
    post: uuid.UUID | None = None


class PublicationIn(SeenIn):
    """Why a roster binds although at some time nobody can be reached, if that is so."""

    reason: str = ""


class ChangeIn(Schema):
    """Who has a published shift instead, from when on (the whole, or from now on), and why."""

    post: uuid.UUID | None = None
    since: datetime.datetime | None = None
    reason: str


@router.get("/duty/now", response=dict[str, Any])
def on_duty(request: HttpRequest) -> dict[str, Any]:
    """Who is on duty now at the office, with the numbers in the order in which they are tried, and who comes next."""
    actor = actor_of(request)
    access.require(actor, Permission.READ)
    station, now = actor.station or 0, clock.now()
    present, coming = rosters.on_duty(station, now), rosters.next_shifts(station, now)
    numbers = rosters.numbers_of({one.person_id for one in present})
    return {
        "at": now,
        "on_duty": [
            {**_shift(one), "numbers": [number.number for number in numbers.get(one.person_id, [])]} for one in present
        ],
        "next": [_shift(one) for one in coming],
    }


@router.get("/duty/rosters", response=list[dict[str, Any]])
def list_rosters(request: HttpRequest) -> list[dict[str, Any]]:
    """The rosters that the post may see, the latest first."""
    return [_roster(one) for one in rosters.listed(access.visible(actor_of(request)))[:_PAGE]]


@router.post("/duty/rosters", response={201: dict[str, Any]})
def open_roster(request: HttpRequest, given: PeriodIn) -> Status[dict[str, Any]]:
    """Begin a roster for the office, or for the unit that the post acts for."""
    made = planning.open_roster(actor_of(request), given.id, first=given.first, last=given.last)
    return Status(201, _roster(made))


@router.get("/duty/rosters/{roster_id}", response=dict[str, Any])
def get_roster(request: HttpRequest, roster_id: uuid.UUID) -> dict[str, Any]:
    """One roster with its shifts and with what is wrong with it."""
    found = access.find(actor_of(request), roster_id)
    return {
        **_roster(found),
        "shifts": [_shift(one) for one in rosters.shifts_of(found)],
        "faults": [
            {"kind": one.kind, "duty": one.duty, "starts_at": one.starts_at, "ends_at": one.ends_at, "who": one.who}
            for one in faults.of_roster(found)
        ],
    }


@router.post("/duty/rosters/{roster_id}/filling", response=dict[str, Any])
def fill(request: HttpRequest, roster_id: uuid.UUID, given: FillingIn) -> dict[str, Any]:
    """Give the free shifts of a duty to people in turn."""
    return _roster(planning.fill(actor_of(request), roster_id, **given.dict()))


@router.post("/duty/rosters/{roster_id}/shift", response=dict[str, Any])
def assign(request: HttpRequest, roster_id: uuid.UUID, given: AssignmentIn) -> dict[str, Any]:
    """Give one shift of a draft to somebody, or to nobody."""
    return _roster(planning.assign(actor_of(request), roster_id, **given.dict()))


@router.post("/duty/rosters/{roster_id}/publication", response=dict[str, Any])
def publish(request: HttpRequest, roster_id: uuid.UUID, given: PublicationIn) -> dict[str, Any]:
    """Let a roster bind (RULE-020)."""
    return _roster(planning.publish(actor_of(request), roster_id, **given.dict()))


@router.post("/duty/rosters/{roster_id}/withdrawal", response=dict[str, Any])
def withdraw(request: HttpRequest, roster_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Give a draft up."""
    return _roster(planning.withdraw(actor_of(request), roster_id, seen=given.seen))


@router.post("/duty/shifts/{shift_id}/change", response=dict[str, Any])
def change(request: HttpRequest, shift_id: uuid.UUID, given: ChangeIn) -> dict[str, Any]:
    """Give a published shift to somebody else; the former entry is kept."""
    return _roster(changing.change(actor_of(request), shift_id, **given.dict()))


def _roster(found: Roster) -> dict[str, Any]:
    return {
        "id": found.public_id,
        "unit": found.organization.name if found.organization else None,
        "state": found.state,
        "version": found.version,
        "first": found.first,
        "last": found.last,
        "duties": found.duties,
        "changes": found.changes,
        "reason": found.reason,
    }


def _shift(one: Shift) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "duty": one.duty,
        "starts_at": one.starts_at,
        "ends_at": one.ends_at,
        "person": one.person.name,
    }

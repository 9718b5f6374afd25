# SPDX-License-Identifier: Apache-2.0
"""Reports upward and adoptions through the interface."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from yizhan.api.application import actor_of, post_of
from yizhan.domains.items import access as items
from yizhan.domains.network import queries as network
from yizhan.domains.reporting.operations import adoption, bodies, forwarding
from yizhan.domains.reporting.queries import records

router = Router(tags=["reporting"])


class ReportIn(Schema):
    """Where an item goes; by default to the next station, and nowhere else."""

    target: str = ""
    seen: int | None = None


class BodyIn(Schema):
    """A body that adopts."""

    name: str
    level: int
    line: str = ""
    kind: str = "office"


class AdoptionIn(Schema):
    """Who adopted an item, where and when, and how that is known."""

    body: uuid.UUID
    adopted_on: datetime.date
    form: str = "single"
    publication: str = ""
    title_used: str = ""
    told_by: str = ""
    evidence: str = ""
    seen: int | None = None


class RevocationIn(Schema):
    """Why an adoption is taken back."""

    reason: str
    seen: int | None = None


@router.post("/items/{item_id}/report", response={201: dict[str, Any]})
def report(request: HttpRequest, item_id: uuid.UUID, given: ReportIn) -> Status[dict[str, Any]]:
    """Report an item to the next station."""
    made = forwarding.forward(actor_of(request), item_id, target=_station(given.target), seen=given.seen)
    return Status(201, {"id": made.public_id, "target": made.target.code, "item": made.result.public_id})


@router.post("/issues/{issue_id}/report", response={201: dict[str, Any]})
def report_issue(request: HttpRequest, issue_id: uuid.UUID, given: ReportIn) -> Status[dict[str, Any]]:
    """Report the items of a released issue to the next station."""
    issue = forwarding.forward_issue(actor_of(request), issue_id, target=_station(given.target))
    return Status(201, {"issue": issue.public_id, "label": str(issue)})


@router.get("/adopting-bodies", response=list[dict[str, Any]])
def list_bodies(request: HttpRequest) -> list[dict[str, Any]]:
    """The bodies on the list of the post's station."""
    rows = records.bodies(post_of(request).station)
    return [
        {"id": one.public_id, "name": one.name, "level": one.level, "line": one.line, "kind": one.kind} for one in rows
    ]


@router.post("/adopting-bodies", response={201: dict[str, Any]})
def enter_body(request: HttpRequest, given: BodyIn) -> Status[dict[str, Any]]:
    """Enter a body in the list."""
    entered = bodies.enter_body(actor_of(request), name=given.name, level=given.level, line=given.line, kind=given.kind)
    return Status(201, {"id": entered.public_id, "name": entered.name})


@router.get("/items/{item_id}/adoptions", response=list[dict[str, Any]])
def list_adoptions(request: HttpRequest, item_id: uuid.UUID) -> list[dict[str, Any]]:
    """Who adopted an item or what was made of it."""
    item = items.find(actor_of(request), item_id)
    return [
        {
            "id": one.public_id,
            "body": one.body_name,
            "level": one.level,
            "publication": one.publication,
            "form": one.form,
            "adopted_on": one.adopted_on,
            "state": one.state,
        }
        for one in records.adoptions_of(item)
    ]


@router.post("/items/{item_id}/adoptions", response={201: dict[str, Any]})
def record_adoption(request: HttpRequest, item_id: uuid.UUID, given: AdoptionIn) -> Status[dict[str, Any]]:
    """Record that a body adopted an item."""
    particulars = adoption.Particulars(**given.dict(exclude={"seen"}))
    recorded = adoption.record_adoption(actor_of(request), item_id, particulars=particulars, seen=given.seen)
    return Status(201, {"id": recorded.public_id, "state": recorded.state})


@router.post("/adoptions/{adoption_id}/revocation", response=dict[str, Any])
def revoke_adoption(request: HttpRequest, adoption_id: uuid.UUID, given: RevocationIn) -> dict[str, Any]:
    """Take back an adoption that was recorded by mistake."""
    revoked = adoption.revoke_adoption(actor_of(request), adoption_id, reason=given.reason, seen=given.seen)
    return {"id": revoked.public_id, "state": revoked.state}


def _station(code: str) -> uuid.UUID | None:
    """The station that a client names by its code; an unknown code is left to the operation to refuse."""
    if not code:
        return None
    station = network.station_of_code(code)
    return station.public_id if station else uuid.UUID(int=0)

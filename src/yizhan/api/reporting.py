# SPDX-License-Identifier: Apache-2.0
"""Reports upward and adoptions through the interface."""

import datetime
import uuid

from django.http import HttpRequest
from ninja import Router, Schema, Status

from yizhan.api.answers import RowOut
from yizhan.api.application import actor_of, post_of
from yizhan.domains.items import access as items
from yizhan.domains.network import queries as network
from yizhan.domains.reporting.models import AdoptingBody, Adoption, Report
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


class ReportOut(RowOut):
    """A report upward: to which station, and the item that came into being there."""

    target: str
    item: uuid.UUID

    @staticmethod
    def resolve_target(row: Report) -> str:
        """The code of the station."""
        return row.target.code

    @staticmethod
    def resolve_item(row: Report) -> uuid.UUID:
        """By its public id."""
        return row.result.public_id


class ReportedIssueOut(Schema):
    """The issue whose items were reported, and its number in words."""

    issue: uuid.UUID
    label: str


class EnteredBodyOut(RowOut):
    """A body that was just entered in the list."""

    name: str


class AdoptingBodyOut(EnteredBodyOut):
    """A body that adopts, with its level (1 is the nation) and line."""

    level: int
    line: str
    kind: str


class AdoptionStateOut(RowOut):
    """Whether an adoption stands."""

    state: str


class AdoptionOut(AdoptionStateOut):
    """Who adopted an item, in which form (single, composite, special), when."""

    body: str
    level: int
    publication: str
    form: str
    adopted_on: datetime.date

    @staticmethod
    def resolve_body(row: Adoption) -> str:
        """The name the body had then."""
        return row.body_name


@router.post("/items/{item_id}/report", response={201: ReportOut})
def report(request: HttpRequest, item_id: uuid.UUID, given: ReportIn) -> Status[Report]:
    """Report an item to the next station."""
    return Status(201, forwarding.forward(actor_of(request), item_id, target=_station(given.target), seen=given.seen))


@router.post("/issues/{issue_id}/report", response={201: ReportedIssueOut})
def report_issue(request: HttpRequest, issue_id: uuid.UUID, given: ReportIn) -> Status[dict[str, object]]:
    """Report the items of a released issue to the next station."""
    issue = forwarding.forward_issue(actor_of(request), issue_id, target=_station(given.target))
    return Status(201, {"issue": issue.public_id, "label": str(issue)})


@router.get("/adopting-bodies", response=list[AdoptingBodyOut])
def list_bodies(request: HttpRequest) -> list[AdoptingBody]:
    """The bodies on the list of the post's station."""
    return list(records.bodies(post_of(request).station))


@router.post("/adopting-bodies", response={201: EnteredBodyOut})
def enter_body(request: HttpRequest, given: BodyIn) -> Status[AdoptingBody]:
    """Enter a body in the list."""
    return Status(201, bodies.enter_body(actor_of(request), **given.dict()))


@router.get("/items/{item_id}/adoptions", response=list[AdoptionOut])
def list_adoptions(request: HttpRequest, item_id: uuid.UUID) -> list[Adoption]:
    """Who adopted an item or what was made of it."""
    return list(records.adoptions_of(items.find(actor_of(request), item_id)))


@router.post("/items/{item_id}/adoptions", response={201: AdoptionStateOut})
def record_adoption(request: HttpRequest, item_id: uuid.UUID, given: AdoptionIn) -> Status[Adoption]:
    """Record that a body adopted an item."""
    particulars = adoption.Particulars(**given.dict(exclude={"seen"}))
    return Status(201, adoption.record_adoption(actor_of(request), item_id, particulars=particulars, seen=given.seen))


@router.post("/adoptions/{adoption_id}/revocation", response=AdoptionStateOut)
def revoke_adoption(request: HttpRequest, adoption_id: uuid.UUID, given: RevocationIn) -> Adoption:
    """Take back an adoption that was recorded by mistake."""
    return adoption.revoke_adoption(actor_of(request), adoption_id, **given.dict())


def _station(code: str) -> uuid.UUID | None:
    """The station that a client names by its code; an unknown code is left to the operation to refuse."""
    if not code:
        return None
    station = network.station_of_code(code)
    return station.public_id if station else uuid.UUID(int=0)

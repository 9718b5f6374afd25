# SPDX-License-Identifier: Apache-2.0
"""Series and issues through the interface."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema, Status

from yizhan.api.application import actor_of
from yizhan.domains.periodicals import access
from yizhan.domains.periodicals.models import Issue
from yizhan.domains.periodicals.operations import circulation, composing, release, series
from yizhan.domains.periodicals.operations.addressees import Recipient
from yizhan.domains.periodicals.queries import issues, papers
from yizhan.engines.papers.wordprocessing import docx_of

router = Router(tags=["periodicals"])

_PAGE = 50
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class RecipientIn(Schema):
    """Somebody on a list: a post or body by public id, or a name outside the installation."""

    kind: str
    post: uuid.UUID | None = None
    organization: uuid.UUID | None = None
    name: str = ""

    def recipient(self) -> Recipient:
        """As the operations take it."""
        return Recipient(**self.dict())


class SeriesIn(Schema):
    """A new periodical."""

    name: str
    kind: str
    masthead: str = ""
    issuing_office: str = ""


class ColumnsIn(Schema):
    """The columns of a series, in their order."""

    names: list[str]


class ReadersIn(Schema):
    """Who receives every issue of a series."""

    readers: list[RecipientIn]


class IssueIn(Schema):
    """A new issue of a series."""

    series: uuid.UUID
    title: str = ""


class SeenIn(Schema):
    """The version a decision was taken on."""

    seen: int | None = None


class EntryIn(SeenIn):
    """An item to be placed."""

    item: uuid.UUID
    column: uuid.UUID | None = None
    heading: str = ""


class OrderIn(SeenIn):
    """All entries in order, each with its column."""

    order: list[tuple[uuid.UUID, uuid.UUID | None]]


class RemovalIn(SeenIn):
    """An entry to be taken out."""

    entry: uuid.UUID


class CirculationIn(SeenIn):
    """Who receives an issue."""

    recipients: list[RecipientIn]


class ReasonIn(SeenIn):
    """Why an issue is given up."""

    reason: str


class IssueOut(Schema):
    """An issue as lists show it."""

    id: uuid.UUID
    series: str
    label: str
    state: str
    version: int
    number: int | None
    total_number: int | None
    released_at: datetime.datetime | None


class IssueDetailOut(IssueOut):
    """An issue with its entries and the steps that are open to the caller now."""

    entries: list[dict[str, Any]]
    offers: list[str]


@router.get("/series", response=list[dict[str, Any]])
def list_series(request: HttpRequest) -> list[dict[str, Any]]:
    """The periodicals of the post's station, with their columns."""
    return [
        {
            "id": one.public_id,
            "name": one.name,
            "kind": one.kind,
            "columns": [{"id": column.public_id, "name": column.name} for column in issues.columns_of(one)],
        }
        for one in access.visible_series(actor_of(request))
    ]


@router.post("/series", response={201: dict[str, Any]})
def found_series(request: HttpRequest, given: SeriesIn) -> Status[dict[str, Any]]:
    """Found a periodical."""
    founded = series.found(
        actor_of(request),
        name=given.name,
        kind=given.kind,
        masthead=given.masthead,
        issuing_office=given.issuing_office,
    )
    return Status(201, {"id": founded.public_id, "name": founded.name})


@router.post("/series/{series_id}/columns", response=dict[str, Any])
def set_columns(request: HttpRequest, series_id: uuid.UUID, given: ColumnsIn) -> dict[str, Any]:
    """Set the columns of a series."""
    changed = series.set_columns(actor_of(request), series_id, names=given.names)
    return {"id": changed.public_id, "columns": [one.name for one in issues.columns_of(changed)]}


@router.post("/series/{series_id}/readers", response=dict[str, Any])
def set_readers(request: HttpRequest, series_id: uuid.UUID, given: ReadersIn) -> dict[str, Any]:
    """Set who receives every issue of a series from the next one on."""
    readers = [one.recipient() for one in given.readers]
    changed = series.set_readers(actor_of(request), series_id, readers=readers)
    return {"id": changed.public_id, "readers": issues.readers_of(changed).count()}


@router.get("/issues", response=list[IssueOut])
def list_issues(request: HttpRequest) -> list[dict[str, Any]]:
    """The newest issues that the post may see."""
    rows = access.visible(actor_of(request)).select_related("series").order_by("-id")
    return [_row(issue) for issue in rows[:_PAGE]]


@router.post("/issues", response={201: IssueDetailOut})
def open_issue(request: HttpRequest, given: IssueIn) -> Status[dict[str, Any]]:
    """Begin an issue."""
    return Status(201, _detail(request, composing.open_issue(actor_of(request), given.series, title=given.title)))


@router.get("/issues/{issue_id}", response=IssueDetailOut)
def read_issue(request: HttpRequest, issue_id: uuid.UUID) -> dict[str, Any]:
    """One issue."""
    return _detail(request, access.find(actor_of(request), issue_id))


@router.get("/issues/{issue_id}/docx", response=bytes)
def issue_as_document(request: HttpRequest, issue_id: uuid.UUID) -> HttpResponse:
    """One issue as .docx."""
    issue = access.find(actor_of(request), issue_id)
    return HttpResponse(docx_of(papers.paper_of(issue)), content_type=_DOCX)


@router.post("/issues/{issue_id}/entries", response=IssueDetailOut)
def place(request: HttpRequest, issue_id: uuid.UUID, given: EntryIn) -> dict[str, Any]:
    """Place a signed item."""
    composing.place(
        actor_of(request), issue_id, item=given.item, column=given.column, heading=given.heading, seen=given.seen
    )
    return read_issue(request, issue_id)


@router.post("/issues/{issue_id}/order", response=IssueDetailOut)
def arrange(request: HttpRequest, issue_id: uuid.UUID, given: OrderIn) -> dict[str, Any]:
    """Put all entries in order."""
    composing.arrange(actor_of(request), issue_id, order=given.order, seen=given.seen)
    return read_issue(request, issue_id)


@router.post("/issues/{issue_id}/removal", response=IssueDetailOut)
def remove(request: HttpRequest, issue_id: uuid.UUID, given: RemovalIn) -> dict[str, Any]:
    """Take an entry out."""
    composing.remove(actor_of(request), issue_id, entry=given.entry, seen=given.seen)
    return read_issue(request, issue_id)


@router.post("/issues/{issue_id}/circulation", response=IssueDetailOut)
def set_circulation(request: HttpRequest, issue_id: uuid.UUID, given: CirculationIn) -> dict[str, Any]:
    """Set who receives the issue."""
    recipients = [one.recipient() for one in given.recipients]
    circulation.set_circulation(actor_of(request), issue_id, recipients=recipients, seen=given.seen)
    return read_issue(request, issue_id)


@router.post("/issues/{issue_id}/release", response=IssueDetailOut)
def release_issue(request: HttpRequest, issue_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Release the issue: it receives its numbers, its readers have it."""
    release.release(actor_of(request), issue_id, seen=given.seen)
    return read_issue(request, issue_id)


@router.post("/issues/{issue_id}/discarding", response=IssueDetailOut)
def discard(request: HttpRequest, issue_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Give the issue up."""
    composing.discard(actor_of(request), issue_id, reason=given.reason, seen=given.seen)
    return read_issue(request, issue_id)


@router.post("/issues/{issue_id}/reading", response=IssueOut)
def mark_read(request: HttpRequest, issue_id: uuid.UUID) -> dict[str, Any]:
    """Note that the post has read the issue."""
    actor = actor_of(request)
    circulation.mark_read(actor, issue_id)
    return _row(access.find(actor, issue_id))


def _row(issue: Issue) -> dict[str, Any]:
    return {
        "id": issue.public_id,
        "series": issue.series.name,
        "label": str(issue),
        "state": issue.state,
        "version": issue.version,
        "number": issue.number,
        "total_number": issue.total_number,
        "released_at": issue.released_at,
    }


def _detail(request: HttpRequest, issue: Issue) -> dict[str, Any]:
    entries = [
        {
            "id": entry.public_id,
            "item": entry.item.public_id,
            "column": entry.column.public_id if entry.column else None,
            "heading": entry.heading or entry.item.title,
        }
        for entry in issues.entries(issue).select_related("item", "column")
    ]
    return {**_row(issue), "entries": entries, "offers": access.offers(actor_of(request), issue)}

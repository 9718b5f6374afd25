# SPDX-License-Identifier: Apache-2.0
"""Urgent events and their reports, through the interface. Moments carry their zone."""

import datetime
import uuid
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from yizhan.api.application import actor_of
from yizhan.api.items.schemas import ReasonIn, SeenIn
from yizhan.domains.clocks.models import Deadline
from yizhan.domains.urgent import access
from yizhan.domains.urgent.models import Emergency, Figure, Onward, Passage, Statement, Verification
from yizhan.domains.urgent.operations import counting, forwarding, reporting, settling, telling, verifying
from yizhan.domains.urgent.operations.counting import Count
from yizhan.domains.urgent.operations.reporting import Grading, Occurrence
from yizhan.domains.urgent.operations.telling import Message
from yizhan.domains.urgent.queries import figures, reports, routing, statements

router = Router(tags=["urgent"])

_PAGE = 50


class OccurrenceIn(Schema):
    """What happened and when. The client makes the id; `known_at` is now where it is left out."""

    id: uuid.UUID
    title: str
    happened_at: datetime.datetime
    known_at: datetime.datetime | None = None
    organization: uuid.UUID | None = None
    is_long_past: bool = False

    def occurrence(self) -> Occurrence:
        """As the operation takes it."""
        return Occurrence(
            title=self.title,
            happened_at=self.happened_at,
            known_at=self.known_at,
            organization=self.organization,
            is_long_past=self.is_long_past,
        )


class NoteIn(OccurrenceIn):
    """A call."""

    caller: str


class FigureIn(Schema):
    """A figure as a report states it, in the institution's own word; `as_of` is now where it is left out."""

    name: str
    value: Decimal
    source: str = ""
    as_of: datetime.datetime | None = None


class ElementsIn(SeenIn):
    """What a report tells, by element: source, place, situation, harm, measures, trend, leaders, next_steps."""

    elements: dict[str, str]
    figures: list[FigureIn] = []

    def told(self) -> dict[str, Any]:
        """Elements and figures as the operation takes them."""
        return {
            "elements": self.elements,
            "figures": [Count(**one.dict()) for one in self.figures],
            "seen": self.seen,
        }


class CorrectionIn(SeenIn):
    """The right value of a figure, with the reason."""

    figure: uuid.UUID
    value: Decimal
    reason: str


class FirstIn(ElementsIn):
    """A first report, with category and level in the institution's own words."""

    category: str
    level: str = ""
    is_sensitive: bool = False


class StatementIn(SeenIn):
    """The wording that counts; a reason from the second version on."""

    text: str
    reason: str = ""


class VerificationIn(SeenIn):
    """What came of verifying: confirmed, partly, refuted."""

    outcome: str
    note: str = ""


class VerifierIn(SeenIn):
    """The post that has to verify."""

    post: uuid.UUID


class OnwardIn(SeenIn):
    """To which station above; the next one where it is left out. Past a level it needs a reason."""

    target: uuid.UUID | None = None
    reason: str = ""


class WayIn(SeenIn):
    """A word to somebody besides the office: way is line, superior, principal or committee.

    Without `gone_at` it has not gone yet: it goes now if it may, waits for agreement, or is refused.
    """

    way: str
    addressee: str
    content: str = ""
    is_demanded: bool = False
    exemption: str = ""
    gone_at: datetime.datetime | None = None


class DecisionIn(SeenIn):
    """What a leader said to a word along the line."""

    passage: uuid.UUID
    is_agreed: bool
    leader: str
    reason: str = ""


class DepartureIn(SeenIn):
    """When a word went to which the leaders had agreed; now where it is left out."""

    passage: uuid.UUID
    gone_at: datetime.datetime | None = None


class LinkIn(SeenIn):
    """The same event as another unit reported it; nothing for an event of its own."""

    to: uuid.UUID | None = None


@router.get("/urgent", response=list[dict[str, Any]])
def list_emergencies(request: HttpRequest) -> list[dict[str, Any]]:
    """The urgent events that are running, the latest first."""
    return [_emergency(one) for one in reports.running(access.visible(actor_of(request)))[:_PAGE]]


@router.post("/urgent", response={201: dict[str, Any]})
def note(request: HttpRequest, given: NoteIn) -> Status[dict[str, Any]]:
    """Note a call: who, when, what; the clock of the first report begins."""
    made = reporting.note(actor_of(request), given.id, occurrence=given.occurrence(), caller=given.caller)
    return Status(201, _emergency(made))


@router.get("/urgent/{emergency_id}", response=dict[str, Any])
def get_emergency(request: HttpRequest, emergency_id: uuid.UUID) -> dict[str, Any]:
    """One urgent event with its reports and its clocks."""
    found = access.find(actor_of(request), emergency_id)
    clocks, stated = reports.deadlines_of([emergency_id]).get(emergency_id, []), figures.all_of(found)
    return {
        **_emergency(found),
        "figures": [_figure(one) for one in stated],
        "contradictions": [
            {"kind": one.doubt, "name": one.name, "stated": one.stated, "other": one.other}
            for one in figures.contradictions(found, stated)
        ],
        "statements": [_statement(one) for one in statements.versions(found)],
        "verifications": [_verification(one) for one in statements.verifications(found)],
        "onward": [_onward(one) for one in routing.onward_of(found)],
        "ways": [_way(one) for one in routing.passages_of(found)],
        "same_as": found.same_as.public_id if found.same_as else None,
        "also_reported": [one.public_id for one in reports.also_reported(found)],
        "reports": [
            {"stage": one.stage, "number": one.number, "at": one.at, "elements": one.elements}
            for one in reports.reports_of(found)
        ],
        "clocks": [_clock(one) for one in clocks],
    }


@router.post("/urgent/{emergency_id}/report", response=dict[str, Any])
def report(request: HttpRequest, emergency_id: uuid.UUID, given: FirstIn) -> dict[str, Any]:
    """Hand in the written first report."""
    grading = Grading(category=given.category, level=given.level, is_sensitive=given.is_sensitive)
    actor = actor_of(request)
    return _emergency(reporting.report(actor, emergency_id, grading=grading, **given.told()))


@router.post("/urgent/{emergency_id}/receipt", response=dict[str, Any])
def receive(request: HttpRequest, emergency_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Say that the first report is here."""
    return _emergency(reporting.receive(actor_of(request), emergency_id, seen=given.seen))


@router.post("/urgent/{emergency_id}/follow-up", response=dict[str, Any])
def follow_up(request: HttpRequest, emergency_id: uuid.UUID, given: ElementsIn) -> dict[str, Any]:
    """Report how it goes on."""
    return _emergency(reporting.follow_up(actor_of(request), emergency_id, **given.told()))


@router.post("/urgent/{emergency_id}/correction", response=dict[str, Any])
def correct(request: HttpRequest, emergency_id: uuid.UUID, given: CorrectionIn) -> dict[str, Any]:
    """Put a stated figure right; both values stay."""
    return _emergency(counting.correct(actor_of(request), emergency_id, **given.dict()))


@router.post("/urgent/{emergency_id}/statement", response=dict[str, Any])
def settle(request: HttpRequest, emergency_id: uuid.UUID, given: StatementIn) -> dict[str, Any]:
    """Set the wording that everything about the event quotes."""
    return _emergency(settling.settle(actor_of(request), emergency_id, **given.dict()))


@router.post("/urgent/{emergency_id}/verification", response=dict[str, Any])
def verify(request: HttpRequest, emergency_id: uuid.UUID, given: VerificationIn) -> dict[str, Any]:
    """Say what came of verifying the report."""
    return _emergency(verifying.verify(actor_of(request), emergency_id, **given.dict()))


@router.post("/urgent/{emergency_id}/verifier", response=dict[str, Any])
def entrust(request: HttpRequest, emergency_id: uuid.UUID, given: VerifierIn) -> dict[str, Any]:
    """Give the duty to verify to somebody of the desk."""
    return _emergency(verifying.entrust(actor_of(request), emergency_id, **given.dict()))


@router.post("/urgent/{emergency_id}/onward", response=dict[str, Any])
def forward(request: HttpRequest, emergency_id: uuid.UUID, given: OnwardIn) -> dict[str, Any]:
    """Report the event to the level above."""
    return _emergency(forwarding.forward(actor_of(request), emergency_id, **given.dict()))


@router.post("/urgent/{emergency_id}/way", response=dict[str, Any])
def tell(request: HttpRequest, emergency_id: uuid.UUID, given: WayIn) -> dict[str, Any]:
    """Record a word to somebody besides the office, or ask whether it may go."""
    message = Message(**given.dict(exclude={"seen"}))
    return _emergency(telling.tell(actor_of(request), emergency_id, message=message, seen=given.seen))


@router.post("/urgent/{emergency_id}/agreement", response=dict[str, Any])
def decide(request: HttpRequest, emergency_id: uuid.UUID, given: DecisionIn) -> dict[str, Any]:
    """Record whether the leaders agree that the line is told."""
    return _emergency(telling.decide(actor_of(request), emergency_id, **given.dict()))


@router.post("/urgent/{emergency_id}/departure", response=dict[str, Any])
def depart(request: HttpRequest, emergency_id: uuid.UUID, given: DepartureIn) -> dict[str, Any]:
    """Record when a word went to which the leaders had agreed."""
    return _emergency(telling.depart(actor_of(request), emergency_id, **given.dict()))


@router.post("/urgent/{emergency_id}/link", response=dict[str, Any])
def link(request: HttpRequest, emergency_id: uuid.UUID, given: LinkIn) -> dict[str, Any]:
    """Say that another unit reported the same event."""
    return _emergency(reporting.link(actor_of(request), emergency_id, **given.dict()))


@router.post("/urgent/{emergency_id}/final", response=dict[str, Any])
def conclude(request: HttpRequest, emergency_id: uuid.UUID, given: ElementsIn) -> dict[str, Any]:
    """Hand in the final report, which must be complete."""
    return _emergency(reporting.conclude(actor_of(request), emergency_id, **given.told()))


@router.post("/urgent/{emergency_id}/reopening", response=dict[str, Any])
def reopen(request: HttpRequest, emergency_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """It goes on after all."""
    return _emergency(reporting.reopen(actor_of(request), emergency_id, **given.dict()))


@router.post("/urgent/{emergency_id}/withdrawal", response=dict[str, Any])
def withdraw(request: HttpRequest, emergency_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """It was a mistake or a false alarm."""
    return _emergency(reporting.withdraw(actor_of(request), emergency_id, **given.dict()))


def _emergency(found: Emergency) -> dict[str, Any]:
    return {
        "id": found.public_id,
        "title": found.title,
        "state": found.state,
        "version": found.version,
        "category": found.category,
        "level": found.level,
        "is_sensitive": found.is_sensitive,
        "happened_at": found.happened_at,
        "known_at": found.known_at,
        "noted_at": found.noted_at,
        "sent_at": found.sent_at,
        "received_at": found.received_at,
        "concluded_at": found.concluded_at,
    }


def _figure(one: Figure) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "name": one.name,
        "value": one.value,
        "source": one.source,
        "as_of": one.as_of,
        "stage": one.dispatch.stage,
        "number": one.dispatch.number,
        "corrects": one.corrects.public_id if one.corrects else None,
        "reason": one.reason,
    }


def _statement(one: Statement) -> dict[str, Any]:
    return {"number": one.number, "text": one.text, "reason": one.reason, "at": one.at}


def _verification(one: Verification) -> dict[str, Any]:
    return {
        "post": one.post.public_id if one.post else None,
        "begun_at": one.begun_at,
        "outcome": one.outcome,
        "note": one.note,
        "done_at": one.done_at,
    }


def _onward(one: Onward) -> dict[str, Any]:
    return {
        "station": one.target.name,
        "statement": one.statement.number,
        "reason": one.reason,
        "at": one.at,
        "received_at": one.received_at,
    }


def _way(one: Passage) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "way": one.way,
        "addressee": one.addressee,
        "content": one.content,
        "state": one.state,
        "ground": one.ground,
        "breach": one.breach,
        "leader": one.leader,
        "gone_at": one.gone_at,
    }


def _clock(one: Deadline) -> dict[str, Any]:
    return {"kind": one.kind, "state": one.state, "due_at": one.due_at, "rule": one.rule, "met_at": one.met_at}

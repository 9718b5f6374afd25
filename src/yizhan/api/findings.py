# SPDX-License-Identifier: Apache-2.0
"""Late and omitted reports, the way of the news, and the study of past events, through the interface."""

import dataclasses
import datetime
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status

from yizhan.api.application import actor_of
from yizhan.api.items.schemas import ReasonIn, SeenIn
from yizhan.domains.findings import access
from yizhan.domains.findings.models import Finding
from yizhan.domains.findings.operations import deciding, hearing, proposing
from yizhan.domains.findings.operations.proposing import Charge
from yizhan.domains.findings.permissions import Permission
from yizhan.domains.findings.queries import cases, paths, study
from yizhan.domains.findings.queries.paths import Lane, Stop
from yizhan.domains.findings.states import Origin
from yizhan.domains.items import access as items
from yizhan.domains.reporting.queries.periods import Period
from yizhan.domains.urgent import access as urgent

router = Router(tags=["findings"])

_PAGE = 50


class ChargeIn(Schema):
    """What a unit is said to have done. The client makes the id. With `emergency` the event says unit and moment."""

    id: uuid.UUID
    kind: str
    reason: str
    origin: str = Origin.OTHER
    emergency: uuid.UUID | None = None
    organization: uuid.UUID | None = None
    title: str = ""
    happened_at: datetime.datetime | None = None
    known_at: datetime.datetime | None = None
    item: str = ""
    words: str = ""


class StatementIn(SeenIn):
    """What a unit says. `statement` is the id under which files were kept for it."""

    text: str
    statement: uuid.UUID | None = None


class DecisionIn(ReasonIn):
    """upheld, lessened or dismissed; `kind` is the milder breach that is left where it is lessened."""

    outcome: str
    kind: str = ""


class PeriodIn(Schema):
    """From a day to a day, both included."""

    first: datetime.date
    last: datetime.date


@router.get("/urgent-findings", response=list[dict[str, Any]])
def list_findings(request: HttpRequest, state: str = "") -> list[dict[str, Any]]:
    """The findings that the key's post may know of, the latest first; of one state if it is named."""
    found = cases.listed(access.visible(actor_of(request)))
    return [_finding(one) for one in (found.filter(state=state) if state else found)[:_PAGE]]


@router.post("/urgent-findings", response={201: dict[str, Any]})
def propose(request: HttpRequest, given: ChargeIn) -> Status[dict[str, Any]]:
    """Say what a unit has done; somebody takes it up, somebody else decides."""
    said = given.dict()
    made = proposing.propose(actor_of(request), said.pop("id"), charge=Charge(**said))
    return Status(201, _finding(made))


@router.get("/urgent-findings/{finding_id}", response=dict[str, Any])
def get_finding(request: HttpRequest, finding_id: uuid.UUID) -> dict[str, Any]:
    """One finding with its facts, the persons it is against, what was said and decided."""
    found = access.find(actor_of(request), finding_id)
    return {
        **_finding(found),
        "accountable": [
            {"name": one.person.name, "title": one.title, "kind": one.kind} for one in found.accountable.all()
        ],
        "grounds": list(cases.grounds(found).values("kind", "origin", "at", "words", "subject")),
        "statements": list(cases.statements(found).values("public_id", "occasion", "text", "at")),
        "rulings": list(cases.rulings(found).values("is_review", "outcome", "kind", "reason", "at")),
    }


@router.post("/urgent-findings/{finding_id}/opening", response=dict[str, Any])
def open_hearing(request: HttpRequest, finding_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Take it up: the unit is asked to answer."""
    return _finding(hearing.open_hearing(actor_of(request), finding_id, seen=given.seen))


@router.post("/urgent-findings/{finding_id}/dropping", response=dict[str, Any])
def drop(request: HttpRequest, finding_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Do not pursue it."""
    return _finding(hearing.drop(actor_of(request), finding_id, **given.dict()))


@router.post("/urgent-findings/{finding_id}/answer", response=dict[str, Any])
def answer(request: HttpRequest, finding_id: uuid.UUID, given: StatementIn) -> dict[str, Any]:
    """Answer the charge."""
    return _finding(hearing.answer(actor_of(request), finding_id, **given.dict()))


@router.post("/urgent-findings/{finding_id}/silence", response=dict[str, Any])
def note_silence(request: HttpRequest, finding_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Nobody answered in time."""
    return _finding(hearing.note_silence(actor_of(request), finding_id, seen=given.seen))


@router.post("/urgent-findings/{finding_id}/decision", response=dict[str, Any])
def decide(request: HttpRequest, finding_id: uuid.UUID, given: DecisionIn) -> dict[str, Any]:
    """Decide."""
    return _finding(deciding.decide(actor_of(request), finding_id, **given.dict()))


@router.post("/urgent-findings/{finding_id}/acceptance", response=dict[str, Any])
def accept(request: HttpRequest, finding_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Accept the decision."""
    return _finding(deciding.accept(actor_of(request), finding_id, seen=given.seen))


@router.post("/urgent-findings/{finding_id}/objection", response=dict[str, Any])
def object_to(request: HttpRequest, finding_id: uuid.UUID, given: StatementIn) -> dict[str, Any]:
    """Bring the decision before the next level, once."""
    return _finding(deciding.object_to(actor_of(request), finding_id, **given.dict()))


@router.post("/urgent-findings/{finding_id}/review", response=dict[str, Any])
def review(request: HttpRequest, finding_id: uuid.UUID, given: DecisionIn) -> dict[str, Any]:
    """Decide on the objection."""
    return _finding(deciding.review(actor_of(request), finding_id, **given.dict()))


@router.post("/urgent-findings/{finding_id}/closing", response=dict[str, Any])
def close(request: HttpRequest, finding_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Close what nobody objected to in time."""
    return _finding(deciding.close(actor_of(request), finding_id, seen=given.seen))


@router.post("/urgent-findings/{finding_id}/reopening", response=dict[str, Any])
def reopen(request: HttpRequest, finding_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Something came to light afterwards."""
    return _finding(deciding.reopen(actor_of(request), finding_id, **given.dict()))


@router.get("/urgent/{emergency_id}/path", response=dict[str, Any])
def get_path(request: HttpRequest, emergency_id: uuid.UUID) -> dict[str, Any]:
    """Who knew of an event when, where the news lay longest (minutes), and whom it went round."""
    actor = actor_of(request)
    access.require(actor, Permission.STUDY)
    path = paths.of_event(urgent.find(actor, emergency_id), items.visible(actor))
    stay = path.stay
    return {
        "stops": [_stop(one) for one in path.stops],
        "stay": {"from": _lane(stay.source), "to": _lane(stay.target), "minutes": _minutes(stay.span)}
        if stay
        else None,
        "detours": [
            {
                "unit": one.unit.name,
                "through": _lane(one.through),
                "minutes": _minutes(one.earlier) if one.earlier is not None else None,
            }
            for one in path.detours
        ],
    }


@router.get("/urgent-study", response=list[dict[str, Any]])
def get_study(request: HttpRequest, given: Query[PeriodIn]) -> list[dict[str, Any]]:
    """The first reports of events that happened in a period: what, who, when, how late, how fast."""
    actor = actor_of(request)
    access.require(actor, Permission.STUDY)
    period = Period(given.first, given.last)
    rows = study.of_period(urgent.visible(actor), period.begins_at, period.ends_before)
    return [{**dataclasses.asdict(row), "hour": row.hour, "weekday": row.weekday} for row in rows]


def _finding(found: Finding) -> dict[str, Any]:
    return {
        "id": found.public_id,
        "title": found.title,
        "state": found.state,
        "version": found.version,
        "kind": found.kind,
        "origin": found.origin,
        "organization": found.organization.public_id,
        "unit": found.organization.name,
        "emergency": found.emergency.public_id if found.emergency else None,
        "happened_at": found.happened_at,
        "due_at": found.due_at,
        "minutes": found.minutes,
        "rule": found.rule,
        "rule_version": found.rule_version,
        "outcome": found.outcome,
        "decided_kind": found.decided_kind,
        "closed_at": found.closed_at,
    }


def _stop(one: Stop) -> dict[str, Any]:
    return {"at": one.at, "who": _lane(one.lane), "what": one.kind, "words": one.words, "subject": one.subject}


def _lane(one: Lane) -> dict[str, str]:
    return {"kind": one.kind, "name": one.name}


def _minutes(span: datetime.timedelta) -> int:
    return int(span.total_seconds() // 60)

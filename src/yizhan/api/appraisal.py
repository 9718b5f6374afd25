# SPDX-License-Identifier: Apache-2.0
"""Points, schemes, objections, corrections and activities, through the interface."""

import datetime
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from yizhan.api.application import actor_of
from yizhan.api.items.schemas import ReasonIn, SeenIn
from yizhan.domains.appraisal import access
from yizhan.domains.appraisal.models import Activity, Correction, Frozen, Objection, Scheme
from yizhan.domains.appraisal.operations import correcting, freezing, objecting, recording, schemes
from yizhan.domains.appraisal.operations.correcting import Proposal
from yizhan.domains.appraisal.operations.freezing import read_period
from yizhan.domains.appraisal.operations.recording import Particulars
from yizhan.domains.appraisal.operations.schemes import Instrument
from yizhan.domains.appraisal.permissions import Permission
from yizhan.domains.appraisal.queries import comparing, prospects, standings
from yizhan.domains.appraisal.queries import schemes as versions
from yizhan.domains.appraisal.queries.standings import Line, Standing, Standings
from yizhan.engines.scoring.findings import Refused
from yizhan.kernel.errors import Conflict, NotFound

router = Router(tags=["appraisal"])

_PAGE = 50


class SchemeIn(Schema):
    """A version of a scheme as one text; the client makes the id."""

    id: uuid.UUID
    text: str
    terms: str = ""


class TextIn(SeenIn):
    """The text of a draft."""

    text: str
    terms: str = ""


class ForceIn(SeenIn):
    """Since when, and on what ground."""

    valid_from: datetime.date
    instrument: str
    instrument_number: str = ""
    instrument_date: datetime.date | None = None


class FreezingIn(Schema):
    """Which scheme, by its code, and which period; the client makes the id."""

    id: uuid.UUID
    scheme: str
    period: str


class ObjectionIn(Schema):
    """What is held to be wrong; the client makes the id."""

    id: uuid.UUID
    scheme: uuid.UUID
    period: str
    statement: str
    occasion: uuid.UUID | None = None


class AnswerIn(SeenIn):
    """The answer to an objection."""

    answer: str


class HolderIn(Schema):
    """A person or a unit, with a share in ten-thousandths."""

    id: uuid.UUID
    share: int = 10_000


class ProposalIn(Schema):
    """What shall be different about an occasion: `cancel`, or `restate` with words, people or units."""

    change: str
    reason: str
    words: dict[str, str | bool] = {}
    people: list[HolderIn] = []
    units: list[HolderIn] = []

    def proposal(self) -> Proposal:
        """As the operation takes it."""
        return Proposal(
            change=self.change,
            reason=self.reason,
            words=self.words,
            people=[(one.id, one.share) for one in self.people],
            units=[(one.id, one.share) for one in self.units],
        )


class UpholdIn(AnswerIn):
    """The answer, and the correction that follows from it."""

    correction: ProposalIn | None = None


class CorrectionIn(ProposalIn):
    """A correction of an occasion; the client makes the id."""

    id: uuid.UUID
    occasion: uuid.UUID


class ActivityIn(Schema):
    """An activity with its evidence; the client makes the id. Without `person` it is the own record."""

    id: uuid.UUID
    kind: str
    attendance: str
    title: str
    evidence: str
    day: datetime.date
    person: uuid.UUID | None = None


@router.get("/points", response=list[dict[str, Any]])
def list_points(request: HttpRequest, period: str, scheme: str = "") -> list[dict[str, Any]]:
    """The accounts that the reader may see, by scheme: all of the station, of the own unit, or the own one."""
    actor = actor_of(request)
    access.require(actor, Permission.READ_SCHEME)
    with _counted():
        tables = standings.standings(actor.station or 0, read_period(period), code=scheme, is_money=None)
    return [
        {
            **_table(table),
            "accounts": [_standing(row) for row in table.rows if access.sees(actor, row.subject)],
        }
        for table in tables
    ]


@router.get("/points/{scheme_id}/{period}/{holder}", response=dict[str, Any])
def get_account(request: HttpRequest, scheme_id: uuid.UUID, period: str, holder: uuid.UUID) -> dict[str, Any]:
    """One account with every line: event, clause, arithmetic; and what comes next."""
    actor = actor_of(request)
    version, span = access.find(actor, scheme_id), read_period(period)
    with _counted():
        table = standings.table(version, span)
        for row in table.rows:
            if row.subject.public_id == holder and access.sees(actor, row.subject):
                return {
                    **_table(table),
                    **_standing(row),
                    "lines": [_line(one) for one in standings.statement(version, span, row.subject)],
                    "ahead": [
                        {"kind": one.kind, "name": one.name, "value": one.value, "goal": one.goal, "until": one.until}
                        for one in prospects.prospects(version, span, row.subject)
                    ],
                }
    raise NotFound("appraisal.account.unknown")


@router.post("/points/freezing", response={201: dict[str, Any]})
def freeze(request: HttpRequest, given: FreezingIn) -> Status[dict[str, Any]]:
    """Make the points of a period final."""
    frozen = freezing.freeze(actor_of(request), given.id, code=given.scheme, period=given.period)
    return Status(201, _frozen(frozen))


@router.get("/schemes", response=list[dict[str, Any]])
def list_schemes(request: HttpRequest) -> list[dict[str, Any]]:
    """All versions that the reader may know of, by name."""
    return [_scheme(one) for one in access.visible(actor_of(request)).order_by("name", "-id")[:200]]


@router.post("/schemes", response={201: dict[str, Any]})
def draft(request: HttpRequest, given: SchemeIn) -> Status[dict[str, Any]]:
    """Write a version of a scheme."""
    made = schemes.draft(actor_of(request), given.id, text=given.text, terms=given.terms)
    return Status(201, _scheme(made))


@router.get("/schemes/{scheme_id}", response=dict[str, Any])
def get_scheme(request: HttpRequest, scheme_id: uuid.UUID) -> dict[str, Any]:
    """One version with its text."""
    found = access.find(actor_of(request), scheme_id)
    return {**_scheme(found), "text": found.text, "terms": found.terms}


@router.get("/schemes/{scheme_id}/trial", response=dict[str, Any])
def try_scheme(request: HttpRequest, scheme_id: uuid.UUID, period: str) -> dict[str, Any]:
    """What a version gives for a period beside the one of the same scheme in force."""
    actor = actor_of(request)
    access.require(actor, Permission.READ_ALL)
    tried = access.find(actor, scheme_id)
    former = versions.in_force(tried.station_id).filter(code=tried.code).exclude(pk=tried.pk).first()
    with _counted():
        found = comparing.compare(former, tried, read_period(period))
    return {
        "before": found.total_before,
        "after": found.total_after,
        "by_rule": dict(found.by_rule),
        "differences": [
            {
                "id": one.subject.public_id,
                "name": one.subject.name,
                "before": one.before,
                "after": one.after,
                "change": one.change,
            }
            for one in found.differences
        ],
    }


@router.post("/schemes/{scheme_id}/text", response=dict[str, Any])
def rewrite(request: HttpRequest, scheme_id: uuid.UUID, given: TextIn) -> dict[str, Any]:
    """Change a draft."""
    return _scheme(schemes.rewrite(actor_of(request), scheme_id, **given.dict()))


@router.post("/schemes/{scheme_id}/review", response=dict[str, Any])
def review(request: HttpRequest, scheme_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Find a draft right, as a second person."""
    return _scheme(schemes.review(actor_of(request), scheme_id, seen=given.seen))


@router.post("/schemes/{scheme_id}/return", response=dict[str, Any])
def return_to_draft(request: HttpRequest, scheme_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Return a reviewed version to draft."""
    return _scheme(schemes.return_to_draft(actor_of(request), scheme_id, reason=given.reason, seen=given.seen))


@router.post("/schemes/{scheme_id}/discard", response=dict[str, Any])
def discard(request: HttpRequest, scheme_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Give a version up."""
    return _scheme(schemes.discard(actor_of(request), scheme_id, reason=given.reason, seen=given.seen))


@router.post("/schemes/{scheme_id}/force", response=dict[str, Any])
def put_in_force(request: HttpRequest, scheme_id: uuid.UUID, given: ForceIn) -> dict[str, Any]:
    """Let points count by this version from a day on."""
    instrument = Instrument(title=given.instrument, number=given.instrument_number, date=given.instrument_date)
    actor = actor_of(request)
    return _scheme(
        schemes.put_in_force(actor, scheme_id, valid_from=given.valid_from, instrument=instrument, seen=given.seen)
    )


@router.get("/objections", response=list[dict[str, Any]])
def list_objections(request: HttpRequest) -> list[dict[str, Any]]:
    """Objections that the reader may see, the latest first."""
    return [_objection(one) for one in access.visible_objections(actor_of(request)).order_by("-id")[:_PAGE]]


@router.post("/objections", response={201: dict[str, Any]})
def raise_objection(request: HttpRequest, given: ObjectionIn) -> Status[dict[str, Any]]:
    """Object to the own points, or to those of the own unit."""
    told = given.dict()
    return Status(201, _objection(objecting.raise_objection(actor_of(request), told.pop("id"), **told)))


@router.post("/objections/{objection_id}/upholding", response=dict[str, Any])
def uphold(request: HttpRequest, objection_id: uuid.UUID, given: UpholdIn) -> dict[str, Any]:
    """Uphold an objection, with the correction that follows."""
    proposal = given.correction.proposal() if given.correction else None
    actor = actor_of(request)
    return _objection(objecting.uphold(actor, objection_id, answer=given.answer, proposal=proposal, seen=given.seen))


@router.post("/objections/{objection_id}/rejection", response=dict[str, Any])
def dismiss(request: HttpRequest, objection_id: uuid.UUID, given: AnswerIn) -> dict[str, Any]:
    """Reject an objection, with the reason."""
    return _objection(objecting.dismiss(actor_of(request), objection_id, answer=given.answer, seen=given.seen))


@router.post("/objections/{objection_id}/closing", response=dict[str, Any])
def close(request: HttpRequest, objection_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Close an answered objection."""
    return _objection(objecting.close(actor_of(request), objection_id, seen=given.seen))


@router.post("/objections/{objection_id}/withdrawal", response=dict[str, Any])
def withdraw(request: HttpRequest, objection_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Withdraw an objection."""
    return _objection(objecting.withdraw(actor_of(request), objection_id, seen=given.seen))


@router.get("/corrections", response=list[dict[str, Any]])
def list_corrections(request: HttpRequest) -> list[dict[str, Any]]:
    """Corrections of the station, the latest first."""
    found = access.visible_corrections(actor_of(request)).select_related("occasion").order_by("-id")
    return [_correction(one) for one in found[:_PAGE]]


@router.post("/corrections", response={201: dict[str, Any]})
def propose(request: HttpRequest, given: CorrectionIn) -> Status[dict[str, Any]]:
    """Propose that an occasion counts differently or not at all."""
    made = correcting.propose(actor_of(request), given.id, occasion=given.occasion, proposal=given.proposal())
    return Status(201, _correction(made))


@router.post("/corrections/{correction_id}/confirmation", response=dict[str, Any])
def confirm(request: HttpRequest, correction_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Confirm a correction, as a second person."""
    return _correction(correcting.confirm(actor_of(request), correction_id, seen=given.seen))


@router.post("/corrections/{correction_id}/refusal", response=dict[str, Any])
def decline(request: HttpRequest, correction_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Do not take a correction over."""
    return _correction(correcting.decline(actor_of(request), correction_id, reason=given.reason, seen=given.seen))


@router.get("/activities", response=list[dict[str, Any]])
def list_activities(request: HttpRequest) -> list[dict[str, Any]]:
    """The record of activities that the reader may see, the latest first."""
    found = access.visible_activities(actor_of(request)).select_related("person").order_by("-day", "-id")
    return [_activity(one) for one in found[:_PAGE]]


@router.post("/activities", response={201: dict[str, Any]})
def enter(request: HttpRequest, given: ActivityIn) -> Status[dict[str, Any]]:
    """Enter an activity in the own record, or as the office in that of somebody."""
    told = given.dict()
    return Status(201, _activity(recording.enter(actor_of(request), told.pop("id"), particulars=Particulars(**told))))


@router.post("/activities/{activity_id}/confirmation", response=dict[str, Any])
def confirm_activity(request: HttpRequest, activity_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Say that the evidence was seen."""
    return _activity(recording.confirm(actor_of(request), activity_id, seen=given.seen))


@router.post("/activities/{activity_id}/striking", response=dict[str, Any])
def strike(request: HttpRequest, activity_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Take an activity off the record."""
    return _activity(recording.strike(actor_of(request), activity_id, reason=given.reason, seen=given.seen))


@contextmanager
def _counted() -> Iterator[None]:
    """What the engine refuses is a conflict of scheme and records, told with its first reasons."""
    try:
        yield
    except Refused as refused:
        raise Conflict("appraisal.period.cannot_count", reason=str(refused)[:300]) from refused


def _table(table: Standings) -> dict[str, Any]:
    return {
        "scheme": table.scheme.public_id,
        "code": table.scheme.code,
        "name": table.scheme.name,
        "version": table.scheme.label,
        "unit": table.scheme.unit,
        "period": str(table.period),
        "frozen_at": table.frozen.at if table.frozen else None,
    }


def _standing(row: Standing) -> dict[str, Any]:
    return {
        "id": row.subject.public_id,
        "kind": row.subject.kind,
        "holder": row.subject.name,
        "group": row.group,
        "points": row.points,
        "correction": row.correction,
        "cumulative": row.cumulative,
        "sections": dict(row.sections),
        "place": row.rank,
        "among": row.among,
        "grade": row.grade,
        "missed": [{name: duty[name] for name in ("name", "period", "value")} for duty in row.shortfalls],
    }


def _line(line: Line) -> dict[str, Any]:
    return standings.plain_line(line)


def _frozen(frozen: Frozen) -> dict[str, Any]:
    return {"id": frozen.public_id, "scheme": frozen.code, "period": frozen.period, "at": frozen.at}


def _scheme(scheme: Scheme) -> dict[str, Any]:
    return {
        "id": scheme.public_id,
        "code": scheme.code,
        "name": scheme.name,
        "version_name": scheme.label,
        "state": scheme.state,
        "version": scheme.version,
        "holder": scheme.holder,
        "unit": scheme.unit,
        "valid_from": scheme.valid_from,
        "valid_until": scheme.valid_until,
        "instrument": scheme.instrument,
    }


def _objection(one: Objection) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "state": one.state,
        "version": one.version,
        "period": one.period,
        "holder": one.holder_name,
        "statement": one.statement,
        "answer": one.answer,
    }


def _correction(one: Correction) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "state": one.state,
        "version": one.version,
        "change": one.change,
        "reason": one.reason,
        "title": one.occasion.title,
    }


def _activity(one: Activity) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "state": one.state,
        "version": one.version,
        "person": one.person.name,
        "kind": one.kind,
        "attendance": one.attendance,
        "title": one.title,
        "day": one.day,
    }

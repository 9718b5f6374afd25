# SPDX-License-Identifier: Apache-2.0
"""Schemes of points, their versions and trials, through the interface."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from yizhan.api.application import actor_of
from yizhan.api.appraisal.counting import counted
from yizhan.api.items.schemas import ReasonIn, SeenIn
from yizhan.domains.appraisal import access
from yizhan.domains.appraisal.models import Scheme
from yizhan.domains.appraisal.operations import schemes
from yizhan.domains.appraisal.operations.freezing import read_period
from yizhan.domains.appraisal.operations.schemes import Instrument
from yizhan.domains.appraisal.permissions import Permission
from yizhan.domains.appraisal.queries import comparing
from yizhan.domains.appraisal.queries import schemes as versions

router = Router(tags=["appraisal"])


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
    with counted():
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

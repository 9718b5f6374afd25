# SPDX-License-Identifier: Apache-2.0
"""Deadlines, more time, alarms and the calendar, through the interface."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Status

from yizhan.api.application import actor_of
from yizhan.api.items.schemas import ReasonIn, SeenIn
from yizhan.domains.clocks import access
from yizhan.domains.clocks.models import Deadline, Extension
from yizhan.domains.clocks.operations import extending, pausing
from yizhan.domains.clocks.queries import calendars, deadlines, reckoning, rule_terms
from yizhan.domains.clocks.sentences import language
from yizhan.domains.duty.operations import calling
from yizhan.domains.rulebook import access as rulebook
from yizhan.domains.rulebook.permissions import Permission as RulebookPermission
from yizhan.kernel import clock
from yizhan.kernel.errors import Invalid

router = Router(tags=["clocks"])

_PAGE = 50


class ExtensionIn(ReasonIn):
    """So much more time, as 3 working days."""

    duration: str


class GrantIn(SeenIn):
    """A decision with a remark."""

    note: str = ""


@router.get("/deadlines", response=list[dict[str, Any]])
def list_deadlines(
    request: HttpRequest, subject: uuid.UUID | None = None, *, overdue: bool = False
) -> list[dict[str, Any]]:
    """What runs, the most pressing first; with `subject` all deadlines of one thing, with `overdue` what has passed."""
    visible = access.visible(actor_of(request))
    if subject is not None:
        return [_deadline(one) for one in visible.filter(subject=subject).order_by("-id")[:_PAGE]]
    rows = deadlines.overdue(visible, clock.now()) if overdue else deadlines.running(visible)
    return [_deadline(one) for one in rows[:_PAGE]]


@router.get("/deadlines/{deadline_id}", response=dict[str, Any])
def get_deadline(request: HttpRequest, deadline_id: uuid.UUID) -> dict[str, Any]:
    """One deadline: why it falls where it does, all rules that apply, what moved it, who is told when."""
    found = access.find(actor_of(request), deadline_id)
    return {
        **_deadline(found),
        "why": reckoning.sentences(found.why, language()),
        "steps": found.why,
        "rules": found.terms,
        "pauses": [{"since": one.since, "until": one.until, "reason": one.reason} for one in found.pauses.all()],
        "extensions": [_extension(one) for one in found.extensions.all()],
        "alarms": [
            {"id": one.public_id, "moment": one.moment, "rung": one.rung, "card": one.card, "state": one.state}
            for one in found.alarms.all()
        ],
    }


@router.post("/deadlines/{deadline_id}/pause", response=dict[str, Any])
def pause(request: HttpRequest, deadline_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Let time stand still."""
    return _deadline(pausing.pause(actor_of(request), deadline_id, reason=given.reason, seen=given.seen))


@router.post("/deadlines/{deadline_id}/resumption", response=dict[str, Any])
def resume(request: HttpRequest, deadline_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Let time run again."""
    return _deadline(pausing.resume(actor_of(request), deadline_id, seen=given.seen))


@router.post("/deadlines/{deadline_id}/extensions", response={201: dict[str, Any]})
def ask(request: HttpRequest, deadline_id: uuid.UUID, given: ExtensionIn) -> Status[dict[str, Any]]:
    """Ask for more time."""
    return Status(201, _extension(extending.ask(actor_of(request), deadline_id, **given.dict())))


@router.post("/extensions/{extension_id}/grant", response=dict[str, Any])
def grant(request: HttpRequest, extension_id: uuid.UUID, given: GrantIn) -> dict[str, Any]:
    """Give the time that was asked for."""
    return _extension(extending.grant(actor_of(request), extension_id, note=given.note, seen=given.seen))


@router.post("/extensions/{extension_id}/refusal", response=dict[str, Any])
def refuse(request: HttpRequest, extension_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Refuse more time."""
    return _extension(extending.refuse(actor_of(request), extension_id, reason=given.reason, seen=given.seen))


@router.post("/alarms/{alarm_id}/taking", response=dict[str, Any])
def take(request: HttpRequest, alarm_id: uuid.UUID) -> dict[str, Any]:
    """See to what an alarm calls for."""
    taken = calling.take(actor_of(request), alarm_id)
    return {"id": taken.public_id, "state": taken.state}


@router.get("/due", response=dict[str, Any])
def due(
    request: HttpRequest,
    rule: str,
    start: datetime.datetime | None = None,
    kind: str | None = None,
    category: str | None = None,
) -> dict[str, Any]:
    """When something that begins at `start` (else now) is due by a rule of the post's station, and why."""
    actor = actor_of(request)
    rulebook.require(actor, RulebookPermission.RULE_READ)
    moment = start or clock.now()
    if moment.tzinfo is None:
        raise Invalid("clocks.moment.without_zone", field="start")
    day = moment.astimezone(clock.OFFICE_ZONE).date()
    terms = rule_terms.terms_of(actor.station or 0, rule, day, kind=kind, category=category)
    counted = rule_terms.due(actor.station or 0, terms, moment)
    return {
        "due": counted.due,
        "rule": counted.rule,
        "why": reckoning.sentences(counted.why, language()),
        "terms": [
            {"rule": one.rule, "duration": str(one.duration), "instrument": one.instrument, "version": one.version}
            for one in terms
        ],
    }


@router.get("/calendar/{year}", response=dict[str, Any])
def get_year(request: HttpRequest, year: int) -> dict[str, Any]:
    """The days off and make-up working days of a year, as the post's station counts."""
    table = calendars.of_station(actor_of(request).station or 0).table
    return {
        "year": year,
        "is_known": year in table.years,
        "notice": table.notices.get(year, ""),
        "days": calendars.plain(table, year),
    }


def _deadline(one: Deadline) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "subject": one.subject,
        "kind": one.kind,
        "title": one.title,
        "state": one.state,
        "version": one.version,
        "starts_at": one.starts_at,
        "due_at": one.due_at,
        "rule": one.rule,
        "met_at": one.met_at,
    }


def _extension(one: Extension) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "duration": one.duration,
        "until": one.until,
        "reason": one.reason,
        "state": one.state,
        "note": one.note,
    }

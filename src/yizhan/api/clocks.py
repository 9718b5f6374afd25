# SPDX-License-Identifier: Apache-2.0
"""Deadlines, more time, alarms and the calendar, through the interface."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from yizhan.api.answers import RowOut
from yizhan.api.application import actor_of
from yizhan.api.items.schemas import ReasonIn, SeenIn
from yizhan.domains.clocks import access
from yizhan.domains.clocks.models import Alarm, Deadline, Extension, Pause
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


class DeadlineOut(RowOut):
    """A deadline. `subject` is the public id of what it is about, `rule` decides, `met_at` is when it was met."""

    subject: uuid.UUID
    kind: str
    title: str
    state: str
    version: int
    starts_at: datetime.datetime
    due_at: datetime.datetime
    rule: str
    met_at: datetime.datetime | None


class PauseOut(Schema):
    """From when to when time stood still; without `until` it still does."""

    since: datetime.datetime
    until: datetime.datetime | None
    reason: str


class ExtensionOut(RowOut):
    """More time that was asked for, as `duration` (3 working days) or `until` a moment, and what became of it."""

    duration: str
    until: datetime.datetime | None
    reason: str
    state: str
    note: str


class AlarmStateOut(RowOut):
    """How far an alarm is."""

    state: str


class AlarmOut(AlarmStateOut):
    """Who is told when: the rung of the ladder, and the card that it shows."""

    moment: datetime.datetime
    rung: str
    card: str


class DeadlineDetailOut(DeadlineOut):
    """A deadline with its reckoning.

    `why` are the sentences in the caller's language, `steps` the same as records, each with its `kind`; `rules` are
    all that apply, each with its duration and source.
    """

    why: list[str]
    steps: list[dict[str, Any]]
    rules: list[dict[str, Any]]
    pauses: list[PauseOut]
    extensions: list[ExtensionOut]
    alarms: list[AlarmOut]

    @staticmethod
    def resolve_why(row: Deadline) -> list[str]:
        """One sentence a step."""
        return reckoning.sentences(row.why, language())

    @staticmethod
    def resolve_steps(row: Deadline) -> list[dict[str, Any]]:
        """As they are kept."""
        return list(row.why)

    @staticmethod
    def resolve_rules(row: Deadline) -> list[dict[str, Any]]:
        """As they are kept."""
        return list(row.terms)

    @staticmethod
    def resolve_pauses(row: Deadline) -> list[Pause]:
        """All of them."""
        return list(row.pauses.all())

    @staticmethod
    def resolve_extensions(row: Deadline) -> list[Extension]:
        """All that were asked for."""
        return list(row.extensions.all())

    @staticmethod
    def resolve_alarms(row: Deadline) -> list[Alarm]:
        """All of them."""
        return list(row.alarms.all())


class RuleTermOut(Schema):
    """A rule that applies, how long it gives (3 working days), the text it comes from and its version."""

    rule: str
    duration: str
    instrument: str
    version: str


class DueOut(Schema):
    """When something would be due, by which of the rules, and why, one sentence a step in the caller's language."""

    due: datetime.datetime
    rule: str
    why: list[str]
    terms: list[RuleTermOut]


class DayOut(Schema):
    """A day that differs from its weekday: whether it is worked, and what it is called in both languages."""

    worked: bool
    zh: str
    en: str


class YearOut(Schema):
    """The days of a year that differ, by date (2026-10-01), and the notice they come from."""

    year: int
    is_known: bool
    notice: str
    days: dict[str, DayOut]


@router.get("/deadlines", response=list[DeadlineOut])
def list_deadlines(request: HttpRequest, subject: uuid.UUID | None = None, *, overdue: bool = False) -> list[Deadline]:
    """What runs, the most pressing first; with `subject` all deadlines of one thing, with `overdue` what has passed."""
    visible = access.visible(actor_of(request))
    if subject is not None:
        return list(visible.filter(subject=subject).order_by("-id")[:_PAGE])
    rows = deadlines.overdue(visible, clock.now()) if overdue else deadlines.running(visible)
    return list(rows[:_PAGE])


@router.get("/deadlines/{deadline_id}", response=DeadlineDetailOut)
def get_deadline(request: HttpRequest, deadline_id: uuid.UUID) -> Deadline:
    """One deadline: why it falls where it does, all rules that apply, what moved it, who is told when."""
    return access.find(actor_of(request), deadline_id)


@router.post("/deadlines/{deadline_id}/pause", response=DeadlineOut)
def pause(request: HttpRequest, deadline_id: uuid.UUID, given: ReasonIn) -> Deadline:
    """Let time stand still."""
    return pausing.pause(actor_of(request), deadline_id, reason=given.reason, seen=given.seen)


@router.post("/deadlines/{deadline_id}/resumption", response=DeadlineOut)
def resume(request: HttpRequest, deadline_id: uuid.UUID, given: SeenIn) -> Deadline:
    """Let time run again."""
    return pausing.resume(actor_of(request), deadline_id, seen=given.seen)


@router.post("/deadlines/{deadline_id}/extensions", response={201: ExtensionOut})
def ask(request: HttpRequest, deadline_id: uuid.UUID, given: ExtensionIn) -> Status[Extension]:
    """Ask for more time."""
    return Status(201, extending.ask(actor_of(request), deadline_id, **given.dict()))


@router.post("/extensions/{extension_id}/grant", response=ExtensionOut)
def grant(request: HttpRequest, extension_id: uuid.UUID, given: GrantIn) -> Extension:
    """Give the time that was asked for."""
    return extending.grant(actor_of(request), extension_id, note=given.note, seen=given.seen)


@router.post("/extensions/{extension_id}/refusal", response=ExtensionOut)
def refuse(request: HttpRequest, extension_id: uuid.UUID, given: ReasonIn) -> Extension:
    """Refuse more time."""
    return extending.refuse(actor_of(request), extension_id, reason=given.reason, seen=given.seen)


@router.post("/alarms/{alarm_id}/taking", response=AlarmStateOut)
def take(request: HttpRequest, alarm_id: uuid.UUID) -> Alarm:
    """See to what an alarm calls for."""
    return calling.take(actor_of(request), alarm_id)


@router.get("/due", response=DueOut)
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


@router.get("/calendar/{year}", response=YearOut)
def get_year(request: HttpRequest, year: int) -> dict[str, Any]:
    """The days off and make-up working days of a year, as the post's station counts."""
    table = calendars.of_station(actor_of(request).station or 0).table
    return {
        "year": year,
        "is_known": year in table.years,
        "notice": table.notices.get(year, ""),
        "days": calendars.plain(table, year),
    }

# SPDX-License-Identifier: Apache-2.0
"""Days off and make-up working days of a year: entered by one person, confirmed by another, then counted by."""

import uuid

from yizhan.domains.clocks import access, events
from yizhan.domains.clocks.models import Deadline, Year
from yizhan.domains.clocks.operations import laying, running
from yizhan.domains.clocks.permissions import Permission
from yizhan.domains.clocks.queries import calendars
from yizhan.domains.clocks.states import YEAR_STEPS, State, YearState
from yizhan.engines.calendars.errors import CalendarError
from yizhan.engines.calendars.table_files import read_csv, read_toml
from yizhan.engines.calendars.tables import LEAST_DAYS_OFF, HolidayTable
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


@operation
def enter_year(actor: Actor, *, year: int, notice: str, text: str, source: str = "") -> Year:
    """Enter a year's days off from a table as text, .csv or .toml (docs/reference/due.md says how it looks).

    They count once a second person has confirmed them. Writes: year, journal. Announces: clocks.year.entered.
    """
    access.require(actor, Permission.YEAR_ENTER)
    if actor.station is None:
        raise NotFound("network.station.unknown")
    if not notice.strip():
        raise Invalid("clocks.year.notice_empty", field="notice")
    days = calendars.plain(_read(text, source), year)
    off = sum(1 for one in days.values() if not one["worked"])
    if off < LEAST_DAYS_OFF:
        raise Invalid("clocks.year.thin", field="text", year=year, days=off, least=LEAST_DAYS_OFF)
    row = Year.objects.create(
        station_id=actor.station,
        year=year,
        notice=notice.strip()[:200],
        days=days,
        entered_by_id=actor.post,
        entered_at=clock.now(),
    )
    event = events.YearEntered(subject=row.public_id, year=year, notice=row.notice, days=len(days))
    audit.record(actor, event, after=YearState.ENTERED)
    return row


@operation
def confirm_year(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Year:
    """Confirm what somebody else entered; every running deadline is counted again, each change with its entry.

    Writes: year, deadlines, alarms, journal. Announces: clocks.year.confirmed, clocks.deadline.recounted.
    """
    year = access.take_year(actor, public_id, Permission.YEAR_CONFIRM, seen=seen)
    if access.entered_oneself(actor, year):
        raise Denied("clocks.year.own", permission=Permission.YEAR_CONFIRM)
    standing = Year.objects.filter(station_id=year.station_id, year=year.year, state=YearState.CONFIRMED)
    if standing.exists():
        raise Conflict("clocks.year.in_force", year=year.year)
    changes = {"confirmed_by_id": actor.post, "confirmed_at": clock.now()}
    confirmed = events.YearConfirmed(subject=year.public_id, year=year.year, recounted=_running(year))
    move(year, YEAR_STEPS, "confirm", actor=actor, event=confirmed, **changes)
    _recount(actor, year)
    return year


@operation
def withdraw_year(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Year:
    """Take a year back that was entered or confirmed wrongly; deadlines are counted without it.

    Writes: year, deadlines, alarms, journal. Announces: clocks.year.withdrawn, clocks.deadline.recounted.
    """
    year = access.take_year(actor, public_id, Permission.YEAR_CONFIRM, seen=seen)
    was_in_force = year.state == YearState.CONFIRMED
    event = events.YearWithdrawn(
        subject=year.public_id,
        year=year.year,
        reason=laying.given(reason),
        recounted=_running(year) if was_in_force else 0,
    )
    move(year, YEAR_STEPS, "withdraw", actor=actor, event=event)
    if was_in_force:
        _recount(actor, year)
    return year


def _running(year: Year) -> int:
    return Deadline.objects.filter(station_id=year.station_id, state=State.RUNNING).count()


def _recount(actor: Actor, year: Year) -> None:
    running_ones = Deadline.objects.filter(station_id=year.station_id, state=State.RUNNING).order_by("pk")
    for pk in running_ones.values_list("pk", flat=True):
        running.recount(actor, pk, reason=year.notice)


def _read(text: str, source: str) -> HolidayTable:
    reader = read_toml if source.lower().endswith(".toml") else read_csv
    try:
        return reader(text, source=source or "table")
    except CalendarError as fault:
        raise Invalid("clocks.year.unreadable", field="text", problem=str(fault)) from fault

# SPDX-License-Identifier: Apache-2.0
"""A roster as a table: a row for each time, a column for each duty, and in each cell who is there."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from yizhan.domains.clocks.queries import calendars
from yizhan.domains.duty.models import Roster, Shift
from yizhan.domains.duty.queries import rosters
from yizhan.domains.duty.queries.rosters import Slot
from yizhan.kernel import clock
from yizhan.web.components import Column


@dataclass(frozen=True, slots=True)
class Cell:
    """Who is in one duty at one time; an address where that can be changed."""

    duty: str
    names: list[str]
    url: str
    is_gap: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One time: its day, whether the office works then, from when to when, and the duties."""

    day: datetime.date
    is_off: bool
    is_now: bool
    time: str
    cells: list[Cell]


def columns_of(roster: Roster) -> list[Column]:
    """The heads of the table."""
    return [Column(_("Time"), kind="main"), *(Column(duty) for duty in roster.duties)]


def rows_of(roster: Roster, *, may_assign: bool, may_change: bool) -> list[Row]:
    """The table. Two queries, however many rows."""
    now, calendar = clock.now(), calendars.of_station(roster.station_id)
    shifts = rosters.shifts_of(roster)
    rows: dict[datetime.datetime, Row] = {}
    for slot in rosters.slots_of(roster):
        held = [one for one in shifts if _touches(one, slot)]
        row = rows.setdefault(
            slot.starts_at,
            Row(
                slot.day,
                not calendar.is_worked(slot.day),
                slot.starts_at <= now < slot.ends_at,
                _time(slot),
                [],
            ),
        )
        row.cells.append(_cell(roster, slot, held, may_assign=may_assign, may_change=may_change and slot.ends_at > now))
    return list(rows.values())


def _touches(shift: Shift, slot: Slot) -> bool:
    return shift.duty == slot.duty and shift.starts_at < slot.ends_at and shift.ends_at > slot.starts_at


def _cell(roster: Roster, slot: Slot, held: Sequence[Shift], *, may_assign: bool, may_change: bool) -> Cell:
    url = ""
    if may_assign:
        asked = urlencode({"duty": slot.duty, "starts_at": slot.starts_at.isoformat()})
        url = f"{reverse('duty-roster-shift', args=[roster.public_id])}?{asked}"
    elif may_change and held:
        url = reverse("duty-shift-change", args=[held[-1].public_id])
    names = [one.person.name if len(held) == 1 else _part(one) for one in held]
    return Cell(slot.duty, names, url, is_gap=not held)


def _part(shift: Shift) -> str:
    first, last = (one.astimezone(clock.OFFICE_ZONE) for one in (shift.starts_at, shift.ends_at))
    return f"{shift.person.name} {first:%H:%M}–{last:%H:%M}"


def _time(slot: Slot) -> str:
    first, last = (one.astimezone(clock.OFFICE_ZONE) for one in (slot.starts_at, slot.ends_at))
    return f"{first:%H:%M}–{last:%H:%M}"

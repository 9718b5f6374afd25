# SPDX-License-Identifier: Apache-2.0
"""Coverage in figures: how much of the time somebody was on duty, who how long, how test calls were answered."""

import datetime
from dataclasses import dataclass

from django.db.models import Avg, Count, F, Q

from yizhan.domains.clocks.queries import calendars
from yizhan.domains.duty.models import CheckCall, Shift
from yizhan.domains.duty.queries import faults, rosters
from yizhan.domains.duty.states import CheckCallState
from yizhan.kernel import clock

_HOUR = datetime.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class DutyFigure:
    """How much of the time somebody could be reached in one duty, in per cent, rounded down."""

    duty: str
    percent: int


@dataclass(frozen=True, slots=True)
class PersonFigure:
    """How often and for how many hours somebody was on duty, and how many shifts began on days off."""

    name: str
    shifts: int
    hours: int
    off: int


@dataclass(frozen=True, slots=True)
class CallFigure:
    """How many test calls were made and answered, and after how many seconds on average (None: none was)."""

    made: int
    answered: int
    seconds: int | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """The figures of one roster keeper."""

    duties: list[DutyFigure]
    people: list[PersonFigure]
    calls: CallFigure


def coverage(station: int, organization: int | None) -> Coverage:
    """The last weeks until now; nothing before the first published shift counts."""
    now = clock.now()
    begun = rosters.begun(station, organization)
    since = max(now - datetime.timedelta(days=faults.DAYS_BACK), begun) if begun else now
    shifts = rosters.shifts_between(station, since, now, organization)
    gaps = [one for one in faults.between(station, since, now, organization) if one.leaves_a_gap]
    names = dict.fromkeys(duty for one in shifts for duty in one.roster.duties)
    return Coverage(
        duties=[_of_duty(duty, gaps, since, now) for duty in names],
        people=_of_people(station, shifts, now),
        calls=_of_calls(station, since, organization),
    )


def _of_duty(duty: str, gaps: list[faults.Fault], since: datetime.datetime, now: datetime.datetime) -> DutyFigure:
    open_spans = faults.united([(one.starts_at, min(one.ends_at, now)) for one in gaps if one.duty == duty])
    missing = sum((last - max(first, since) for first, last in open_spans), datetime.timedelta())
    return DutyFigure(duty, int(100 * (1 - missing / (now - since))))


def _of_people(station: int, shifts: list[Shift], now: datetime.datetime) -> list[PersonFigure]:
    calendar = calendars.of_station(station)
    found: dict[int, list[Shift]] = {}
    for one in shifts:
        found.setdefault(one.person_id, []).append(one)
    figures = [
        PersonFigure(
            held[0].person.name,
            len(held),
            int(sum((min(one.ends_at, now) - one.starts_at for one in held), datetime.timedelta()) / _HOUR),
            sum(not calendar.is_worked(one.starts_at.astimezone(clock.OFFICE_ZONE).date()) for one in held),
        )
        for held in found.values()
    ]
    return sorted(figures, key=lambda one: (-one.hours, one.name))


def _of_calls(station: int, since: datetime.datetime, organization: int | None) -> CallFigure:
    calls = CheckCall.objects.filter(
        Q(shift__roster__organization_id=organization), station_id=station, asked_at__gte=since
    )
    answered = Q(state=CheckCallState.ANSWERED)
    told = calls.aggregate(
        made=Count("id"),
        answered=Count("id", filter=answered),
        time=Avg(F("ended_at") - F("asked_at"), filter=answered),
    )
    return CallFigure(told["made"], told["answered"], int(told["time"].total_seconds()) if told["time"] else None)

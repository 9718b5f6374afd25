# SPDX-License-Identifier: Apache-2.0
"""Moments derived from a deadline: warnings before it, escalations after it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from yizhan.engines.calendars.days import WorkingCalendar
from yizhan.engines.calendars.deadlines import Deadline
from yizhan.engines.calendars.durations import Duration, Unit
from yizhan.engines.calendars.errors import CalendarError
from yizhan.engines.calendars.moments import ZONE, at_minute, later, step_days


class Side(StrEnum):
    """On which side of the deadline a signal lies."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Signal:
    """So long before or after a deadline, in minutes, hours, days or working days.

    A signal in days comes at the time of day `at`; without it when the office opens, and without office hours at the
    deadline's own time of day. `name` says what it is for.
    """

    offset: Duration
    side: Side
    name: str = ""
    at: time | None = None

    def __post_init__(self) -> None:
        if self.offset.unit in {Unit.MONTHS, Unit.YEARS}:
            raise CalendarError("signal.unit", text=str(self.offset))


@dataclass(frozen=True, slots=True)
class Alarm:
    """A signal of one deadline, at its moment."""

    signal: Signal
    moment: datetime


def alarms(deadline: Deadline, signals: Iterable[Signal], calendar: WorkingCalendar) -> tuple[Alarm, ...]:
    """The alarms of a deadline in order of time.

    A warning that would come no later than the start of the term is left out: it would say nothing.
    """
    found = (Alarm(signal, _moment(deadline, signal, calendar)) for signal in signals)
    return tuple(sorted((alarm for alarm in found if alarm.moment > deadline.start), key=lambda alarm: alarm.moment))


def _moment(deadline: Deadline, signal: Signal, calendar: WorkingCalendar) -> datetime:
    sign = -1 if signal.side is Side.BEFORE else 1
    amount = sign * signal.offset.amount
    match signal.offset.unit:
        case Unit.MINUTES:
            return later(deadline.end, timedelta(minutes=amount))
        case Unit.HOURS:
            return later(deadline.end, timedelta(hours=amount))
        case Unit.WORKING_DAYS:
            day = calendar.working_day_after(deadline.last_day, amount)
            calendar.missing_years(min(day, deadline.last_day), max(day, deadline.last_day))
        case _:
            day = step_days(deadline.last_day, amount)
    return _at(day, deadline, signal, calendar)


def _at(day: date, deadline: Deadline, signal: Signal, calendar: WorkingCalendar) -> datetime:
    if signal.at is not None:
        return datetime.combine(day, signal.at, ZONE)
    if calendar.office_hours is not None:
        return at_minute(day, calendar.office_hours.opening)
    return datetime.combine(day, deadline.moment.time(), ZONE)

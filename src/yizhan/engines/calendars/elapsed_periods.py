# SPDX-License-Identifier: Apache-2.0
"""Periods in minutes and hours: time that runs, around the clock or within office hours."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from yizhan.engines.calendars.counting import Clock, Counting
from yizhan.engines.calendars.day_periods import skipped_days
from yizhan.engines.calendars.days import WorkingCalendar
from yizhan.engines.calendars.durations import Duration, Unit
from yizhan.engines.calendars.endings import Ending
from yizhan.engines.calendars.errors import CalendarError
from yizhan.engines.calendars.moments import FIRST_YEAR, LAST_YEAR, elapsed, later, midnight
from yizhan.engines.calendars.steps import OfficeHoursOnly, Paused, Ran, StartMoved, Step
from yizhan.engines.calendars.terms import Pause

_Window = tuple[datetime, datetime]


def run_out(
    duration: Duration, start: datetime, calendar: WorkingCalendar, counting: Counting, pauses: Sequence[Pause]
) -> Ending:
    """The moment when so much time has run since `start`; pauses stop it to the second."""
    left = timedelta(hours=duration.amount) if duration.unit is Unit.HOURS else timedelta(minutes=duration.amount)
    for opening, closing in _running(_windows(start, calendar, counting), pauses):
        available = elapsed(opening, closing)
        if left <= available:
            end = later(opening, left)
            break
        left -= available
    else:
        raise CalendarError("moment.outside_range", text=str(duration), first=FIRST_YEAR, last=LAST_YEAR)
    in_office = counting.clock is Clock.OFFICE_HOURS
    return Ending(
        moment=end,
        day=end.date(),
        unmoved=end.date(),
        steps=(
            *(_office_steps(start, end, calendar) if in_office else ()),
            *_pause_steps(pauses, start, end, calendar, counting),
            Ran(duration.amount, duration.unit, end),
        ),
        consulted=((start.date(), end.date()),) if in_office else (),
    )


def office_time(since: datetime, until: datetime, calendar: WorkingCalendar) -> timedelta:
    """Time within office hours between two moments; negative when they are in the other order."""
    if until < since:
        return -office_time(until, since, calendar)
    counting = Counting(clock=Clock.OFFICE_HOURS)
    return _overlap(_windows(since, calendar, counting), since, until)


def _windows(start: datetime, calendar: WorkingCalendar, counting: Counting) -> Iterator[_Window]:
    """When time runs from `start` on, without end."""
    if counting.clock is Clock.ALWAYS:
        yield start, midnight(date(LAST_YEAR, 12, 31))
        return
    hours = calendar.office_hours
    if hours is None:
        raise CalendarError("hours.needed")
    day = start.date()
    while True:
        if calendar.is_worked(day):
            yield from ((max(opening, start), closing) for opening, closing in hours.on(day) if closing > start)
        day = calendar.working_day_after(day, 1)


def _running(windows: Iterable[_Window], pauses: Sequence[Pause]) -> Iterator[_Window]:
    """The windows without what pauses take out of them."""
    stops = sorted((pause.since, pause.until) for pause in pauses)
    for opening, closing in windows:
        at = opening
        for since, until in stops:
            if until <= at or since >= closing:
                continue
            if since > at:
                yield at, since
            at = until
        if at < closing:
            yield at, closing


def _overlap(windows: Iterable[_Window], since: datetime, until: datetime) -> timedelta:
    total = timedelta()
    for opening, closing in windows:
        if opening >= until:
            break
        total += max(elapsed(max(opening, since), min(closing, until)), timedelta())
    return total


def _office_steps(start: datetime, end: datetime, calendar: WorkingCalendar) -> Iterator[Step]:
    yield OfficeHoursOnly(str(calendar.office_hours))
    opening, _ = next(_windows(start, calendar, Counting(clock=Clock.OFFICE_HOURS)))
    if opening > start:
        yield StartMoved(opening)
    days = (start.date() + timedelta(offset) for offset in range((end.date() - start.date()).days + 1))
    yield from (step for _, step in skipped_days(days, calendar))


def _pause_steps(
    pauses: Sequence[Pause], start: datetime, end: datetime, calendar: WorkingCalendar, counting: Counting
) -> Iterator[Step]:
    """What each pause took out, in order; time that two pauses share is told with the first."""
    taken = start
    for pause in sorted(pauses, key=lambda pause: pause.since):
        since, until = max(pause.since, taken), min(pause.until, end)
        if since >= until:
            continue
        lost = _overlap(_windows(start, calendar, counting), since, until)
        taken = until
        if lost:
            minutes = max(lost // timedelta(minutes=1), 1)
            yield Paused(pause.since, pause.until, minutes, Unit.MINUTES, pause.reason)

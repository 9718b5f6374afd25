# SPDX-License-Identifier: Apache-2.0
"""Periods in natural days, working days, months and years: counted from day to day."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby

from yizhan.engines.calendars.counting import Counting, DayEnd, FirstDay, LateStart, Moves, PausedDays
from yizhan.engines.calendars.days import DayKind, WorkingCalendar
from yizhan.engines.calendars.durations import Duration, Unit
from yizhan.engines.calendars.endings import Ending
from yizhan.engines.calendars.errors import CalendarError
from yizhan.engines.calendars.moments import FIRST_YEAR, LAST_YEAR, at_minute, midnight, step_days
from yizhan.engines.calendars.steps import (
    Counted,
    DayEnds,
    HolidaySkipped,
    MakeUpDayCounted,
    Moved,
    Paused,
    Step,
    WeekendSkipped,
)
from yizhan.engines.calendars.tables import Name
from yizhan.engines.calendars.terms import Pause

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _PausedRun:
    """The days that one pause takes out, and how many of them would have counted."""

    pause: Pause
    first: date
    last: date
    lost: int = 0


def received_at(start: datetime, calendar: WorkingCalendar, counting: Counting) -> datetime:
    """The moment that an event counts as having happened at, for counting days from it."""
    if counting.late_start is LateStart.SAME_DAY:
        return start
    hours = calendar.office_hours
    if hours is None:
        raise CalendarError("hours.needed")
    if calendar.is_worked(start.date()) and start <= at_minute(start.date(), hours.closing):
        return start
    return at_minute(calendar.working_day_after(start.date(), 1), hours.opening)


def last_day(
    duration: Duration, since: date, calendar: WorkingCalendar, counting: Counting, pauses: Sequence[Pause]
) -> Ending:
    """The last day of the period that begins on the day `since`, moved on if it is a day off.

    The day `since` itself is counted only if `counting` says so. The moment of the result is 24:00.
    """
    unit = duration.unit
    before = since - _DAY if counting.first_day is FirstDay.COUNTED else since
    last, is_month_end = _unpaused_last(duration, since, before, calendar)
    paused = list(_paused_runs(pauses, before, counting))
    interrupting = []
    for run in paused:
        if run.first > last:
            break
        lost = _count(run.first - _DAY, run.last, unit, calendar)
        last = _advance(last, lost, unit, calendar)
        interrupting.append(_PausedRun(run.pause, run.first, run.last, lost))
    moves = counting.moves_for(unit)
    moved = _moved_on(last, moves, paused, calendar)
    return Ending(
        moment=at_minute(moved, 1440),
        day=moved,
        unmoved=last,
        steps=(
            *_along_the_way(unit, before, last, interrupting, calendar),
            Counted(duration.amount, unit, last, is_month_end),
            *([Moved(last, moved, calendar.name(last))] if moved != last else []),
        ),
        consulted=_consulted(unit, before, last, moved, moves),
    )


def closed(ending: Ending, start: datetime, calendar: WorkingCalendar, counting: Counting) -> tuple[Ending, DayEnds]:
    """The ending at the time of day that `counting` asks for, and the step that says so.

    Office hours close a day only if it is worked; any other day ends at 24:00.
    """
    day, hours = ending.day, calendar.office_hours
    if hours is not None:
        ending = replace(ending, consulted=(*ending.consulted, (day, day)))
    opens = hours if hours is not None and calendar.is_worked(day) else None
    if counting.day_end is DayEnd.SAME_TIME:
        minute = start.hour * 60 + start.minute
        fitted = opens.fitted(minute) if opens is not None else minute
        moment = (
            start.replace(year=day.year, month=day.month, day=day.day) if fitted == minute else at_minute(day, fitted)
        )
        return replace(ending, moment=moment), DayEnds("same-time", fitted)
    if counting.day_end is DayEnd.CLOSING and opens is not None:
        return replace(ending, moment=at_minute(day, opens.closing)), DayEnds("closing", opens.closing)
    return ending, DayEnds("midnight", 1440)


def _unpaused_last(duration: Duration, since: date, before: date, calendar: WorkingCalendar) -> tuple[date, bool]:
    """The last day as if nothing interrupted, and whether it stands in for a day that its month does not have."""
    match duration.unit:
        case Unit.MONTHS | Unit.YEARS:
            months = duration.amount * (12 if duration.unit is Unit.YEARS else 1)
            day, is_month_end = _months_later(since, months)
            return day if is_month_end else day - (since - before), is_month_end
        case unit:
            return _advance(before, duration.amount, unit, calendar), False


def _months_later(day: date, months: int) -> tuple[date, bool]:
    """The corresponding day, or the month's last day where there is none (Civil Code art. 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > LAST_YEAR:
        raise CalendarError("moment.outside_range", text=str(year), first=FIRST_YEAR, last=LAST_YEAR)
    length = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, length)), day.day > length


def _advance(day: date, number: int, unit: Unit, calendar: WorkingCalendar) -> date:
    if unit is not Unit.WORKING_DAYS:
        return step_days(day, number)
    return calendar.working_day_after(day, number) if number else day


def _count(first: date, last: date, unit: Unit, calendar: WorkingCalendar) -> int:
    """Counted days after `first` up to and including `last`."""
    return calendar.working_days_between(first, last) if unit is Unit.WORKING_DAYS else (last - first).days


def _paused_runs(pauses: Sequence[Pause], before: date, counting: Counting) -> Iterator[_PausedRun]:
    """The days of each pause, in order, none twice and none before the first day that could count.

    Midnight belongs to the day that ends with it, so a pause from one midnight to another takes out whole days.
    """
    taken = before
    for pause in sorted(pauses, key=lambda pause: pause.since):
        since, until = _day_ending_by(pause.since), _day_ending_by(pause.until)
        match counting.paused_days:
            case PausedDays.AFTER_FIRST:
                first, last = since + _DAY, until
            case PausedDays.TOUCHED:
                first, last = pause.since.date(), until
            case PausedDays.WHOLE:
                first, last = since + _DAY, pause.until.date() - _DAY
        first = max(first, taken + _DAY)
        if first <= last:
            taken = last
            yield _PausedRun(pause, first, last)


def _day_ending_by(moment: datetime) -> date:
    return moment.date() - _DAY if moment == midnight(moment.date()) else moment.date()


def _moved_on(day: date, moves: Moves, paused: Sequence[_PausedRun], calendar: WorkingCalendar) -> date:
    """The next day that is neither off nor paused, if `day` is off (Civil Code art. 203)."""
    kinds_off = {
        Moves.NEVER: set[DayKind](),
        Moves.HOLIDAYS: {DayKind.HOLIDAY},
        Moves.DAYS_OFF: {DayKind.HOLIDAY, DayKind.WEEKEND},
    }[moves]
    if calendar.kind(day) not in kinds_off:
        return day
    while calendar.kind(day) in kinds_off or any(run.first <= day <= run.last for run in paused):
        day = step_days(day, 1)
    return day


def _along_the_way(
    unit: Unit, before: date, last: date, interrupting: Sequence[_PausedRun], calendar: WorkingCalendar
) -> list[Step]:
    """What is not counted, or counted against expectation, from the first day to the last, in order."""
    told = [
        (run.first, Paused(run.pause.since, run.pause.until, run.lost, _counted_unit(unit), run.pause.reason))
        for run in interrupting
        if run.lost
    ]
    if unit is not Unit.WORKING_DAYS:
        return [step for _, step in told]
    days = (before + timedelta(offset) for offset in range(1, (last - before).days + 1))
    counting = (day for day in days if not any(run.first <= day <= run.last for run in interrupting))
    return [step for _, step in sorted([*told, *skipped_days(counting, calendar)], key=lambda entry: entry[0])]


def skipped_days(days: Iterable[date], calendar: WorkingCalendar) -> Iterator[tuple[date, Step]]:
    """For each run of weekend or holiday days, and each make-up day among `days`: its first day and its step."""
    for (kind, name, _), run in groupby(enumerate(days), lambda entry: _run_key(entry[0], entry[1], calendar)):
        first, *rest = (day for _, day in run)
        last = rest[-1] if rest else first
        match kind, name:
            case DayKind.WEEKEND, _:
                yield first, WeekendSkipped(first, last)
            case DayKind.HOLIDAY, Name():
                yield first, HolidaySkipped(first, last, name)
            case DayKind.MAKE_UP, Name():
                yield from ((day, MakeUpDayCounted(day, name)) for day in (first, *rest))


def _run_key(place: int, day: date, calendar: WorkingCalendar) -> tuple[DayKind, Name | None, int]:
    # Neighbouring days share the difference between their date and their place, so a gap begins a new run.
    return calendar.kind(day), calendar.name(day), day.toordinal() - place


def _counted_unit(unit: Unit) -> Unit:
    """What a pause takes out of a period in months or years is told in days."""
    return unit if unit is Unit.WORKING_DAYS else Unit.DAYS


def _consulted(unit: Unit, before: date, last: date, moved: date, moves: Moves) -> tuple[tuple[date, date], ...]:
    if unit is Unit.WORKING_DAYS:
        return ((before + _DAY, last),)
    return () if moves is Moves.NEVER else ((last, moved),)

# SPDX-License-Identifier: Apache-2.0
"""The deadline of a term: its moment, and every step on the way there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from yizhan.engines.calendars.caveats import CalendarMissing, YearEndOpen, YearThin
from yizhan.engines.calendars.counting import ExtendsFrom, FirstDay
from yizhan.engines.calendars.day_periods import closed, last_day, received_at
from yizhan.engines.calendars.days import WorkingCalendar
from yizhan.engines.calendars.durations import Language
from yizhan.engines.calendars.elapsed_periods import run_out
from yizhan.engines.calendars.endings import Ending
from yizhan.engines.calendars.moments import local, midnight
from yizhan.engines.calendars.step_records import sentences
from yizhan.engines.calendars.steps import DayEnds, Extended, Paused, PauseWithoutEffect, Started, StartMoved, Step
from yizhan.engines.calendars.tables import YEAR_END
from yizhan.engines.calendars.terms import Extension, Pause, Term
from yizhan.engines.calendars.wording import day_in_words, moment_in_words

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a term ends, and why.

    `moment` is the last second that is in time: a day that ends at 24:00 is given as 23:59:59 of that day, since a
    date that people read must be that day's. `last_day` is its day.
    """

    term: Term
    start: datetime
    moment: datetime
    why: tuple[Step, ...]
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()

    @property
    def last_day(self) -> date:
        """The day on which the term ends."""
        return self.moment.date()

    @property
    def end(self) -> datetime:
        """The exact end of the term: the midnight after a day that ends at 24:00, else `moment`."""
        ends_at_midnight = any(isinstance(step, DayEnds) and step.minute == 1440 for step in self.why)
        return self.moment + _SECOND if ends_at_midnight else self.moment

    @property
    def missing_years(self) -> tuple[int, ...]:
        """The years that decided the result although the calendar has no table for them."""
        return tuple(step.year for step in self.why if isinstance(step, CalendarMissing))

    @property
    def is_provisional(self) -> bool:
        """Whether a year without a table decided the result."""
        return bool(self.missing_years)

    def keeps(self, moment: datetime) -> bool:
        """Whether something that happened at `moment` was in time. The deadline's own second still is."""
        return local(moment).replace(microsecond=0) <= self.moment

    def in_words(self, language: Language) -> str:
        """The moment as people say it: a day ends at 24:00, not a second earlier."""
        if self.end == self.moment:
            return moment_in_words(self.moment, language)
        day = day_in_words(self.last_day, language)
        return f"{day}24:00" if language == "zh" else f"{day}, 24:00"

    def explanation(self, language: Language) -> list[str]:
        """`why` as sentences."""
        return sentences(self.why, language)


def due(
    term: Term,
    start: datetime,
    calendar: WorkingCalendar,
    *,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Extension] = (),
) -> Deadline:
    """The deadline of `term` for an event at `start` (REL-23).

    `start` without a zone is local time. Extensions count on one after the other, in the order granted. Refuses
    (`CalendarError`) what cannot be counted, and a year without a table unless the calendar may assume weekends.
    """
    started = local(start)
    ending, steps = _beginning(term, started, calendar)
    received = ending.moment
    consulted = list(ending.consulted)
    day_end: list[Step] = []
    counting = term.counting
    for extension in (None, *extensions):
        duration = term.duration
        if extension is not None:
            duration = extension.duration
            counting = replace(counting, first_day=FirstDay.NOT_COUNTED)
            steps.append(Extended(duration.amount, duration.unit, extension.reason))
        if duration.unit.is_elapsed:
            ending = run_out(duration, ending.moment, calendar, counting, pauses)
            day_end = []
        else:
            since = ending.unmoved if counting.extends_from is ExtendsFrom.UNMOVED else ending.day
            ending = last_day(duration, since, calendar, counting, pauses)
            ending, shut = closed(ending, received, calendar, counting)
            day_end = [shut]
        steps += ending.steps
        consulted += ending.consulted
    steps += [*day_end, *_without_effect(pauses, steps), *_caveats(consulted, calendar)]
    shown = ending.moment - _SECOND if day_end and ending.moment == midnight(ending.moment.date()) else ending.moment
    return Deadline(term, started, shown, tuple(steps), tuple(pauses), tuple(extensions))


def _beginning(term: Term, start: datetime, calendar: WorkingCalendar) -> tuple[Ending, list[Step]]:
    """The event as the ending of nothing, and what is to be said of it."""
    if term.duration.unit.is_elapsed:
        return Ending(start, start.date(), start.date()), [Started(start, "at-once")]
    received = received_at(start, calendar, term.counting)
    is_counted = term.counting.first_day is FirstDay.COUNTED
    steps: list[Step] = [Started(start, "same-day" if is_counted else "next-day")]
    if received == start:
        return Ending(start, start.date(), start.date()), steps
    consulted = ((start.date(), received.date()),)
    steps.append(StartMoved(received))
    return Ending(received, received.date(), received.date(), consulted=consulted), steps


def _without_effect(pauses: Sequence[Pause], steps: Sequence[Step]) -> Iterator[Step]:
    effective = {(step.since, step.until) for step in steps if isinstance(step, Paused)}
    for pause in pauses:
        if (pause.since, pause.until) not in effective:
            yield PauseWithoutEffect(pause.since, pause.until)


def _caveats(consulted: Sequence[tuple[date, date]], calendar: WorkingCalendar) -> Iterator[Step]:
    """What is to be said of the calendar, given the runs of days that decided the result."""
    missing = sorted({year for first, last in consulted for year in calendar.missing_years(first, last)})
    yield from (CalendarMissing(year) for year in missing)
    years = sorted({year for first, last in consulted for year in range(first.year, last.year + 1)} - set(missing))
    for year in years:
        if year in calendar.thin_years:
            yield YearThin(year, calendar.thin_years[year])
        end = (date(year, *YEAR_END), date(year, 12, 31))
        is_touched = any(first <= end[1] and last >= end[0] for first, last in consulted)
        if is_touched and year + 1 not in calendar.table.years and year + 1 not in missing:
            yield YearEndOpen(year)

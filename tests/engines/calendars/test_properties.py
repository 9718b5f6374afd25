# SPDX-License-Identifier: Apache-2.0
"""Deadlines against the walk day by day, over 2020 to 2030 (REL-23). The seed is fixed and shown on failure."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, note, seed, settings
from hypothesis import strategies as st

from tests.engines.calendars import walk
from yizhan.engines.calendars.counting import Clock, Counting, FirstDay, Moves
from yizhan.engines.calendars.days import WorkingCalendar, national_calendar
from yizhan.engines.calendars.deadlines import due
from yizhan.engines.calendars.durations import Duration, Unit
from yizhan.engines.calendars.elapsed_periods import office_time
from yizhan.engines.calendars.errors import CalendarError
from yizhan.engines.calendars.hours import OfficeHours
from yizhan.engines.calendars.moments import ZONE
from yizhan.engines.calendars.step_records import from_record, to_record
from yizhan.engines.calendars.table_files import state_council_table
from yizhan.engines.calendars.terms import Extension, Pause, Term

SEED = 20_260_213
CALENDAR = national_calendar(assumes_weekends=True)
OFFICE = WorkingCalendar(
    state_council_table(), office_hours=OfficeHours.parse("09:00-12:00,13:30-17:30"), assumes_weekends=True
)
ENDS_AT_MIDNIGHT = time(23, 59, 59)
WORKING_DAYS, DAYS = Unit.WORKING_DAYS, Unit.DAYS


def checked(test: Callable[..., None]) -> Any:
    """Many cases, always the same ones."""
    return seed(SEED)(settings(max_examples=200, deadline=None, database=None)(test))


DAYS_OF_THE_DECADE = st.dates(date(2020, 1, 1), date(2030, 6, 30))
TIMES = st.builds(time, st.integers(0, 23), st.integers(1, 59))
STARTS = st.builds(datetime.combine, DAYS_OF_THE_DECADE, TIMES)


@st.composite
def interrupted(
    draw: st.DrawFn, reach: int = 120, longest: int = 30
) -> tuple[datetime, list[tuple[datetime, datetime]]]:
    """A start and up to three pauses around it, perhaps overlapping, some before the start, never at midnight."""
    start = draw(STARTS)
    pauses = []
    for _ in range(draw(st.integers(0, 3))):
        since = datetime.combine(start.date() + timedelta(draw(st.integers(-5, reach))), draw(TIMES))
        until = datetime.combine(since.date() + timedelta(draw(st.integers(0, longest))), draw(TIMES))
        pauses.append((min(since, until), max(since, until)))
    note(f"seed {SEED}")
    return start, pauses


def _pauses(pauses: list[tuple[datetime, datetime]]) -> list[Pause]:
    return [Pause(since, until) for since, until in pauses]


def _at(moment: datetime) -> datetime:
    return moment.replace(tzinfo=ZONE)


@checked
@given(interrupted(), st.integers(1, 90))
def test_working_days_are_those_of_the_walk(
    case: tuple[datetime, list[tuple[datetime, datetime]]], amount: int
) -> None:
    start, pauses = case
    found = due(Term(Duration(amount, WORKING_DAYS)), start, CALENDAR, pauses=_pauses(pauses))
    assert found.last_day == walk.working_days(start.date(), amount, pauses)
    assert found.moment.time() == ENDS_AT_MIDNIGHT


@checked
@given(interrupted(), st.integers(1, 120))
def test_natural_days_are_those_of_the_walk_moved_and_unmoved(
    case: tuple[datetime, list[tuple[datetime, datetime]]], amount: int
) -> None:
    start, pauses = case
    last = walk.natural_days(start.date(), amount, pauses)
    term = Duration(amount, DAYS)
    moved = due(Term(term), start, CALENDAR, pauses=_pauses(pauses))
    unmoved = due(Term(term, Counting(moves=Moves.NEVER)), start, CALENDAR, pauses=_pauses(pauses))
    assert unmoved.last_day == last
    assert moved.last_day == walk.moved(last, pauses)


@checked
@given(STARTS, st.integers(1, 30))
def test_months_are_those_of_the_walk(start: datetime, amount: int) -> None:
    found = due(Term(Duration(amount, Unit.MONTHS)), start, CALENDAR)
    assert found.last_day == walk.moved(walk.months(start.date(), amount), [])


@checked
@given(STARTS, st.integers(1, 30))
def test_counting_the_first_day_is_counting_from_the_day_before(start: datetime, amount: int) -> None:
    day_before = start - timedelta(days=1)
    counted = Counting(first_day=FirstDay.COUNTED)
    for unit in (WORKING_DAYS, DAYS):
        term = Duration(amount, unit)
        assert due(Term(term, counted), start, CALENDAR).moment == due(Term(term), day_before, CALENDAR).moment


@checked
@given(interrupted(reach=3, longest=3), st.integers(1, 2_880))
def test_minutes_run_around_the_clock_but_not_in_pauses(
    case: tuple[datetime, list[tuple[datetime, datetime]]], amount: int
) -> None:
    start, pauses = case
    found = due(Term(Duration(amount, Unit.MINUTES)), start, CALENDAR, pauses=_pauses(pauses))
    assert found.moment == _at(walk.running_minutes(start, amount, pauses))


@checked
@given(interrupted(reach=3, longest=3), st.integers(1, 1_500))
def test_minutes_in_office_hours_are_those_of_the_walk(
    case: tuple[datetime, list[tuple[datetime, datetime]]], amount: int
) -> None:
    start, pauses = case
    term = Term(Duration(amount, Unit.MINUTES), Counting(clock=Clock.OFFICE_HOURS))
    found = due(term, start, OFFICE, pauses=_pauses(pauses))
    assert found.moment == _at(walk.office_minutes(start, amount, pauses))
    if not pauses:
        assert office_time(_at(start), found.moment, OFFICE) == timedelta(minutes=amount)


@checked
@given(STARTS, st.integers(1, 30), st.lists(st.integers(1, 20), max_size=3))
def test_extensions_in_working_days_add_up(start: datetime, amount: int, added: list[int]) -> None:
    extensions = [Extension(Duration(days, WORKING_DAYS)) for days in added]
    found = due(Term(Duration(amount, WORKING_DAYS)), start, CALENDAR, extensions=extensions)
    assert found.last_day == walk.working_days(start.date(), amount + sum(added), [])


@checked
@given(STARTS, st.integers(1, 40), st.integers(1, 40), st.integers(1, 20))
def test_extensions_in_other_units_count_on_from_the_day_moved_to(
    start: datetime, days: int, more: int, working: int
) -> None:
    extensions = [Extension(Duration(more, DAYS)), Extension(Duration(working, WORKING_DAYS))]
    found = due(Term(Duration(days, DAYS)), start, CALENDAR, extensions=extensions)
    first = walk.moved(walk.natural_days(start.date(), days, []), [])
    second = walk.moved(walk.natural_days(first, more, []), [])
    assert found.last_day == walk.working_days(second, working, [])


@checked
@given(interrupted(), st.integers(1, 60))
def test_counted_days_are_all_working_days_less_the_paused_ones(
    case: tuple[datetime, list[tuple[datetime, datetime]]], amount: int
) -> None:
    """The property that standards.md GK-03 asks for."""
    start, pauses = case
    last = due(Term(Duration(amount, WORKING_DAYS)), start, CALENDAR, pauses=_pauses(pauses)).last_day
    days = [start.date() + timedelta(offset) for offset in range(1, (last - start.date()).days + 1)]
    worked = [day for day in days if walk.is_worked(day)]
    assert len(worked) - sum(walk.is_paused(day, pauses) for day in worked) == amount


@checked
@given(interrupted(), st.integers(1, 60), st.sampled_from([WORKING_DAYS, DAYS, Unit.MONTHS, Unit.HOURS]))
def test_steps_survive_being_kept_as_records(
    case: tuple[datetime, list[tuple[datetime, datetime]]], amount: int, unit: Unit
) -> None:
    start, pauses = case
    found = due(Term(Duration(amount, unit)), start, CALENDAR, pauses=_pauses(pauses))
    assert tuple(from_record(to_record(step)) for step in found.why) == found.why


@checked
@given(DAYS_OF_THE_DECADE, st.integers(1, 400))
def test_stepping_back_undoes_stepping_forward(day: date, amount: int) -> None:
    there = CALENDAR.working_day_after(day, amount)
    last_worked = day
    while not walk.is_worked(last_worked):
        last_worked -= timedelta(days=1)
    assert CALENDAR.working_day_after(there, -amount) == last_worked
    assert CALENDAR.working_days_between(day, there) == amount
    assert CALENDAR.working_days_between(there, day) == -amount


def test_columns_give_the_same_days_as_single_deadlines() -> None:
    generator = np.random.default_rng(SEED)
    days = np.datetime64("2020-01-01", "D") + generator.integers(0, 3_800, 3_000)
    amounts = generator.integers(1, 91, 3_000)
    found = CALENDAR.working_days_after(days, amounts)
    expected = [walk.working_days(day, int(amount), []) for day, amount in zip(days.tolist(), amounts, strict=True)]
    assert found.tolist() == expected, f"seed {SEED}"


def test_columns_refuse_a_year_without_a_table_and_days_out_of_range() -> None:
    column = np.array(["2026-12-01", "2026-12-30"], dtype="datetime64[D]")
    assert national_calendar().working_days_after(column[:1], 5).tolist() == [date(2026, 12, 8)]
    for days, amount in ((column, 5), (np.array(["1900-01-01"], dtype="datetime64[D]"), 1), (column, 40_000)):
        with pytest.raises(CalendarError):
            national_calendar().working_days_after(days, amount)
    assert national_calendar().working_days_after(column[:0], 5).tolist() == []

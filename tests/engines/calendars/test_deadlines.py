# SPDX-License-Identifier: Apache-2.0
"""Single deadlines, one for each choice that counting has to make."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.engines.calendars.counted import OFFICE, counted, pause, when
from yizhan.engines.calendars.caveats import CalendarMissing, YearEndOpen, YearThin
from yizhan.engines.calendars.days import WorkingCalendar, national_calendar
from yizhan.engines.calendars.deadlines import due
from yizhan.engines.calendars.durations import Duration
from yizhan.engines.calendars.errors import CalendarError
from yizhan.engines.calendars.moments import elapsed
from yizhan.engines.calendars.table_files import read_csv, state_council_table
from yizhan.engines.calendars.terms import Term

WEEKENDS_ONLY = national_calendar(assumes_weekends=True)


@pytest.mark.parametrize(
    ("duration", "start", "end"),
    [
        ("5 working days", "2026-02-13T16:30", "2026-02-27 24:00"),  # 14 February is worked, 15 to 23 are off
        ("1 working day", "2026-02-13T16:30", "2026-02-14 24:00"),
        ("1 working day", "2026-02-14T16:30", "2026-02-24 24:00"),
        ("1 working day", "2026-02-20T16:30", "2026-02-24 24:00"),
        ("5 working days", "2026-02-24T09:00", "2026-03-02 24:00"),  # Saturday 28 February is worked
        ("10 working days", "2025-01-20T09:00", "2025-02-08 24:00"),  # Sunday 26 January and Saturday 8 February
        ("10 working days", "2024-02-02T09:00", "2024-02-21 24:00"),  # Sunday 4 and Sunday 18 February
        ("10 working days", "2023-01-16T09:00", "2023-02-02 24:00"),
        ("10 working days", "2022-01-24T09:00", "2022-02-10 24:00"),
        ("10 working days", "2021-02-05T09:00", "2021-02-24 24:00"),
        ("5 working days", "2020-01-19T09:00", "2020-02-03 24:00"),  # prolonged to 2 February by 国办发明电〔2020〕1号
        ("1 working day", "2005-12-30T09:00", "2005-12-31 24:00"),  # worked for New Year 2006
    ],
)
def test_working_days_across_spring_festivals_with_their_make_up_days(duration: str, start: str, end: str) -> None:
    assert when(counted(duration, start)) == end


@pytest.mark.parametrize(
    ("duration", "start", "end"),
    [
        ("2 hours", "2026-02-16T23:30", "2026-02-17 01:30"),
        ("15 minutes", "2026-02-16T23:50", "2026-02-17 00:05"),
        ("24 hours", "2026-02-13T16:30", "2026-02-14 16:30"),
        ("2 hours", "2026-02-16T22:00", "2026-02-17 00:00"),
    ],
)
def test_hours_and_minutes_run_around_the_clock(duration: str, start: str, end: str) -> None:
    assert when(counted(duration, start)) == end
    assert when(counted(duration, start, calendar=OFFICE)) == end


@pytest.mark.parametrize(
    ("duration", "start", "end"),
    [
        ("2 hours", "2026-02-13T16:30", "2026-02-14 10:00"),  # one hour on Friday, one on the worked Saturday
        ("1 hour", "2026-02-13T16:30", "2026-02-13 17:30"),
        ("2 hours", "2026-02-14T17:00", "2026-02-24 10:30"),
        ("2 hours", "2026-03-03T11:00", "2026-03-03 14:30"),  # over the noon break
        ("30 minutes", "2026-03-03T12:30", "2026-03-03 14:00"),
        ("30 minutes", "2026-03-03T07:00", "2026-03-03 09:30"),
        ("30 minutes", "2026-03-03T17:30", "2026-03-04 09:30"),
        ("30 minutes", "2026-03-07T10:00", "2026-03-09 09:30"),
        ("14 hours", "2026-03-03T09:00", "2026-03-04 17:30"),
    ],
)
def test_hours_run_within_office_hours_only_if_asked(duration: str, start: str, end: str) -> None:
    assert when(counted(duration, start, calendar=OFFICE, clock="office-hours")) == end


def test_office_clock_without_office_hours_is_refused() -> None:
    for choices in ({"clock": "office-hours"}, {"late_start": "next-opening"}):
        duration = "2 hours" if "clock" in choices else "2 working days"
        with pytest.raises(CalendarError) as refused:
            counted(duration, "2026-03-03T09:00", **choices)
        assert refused.value.code == "hours.needed"


@pytest.mark.parametrize(
    ("duration", "start", "end"),
    [
        ("30 days", "2026-01-16T10:00", "2026-02-24 24:00"),  # 15 February is the first day of the Spring Festival
        ("29 days", "2026-01-16T10:00", "2026-02-14 24:00"),  # a worked Saturday
        ("7 days", "2026-03-01T10:00", "2026-03-09 24:00"),  # a Sunday
        ("1 month", "2026-01-31T10:00", "2026-02-28 24:00"),  # no 31 February; a worked Saturday
        ("1 month", "2026-05-31T10:00", "2026-06-30 24:00"),
        ("3 months", "2025-11-30T10:00", "2026-02-28 24:00"),
        ("1 month", "2024-01-30T10:00", "2024-02-29 24:00"),
        ("1 year", "2024-02-29T10:00", "2025-02-28 24:00"),
        ("2 months", "2025-08-01T10:00", "2025-10-09 24:00"),  # 1 to 8 October are off
        ("6 months", "2025-12-15T10:00", "2026-06-15 24:00"),
    ],
)
def test_days_and_months_that_end_on_a_day_off_move_on(duration: str, start: str, end: str) -> None:
    assert when(counted(duration, start)) == end


def test_moving_on_can_be_limited_to_public_holidays_or_left_out() -> None:
    assert when(counted("7 days", "2026-03-01T10:00", moves="holidays")) == "2026-03-08 24:00"
    assert when(counted("30 days", "2026-01-16T10:00", moves="holidays")) == "2026-02-24 24:00"
    assert when(counted("30 days", "2026-01-16T10:00", moves="never")) == "2026-02-15 24:00"


@pytest.mark.parametrize(
    ("duration", "start", "end"),
    [
        ("5 working days", "2026-03-02T10:00", "2026-03-06 24:00"),
        ("5 working days", "2026-03-01T10:00", "2026-03-06 24:00"),
        ("1 day", "2026-03-02T10:00", "2026-03-02 24:00"),
        ("1 month", "2026-03-01T10:00", "2026-03-31 24:00"),
        ("1 month", "2025-12-31T10:00", "2026-01-30 24:00"),
        ("1 month", "2026-01-31T10:00", "2026-02-28 24:00"),
    ],
)
def test_day_of_the_event_counts_if_asked(duration: str, start: str, end: str) -> None:
    assert when(counted(duration, start, first_day="counted")) == end


@pytest.mark.parametrize(
    ("start", "day_end", "end"),
    [
        ("2026-03-03T16:30", "closing", "2026-03-04 17:30"),
        ("2026-03-03T16:30", "midnight", "2026-03-04 24:00"),
        ("2026-03-03T16:30", "same-time", "2026-03-04 16:30"),
        ("2026-03-03T07:15", "same-time", "2026-03-04 09:00"),
        ("2026-03-03T12:45", "same-time", "2026-03-04 12:00"),
        ("2026-03-03T21:00", "same-time", "2026-03-04 17:30"),
    ],
)
def test_last_day_ends_as_chosen(start: str, day_end: str, end: str) -> None:
    assert when(counted("1 working day", start, calendar=OFFICE, day_end=day_end)) == end


def test_last_day_keeps_the_seconds_of_the_event_and_a_day_off_has_no_closing() -> None:
    assert (
        counted("1 day", "2026-03-03T16:30:45", day_end="same-time").moment.isoformat() == "2026-03-04T16:30:45+08:00"
    )
    assert when(counted("4 days", "2026-03-03T16:30", calendar=OFFICE, moves="never")) == "2026-03-07 24:00"


@pytest.mark.parametrize(
    ("start", "same_day", "next_opening"),
    [
        ("2026-03-03T16:30", "2026-03-05 17:30", "2026-03-05 17:30"),
        ("2026-03-03T17:30", "2026-03-05 17:30", "2026-03-05 17:30"),
        ("2026-03-03T17:31", "2026-03-05 17:30", "2026-03-06 17:30"),
        ("2026-03-03T07:00", "2026-03-05 17:30", "2026-03-05 17:30"),
        ("2026-03-07T10:00", "2026-03-10 17:30", "2026-03-11 17:30"),
    ],
)
def test_event_outside_office_hours_counts_as_chosen(start: str, same_day: str, next_opening: str) -> None:
    assert when(counted("2 working days", start, calendar=OFFICE)) == same_day
    assert when(counted("2 working days", start, calendar=OFFICE, late_start="next-opening")) == next_opening


@pytest.mark.parametrize(
    ("choice", "since", "until", "end"),
    [
        ("after-first", "2026-03-04T10:00", "2026-03-06T10:00", "2026-03-11 24:00"),  # Thursday and Friday
        ("touched", "2026-03-04T10:00", "2026-03-06T10:00", "2026-03-12 24:00"),  # Wednesday to Friday
        ("whole", "2026-03-04T10:00", "2026-03-06T10:00", "2026-03-10 24:00"),  # Thursday
        ("after-first", "2026-03-04T00:00", "2026-03-07T00:00", "2026-03-12 24:00"),  # from midnight to midnight
        ("touched", "2026-03-04T00:00", "2026-03-07T00:00", "2026-03-12 24:00"),
        ("whole", "2026-03-04T00:00", "2026-03-07T00:00", "2026-03-12 24:00"),
        ("after-first", "2026-03-04T10:00", "2026-03-04T16:00", "2026-03-09 24:00"),
        ("touched", "2026-03-04T10:00", "2026-03-04T16:00", "2026-03-10 24:00"),
        ("whole", "2026-03-04T10:00", "2026-03-04T16:00", "2026-03-09 24:00"),
    ],
)
def test_pause_takes_out_the_days_chosen(choice: str, since: str, until: str, end: str) -> None:
    found = counted("5 working days", "2026-03-02T10:00", pauses=(pause(since, until),), paused_days=choice)
    assert when(found) == end


def test_day_moved_to_is_not_a_paused_one() -> None:
    after_the_end = pause("2026-03-08T10:00", "2026-03-10T10:00")
    assert when(counted("7 days", "2026-03-01T10:00", pauses=(after_the_end,))) == "2026-03-11 24:00"


def test_extension_counts_on_from_the_day_moved_to_or_from_the_day_before_that() -> None:
    assert when(counted("7 days", "2026-03-01T10:00", extensions=("5 days",))) == "2026-03-16 24:00"
    unmoved = counted("7 days", "2026-03-01T10:00", extensions=("5 days",), extends_from="unmoved")
    assert when(unmoved) == "2026-03-13 24:00"


def test_extensions_mix_units_and_begin_where_the_period_ended() -> None:
    assert when(counted("1 working day", "2026-03-03T10:00", extensions=("2 hours",))) == "2026-03-05 02:00"
    in_office = counted(
        "1 working day", "2026-03-03T10:00", calendar=OFFICE, extensions=("2 hours",), clock="office-hours"
    )
    assert when(in_office) == "2026-03-05 11:00"
    assert when(counted("2 hours", "2026-03-03T23:00", extensions=("1 working day",))) == "2026-03-05 24:00"
    assert when(counted("1 day", "2026-03-03T10:00", extensions=("1 day",), first_day="counted")) == "2026-03-04 24:00"


def test_year_without_a_table_is_refused_or_counted_with_weekends_and_said() -> None:
    with pytest.raises(CalendarError) as refused:
        counted("10 working days", "2026-12-24T10:00")
    assert (refused.value.code, refused.value.parameters) == ("calendar.year_missing", {"year": 2027})
    found = counted("10 working days", "2026-12-24T10:00", calendar=WEEKENDS_ONLY)
    assert when(found) == "2027-01-07 24:00"
    assert found.is_provisional
    assert found.why[-1] == CalendarMissing(2027)
    assert found.why[-1].english == "2027 is not yet in the calendar: weekends only, so the result is provisional."


def test_year_without_a_table_does_not_matter_to_what_does_not_ask_the_calendar() -> None:
    assert when(counted("24 hours", "2026-12-31T20:00")) == "2027-01-01 20:00"
    assert when(counted("30 days", "2026-12-31T20:00", moves="never")) == "2027-01-30 24:00"
    with pytest.raises(CalendarError):
        counted("30 days", "2026-12-31T20:00")
    with pytest.raises(CalendarError):
        counted("30 days", "2026-12-31T20:00", calendar=OFFICE, moves="never")
    assert when(counted("5 working days", "2003-12-30T10:00", calendar=WEEKENDS_ONLY)) == "2004-01-07 24:00"


def test_last_days_of_the_last_year_are_said_to_be_open() -> None:
    assert counted("2 working days", "2026-12-24T10:00").why[-1] == YearEndOpen(2026)
    assert YearEndOpen(2026) not in counted("1 working day", "2026-12-24T10:00").why
    assert YearEndOpen(2025) not in counted("2 working days", "2025-12-29T10:00").why


def test_table_with_hardly_any_days_off_is_said_to_be_thin() -> None:
    table = read_csv("date,kind,name\n2027-01-01,holiday,元旦\n", source="2027.csv").laid_over(state_council_table())
    assert counted("5 working days", "2027-02-01T10:00", calendar=WorkingCalendar(table)).why[-1] == YearThin(2027, 1)


def test_moment_in_the_deadlines_own_second_is_in_time() -> None:
    found = counted("2 hours", "2026-03-03T10:00")
    assert found.keeps(datetime(2026, 3, 3, 4, 0, 0, 999_999, tzinfo=UTC))
    assert not found.keeps(datetime(2026, 3, 3, 4, 0, 1, tzinfo=UTC))
    of_a_day = counted("1 day", "2026-03-03T10:00")
    assert of_a_day.moment.isoformat() == "2026-03-04T23:59:59+08:00"
    assert of_a_day.keeps(datetime(2026, 3, 4, 15, 59, 59, 999_999, tzinfo=UTC))
    assert not of_a_day.keeps(datetime(2026, 3, 4, 16, tzinfo=UTC))


def test_naive_and_foreign_moments_give_the_same_deadline() -> None:
    term = Term(Duration.parse("1 working day"))
    foreign = due(term, datetime(2026, 2, 13, 17, 30, tzinfo=UTC), national_calendar())
    naive = foreign.start.replace(tzinfo=None)
    assert foreign.moment == due(term, naive, national_calendar()).moment
    assert foreign.start.isoformat() == "2026-02-14T01:30:00+08:00"


@pytest.mark.parametrize("start", ["1986-05-04T02:30", "1986-09-14T01:30", "1991-04-14T02:30", "1991-09-15T01:30"])
@pytest.mark.parametrize("duration", ["1 hour", "90 minutes", "1 day", "1 working day", "1 month"])
def test_summer_time_of_1986_to_1991_does_not_stop_the_counting(start: str, duration: str) -> None:
    found = counted(duration, start, calendar=WEEKENDS_ONLY, day_end="same-time")
    assert elapsed(found.start, found.moment) > timedelta()


@pytest.mark.parametrize("duration", ["90 years", "26000 working days", "800000 hours"])
def test_deadline_beyond_the_last_year_is_refused(duration: str) -> None:
    with pytest.raises(CalendarError) as refused:
        counted(duration, "2149-12-01T10:00", calendar=WEEKENDS_ONLY)
    assert refused.value.code == "moment.outside_range"


def test_pause_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(CalendarError) as refused:
        pause("2026-03-04T10:00", "2026-03-03T10:00")
    assert refused.value.code == "pause.order"
    assert "(2026-03-03 10:00)" in str(refused.value)


def test_unknown_choices_are_refused() -> None:
    with pytest.raises(CalendarError) as refused:
        counted("1 day", "2026-03-04T10:00", moves="sometimes")
    assert str(refused.value) == "“sometimes” is no choice for moves; choose one of: days-off, holidays, never."
    with pytest.raises(CalendarError) as refused:
        counted("1 day", "2026-03-04T10:00", speed="fast")
    assert refused.value.code == "counting.option"

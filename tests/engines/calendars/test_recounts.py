# SPDX-License-Identifier: Apache-2.0
from datetime import date, timedelta

from tests.engines.calendars.counted import counted, pause, when
from yizhan.engines.calendars.days import DayKind, WorkingCalendar, national_calendar
from yizhan.engines.calendars.recounts import ChangedDay, recount
from yizhan.engines.calendars.table_files import read_toml, state_council_table

FESTIVAL_2027 = """
[2027]
new-year = { off = [2027-01-01, 2027-01-03] }
spring-festival = { off = [2027-02-05, 2027-02-11], worked = [2027-01-31, 2027-02-14] }
"""


def _calendar_with(text: str) -> WorkingCalendar:
    return WorkingCalendar(read_toml(text, source="new.toml").laid_over(state_council_table()))


def test_deadline_counted_again_with_next_years_table_shows_both_results_and_the_days_between() -> None:
    old = national_calendar(assumes_weekends=True)
    provisional = counted("5 working days", "2027-02-03T10:00", calendar=old)
    found = recount(provisional, old, _calendar_with(FESTIVAL_2027))
    assert (when(found.before), when(found.after)) == ("2027-02-10 24:00", "2027-02-16 24:00")
    assert found.before.is_provisional
    assert not found.after.is_provisional
    assert found.moved_by == timedelta(days=6)
    assert found.days == (
        ChangedDay(date(2027, 2, 5), DayKind.ORDINARY, DayKind.HOLIDAY),
        ChangedDay(date(2027, 2, 6), DayKind.WEEKEND, DayKind.HOLIDAY),
        ChangedDay(date(2027, 2, 7), DayKind.WEEKEND, DayKind.HOLIDAY),
        *(ChangedDay(date(2027, 2, day), DayKind.ORDINARY, DayKind.HOLIDAY) for day in (8, 9, 10, 11)),
        ChangedDay(date(2027, 2, 14), DayKind.WEEKEND, DayKind.MAKE_UP),
    )
    assert found.in_words("en") == (
        "The deadline moves from Wednesday 10 February 2027, 24:00 to Tuesday 16 February 2027, 24:00."
    )


def test_pauses_and_extensions_are_counted_again_too() -> None:
    old = national_calendar()
    before = counted(
        "5 working days",
        "2026-03-02T10:00",
        pauses=(pause("2026-03-04T10:00", "2026-03-06T10:00"),),
        extensions=("1 working day",),
    )
    found = recount(before, old, _calendar_with('[own]\n"Local day" = { off = [2026-03-09, 2026-03-09] }\n'))
    assert (when(found.before), when(found.after)) == ("2026-03-12 24:00", "2026-03-13 24:00")
    assert found.days == (ChangedDay(date(2026, 3, 9), DayKind.ORDINARY, DayKind.HOLIDAY),)


def test_deadline_that_stays_says_so() -> None:
    old = national_calendar()
    found = recount(counted("2 hours", "2026-03-02T10:00"), old, _calendar_with(FESTIVAL_2027))
    assert found.moved_by == timedelta()
    assert found.days == ()
    assert found.in_words("zh") == "期限不变，仍为2026年3月2日（星期一）12:00。"
    assert found.in_words("en") == "The deadline stays at Monday 2 March 2026, 12:00."

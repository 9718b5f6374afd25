# SPDX-License-Identifier: Apache-2.0
from datetime import timedelta

import pytest

from tests.engines.calendars.counted import OFFICE, counted
from yizhan.engines.calendars.days import national_calendar
from yizhan.engines.calendars.elapsed_periods import office_time
from yizhan.engines.calendars.moments import parse_moment
from yizhan.engines.calendars.remaining import remaining


@pytest.mark.parametrize(
    ("now", "minutes", "working_days", "office_minutes", "zh", "en"),
    [
        ("2026-02-13T16:30", 20_220, 5, 2_160, "还剩14天1小时", "14 d 1 h left"),
        ("2026-02-26T17:00", 1_470, 1, 450, "还剩1天30分", "1 d 30 min left"),
        ("2026-02-27T17:29", 1, 0, 1, "还剩1分", "1 min left"),
        ("2026-02-28T10:30", -1_020, -1, -90, "已超期17小时", "overdue by 17 h"),
    ],
)
def test_remaining_time_is_told_on_the_clock_in_working_days_and_in_office_hours(
    now: str, minutes: int, working_days: int, office_minutes: int, zh: str, en: str
) -> None:
    left = remaining(counted("5 working days", "2026-02-13T16:30", calendar=OFFICE), parse_moment(now), OFFICE)
    assert left.time == timedelta(minutes=minutes)
    assert (left.working_days, left.office_time) == (working_days, timedelta(minutes=office_minutes))
    assert (left.in_words("zh"), left.in_words("en")) == (zh, en)


def test_deadline_is_overdue_from_the_second_after_its_own() -> None:
    deadline = counted("2 hours", "2026-03-03T10:00")
    calendar = national_calendar()
    assert not remaining(deadline, parse_moment("2026-03-03T12:00:00"), calendar).is_overdue
    assert remaining(deadline, parse_moment("2026-03-03T12:00:01"), calendar).is_overdue
    of_a_day = counted("1 day", "2026-03-03T10:00")
    assert remaining(of_a_day, parse_moment("2026-03-04T23:59:59"), calendar).time == timedelta(seconds=1)


def test_what_the_calendar_cannot_say_is_none() -> None:
    deadline = counted("24 hours", "2026-12-31T10:00")
    now = parse_moment("2026-12-31T20:00")
    assert remaining(deadline, now, OFFICE).working_days is None
    assert remaining(deadline, now, OFFICE).office_time is None
    assert remaining(deadline, now, OFFICE).time == timedelta(hours=14)
    assert remaining(deadline, now, national_calendar()).office_time is None


def test_office_time_between_two_moments_skips_what_is_closed() -> None:
    friday, next_week = parse_moment("2026-03-06T16:00"), parse_moment("2026-03-09T14:00")
    assert office_time(friday, next_week, OFFICE) == timedelta(hours=1, minutes=30) + timedelta(hours=3, minutes=30)
    assert office_time(next_week, friday, OFFICE) == -timedelta(hours=5)
    assert office_time(friday, friday, OFFICE) == timedelta()

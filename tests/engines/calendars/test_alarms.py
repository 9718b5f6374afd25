# SPDX-License-Identifier: Apache-2.0
from datetime import time

import pytest

from tests.engines.calendars.counted import OFFICE, counted
from yizhan.engines.calendars.alarms import Side, Signal, alarms
from yizhan.engines.calendars.days import WorkingCalendar, national_calendar
from yizhan.engines.calendars.durations import Duration
from yizhan.engines.calendars.errors import CalendarError

BEFORE, AFTER = Side.BEFORE, Side.AFTER


def _times(
    duration: str, start: str, *signals: Signal, calendar: WorkingCalendar | None = None
) -> list[tuple[str, str]]:
    calendar = calendar or national_calendar()
    found = alarms(counted(duration, start, calendar=calendar), signals, calendar)
    return [(alarm.signal.name, alarm.moment.strftime("%m-%d %H:%M")) for alarm in found]


def _signal(text: str, side: Side, name: str, at: time | None = None) -> Signal:
    return Signal(Duration.parse(text), side, name, at)


def test_warnings_and_escalations_of_an_urgent_report_come_in_order_of_time() -> None:
    assert _times(
        "2 hours",
        "2026-02-16T23:30",
        _signal("1 hour", AFTER, "supervision"),
        _signal("10 minutes", AFTER, "chief"),
        _signal("30 minutes", BEFORE, "person"),
    ) == [("person", "02-17 01:00"), ("chief", "02-17 01:40"), ("supervision", "02-17 02:30")]


def test_signals_in_working_days_skip_the_festival_and_come_at_the_opening_or_as_set() -> None:
    signals = (
        _signal("2 working days", BEFORE, "yellow"),
        _signal("1 working day", BEFORE, "orange", time(14, 0)),
        _signal("1 working day", AFTER, "red"),
        _signal("1 day", AFTER, "next day"),
    )
    assert _times("3 working days", "2026-02-13T16:30", *signals, calendar=OFFICE) == [
        ("yellow", "02-14 09:00"),
        ("orange", "02-24 14:00"),
        ("red", "02-26 09:00"),
        ("next day", "02-26 09:00"),
    ]


def test_signal_without_office_hours_comes_at_the_deadlines_time_of_day() -> None:
    assert _times("3 working days", "2026-03-03T16:30", _signal("1 working day", BEFORE, "a")) == [("a", "03-05 23:59")]
    assert _times("3 working days", "2026-03-03T16:30", _signal("1 hour", BEFORE, "a")) == [("a", "03-06 23:00")]


def test_warning_from_before_the_start_is_left_out() -> None:
    signals = (_signal("2 hours", BEFORE, "at the start"), _signal("119 minutes", BEFORE, "a minute later"))
    assert _times("2 hours", "2026-03-03T10:00", *signals) == [("a minute later", "03-03 10:01")]


def test_signal_into_a_year_without_a_table_is_refused() -> None:
    with pytest.raises(CalendarError) as refused:
        _times("24 hours", "2026-12-30T10:00", _signal("2 working days", AFTER, "a"))
    assert refused.value.code == "calendar.year_missing"


def test_signal_in_months_is_refused() -> None:
    with pytest.raises(CalendarError) as refused:
        _signal("1 month", BEFORE, "a")
    assert str(refused.value).startswith("A signal “1 month” before or after")

# SPDX-License-Identifier: Apache-2.0
import pytest

from yizhan.engines.calendars.errors import CalendarError
from yizhan.engines.calendars.hours import OfficeHours


@pytest.mark.parametrize(
    "text",
    [
        "09:00-12:00,13:30-17:30",
        "9:00-12:00、13:30-17:30",
        "09：00～12：00，13：30～17：30",
        "9:00至12:00; 13:30到17:30",
    ],
)
def test_office_hours_are_read(text: str) -> None:
    hours = OfficeHours.parse(text)
    assert hours.spans == ((540, 720), (810, 1050))
    assert str(hours) == "09:00-12:00,13:30-17:30"
    assert (hours.opening, hours.closing, hours.minutes_a_day) == (540, 1050, 420)


def test_office_may_be_open_until_midnight() -> None:
    assert OfficeHours.parse("00:00-24:00").minutes_a_day == 1440


@pytest.mark.parametrize(
    ("minute", "fitted"),
    [(420, 540), (540, 540), (600, 600), (720, 720), (750, 720), (810, 810), (1050, 1050), (1200, 1050)],
)
def test_time_of_day_is_fitted_to_the_opening_or_to_the_closing_before_it(minute: int, fitted: int) -> None:
    assert OfficeHours.parse("09:00-12:00,13:30-17:30").fitted(minute) == fitted


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "hours.unreadable"),
        ("nine to five", "hours.unreadable"),
        ("09:00-12:60", "hours.unreadable"),
        ("09:00", "hours.unreadable"),
        ("12:00-09:00", "hours.order"),
        ("09:00-09:00", "hours.order"),
        ("09:00-13:00,12:00-17:00", "hours.order"),
        ("13:30-17:30,09:00-12:00", "hours.order"),
        ("09:00-24:01", "hours.order"),
    ],
)
def test_text_that_is_no_office_hours_is_refused(text: str, code: str) -> None:
    with pytest.raises(CalendarError) as refused:
        OfficeHours.parse(text)
    assert refused.value.code == code

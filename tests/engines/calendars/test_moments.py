# SPDX-License-Identifier: Apache-2.0
from datetime import UTC, datetime, timedelta

import pytest

from yizhan.engines.calendars.errors import CalendarError
from yizhan.engines.calendars.moments import ZONE, elapsed, later, local, parse_moment


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-13T16:30",
        "2026-02-13 16:30:00",
        "2026/2/13 16:30",
        "2026年2月13日16时30分",
        "2026年2月13日 16：30",
        "2026-02-13T08:30Z",
        "2026-02-13T09:30+01:00",
        "20260213T1630",
    ],
)
def test_moment_is_read_in_the_zone_of_the_office(text: str) -> None:
    assert parse_moment(text).isoformat() == "2026-02-13T16:30:00+08:00"


def test_day_alone_is_taken_only_where_its_minute_is_said() -> None:
    assert parse_moment("2026年2月13日", day_alone=0).isoformat() == "2026-02-13T00:00:00+08:00"
    assert parse_moment("2026-2-13", day_alone=1440).isoformat() == "2026-02-14T00:00:00+08:00"
    with pytest.raises(CalendarError) as refused:
        parse_moment("2026-02-13")
    assert refused.value.code == "moment.needs_time"


@pytest.mark.parametrize("text", ["", "soon", "2026-02-30T08:00", "2026-02-13T25:00", "2026-02-13 4:30 pm"])
def test_text_that_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(CalendarError) as refused:
        parse_moment(text)
    assert refused.value.code == "moment.unreadable"


@pytest.mark.parametrize("text", ["1949-10-01T15:00", "2151-01-01T00:00", "9999-12-31T23:59", "0001-01-01T00:00+14:00"])
def test_year_that_cannot_be_counted_in_is_refused(text: str) -> None:
    with pytest.raises(CalendarError) as refused:
        parse_moment(text)
    assert refused.value.code == "moment.outside_range"


def test_hours_really_go_by_across_the_summer_time_of_1986() -> None:
    before = parse_moment("1986-05-04T01:30")
    assert later(before, timedelta(hours=1)).isoformat() == "1986-05-04T03:30:00+09:00"
    assert elapsed(before, parse_moment("1986-05-04T03:30")) == timedelta(hours=1)
    assert parse_moment("1986-05-04T02:30").isoformat() == "1986-05-04T03:30:00+09:00"
    assert later(parse_moment("1991-09-15T01:30"), timedelta(hours=1)).isoformat() == "1991-09-15T01:30:00+08:00"


def test_moment_of_another_zone_is_brought_home() -> None:
    assert local(datetime(2026, 2, 13, 23, 0, tzinfo=UTC)) == datetime(2026, 2, 14, 7, 0, tzinfo=ZONE)

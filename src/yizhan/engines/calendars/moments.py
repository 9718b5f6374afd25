# SPDX-License-Identifier: Apache-2.0
"""Moments in the one zone that deadlines are counted in."""

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from yizhan.engines.calendars.errors import CalendarError

#: All counting happens on this clock (REL-23). Its summer time of 1986 to 1991 shortens or lengthens elapsed hours.
ZONE = ZoneInfo("Asia/Shanghai")

#: The years that can be counted in. Which of them have a table of days off is the calendar's business.
FIRST_YEAR, LAST_YEAR = 1950, 2150

_DAY = re.compile(r"^(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})日?[T\s]*")
_HOUR = re.compile(r"(?<= )(\d{1,2})[:时点](\d{2})?分?")


def local(moment: datetime) -> datetime:
    """`moment` on the zone's clock; without a zone it already is.

    A time that the clock jumped over in summer time is the one an hour later, as the detour over UTC gives it.
    """
    check_range(moment.date())
    placed = moment.replace(tzinfo=ZONE) if moment.tzinfo is None else moment
    there = placed.astimezone(UTC).astimezone(ZONE)
    check_range(there.date())
    return there


def check_range(day: date) -> date:
    """`day`, if it can be counted in at all."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise CalendarError("moment.outside_range", text=day.isoformat(), first=FIRST_YEAR, last=LAST_YEAR)
    return day


def step_days(day: date, days: int) -> date:
    """The day so many days later (earlier, if negative)."""
    return check_range(day + timedelta(days))


def midnight(day: date) -> datetime:
    """The moment at which `day` begins."""
    return datetime.combine(day, time(), ZONE)


def at_minute(day: date, minute: int) -> datetime:
    """The moment `minute` minutes after the beginning of `day`; 1440 is 24:00."""
    return datetime.combine(day + timedelta(minute // 1440), time(minute % 1440 // 60, minute % 60), ZONE)


def later(moment: datetime, span: timedelta) -> datetime:
    """The moment when `span` has really gone by, also across a change of the clock."""
    return local(moment.astimezone(UTC) + span)


def elapsed(since: datetime, until: datetime) -> timedelta:
    """How much time really goes by between two aware moments; negative when they are in the other order."""
    return until.astimezone(UTC) - since.astimezone(UTC)


def parse_moment(text: str, *, day_alone: int | None = None) -> datetime:
    """The moment written in `text`: ISO 8601, with / instead of -, or 2026年2月13日16时30分.

    A day without a time is refused unless `day_alone` says which minute of the day is meant (0, or 1440 for its end).
    """
    written = unicodedata.normalize("NFKC", text).strip()
    iso = _DAY.sub(lambda found: f"{found[1]}-{int(found[2]):02}-{int(found[3]):02} ", written)
    iso = _HOUR.sub(lambda found: f"{int(found[1]):02}:{found[2] or '00'}", iso, count=1).strip()
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        raise CalendarError("moment.unreadable", text=text) from None
    if re.search(r"\d[T ]\d", iso):
        return local(moment)
    if day_alone is None:
        raise CalendarError("moment.needs_time", text=moment.date().isoformat())
    return at_minute(check_range(moment.date()), day_alone)

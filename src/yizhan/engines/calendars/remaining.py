# SPDX-License-Identifier: Apache-2.0
"""How much time is left until a deadline, or by how much it is overdue."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from yizhan.engines.calendars.days import WorkingCalendar
from yizhan.engines.calendars.deadlines import Deadline
from yizhan.engines.calendars.durations import Language
from yizhan.engines.calendars.elapsed_periods import office_time
from yizhan.engines.calendars.errors import CalendarError
from yizhan.engines.calendars.moments import elapsed, local
from yizhan.engines.calendars.wording import span_in_words


@dataclass(frozen=True, slots=True)
class Remaining:
    """Time left at one moment; everything is negative once the deadline is past.

    `working_days` are those after today up to the last day. They and `office_time` are None where the calendar
    cannot say: no table for the year, no office hours.
    """

    time: timedelta
    is_overdue: bool
    working_days: int | None
    office_time: timedelta | None

    def in_words(self, language: Language) -> str:
        """“还剩1小时12分” or “overdue by 2 d 3 h”."""
        span = span_in_words(self.time, language)
        if language == "zh":
            return f"已超期{span}" if self.is_overdue else f"还剩{span}"
        return f"overdue by {span}" if self.is_overdue else f"{span} left"


def remaining(deadline: Deadline, now: datetime, calendar: WorkingCalendar) -> Remaining:
    """What is left of `deadline` at `now`, on the clock, in working days and in office hours."""
    here = local(now)
    return Remaining(
        time=elapsed(here, deadline.end),
        is_overdue=not deadline.keeps(here),
        working_days=_working_days(deadline, here, calendar),
        office_time=_office_time(deadline, here, calendar),
    )


def _working_days(deadline: Deadline, now: datetime, calendar: WorkingCalendar) -> int | None:
    if not _is_covered(deadline, now, calendar):
        return None
    return calendar.working_days_between(now.date(), deadline.last_day)


def _office_time(deadline: Deadline, now: datetime, calendar: WorkingCalendar) -> timedelta | None:
    if calendar.office_hours is None or not _is_covered(deadline, now, calendar):
        return None
    return office_time(now, deadline.end, calendar)


def _is_covered(deadline: Deadline, now: datetime, calendar: WorkingCalendar) -> bool:
    first, last = sorted((now.date(), deadline.last_day))
    try:
        calendar.missing_years(first, last)
    except CalendarError:
        return False
    return True

# SPDX-License-Identifier: Apache-2.0
"""Which days are worked, and counting them: day tables computed once, answered by lookup."""

from datetime import date
from enum import Enum, auto
from functools import cache

import numpy as np
import numpy.typing as npt

from yizhan.engines.calendars.errors import CalendarError
from yizhan.engines.calendars.hours import OfficeHours
from yizhan.engines.calendars.moments import FIRST_YEAR, LAST_YEAR, check_range
from yizhan.engines.calendars.table_files import state_council_table
from yizhan.engines.calendars.tables import HolidayTable, Name

_FIRST = date(FIRST_YEAR, 1, 1)
_ORIGIN = _FIRST.toordinal()
_DAYS = date(LAST_YEAR, 12, 31).toordinal() - _ORIGIN + 1

#: Saturday and Sunday, as `date.weekday()` counts.
SATURDAY_AND_SUNDAY = frozenset({5, 6})


class DayKind(Enum):
    """What a day is to those who work."""

    ORDINARY = auto()
    MAKE_UP = auto()
    WEEKEND = auto()
    HOLIDAY = auto()


class WorkingCalendar:
    """The working days of one institution. Immutable; building one takes milliseconds, keep it.

    `table` lists what differs from the ordinary week. A year without a table is refused wherever it would decide the
    result, unless `assumes_weekends` asks to go on with weekends alone, which every result then says.
    """

    def __init__(
        self,
        table: HolidayTable,
        *,
        office_hours: OfficeHours | None = None,
        rest_days: frozenset[int] = SATURDAY_AND_SUNDAY,
        assumes_weekends: bool = False,
    ) -> None:
        self.table = table
        self.office_hours = office_hours
        self.rest_days = rest_days
        self.assumes_weekends = assumes_weekends
        self.thin_years = table.thin_years()
        works = np.ones(_DAYS, dtype=bool)
        for weekday in rest_days:
            works[(weekday - _FIRST.weekday()) % 7 :: 7] = False
        for day, listed in table.days.items():
            works[day.toordinal() - _ORIGIN] = listed.worked
        #: how many working days there are up to and including each day
        self._counted: npt.NDArray[np.int32] = np.cumsum(works, dtype=np.int32)
        #: the days that are worked, in order
        self._worked: npt.NDArray[np.int32] = np.flatnonzero(works).astype(np.int32)

    def kind(self, day: date) -> DayKind:
        """What `day` is. Its year may be without a table; `missing_years` tells."""
        listed = self.table.days.get(check_range(day))
        if listed is not None:
            return DayKind.MAKE_UP if listed.worked else DayKind.HOLIDAY
        return DayKind.WEEKEND if day.weekday() in self.rest_days else DayKind.ORDINARY

    def name(self, day: date) -> Name | None:
        """The holiday that `day` belongs to, also if it is worked in return for that holiday."""
        listed = self.table.days.get(day)
        return listed.name if listed else None

    def is_worked(self, day: date) -> bool:
        """Whether `day` is a working day."""
        return self.kind(day) in {DayKind.ORDINARY, DayKind.MAKE_UP}

    def working_day_after(self, day: date, number: int) -> date:
        """The working day so many working days after `day`, which itself is not counted; before it, if negative.

        `number` is not 0.
        """
        before = int(self._counted[_index(day)])
        if number < 0:
            before -= self.is_worked(day)
            number += 1
        position = before + number - 1
        if not 0 <= position < len(self._worked):
            raise CalendarError(
                "moment.outside_range", text=f"{day} {number:+} working days", first=FIRST_YEAR, last=LAST_YEAR
            )
        return date.fromordinal(int(self._worked[position]) + _ORIGIN)

    def working_days_between(self, first: date, last: date) -> int:
        """Working days after `first` up to and including `last`; negative when `last` is earlier."""
        return int(self._counted[_index(last)]) - int(self._counted[_index(first)])

    def working_days_after(
        self, days: npt.NDArray[np.datetime64], numbers: npt.NDArray[np.integer] | int
    ) -> npt.NDArray[np.datetime64]:
        """`working_day_after` for whole columns: days as datetime64[D], numbers of 1 or more.

        The whole column is refused when any of it touches a year without a table and weekends may not be assumed.
        """
        if not days.size:
            return days.astype("datetime64[D]")
        first, last = self._range(days)
        positions = self._counted[_indexes(days)] + np.asarray(numbers) - 1
        if positions.max() >= len(self._worked):
            raise CalendarError(
                "moment.outside_range",
                text=f"{last} {np.max(numbers):+} working days",
                first=FIRST_YEAR,
                last=LAST_YEAR,
            )
        due: npt.NDArray[np.datetime64] = self._worked[positions] + np.datetime64(_FIRST, "D")
        self.missing_years(first, self._range(due)[1])
        return due

    @staticmethod
    def _range(days: npt.NDArray[np.datetime64]) -> tuple[date, date]:
        return check_range(days.min().astype("datetime64[D]").item()), check_range(
            days.max().astype("datetime64[D]").item()
        )

    def missing_years(self, first: date, last: date) -> list[int]:
        """The years touched from `first` to `last` that have no table; refused unless weekends may be assumed."""
        missing = sorted(set(range(first.year, last.year + 1)) - self.table.years)
        if missing and not self.assumes_weekends:
            raise CalendarError("calendar.year_missing", year=missing[0])
        return missing


@cache
def national_calendar(*, assumes_weekends: bool = False) -> WorkingCalendar:
    """The calendar of the State Council's notices, without office hours."""
    return WorkingCalendar(state_council_table(), assumes_weekends=assumes_weekends)


def _index(day: date) -> int:
    return check_range(day).toordinal() - _ORIGIN


def _indexes(days: npt.NDArray[np.datetime64]) -> npt.NDArray[np.int64]:
    return (days.astype("datetime64[D]") - np.datetime64(_FIRST, "D")).astype(np.int64)

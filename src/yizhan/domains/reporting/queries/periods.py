# SPDX-License-Identifier: Apache-2.0
"""The days that figures are counted over."""

import datetime
from dataclasses import dataclass

from yizhan.kernel.clock import OFFICE_ZONE

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included, in the office's zone."""

    first: datetime.date
    last: datetime.date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a period ends on or after its first day")

    @classmethod
    def of_year(cls, year: int) -> "Period":
        """A calendar year."""
        return cls(datetime.date(year, 1, 1), datetime.date(year, 12, 31))

    @property
    def days(self) -> tuple[datetime.date, datetime.date]:
        """First and last day, for `__range` on a column of days."""
        return self.first, self.last

    @property
    def begins_at(self) -> datetime.datetime:
        """The moment at which the first day begins."""
        return datetime.datetime.combine(self.first, datetime.time(), OFFICE_ZONE)

    @property
    def ends_before(self) -> datetime.datetime:
        """The moment at which the day after the last one begins."""
        return datetime.datetime.combine(self.last + _DAY, datetime.time(), OFFICE_ZONE)

    def months(self) -> list["Period"]:
        """The calendar months that the period touches, each as far as it does."""
        found = []
        first = self.first
        while first <= self.last:
            following = (first.replace(day=1) + 31 * _DAY).replace(day=1)
            found.append(Period(first, min(self.last, following - _DAY)))
            first = following
        return found

# SPDX-License-Identifier: Apache-2.0
"""Tables of days off and make-up working days: which days differ from the ordinary week, and for which years."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from yizhan.engines.calendars.errors import CalendarError

#: From this day of December on, next year's table may still change days, as those of 2006 to 2008, 2012, 2019, 2023
#: and 2024 did for New Year.
YEAR_END = (12, 28)

#: The days off that the 办法 of 1999 gave a year; no year's table since names fewer.
LEAST_DAYS_OFF = 10


@dataclass(frozen=True, slots=True)
class Name:
    """What a holiday, or a table, is called."""

    chinese: str
    english: str


@dataclass(frozen=True, slots=True)
class ListedDay:
    """A day that a table takes out of the ordinary week: off, or worked in return for another one."""

    worked: bool
    name: Name


@dataclass(frozen=True)
class HolidayTable:
    """Listed days, and the years for which the list is meant to be complete."""

    title: Name
    days: Mapping[date, ListedDay]
    years: frozenset[int]
    #: year -> the number of the notice it comes from, where it is known
    notices: Mapping[int, str] = field(default_factory=dict)

    def laid_over(self, under: "HolidayTable") -> "HolidayTable":
        """This table, and where it does not speak, `under`.

        A year that this table covers is taken whole from it; days that it lists in other years are laid over singly.
        """
        kept = {day: listed for day, listed in under.days.items() if day.year not in self.years}
        return HolidayTable(
            title=Name(f"{self.title.chinese}、{under.title.chinese}", f"{self.title.english}, {under.title.english}"),
            days={**kept, **self.days},
            years=self.years | under.years,
            notices={year: notice for year, notice in under.notices.items() if year not in self.years}
            | dict(self.notices),
        )

    def with_days(self, days: Mapping[date, ListedDay]) -> "HolidayTable":
        """The same table with an institution's own days, which win over what was listed."""
        return replace(self, days={**self.days, **days})

    def thin_years(self) -> dict[int, int]:
        """Covered years that name so few days off that something is probably missing, with that number."""
        off = Counter(day.year for day, listed in self.days.items() if not listed.worked)
        return {year: off[year] for year in sorted(self.years) if off[year] < LEAST_DAYS_OFF}


def unambiguous(listed: Iterable[tuple[date, ListedDay]], source: str) -> dict[date, ListedDay]:
    """The listed days by date; a date that is both off and worked is refused, the first name of a date stays."""
    days: dict[date, ListedDay] = {}
    for day, entry in listed:
        if days.setdefault(day, entry).worked != entry.worked:
            raise CalendarError("calendar.conflict", source=source, day=day.isoformat())
    return days

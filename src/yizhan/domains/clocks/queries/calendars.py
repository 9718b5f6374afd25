# SPDX-License-Identifier: Apache-2.0
"""The working days of a station: the State Council's table, the station's own confirmed years over it, its hours."""

import datetime
import uuid
from functools import lru_cache

from django.db.models import QuerySet

from yizhan.domains.clocks import rules
from yizhan.domains.clocks.models import Year
from yizhan.domains.clocks.states import YearState
from yizhan.domains.rulebook import queries as rulebook
from yizhan.engines.calendars.days import WorkingCalendar
from yizhan.engines.calendars.hours import OfficeHours
from yizhan.engines.calendars.table_files import state_council_table
from yizhan.engines.calendars.tables import HolidayTable, ListedDay, Name
from yizhan.kernel.prepared import prepared

Days = dict[str, dict[str, str | bool]]


def of_station(station_id: int) -> WorkingCalendar:
    """The calendar that the station's deadlines are counted by today.

    A year that nobody has a table for yet is counted with weekends alone, and every deadline that it decides says so.
    """
    spans: tuple[str, ...] = rulebook.value(station_id, rules.OFFICE_HOURS)
    return _built(tuple(_confirmed(station_id)), ",".join(spans))


def years(station_id: int) -> QuerySet[Year]:
    """What the station ever entered, by year."""
    return Year.objects.filter(station_id=station_id).select_related("entered_by__person", "confirmed_by__person")


def table_of(year: Year) -> HolidayTable:
    """A stored year as a table."""
    days = {
        datetime.date.fromisoformat(day): ListedDay(bool(one["worked"]), Name(str(one["zh"]), str(one["en"])))
        for day, one in year.days.items()
    }
    return HolidayTable(Name(year.notice, year.notice), days, frozenset({year.year}), {year.year: year.notice})


def plain(table: HolidayTable, year: int) -> Days:
    """The days of one year of a table as JSON holds them."""
    return {
        day.isoformat(): {"worked": listed.worked, "zh": listed.name.chinese, "en": listed.name.english}
        for day, listed in sorted(table.days.items())
        if day.year == year
    }


@prepared
def _confirmed(station_id: int) -> "QuerySet[Year, uuid.UUID]":
    confirmed = Year.objects.filter(station_id=station_id, state=YearState.CONFIRMED).order_by("year")
    return confirmed.values_list("public_id", flat=True)


@lru_cache(maxsize=64)
def _built(confirmed: tuple[uuid.UUID, ...], hours: str) -> WorkingCalendar:
    """Confirmed years never change, so the same keys always mean the same calendar."""
    table = state_council_table()
    for year in Year.objects.filter(public_id__in=confirmed).order_by("year"):
        table = table_of(year).laid_over(table)
    return WorkingCalendar(table, office_hours=OfficeHours.parse(hours) if hours else None, assumes_weekends=True)

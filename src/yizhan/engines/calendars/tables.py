# SPDX-License-Identifier: Apache-2.0
"""Tables of days off and make-up working days, read from TOML or CSV files."""

import csv
import io
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from yizhan.engines.calendars.errors import CalendarError
from yizhan.engines.calendars.moments import check_range

#: From this day of December on, the table of the next year may still change days (New Year), as those of 2006 to 2008,
#: 2012, 2019, 2023 and 2024 did.
YEAR_END = (12, 28)

#: The days off that the 办法 of 1999 gave a year; no year's table since names fewer.
LEAST_DAYS_OFF = 10

#: Words for a kind of day in a CSV file -> whether the day is worked.
_KINDS = {"holiday": False, "off": False, "放假": False, "休": False} | dict.fromkeys(
    ("makeup_workday", "workday", "worked", "上班", "补班", "调休上班", "班"), True
)


@dataclass(frozen=True, slots=True)
class Name:
    """What a holiday is called."""

    chinese: str
    english: str


@dataclass(frozen=True, slots=True)
class ListedDay:
    """A day that a table takes out of the ordinary week: off, or worked in return for another one."""

    worked: bool
    name: Name


@dataclass(frozen=True)
class HolidayTable:
    """Listed days, and the years for which the table is meant to be complete."""

    title: Name
    days: Mapping[date, ListedDay]
    years: frozenset[int]
    #: year -> the number of the notice it comes from, where it is known
    notices: Mapping[int, str] = field(default_factory=dict)

    def laid_over(self, under: "HolidayTable") -> "HolidayTable":
        """This table, and where it does not speak, `under`.

        A year that this table covers is taken whole from it; days listed for other years are laid over singly.
        """
        kept = {day: listed for day, listed in under.days.items() if day.year not in self.years}
        return HolidayTable(
            title=Name(f"{self.title.chinese} + {under.title.chinese}", f"{self.title.english} + {under.title.english}"),
            days={**kept, **self.days},
            years=self.years | under.years,
            notices={**under.notices, **self.notices},
        )

    def with_days(self, days: Mapping[date, ListedDay]) -> "HolidayTable":
        """The same table with an institution's own days, which win over what was listed."""
        return replace(self, days={**self.days, **days})

    def thin_years(self) -> dict[int, int]:
        """Covered years that name so few days off that something is probably missing, with their number."""
        off = dict.fromkeys(sorted(self.years), 0)
        for day, listed in self.days.items():
            if not listed.worked and day.year in off:
                off[day.year] += 1
        return {year: number for year, number in off.items() if number < LEAST_DAYS_OFF}


@cache
def state_council_table() -> HolidayTable:
    """The State Council's notices for 2004 to 2026, as shipped."""
    text = files("yizhan.engines.calendars").joinpath("state_council.toml").read_text("utf-8")
    return read_toml(text, source="state_council.toml")


def load_table(path: Path) -> HolidayTable:
    """The table in a file: TOML if it is named so, CSV otherwise (UTF-8, or the GB 18030 that spreadsheets write)."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CalendarError("calendar.unreadable", source=str(path), text=error.strerror or "?") from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", errors="replace")
    return (read_toml if path.suffix.lower() == ".toml" else read_csv)(text, source=path.name)


def read_csv(text: str, *, source: str) -> HolidayTable:
    """A table with the columns date, kind (holiday or makeup_workday) and name.

    A year is covered when a day before 28 December is listed; later ones may belong to the next New Year.
    """
    rows = csv.DictReader(io.StringIO(text), skipinitialspace=True)
    if not {"date", "kind"} <= set(rows.fieldnames or ()):
        raise CalendarError("calendar.unreadable", source=source, text="no columns date,kind,name")
    names = {spelling: name for name in _known_names().values() for spelling in (name.chinese, name.english)}
    listed: list[tuple[date, ListedDay]] = []
    for row in rows:
        place = f"line {rows.line_num}"
        day = _day((row["date"] or "").strip(), source, place)
        kind = (row["kind"] or "").strip().lower()
        if kind not in _KINDS:
            raise CalendarError("calendar.kind", source=source, place=place, text=kind)
        label = (row.get("name") or "").strip() or kind
        listed.append((day, ListedDay(_KINDS[kind], names.get(label, Name(label, label)))))
    days = _unambiguous(listed, source)
    covered = frozenset(day.year for day in days if (day.month, day.day) < YEAR_END)
    return HolidayTable(Name(source, source), days, covered)


def read_toml(text: str, *, source: str) -> HolidayTable:
    """A table laid out like `state_council.toml`: one section a year, one line a holiday.

    A section `[own]` lists days without covering a year: the institution's own, laid over the national ones.
    """
    try:
        sections = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CalendarError("calendar.unreadable", source=source, text=str(error)) from None
    title = _name(sections.pop("title", source), source, "title")
    own_names = {key: _name(name, source, "[names]") for key, name in _section(sections, "names", source).items()}
    names = own_names if source == "state_council.toml" else {**_known_names(), **own_names}
    listed: list[tuple[date, ListedDay]] = []
    notices = {}
    for heading in sections:
        section = _section({heading: sections[heading]}, heading, source)
        if heading != "own" and not (heading.isascii() and heading.isdigit() and len(heading) == 4):
            raise CalendarError("calendar.layout", source=source, place=f"[{heading}]", text=heading)
        notice = section.pop("notice", "")
        if notice:
            notices[int(heading)] = str(notice)
        for key in ("issued", "changed_by"):
            section.pop(key, None)
        for key, entry in section.items():
            name = names.get(key, Name(key, key))
            listed += [(day, ListedDay(worked, name)) for day, worked in _entry(entry, source, f"[{heading}] {key}")]
    years = frozenset(int(heading) for heading in sections if heading != "own")
    return HolidayTable(title, _unambiguous(listed, source), years, notices)

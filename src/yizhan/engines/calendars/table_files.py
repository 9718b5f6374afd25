# SPDX-License-Identifier: Apache-2.0
"""Reading tables of days off from files: the shipped one, an institution's TOML, a CSV from a spreadsheet."""

import csv
import io
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path

from yizhan.engines.calendars.errors import CalendarError
from yizhan.engines.calendars.moments import check_range
from yizhan.engines.calendars.tables import YEAR_END, HolidayTable, ListedDay, Name, unambiguous

#: Words for a kind of day in a CSV file -> whether the day is worked.
_KINDS = dict.fromkeys(("holiday", "off", "放假", "休"), False) | dict.fromkeys(
    ("makeup_workday", "workday", "worked", "上班", "补班", "调休上班", "班"), True
)
#: Keys of a year's section that are about the notice, not about days.
_ABOUT_THE_NOTICE = {"notice", "issued", "changed_by"}
_LONGEST_HOLIDAY = timedelta(days=60)


@cache
def state_council_table() -> HolidayTable:
    """The State Council's notices for 2004 to 2026, as shipped."""
    return read_toml(_shipped(), source="state_council.toml")


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
    """A table with the columns date, kind (holiday or makeup_workday) and, if wished, name.

    A year is covered when a day before 28 December is listed; later ones may belong to the next New Year.
    """
    days = unambiguous(_csv_days(text, source), source)
    covered = frozenset(day.year for day in days if (day.month, day.day) < YEAR_END)
    return HolidayTable(Name(source, source), days, covered)


def _csv_days(text: str, source: str) -> Iterator[tuple[date, ListedDay]]:
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    names = {spelling: name for name in _known_names().values() for spelling in (name.chinese, name.english)}
    try:
        columns = [column.strip().lower() for column in next(rows, [])]
        if not {"date", "kind"} <= set(columns):
            raise CalendarError("calendar.unreadable", source=source, text="no columns date, kind")
        for cells in rows:
            if any(cell.strip() for cell in cells):
                row = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
                yield _csv_day(row, names, f"{source}:{rows.line_num}")
    except csv.Error as error:
        raise CalendarError("calendar.unreadable", source=f"{source}:{rows.line_num}", text=str(error)) from None


def _csv_day(row: Mapping[str, str], names: Mapping[str, Name], place: str) -> tuple[date, ListedDay]:
    written, kind = row.get("date", ""), row.get("kind", "").lower()
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise CalendarError("calendar.date", place=place, text=written) from None
    if kind not in _KINDS:
        raise CalendarError("calendar.kind", place=place, text=kind)
    label = row.get("name", "") or kind
    return check_range(day), ListedDay(_KINDS[kind], names.get(label, Name(label, label)))


def read_toml(text: str, *, source: str) -> HolidayTable:
    """A table laid out like `state_council.toml`: a section for each year, in it a line for each holiday.

    A section `[own]` lists an institution's own days; it covers no year and wins over the years' sections.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CalendarError("calendar.unreadable", source=source, text=str(error)) from None
    title = _name(content.pop("title", source), f"{source} title")
    names = _known_names() | _names(content.pop("names", {}), f"{source} [names]")
    own = unambiguous(_listed(content.pop("own", {}), names, f"{source} [own]"), source)
    years = {_year(heading, source): section for heading, section in content.items()}
    listed = [entry for year, section in years.items() for entry in _listed(section, names, f"{source} [{year}]")]
    return HolidayTable(
        title=title,
        days=unambiguous(listed, source) | own,
        years=frozenset(years),
        notices={year: str(section["notice"]) for year, section in years.items() if "notice" in section},
    )


@cache
def _shipped() -> str:
    return files("yizhan.engines.calendars").joinpath("state_council.toml").read_text("utf-8")


@cache
def _known_names() -> dict[str, Name]:
    return _names(tomllib.loads(_shipped())["names"], "state_council.toml [names]")


def _names(section: object, place: str) -> dict[str, Name]:
    if not isinstance(section, dict):
        raise CalendarError("calendar.layout", place=place, text=repr(section))
    return {key: _name(written, f"{place} {key}") for key, written in section.items()}


def _name(written: object, place: str) -> Name:
    """A name is a text, or a list of the Chinese and the English one."""
    match written:
        case str():
            return Name(written, written)
        case [str() as chinese, str() as english]:
            return Name(chinese, english)
        case _:
            raise CalendarError("calendar.layout", place=place, text=repr(written))


def _year(heading: str, source: str) -> int:
    if not (heading.isascii() and heading.isdigit() and len(heading) == 4):
        raise CalendarError("calendar.layout", place=source, text=f"[{heading}]")
    return int(heading)


def _listed(section: object, names: Mapping[str, Name], place: str) -> Iterator[tuple[date, ListedDay]]:
    if not isinstance(section, dict):
        raise CalendarError("calendar.layout", place=place, text=repr(section))
    for key, entry in section.items():
        if key in _ABOUT_THE_NOTICE:
            continue
        name = names.get(key, Name(key, key))
        for day, worked in _holiday(entry, f"{place} {key}"):
            yield check_range(day), ListedDay(worked, name)


def _holiday(entry: object, place: str) -> Iterator[tuple[date, bool]]:
    """The days of `{ off = [first, last], worked = [day, …] }`; either may be missing."""
    if not isinstance(entry, dict) or not entry or entry.keys() - {"off", "worked"}:
        raise CalendarError("calendar.layout", place=place, text=repr(entry))
    match entry.get("off", []):
        case []:
            pass
        case [first, last] if _is_span(first, last):
            yield from ((first + timedelta(offset), False) for offset in range((last - first).days + 1))
        case wrong:
            raise CalendarError("calendar.layout", place=place, text=f"off = {wrong!r}")
    worked = entry.get("worked", [])
    for day in worked if isinstance(worked, list) else [worked]:
        if type(day) is not date:
            raise CalendarError("calendar.date", place=place, text=str(day))
        yield day, True


def _is_span(first: object, last: object) -> bool:
    # A TOML moment is a `date` to Python as well, so the exact type is asked for.
    return type(first) is date and type(last) is date and timedelta() <= last - first < _LONGEST_HOLIDAY

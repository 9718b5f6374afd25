# SPDX-License-Identifier: Apache-2.0
"""Periods of an appraisal as people write them: 2026, 2026H1, 2026Q3, 2026-07, 2026W28, one day, or two with `..`."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from yizhan.engines.scoring.findings import Refused, refusal

_PERIOD = re.compile(r"^(\d{4})(?:[Hh]([12])|[Qq]([1-4])|[Ww](\d{1,2})|-(\d{1,2})(?:-(\d{1,2}))?)?$")


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`, both included."""

    start: date
    end: date
    label: str = ""

    def __str__(self) -> str:
        """As it was written, or both days."""
        return self.label or f"{self.start}..{self.end}"


def parse_period(text: str) -> Period:
    """Read a period; raises `Refused` with the forms that are understood."""
    first, separator, last = text.strip().partition("..")
    try:
        start, end = _span(first), _span(last if separator else first)
    except ValueError as error:
        raise _refusal(text) from error
    if end[1] < start[0]:
        raise _refusal(text)
    return Period(start[0], end[1], text.strip())


def _refusal(text: str) -> Refused:
    sentence = (
        f"'{text}' is no period; write 2026, 2026H1, 2026Q3, 2026-07, 2026W28, 2026-07-06, or two with .. between"
    )
    return refusal("period.unreadable", sentence, value=text)


def _span(text: str) -> tuple[date, date]:
    found = _PERIOD.match(text.strip())
    if not found:
        raise ValueError(text)
    year = int(found[1])
    half, quarter, week, month, day = (int(part) if part else None for part in found.groups()[1:])
    if week:
        monday = date.fromisocalendar(year, week, 1)
        return monday, monday + timedelta(days=6)
    if day:
        return date(year, month or 1, day), date(year, month or 1, day)
    if month:
        return _months(year, month, 1)
    if quarter:
        return _months(year, quarter * 3 - 2, 3)
    return _months(year, half * 6 - 5, 6) if half else _months(year, 1, 12)


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    last = month + count - 1
    return date(year, month, 1), date(year, last, monthrange(year, last)[1])

# SPDX-License-Identifier: Apache-2.0
"""Office hours: when in a working day work is done."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from yizhan.engines.calendars.errors import CalendarError
from yizhan.engines.calendars.moments import at_minute

_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-~–—至到]\s*(\d{1,2}):(\d{2})")


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """The spans of one working day, as minutes after midnight: opening counts, closing does not. 1440 is 24:00."""

    spans: tuple[tuple[int, int], ...]

    def __post_init__(self) -> None:
        edges = [edge for span in self.spans for edge in span]
        if not edges or any(later <= earlier for earlier, later in zip(edges[::2], edges[1::2], strict=True)):
            raise CalendarError("hours.order", text=str(self))
        if edges != sorted(edges) or edges[-1] > 1440:
            raise CalendarError("hours.order", text=str(self))

    @classmethod
    def parse(cls, text: str) -> Self:
        """“09:00-12:00,13:30-17:30”; full-width punctuation, 至 and blanks do as well."""
        spans = []
        for part in re.split(r"[,;、]\s*", unicodedata.normalize("NFKC", text).strip()):
            found = _SPAN.fullmatch(part.strip())
            if found is None or any(int(minute) > 59 for minute in (found[2], found[4])):
                raise CalendarError("hours.unreadable", text=text)
            spans.append((int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])))
        return cls(tuple(spans))

    def __str__(self) -> str:
        return ",".join(f"{_clock(opening)}-{_clock(closing)}" for opening, closing in self.spans)

    @property
    def opening(self) -> int:
        """The minute of the day at which work begins."""
        return self.spans[0][0]

    @property
    def closing(self) -> int:
        """The minute of the day at which work ends."""
        return self.spans[-1][1]

    @property
    def minutes_a_day(self) -> int:
        """Office minutes of one working day."""
        return sum(closing - opening for opening, closing in self.spans)

    def on(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """The spans of `day` as moments."""
        for opening, closing in self.spans:
            yield at_minute(day, opening), at_minute(day, closing)

    def fitted(self, minute: int) -> int:
        """The minute of the day brought into office hours: before opening to the opening, outside to the closing
        before it, so that a time of day never ends up later than it was written, unless the office was still shut.
        """
        closing = self.opening
        for span_opening, span_closing in self.spans:
            if span_opening <= minute <= span_closing:
                return minute
            if span_closing < minute:
                closing = span_closing
        return closing


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"

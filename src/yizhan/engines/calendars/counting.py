# SPDX-License-Identifier: Apache-2.0
"""How a rule counts: each choice that laws leave open or settle differently, with its default and its source.

Articles are those of the Civil Code (民法典), which apply unless a rule says otherwise (art. 204).
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, Self, get_type_hints

from yizhan.engines.calendars.durations import Unit
from yizhan.engines.calendars.errors import CalendarError


class FirstDay(StrEnum):
    """Whether the day of the event is a day of the period."""

    NOT_COUNTED = "not-counted"  # art. 201
    COUNTED = "counted"


class DayEnd(StrEnum):
    """When on its last day a period in days, months or years ends."""

    CLOSING = "closing"  # art. 203: when business stops, where there are office hours that day, else 24:00
    MIDNIGHT = "midnight"
    SAME_TIME = "same-time"


class Moves(StrEnum):
    """When the last day of a period in days, months or years moves on to the next working day."""

    DAYS_OFF = "days-off"  # art. 203; weekends are days off as well (Supreme Court on 民法通则 art. 154, no. 198)
    HOLIDAYS = "holidays"  # public holidays only, not ordinary weekends
    NEVER = "never"


class Clock(StrEnum):
    """When hours and minutes run."""

    ALWAYS = "always"  # art. 201: by the hour, from the moment on
    OFFICE_HOURS = "office-hours"


class LateStart(StrEnum):
    """What an event outside office hours, or on a day off, counts as when days are counted."""

    SAME_DAY = "same-day"  # art. 201 knows days only
    NEXT_OPENING = "next-opening"


class PausedDays(StrEnum):
    """Which days a pause takes out of a period in days."""

    AFTER_FIRST = "after-first"  # counted like any period: not the day it begins, but the day it ends
    TOUCHED = "touched"
    WHOLE = "whole"


class ExtendsFrom(StrEnum):
    """From where an extension counts on, when the last day had moved."""

    MOVED = "moved"  # art. 203 calls the day moved to the last day of the period
    UNMOVED = "unmoved"


@dataclass(frozen=True, slots=True)
class Counting:
    """One choice for each question. The defaults are those of the Civil Code for periods in natural days."""

    first_day: FirstDay = FirstDay.NOT_COUNTED
    day_end: DayEnd = DayEnd.CLOSING
    moves: Moves = Moves.DAYS_OFF
    clock: Clock = Clock.ALWAYS
    late_start: LateStart = LateStart.SAME_DAY
    paused_days: PausedDays = PausedDays.AFTER_FIRST
    extends_from: ExtendsFrom = ExtendsFrom.MOVED

    @classmethod
    def from_record(cls, record: Mapping[str, str]) -> Self:
        """The choices written as text (`{"moves": "never"}`); what is not named keeps its default."""
        options: dict[str, type[StrEnum]] = get_type_hints(cls)
        chosen: dict[str, Any] = {}
        for option, text in record.items():
            if option not in options:
                raise CalendarError("counting.option", option=option, choices=", ".join(options))
            try:
                chosen[option] = options[option](text)
            except ValueError:
                choices = ", ".join(options[option])
                raise CalendarError("counting.choice", option=option, text=text, choices=choices) from None
        return cls(**chosen)

    def to_record(self) -> dict[str, str]:
        """All choices as text, to be kept with a rule."""
        return {field.name: str(getattr(self, field.name)) for field in fields(self)}

    def moves_for(self, unit: Unit) -> Moves:
        """Working days end on a working day, hours and minutes at a moment: neither moves."""
        return self.moves if unit in {Unit.DAYS, Unit.MONTHS, Unit.YEARS} else Moves.NEVER

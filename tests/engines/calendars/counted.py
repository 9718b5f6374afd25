# SPDX-License-Identifier: Apache-2.0
"""Short ways to ask for a deadline in tests."""

from yizhan.engines.calendars.counting import Counting
from yizhan.engines.calendars.days import WorkingCalendar, national_calendar
from yizhan.engines.calendars.deadlines import Deadline, due
from yizhan.engines.calendars.durations import Duration
from yizhan.engines.calendars.hours import OfficeHours
from yizhan.engines.calendars.moments import parse_moment
from yizhan.engines.calendars.table_files import state_council_table
from yizhan.engines.calendars.terms import Extension, Pause, Term

OFFICE = WorkingCalendar(state_council_table(), office_hours=OfficeHours.parse("09:00-12:00,13:30-17:30"))


def pause(since: str, until: str, reason: str = "") -> Pause:
    """A pause between two written moments."""
    return Pause(parse_moment(since), parse_moment(until), reason)


def counted(
    duration: str,
    start: str,
    *,
    calendar: WorkingCalendar | None = None,
    pauses: tuple[Pause, ...] = (),
    extensions: tuple[str, ...] = (),
    label: str = "",
    **choices: str,
) -> Deadline:
    """The deadline of a written duration from a written moment."""
    return due(
        Term(Duration.parse(duration), Counting.from_record(choices), label),
        parse_moment(start),
        calendar or national_calendar(),
        pauses=pauses,
        extensions=[Extension(Duration.parse(text)) for text in extensions],
    )


def when(deadline: Deadline) -> str:
    """The moment, written without seconds and zone; 24:00 where a day ends so."""
    if deadline.end != deadline.moment:
        return f"{deadline.last_day} 24:00"
    return deadline.moment.strftime("%Y-%m-%d %H:%M")

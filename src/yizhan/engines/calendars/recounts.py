# SPDX-License-Identifier: Apache-2.0
"""Counting a deadline again under a changed calendar: both results and what made the difference."""

from dataclasses import dataclass
from datetime import date, timedelta

from yizhan.engines.calendars.days import DayKind, WorkingCalendar
from yizhan.engines.calendars.deadlines import Deadline, due
from yizhan.engines.calendars.durations import Language
from yizhan.engines.calendars.moments import elapsed


@dataclass(frozen=True, slots=True)
class ChangedDay:
    """A day that is something else in the new calendar."""

    day: date
    before: DayKind
    after: DayKind


@dataclass(frozen=True, slots=True)
class Recount:
    """One deadline under two calendars. `days` are those that differ from the start to the later of the two ends."""

    before: Deadline
    after: Deadline
    days: tuple[ChangedDay, ...]

    @property
    def moved_by(self) -> timedelta:
        """How much later the new deadline is; negative if it is earlier."""
        return elapsed(self.before.moment, self.after.moment)

    def in_words(self, language: Language) -> str:
        """The difference in one sentence, for the log."""
        earlier, now = (deadline.in_words(language) for deadline in (self.before, self.after))
        if language == "zh":
            return f"期限由{earlier}变为{now}。" if self.moved_by else f"期限不变，仍为{now}。"
        return f"The deadline moves from {earlier} to {now}." if self.moved_by else f"The deadline stays at {now}."


def recount(deadline: Deadline, old: WorkingCalendar, new: WorkingCalendar) -> Recount:
    """`deadline`, which was counted with `old`, counted again with `new`; pauses and extensions stay what they were."""
    after = due(deadline.term, deadline.start, new, pauses=deadline.pauses, extensions=deadline.extensions)
    first, last = deadline.start.date(), max(deadline.last_day, after.last_day)
    days = (first + timedelta(offset) for offset in range((last - first).days + 1))
    kinds = ((day, old.kind(day), new.kind(day)) for day in days)
    return Recount(deadline, after, tuple(ChangedDay(*kind) for kind in kinds if kind[1] is not kind[2]))

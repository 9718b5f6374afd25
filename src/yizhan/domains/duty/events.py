# SPDX-License-Identifier: Apache-2.0
"""What happens about duty. No event holds a telephone number: the journal is never deleted. Moments are ISO 8601."""

import datetime
from dataclasses import dataclass

from yizhan.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class RosterOpened(Event):
    """Somebody began a roster for a period, both days included; `unit` is empty for the office itself."""

    name = "duty.roster.opened"
    first: datetime.date
    last: datetime.date
    unit: str


@dataclass(frozen=True, kw_only=True)
class RosterFilled(Event):
    """Shifts of a draft were given to people in turn."""

    name = "duty.roster.filled"
    duty: str
    people: tuple[str, ...]
    shifts: int


@dataclass(frozen=True, kw_only=True)
class ShiftAssigned(Event):
    """One shift of a draft was given to somebody, or with an empty name to nobody."""

    name = "duty.shift.assigned"
    duty: str
    starts_at: datetime.datetime
    who: str


@dataclass(frozen=True, kw_only=True)
class RosterPublished(Event):
    """A roster binds from now on. `gaps` is in how many shifts nobody can be reached, `reason` why it binds anyway."""

    name = "duty.roster.published"
    first: datetime.date
    last: datetime.date
    unit: str
    gaps: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class RosterWithdrawn(Event):
    """A draft was given up."""

    name = "duty.roster.withdrawn"
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True, kw_only=True)
class ShiftChanged(Event):
    """Somebody else takes a published shift, or the rest of it from a moment on. Empty names stand for nobody."""

    name = "duty.shift.changed"
    duty: str
    starts_at: datetime.datetime
    former: str
    who: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class SwapAsked(Event):
    """Somebody asks a colleague to take a shift, perhaps for one of his or hers."""

    name = "duty.swap.asked"
    duty: str
    starts_at: datetime.datetime
    who: str
    whom: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class SwapAgreed(Event):
    """The colleague agreed; the shifts have changed hands."""

    name = "duty.swap.agreed"
    duty: str
    starts_at: datetime.datetime
    who: str
    whom: str


@dataclass(frozen=True, kw_only=True)
class SwapRefused(Event):
    """The colleague did not agree; the roster stays."""

    name = "duty.swap.refused"
    duty: str
    starts_at: datetime.datetime
    who: str
    whom: str


@dataclass(frozen=True, kw_only=True)
class SwapWithdrawn(Event):
    """Whoever asked no longer asks."""

    name = "duty.swap.withdrawn"
    duty: str
    starts_at: datetime.datetime
    who: str
    whom: str


@dataclass(frozen=True, kw_only=True)
class AbsenceEntered(Event):
    """Somebody will be away, both days included."""

    name = "duty.absence.entered"
    who: str
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True, kw_only=True)
class AbsenceEnded(Event):
    """Somebody is not away after all, or is back."""

    name = "duty.absence.ended"
    who: str
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True, kw_only=True)
class NumberEntered(Event):
    """Somebody can be reached at one more number, which the journal does not hold."""

    name = "duty.number.entered"
    who: str
    kind: str
    rank: int


@dataclass(frozen=True, kw_only=True)
class NumberEnded(Event):
    """Somebody can no longer be reached at a number."""

    name = "duty.number.ended"
    who: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class CheckCallAsked(Event):
    """Somebody on duty was called to see whether he or she can be reached."""

    name = "duty.check_call.asked"
    duty: str
    who: str


@dataclass(frozen=True, kw_only=True)
class CheckCallAnswered(Event):
    """He or she answered, after so many seconds."""

    name = "duty.check_call.answered"
    duty: str
    who: str
    seconds: int


@dataclass(frozen=True, kw_only=True)
class CheckCallMissed(Event):
    """Nobody answered in time."""

    name = "duty.check_call.missed"
    duty: str
    who: str


@dataclass(frozen=True, kw_only=True)
class HandoverWritten(Event):
    """Whoever goes signed what is running and what to watch."""

    name = "duty.handover.written"
    duty: str
    ends_at: datetime.datetime
    who: str


@dataclass(frozen=True, kw_only=True)
class HandoverTaken(Event):
    """Whoever comes signed for it."""

    name = "duty.handover.taken"
    duty: str
    ends_at: datetime.datetime
    who: str
    whom: str
    remark: str


@dataclass(frozen=True, kw_only=True)
class AlarmCalled(Event):
    """An alarm was put through to people. `number` counts how often it had gone on because nobody took it.

    `subject` is the deadline, `key` the alarm's public id. `is_fallback`: nobody was on duty by the roster;
    `is_passed_over`: nobody stood at this step, the next were called at once.
    """

    name = "duty.alarm.called"
    title: str
    kind: str
    due: str
    rung: str
    card: str
    number: int
    key: str
    people: tuple[str, ...]
    is_fallback: bool
    is_passed_over: bool = False

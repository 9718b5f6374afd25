# SPDX-License-Identifier: Apache-2.0
"""What happens to deadlines, alarms and calendars. Moments are given in ISO 8601."""

from dataclasses import dataclass

from yizhan.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class DeadlineOpened(Event):
    """Something is due at a moment, by a rule."""

    name = "clocks.deadline.opened"
    title: str
    due: str
    rule: str


@dataclass(frozen=True, kw_only=True)
class DeadlinePaused(Event):
    """Time stands still: somebody else has to act first."""

    name = "clocks.deadline.paused"
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class DeadlineResumed(Event):
    """Time runs again, with a new due moment."""

    name = "clocks.deadline.resumed"
    title: str
    due: str


@dataclass(frozen=True, kw_only=True)
class DeadlineMet(Event):
    """What was due has been done, in time or late."""

    name = "clocks.deadline.met"
    title: str
    due: str
    late: bool


@dataclass(frozen=True, kw_only=True)
class DeadlineReopened(Event):
    """What had been done has to be done again."""

    name = "clocks.deadline.reopened"
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class DeadlineCancelled(Event):
    """Nothing is due any more."""

    name = "clocks.deadline.cancelled"
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class DeadlineRecounted(Event):
    """A deadline was counted again because the calendar or what it is based on has changed."""

    name = "clocks.deadline.recounted"
    title: str
    former_due: str
    due: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ExtensionAsked(Event):
    """Somebody asks for more time."""

    name = "clocks.extension.asked"
    title: str
    duration: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class RequestGranted(Event):
    """A request for more time was granted."""

    name = "clocks.request.granted"
    title: str
    duration: str


@dataclass(frozen=True, kw_only=True)
class ExtensionGranted(Event):
    """A deadline moved on because more time was given."""

    name = "clocks.extension.granted"
    title: str
    former_due: str
    due: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ExtensionRefused(Event):
    """More time was refused."""

    name = "clocks.extension.refused"
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class AlarmRung(Event):
    """A moment came: before a deadline, at it, or after it. `number` counts how often it went on to somebody else.

    `key` is the alarm's public id; one that `calls` goes on until somebody takes it.
    """

    name = "clocks.alarm.rung"
    alarm: str
    kind: str
    rung: str
    card: str
    title: str
    due: str
    number: int
    key: str = ""
    calls: bool = False


@dataclass(frozen=True, kw_only=True)
class AlarmTaken(Event):
    """Somebody said that he or she sees to it."""

    name = "clocks.alarm.taken"
    title: str


@dataclass(frozen=True, kw_only=True)
class YearEntered(Event):
    """Days off and make-up working days of a year were entered; they count once confirmed."""

    name = "clocks.year.entered"
    year: int
    notice: str
    days: int


@dataclass(frozen=True, kw_only=True)
class YearConfirmed(Event):
    """A second person confirmed the days of a year; deadlines are counted by them from now on."""

    name = "clocks.year.confirmed"
    year: int
    recounted: int


@dataclass(frozen=True, kw_only=True)
class YearWithdrawn(Event):
    """The days of a year no longer count."""

    name = "clocks.year.withdrawn"
    year: int
    reason: str
    recounted: int

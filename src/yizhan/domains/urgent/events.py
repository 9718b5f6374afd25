# SPDX-License-Identifier: Apache-2.0
"""What happens to urgent events. Moments are given in ISO 8601."""

import datetime
from dataclasses import dataclass

from yizhan.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class EmergencyNoted(Event):
    """Somebody called: who, when, what (RULE-006)."""

    name = "urgent.emergency.noted"
    title: str
    caller: str
    happened_at: datetime.datetime
    known_at: datetime.datetime


@dataclass(frozen=True, kw_only=True)
class EmergencyReported(Event):
    """The written first report went out, with the responsible persons of the unit (RULE-014, RULE-015)."""

    name = "urgent.emergency.reported"
    title: str
    category: str
    level: str
    unit: str
    missing: tuple[str, ...]
    first_responsible: tuple[str, ...]
    directly_responsible: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class EmergencyReceived(Event):
    """The office has the first report: this moment counts (RULE-005)."""

    name = "urgent.emergency.received"
    title: str
    is_late: bool


@dataclass(frozen=True, kw_only=True)
class EmergencyFollowed(Event):
    """A numbered follow-up report (RULE-004)."""

    name = "urgent.emergency.followed"
    title: str
    number: int
    missing: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class FiguresTold(Event):
    """A report stated figures, such as the number of injured, as they were at a moment. Values are written out."""

    name = "urgent.figures.told"
    title: str
    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class FigureCorrected(Event):
    """A figure that was stated was wrong; both values stay."""

    name = "urgent.figure.corrected"
    title: str
    figure: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class StatementSettled(Event):
    """The wording that counts at this station was set, or a better one took its place (RULE-018)."""

    name = "urgent.statement.settled"
    title: str
    number: int
    text: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class VerificationEntrusted(Event):
    """Somebody has the duty to verify what was reported."""

    name = "urgent.verification.entrusted"
    title: str
    verifier: str


@dataclass(frozen=True, kw_only=True)
class VerificationDone(Event):
    """What was reported has been verified."""

    name = "urgent.verification.done"
    title: str
    outcome: str
    note: str
    is_late: bool


@dataclass(frozen=True, kw_only=True)
class EmergencyLinked(Event):
    """Two units reported one event; `other` is what this report is linked to, empty where the link was undone."""

    name = "urgent.emergency.linked"
    title: str
    other: str
    other_unit: str


@dataclass(frozen=True, kw_only=True)
class EmergencyConcluded(Event):
    """The final report: nothing more is demanded."""

    name = "urgent.emergency.concluded"
    title: str
    follow_ups: int


@dataclass(frozen=True, kw_only=True)
class EmergencyReopened(Event):
    """It goes on after all."""

    name = "urgent.emergency.reopened"
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class EmergencyWithdrawn(Event):
    """It was a mistake or a false alarm."""

    name = "urgent.emergency.withdrawn"
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class EmergencyForwarded(Event):
    """The event went up to another station, quoting a version of the wording; past a level with a reason."""

    name = "urgent.emergency.forwarded"
    title: str
    station_name: str
    statement: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class EmergencyArrived(Event):
    """A station below reported an event; it is a full event here."""

    name = "urgent.emergency.arrived"
    title: str
    from_name: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class EmergencyAcknowledged(Event):
    """The station above has received what went up: its receipt came back."""

    name = "urgent.emergency.acknowledged"
    title: str
    station_name: str


@dataclass(frozen=True, kw_only=True)
class EmergencyRecalled(Event):
    """The station that had reported the event withdrew it: to be judged here whether it goes on."""

    name = "urgent.emergency.recalled"
    title: str
    from_name: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class PassageAsked(Event):
    """A unit wants to tell its line; the leaders' agreement is sought through the office (RULE-010)."""

    name = "urgent.passage.asked"
    title: str
    way: str
    addressee: str


@dataclass(frozen=True, kw_only=True)
class PassageDecided(Event):
    """The leaders agreed that the line is told, or did not."""

    name = "urgent.passage.decided"
    title: str
    addressee: str
    is_agreed: bool
    leader: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class PassageGone(Event):
    """A word went to somebody besides the office; `breach` says where it should have gone otherwise."""

    name = "urgent.passage.gone"
    title: str
    way: str
    addressee: str
    ground: str
    breach: str
    gone_at: datetime.datetime


@dataclass(frozen=True, kw_only=True)
class PassageRefused(Event):
    """Somebody wanted to tell the committee, or somebody past a level, and not through the office (RULE-007)."""

    name = "urgent.passage.refused"
    title: str
    way: str
    addressee: str

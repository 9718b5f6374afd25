# SPDX-License-Identifier: Apache-2.0
"""What happens to findings. Only `findings.finding.closed` counts for appraisal; a reopening takes it back."""

import datetime
import uuid
from dataclasses import dataclass

from yizhan.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class FindingProposed(Event):
    """Facts, or a person, say that a unit reported late, not at all, or falsely. Nobody has decided anything yet."""

    name = "findings.finding.proposed"
    title: str
    unit: str
    kind: str
    origin: str
    minutes: int | None


@dataclass(frozen=True, kw_only=True)
class FindingOpened(Event):
    """A person took it up: the unit and its responsible persons are asked for an answer (RULE-014, RULE-015)."""

    name = "findings.finding.opened"
    title: str
    unit: str
    kind: str
    first_responsible: tuple[str, ...]
    directly_responsible: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class FindingDropped(Event):
    """It is not pursued."""

    name = "findings.finding.dropped"
    title: str
    unit: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class FindingAnswered(Event):
    """The unit, or a person it is against, spoke."""

    name = "findings.finding.answered"
    title: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class FindingUnanswered(Event):
    """Nobody answered in time."""

    name = "findings.finding.unanswered"
    title: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class FindingDecided(Event):
    """Decided by somebody who had not made the charge; the unit may object."""

    name = "findings.finding.decided"
    title: str
    unit: str
    kind: str
    outcome: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class FindingObjected(Event):
    """The unit brings it before the next level."""

    name = "findings.finding.objected"
    title: str
    unit: str
    before: str


@dataclass(frozen=True, kw_only=True)
class FindingClosed(Event):
    """It stands. `minutes` is how late the report was, None where there was none; `happened_at` dates the event."""

    name = "findings.finding.closed"
    title: str
    unit: str
    organization: uuid.UUID
    kind: str
    outcome: str
    ending: str
    happened_at: datetime.datetime
    minutes: int | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class FindingReopened(Event):
    """Something came to light afterwards: what was closed no longer counts, and the unit is heard again."""

    name = "findings.finding.reopened"
    title: str
    unit: str
    reason: str

# SPDX-License-Identifier: Apache-2.0
"""What happens to topics, requests and decisions. That an item answers a topic is told to its author."""

import datetime
from dataclasses import dataclass
from typing import ClassVar

from yizhan.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class TopicCommissioned(Event):
    """The office asks for items on a topic."""

    name = "topics.topic.commissioned"
    title: str
    kind: str
    due_at: datetime.datetime | None
    valid_until: datetime.date
    asked: tuple[str, ...]
    is_for_all: bool
    finding: str = ""


@dataclass(frozen=True, kw_only=True)
class TopicExtended(Event):
    """There is more time."""

    name = "topics.topic.extended"
    title: str
    due_at: datetime.datetime | None
    valid_until: datetime.date
    reason: str


@dataclass(frozen=True, kw_only=True)
class TopicClosed(Event):
    """The office has what it needs."""

    name = "topics.topic.closed"
    title: str
    answers: int
    unanswered: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class TopicWithdrawn(Event):
    """The office does not need the topic any more."""

    name = "topics.topic.withdrawn"
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class TopicReopened(Event):
    """A closed topic takes answers again."""

    name = "topics.topic.reopened"
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class RequestAccepted(Event):
    """A unit or person will write."""

    name = "topics.request.accepted"
    title: str
    asked: str


@dataclass(frozen=True, kw_only=True)
class RequestDeclined(Event):
    """A unit or person will not write, with the reason."""

    name = "topics.request.declined"
    title: str
    asked: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class RequestAnswered(Event):
    """What a unit or person was asked for has come."""

    name = "topics.request.answered"
    title: str
    asked: str
    item: str


@dataclass(frozen=True, kw_only=True)
class TopicAnswered(Event):
    """An item was handed in for a topic."""

    name = "topics.topic.answered"
    told: ClassVar[bool] = True
    title: str
    is_late: bool


@dataclass(frozen=True, kw_only=True)
class DecisionFollowed(Event):
    """The station begins to follow a decision."""

    name = "topics.decision.followed"
    title: str


@dataclass(frozen=True, kw_only=True)
class DecisionIssued(Event):
    """The decision was issued; now reactions, progress, effect and problems are wanted (RULE-040)."""

    name = "topics.decision.issued"
    title: str
    issued_on: datetime.date
    instrument: str


@dataclass(frozen=True, kw_only=True)
class DecisionConcluded(Event):
    """A phase of carrying it out is over; now results, experience and proposals are wanted (RULE-041)."""

    name = "topics.decision.concluded"
    title: str
    concluded_on: datetime.date


@dataclass(frozen=True, kw_only=True)
class PhaseMarked(Event):
    """An item counts for one phase of a decision (RULE-039)."""

    name = "topics.decision.phase_marked"
    title: str
    number: str
    phase: str


@dataclass(frozen=True, kw_only=True)
class SurveyAsked(Event):
    """Somebody wants to know what many items of a period speak of."""

    name = "topics.survey.asked"
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True, kw_only=True)
class SurveyBegun(Event):
    """A survey is being computed, for the first time or again after a break."""

    name = "topics.survey.begun"
    first: datetime.date
    last: datetime.date
    attempt: int


@dataclass(frozen=True, kw_only=True)
class SurveyReady(Event):
    """A survey was computed and kept."""

    name = "topics.survey.ready"
    first: datetime.date
    last: datetime.date
    messages: int
    topics: int


@dataclass(frozen=True, kw_only=True)
class SurveyFailed(Event):
    """A survey could not be computed."""

    name = "topics.survey.failed"
    first: datetime.date
    last: datetime.date
    problem: str


@dataclass(frozen=True, kw_only=True)
class HotTopicRenamed(Event):
    """A person gave a topic of a survey another title."""

    name = "topics.hot_topic.renamed"
    title: str
    before: str


@dataclass(frozen=True, kw_only=True)
class HotTopicMerged(Event):
    """A topic of a survey is part of another one."""

    name = "topics.hot_topic.merged"
    title: str
    into: str


@dataclass(frozen=True, kw_only=True)
class HotTopicDropped(Event):
    """A topic of a survey is no topic."""

    name = "topics.hot_topic.dropped"
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class HotTopicRestored(Event):
    """A topic of a survey that was merged or dropped stands on its own again."""

    name = "topics.hot_topic.restored"
    title: str
    reason: str

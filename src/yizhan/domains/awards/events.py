# SPDX-License-Identifier: Apache-2.0
"""What happens in award rounds. `matter` is the round, so that its story is one query; `title` is its name.

Who voted for whom is told nobody.
"""

import datetime
import uuid
from dataclasses import dataclass

from yizhan.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class RoundOpened(Event):
    """A round was opened; who may be nominated was reckoned and kept."""

    name = "awards.round.opened"
    title: str
    kind: str
    first: datetime.date
    last: datetime.date
    places: int
    eligible: int


@dataclass(frozen=True, kw_only=True)
class VotingBegun(Event):
    """The nominations went to a panel. `recused` names who does not vote."""

    name = "awards.round.voting_begun"
    title: str
    nominations: int
    panel: int
    recused: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Recused(Event):
    """A member of the panel declared that he or she is concerned; votes already cast do not count."""

    name = "awards.round.recused"
    title: str
    member: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Voted(Event):
    """A member of the panel voted, or voted anew before the count."""

    name = "awards.round.voted"
    title: str
    member: str
    is_again: bool


@dataclass(frozen=True, kw_only=True)
class Counted(Event):
    """The votes were counted: how many could vote and did, and how many votes were needed."""

    name = "awards.round.counted"
    title: str
    panel: int
    voted: int
    quorum: str
    majority: str


@dataclass(frozen=True, kw_only=True)
class Decided(Event):
    """It was decided who is chosen; the public notice begins."""

    name = "awards.round.decided"
    title: str
    chosen: tuple[str, ...]
    ends_at: datetime.datetime


@dataclass(frozen=True, kw_only=True)
class SentBack(Event):
    """An objection was upheld that no single name answers for: the decision is taken anew."""

    name = "awards.round.sent_back"
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class RoundAwarded(Event):
    """The time for objections is over; who was chosen has the award."""

    name = "awards.round.awarded"
    title: str
    awarded: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RoundCancelled(Event):
    """A round came to nothing."""

    name = "awards.round.cancelled"
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Nominated(Event):
    """A unit or the office nominated somebody or something, with its reason."""

    name = "awards.nomination.made"
    title: str
    nominee: str
    by: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class NominationWithdrawn(Event):
    """Whoever nominated withdrew it."""

    name = "awards.nomination.withdrawn"
    title: str
    nominee: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Chosen(Event):
    """Chosen, with the reason; on public notice."""

    name = "awards.nomination.chosen"
    title: str
    nominee: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class PassedOver(Event):
    """Not chosen, with the reason."""

    name = "awards.nomination.passed_over"
    title: str
    nominee: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Struck(Event):
    """Struck off the notice after an objection."""

    name = "awards.nomination.struck"
    title: str
    nominee: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Honoured(Event):
    """Has the award, under the number of the certificate."""

    name = "awards.nomination.honoured"
    title: str
    nominee: str
    serial: str
    prize: str


@dataclass(frozen=True, kw_only=True)
class Certified(Event):
    """The certificate was printed, for the first time or again."""

    name = "awards.nomination.certified"
    title: str
    nominee: str
    serial: str
    copy: int


@dataclass(frozen=True, kw_only=True)
class HandedOver(Event):
    """Certificate and prize were handed over."""

    name = "awards.nomination.handed_over"
    title: str
    nominee: str
    handed_on: datetime.date


@dataclass(frozen=True, kw_only=True)
class Revoked(Event):
    """The award was taken back, with the reason."""

    name = "awards.nomination.revoked"
    title: str
    nominee: str
    serial: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ObjectionRaised(Event):
    """Somebody objects to what is on public notice; `nominee` is empty where it is about the whole."""

    name = "awards.objection.raised"
    title: str
    nominee: str


@dataclass(frozen=True, kw_only=True)
class ObjectionAnswered(Event):
    """An objection has its answer."""

    name = "awards.objection.answered"
    title: str
    nominee: str
    is_upheld: bool
    answer: str


@dataclass(frozen=True, kw_only=True)
class Recommended(Event):
    """Somebody was proposed for membership because of outstanding work."""

    name = "awards.recommendation.proposed"
    nominee: str
    person: uuid.UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class Forwarded(Event):
    """The proposal went to the body that decides."""

    name = "awards.recommendation.forwarded"
    nominee: str
    person: uuid.UUID
    body: str


@dataclass(frozen=True, kw_only=True)
class Settled(Event):
    """The body decided."""

    name = "awards.recommendation.settled"
    nominee: str
    person: uuid.UUID
    is_admitted: bool
    settled_on: datetime.date
    note: str


@dataclass(frozen=True, kw_only=True)
class TakenBack(Event):
    """The proposal was taken back before it was forwarded."""

    name = "awards.recommendation.taken_back"
    nominee: str
    person: uuid.UUID
    reason: str

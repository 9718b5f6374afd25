# SPDX-License-Identifier: Apache-2.0
"""What happens to notices and letters. No event holds an address: the journal is never deleted."""

from dataclasses import dataclass

from yizhan.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class NoticeAcknowledged(Event):
    """Somebody signed for a notice. `entry` is the journal entry it told of, `about` that entry's event."""

    name = "notices.notice.acknowledged"
    entry: int
    about: str
    person: int


@dataclass(frozen=True, kw_only=True)
class LetterSent(Event):
    """A mail server or gateway took a letter."""

    name = "notices.letter.sent"
    channel: str
    attempts: int


@dataclass(frozen=True, kw_only=True)
class LetterDelivered(Event):
    """The gateway reports that a letter arrived."""

    name = "notices.letter.delivered"
    channel: str


@dataclass(frozen=True, kw_only=True)
class LetterDropped(Event):
    """A letter was not needed any more: everything in it had been read, or its address is gone."""

    name = "notices.letter.dropped"
    channel: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class LetterFailed(Event):
    """A letter was given up; the page of failures shows it."""

    name = "notices.letter.failed"
    channel: str
    attempts: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class LetterTriedAgain(Event):
    """An administrator had a failed letter tried again."""

    name = "notices.letter.tried_again"
    channel: str


@dataclass(frozen=True, kw_only=True)
class LetterSettled(Event):
    """A failed letter needs nothing more: the addressee was told in another way."""

    name = "notices.letter.settled"
    channel: str
    note: str


@dataclass(frozen=True, kw_only=True)
class ChannelTested(Event):
    """An administrator had a test letter sent."""

    name = "notices.channel.tested"
    channel: str

# SPDX-License-Identifier: Apache-2.0
"""What happens to entries of the register. That an entry counts as another one is said by the network's own events."""

from dataclasses import dataclass

from yizhan.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class MergerProposed(Event):
    """Somebody found that a person was entered twice."""

    name = "register.merger.proposed"
    duplicate: str
    person: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class MergerConfirmed(Event):
    """A second administrator agreed: from now on both entries are one person, with all rights of both."""

    name = "register.merger.confirmed"
    duplicate: str
    person: str
    account: str
    """The sign-in name of the account that was closed, because the person has another; or nothing."""


@dataclass(frozen=True, kw_only=True)
class MergerDropped(Event):
    """The two entries stay as they are."""

    name = "register.merger.dropped"
    duplicate: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class MergerUndone(Event):
    """They were two people after all."""

    name = "register.merger.undone"
    duplicate: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ChangeProposed(Event):
    """Units are to end, and perhaps to go on in others."""

    name = "register.change.proposed"
    former: str
    followers: str
    last_day: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ChangeCarriedOut(Event):
    """They have ended; `posts` of their people went along, the other posts ended."""

    name = "register.change.carried_out"
    former: str
    followers: str
    last_day: str
    posts: int


@dataclass(frozen=True, kw_only=True)
class ChangeDropped(Event):
    """The units stay as they are."""

    name = "register.change.dropped"
    former: str
    reason: str

# SPDX-License-Identifier: Apache-2.0
"""What happens in the network."""

from dataclasses import dataclass

from yizhan.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class StationFounded(Event):
    """A station began to exist."""

    name = "network.station.founded"
    code: str


@dataclass(frozen=True, kw_only=True)
class OrganizationSetUp(Event):
    """A body entered the tree."""

    name = "network.organization.set_up"
    title: str


@dataclass(frozen=True, kw_only=True)
class OrganizationRenamed(Event):
    """A body is called otherwise from a day on."""

    name = "network.organization.renamed"
    former: str
    title: str
    since: str


@dataclass(frozen=True, kw_only=True)
class OrganizationEnded(Event):
    """A body left the tree; what it did stays."""

    name = "network.organization.ended"
    on: str


@dataclass(frozen=True, kw_only=True)
class PersonEntered(Event):
    """A person was entered in the register."""

    name = "network.person.entered"


@dataclass(frozen=True, kw_only=True)
class PersonMerged(Event):
    """An entry of the register counts as another one; `into` is that one's public id."""

    name = "network.person.merged"
    into: str


@dataclass(frozen=True, kw_only=True)
class PersonParted(Event):
    """An entry of the register does not count as another one any more, whose public id is `former`."""

    name = "network.person.parted"
    former: str


@dataclass(frozen=True, kw_only=True)
class PostAppointed(Event):
    """A person received a post."""

    name = "network.post.appointed"
    person: int
    organization: int
    post_role: str


@dataclass(frozen=True, kw_only=True)
class PostEnded(Event):
    """A post ended, and with it its rights, tokens and sessions."""

    name = "network.post.ended"
    on: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ResponsibilityNamed(Event):
    """A person became first or directly responsible for a unit's reports."""

    name = "network.responsibility.named"
    person: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class AccountOpened(Event):
    """A person may sign in from now on."""

    name = "network.account.opened"
    sign_in_name: str


@dataclass(frozen=True, kw_only=True)
class SignInLinkMade(Event):
    """A one-time link was made for an account."""

    name = "network.account.link_made"


@dataclass(frozen=True, kw_only=True)
class PasswordSet(Event):
    """A person set a password through a one-time link."""

    name = "network.account.password_set"


@dataclass(frozen=True, kw_only=True)
class AccountClosed(Event):
    """A person may no longer sign in."""

    name = "network.account.closed"
    reason: str


@dataclass(frozen=True, kw_only=True)
class AccountReopened(Event):
    """A person whose account was closed may sign in again."""

    name = "network.account.reopened"
    reason: str


@dataclass(frozen=True, kw_only=True)
class SignedIn(Event):
    """Somebody signed in."""

    name = "network.account.signed_in"


@dataclass(frozen=True, kw_only=True)
class TokenMade(Event):
    """A key of the REST interface was made for a post."""

    name = "network.token.made"
    label: str


@dataclass(frozen=True, kw_only=True)
class TokenRevoked(Event):
    """A key of the REST interface ended."""

    name = "network.token.revoked"


@dataclass(frozen=True, kw_only=True)
class DeliveryTriedAgain(Event):
    """An effect that had failed was put back in the queue; the subject is what it is owed to."""

    name = "network.delivery.tried_again"
    delivery: int
    reaction: str


@dataclass(frozen=True, kw_only=True)
class ExportTaken(Event):
    """Somebody took a file out of the house: what, how many rows, by which filter."""

    name = "network.export.taken"
    what: str
    number: int
    file_format: str
    filter: str

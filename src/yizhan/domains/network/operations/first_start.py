# SPDX-License-Identifier: Apache-2.0
"""The first start: an empty store becomes an institution with three separated administrators, once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from yizhan.domains.network.models import Account, Installation, Organization
from yizhan.domains.network.operations import posts, tree
from yizhan.domains.network.operations.posts import Secret
from yizhan.domains.network.states import OrganizationKind, Role
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid

#: In the order in which they are asked for and shown.
ADMINISTRATORS = (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR)

_NOT_IN_SIGN_IN_NAMES = re.compile(r"[^A-Za-z0-9_.@\-\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """The station that an installation is made for."""

    code: str
    name: str
    short_name: str
    level: int
    line: str


@dataclass(frozen=True, slots=True)
class FirstLink:
    """What one of the administrators needs to sign in for the first time."""

    role: Role
    account: Account
    secret: Secret


def begin(actor: Actor, institution: Institution, names: Mapping[Role, str]) -> list[FirstLink]:
    """Set up the installation, its station and office, and an account with a one-time link for each administrator.

    All in one transaction, which one of several simultaneous first starts wins; the others are a `Conflict`. Nobody
    gets a default password: the links, shown once, are the only way in.
    Writes: installation, station, office, people, posts, accounts, links, journal. Announces: network.station.founded,
    network.organization.set_up, network.person.entered, network.post.appointed, network.account.opened,
    network.account.link_made.
    """
    _check_different(names)
    with transaction.atomic():
        _found(actor)
        office = _office(actor, institution)
        return [_administrator(actor, office, role, names[role]) for role in ADMINISTRATORS]


def _found(actor: Actor) -> Installation:
    """On PostgreSQL two first starts may both find the store empty; then the row itself decides."""
    try:
        return tree.found_installation(actor)
    except IntegrityError as taken:
        raise Conflict("network.installation.exists") from taken


def _office(actor: Actor, institution: Institution) -> Organization:
    station = tree.found_station(
        actor,
        code=institution.code,
        name=institution.name,
        short_name=institution.short_name,
        level=institution.level,
        line=institution.line,
    )
    return tree.set_up_organization(
        actor,
        station=station.pk,
        name=institution.name,
        short_name=institution.short_name,
        kind=OrganizationKind.OFFICE,
        level=institution.level,
        line=institution.line,
    )


def _administrator(actor: Actor, office: Organization, role: Role, name: str) -> FirstLink:
    person = tree.enter_person(actor, name=name)
    posts.appoint(actor, person=person.pk, organization=office.pk, role=role, starts_on=clock.today())
    account = posts.open_account(actor, person=person.pk, sign_in_name=_sign_in_name(role, name))
    return FirstLink(role, account, posts.make_sign_in_link(actor, account.pk))


def _sign_in_name(role: Role, name: str) -> str:
    """The person's own name where it can be one, else the name of the role."""
    plain = _plain(name)
    return plain if len(plain) > 1 else str(role)


def _check_different(names: Mapping[Role, str]) -> None:
    """Three names for three people, told apart also by what they will sign in with."""
    seen: set[str] = set()
    for role in ADMINISTRATORS:
        name = _plain(names[role]).casefold()
        if name and name in seen:
            raise Invalid("network.first_start.same_person", field=str(role))
        seen.add(name)


def _plain(name: str) -> str:
    return _NOT_IN_SIGN_IN_NAMES.sub("", name)[:40]

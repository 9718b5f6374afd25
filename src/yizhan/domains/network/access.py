# SPDX-License-Identifier: Apache-2.0
"""Who may see and change the network."""

import uuid

from django.db.models import QuerySet

from yizhan.domains.network.models import Account, Organization, Person, Post, Station
from yizhan.domains.network.permissions import Permission, holds
from yizhan.domains.network.states import ADMINISTRATORS, Role
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, NotFound
from yizhan.kernel.locking import locked


def require(actor: Actor, permission: Permission) -> None:
    """Let through who holds the right, refuse everybody else."""
    if not holds(actor.role, permission):
        raise Denied("network.denied", permission=permission)


def visible_organizations(actor: Actor) -> QuerySet[Organization]:
    """Administrators see every body of the installation, staff those of their station, others only their own."""
    if actor.role in ADMINISTRATORS or actor.role == Role.SYSTEM:
        return Organization.objects.all()
    if holds(actor.role, Permission.NETWORK_READ):
        return Organization.objects.filter(station_id=actor.station or 0)
    return Organization.objects.filter(pk=actor.organization or 0)


def visible_stations(actor: Actor) -> QuerySet[Station]:
    """Administrators see all stations; everybody else sees his or her own."""
    if actor.role in ADMINISTRATORS or actor.role == Role.SYSTEM:
        return Station.objects.all()
    return Station.objects.filter(pk=actor.station or 0)


def visible_posts(actor: Actor) -> QuerySet[Post]:
    """The posts of the bodies that the actor sees."""
    return Post.objects.filter(organization__in=visible_organizations(actor))


def find_station(actor: Actor, public_id: uuid.UUID) -> Station:
    """The station for reading, or `NotFound` for who may not know of it."""
    station = visible_stations(actor).select_related("parent").filter(public_id=public_id).first()
    if station is None:
        raise NotFound("network.station.unknown")
    return station


def find_organization(actor: Actor, public_id: uuid.UUID) -> Organization:
    """The body for reading, or `NotFound` for who may not know of it."""
    body = visible_organizations(actor).select_related("station", "parent").filter(public_id=public_id).first()
    if body is None:
        raise NotFound("network.organization.unknown")
    return body


def find_post(actor: Actor, public_id: uuid.UUID) -> Post:
    """The post for reading, or `NotFound` for who may not know of it."""
    found = visible_posts(actor).select_related("person", "organization", "station").filter(public_id=public_id)
    post = found.first()
    if post is None:
        raise NotFound("network.post.unknown")
    return post


def find_person(actor: Actor, public_id: uuid.UUID, permission: Permission) -> Person:
    """A person of the register, for who may do something to people."""
    require(actor, permission)
    person = Person.objects.select_related("account").filter(public_id=public_id).first()
    if person is None:
        raise NotFound("network.person.unknown")
    return person


def check_counts(person: int) -> None:
    """Refuse a person whom the register does not know, or who was merged into another entry."""
    merged = Person.objects.filter(pk=person).values_list("name", "merged_into").first()
    if merged is None:
        raise NotFound("network.person.unknown", field="person")
    if merged[1] is not None:
        raise Conflict("network.person.merged", field="person", name=merged[0])


def take_organization(actor: Actor, pk: int, permission: Permission) -> Organization:
    """Load, authorise and lock a body for change."""
    require(actor, permission)
    if not visible_organizations(actor).filter(pk=pk).exists():
        raise NotFound("network.organization.unknown")
    return locked(Organization, pk)


def take_post(actor: Actor, pk: int, permission: Permission) -> Post:
    """Load, authorise and lock a post for change."""
    require(actor, permission)
    if not visible_posts(actor).filter(pk=pk).exists():
        raise NotFound("network.post.unknown")
    return locked(Post, pk)


def take_person(actor: Actor, pk: int, permission: Permission) -> Person:
    """Load, authorise and lock a person for change."""
    require(actor, permission)
    if not Person.objects.filter(pk=pk).exists():
        raise NotFound("network.person.unknown")
    return locked(Person, pk)


def take_account(actor: Actor, pk: int, permission: Permission) -> Account:
    """Load, authorise and lock an account for change."""
    require(actor, permission)
    if not Account.objects.filter(pk=pk).exists():
        raise NotFound("network.account.unknown")
    return locked(Account, pk)

# SPDX-License-Identifier: Apache-2.0
"""Who may see and change the network."""

from django.db.models import QuerySet

from yizhan.domains.network.models import Account, Organization, Person, Post, Station
from yizhan.domains.network.permissions import Permission, holds
from yizhan.domains.network.states import ADMINISTRATORS, Role
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Denied, NotFound
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
        return Organization.objects.filter(station_id=actor.station)
    return Organization.objects.filter(pk=actor.organization)


def visible_stations(actor: Actor) -> QuerySet[Station]:
    """Administrators see all stations; everybody else sees his or her own."""
    if actor.role in ADMINISTRATORS or actor.role == Role.SYSTEM:
        return Station.objects.all()
    return Station.objects.filter(pk=actor.station)


def visible_posts(actor: Actor) -> QuerySet[Post]:
    """The posts of the bodies that the actor sees."""
    return Post.objects.filter(organization__in=visible_organizations(actor))


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

# SPDX-License-Identifier: Apache-2.0
"""Reading the network. Who may read what is in `access`."""

import datetime
import hashlib
import uuid

from django.db.models import Exists, OuterRef, Q, QuerySet

from yizhan.domains.network.models import (
    Account,
    Installation,
    Organization,
    Person,
    Post,
    Responsibility,
    SignInLink,
    Station,
    Token,
)
from yizhan.domains.network.states import Role
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor


def digest(secret: str) -> str:
    """What is kept of a secret that is random and long: its SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()


def in_force(on: datetime.date | None = None) -> Q:
    """Posts that are held on a day, by default today."""
    day = on or clock.today()
    return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))


def posts_held(person_id: int) -> QuerySet[Post]:
    """The posts a person holds today, with what a page shows of them."""
    return Post.objects.filter(in_force(), person_id=person_id).select_related("organization", "station", "person")


def posts_held_by(person_ids: list[int]) -> dict[int, list[Post]]:
    """Today's posts of several people, by person, in one query."""
    held: dict[int, list[Post]] = {}
    for post in Post.objects.filter(in_force(), person_id__in=person_ids).select_related("organization", "station"):
        held.setdefault(post.person_id, []).append(post)
    return held


def actor_of(post: Post, *, key: uuid.UUID | None = None) -> Actor:
    """The actor that a post is."""
    actor = Actor(
        role=post.role,
        post=post.pk,
        person=post.person_id,
        organization=post.organization_id,
        station=post.station_id,
    )
    return actor.requested(key)


def post_of_token(secret: str) -> Post | None:
    """The post that a key of the REST interface stands for, as long as key, post and account are in force."""
    token = (
        Token.objects.filter(digest=digest(secret), revoked_at__isnull=True)
        .select_related("post", "post__person__account")
        .first()
    )
    if token is None or not _is_held_today(token.post):
        return None
    account = getattr(token.post.person, "account", None)
    return token.post if account is None or account.is_active else None


def link_of_secret(secret: str) -> SignInLink | None:
    """The one-time link with that secret, if it may still be used."""
    return (
        SignInLink.objects.filter(digest=digest(secret), used_at__isnull=True, expires_at__gt=clock.now())
        .select_related("account__person")
        .first()
    )


def station_of_code(code: str) -> Station | None:
    """The station that a command names by its code."""
    return Station.objects.filter(code=code).first()


def stations() -> QuerySet[Station]:
    """All stations, from the nation down."""
    return Station.objects.select_related("parent").order_by("level", "id")


def organizations_of(station_id: int) -> QuerySet[Organization]:
    """The bodies of a station that exist today, in the order of the tree."""
    return Organization.objects.filter(station_id=station_id, ended_on__isnull=True).select_related("parent")


def without_officer(station_id: int) -> QuerySet[Organization]:
    """Units that name no information officer (RULE-201). Offices and sector groups report through others."""
    officers = Post.objects.filter(in_force(), organization=OuterRef("pk"), role=Role.OFFICER)
    return organizations_of(station_id).filter(~Exists(officers), kind__in=("department", "township", "liaison"))


def responsible(organization_ids: list[int]) -> QuerySet[Responsibility]:
    """Who answers today for the reports of these units, first responsible persons first."""
    today = clock.today()
    return (
        Responsibility.objects.filter(organization_id__in=organization_ids, since__lte=today)
        .filter(Q(until__isnull=True) | Q(until__gte=today))
        .select_related("person", "organization")
        .order_by("organization__rank", "organization_id", "-kind", "id")
    )


def holders(station_id: int, *roles: str) -> QuerySet[Post]:
    """Today's posts of a station in these roles."""
    return Post.objects.filter(in_force(), station_id=station_id, role__in=roles).select_related(
        "person", "organization"
    )


def people_of(station_id: int) -> QuerySet[Person]:
    """Everyone who holds a post at a station today, once."""
    return Person.objects.filter(Exists(Post.objects.filter(in_force(), person=OuterRef("pk"), station_id=station_id)))


def lineage(station: Station) -> list[Station]:
    """The stations above this one, nearest first: the way a report goes up, level by level (F01)."""
    above: list[Station] = []
    while station.parent is not None:
        station = station.parent
        above.append(station)
    return above


def installation() -> Installation | None:
    """The row about this installation, or None before the first start is finished."""
    return Installation.objects.filter(pk=1).first()


def sample_accounts() -> QuerySet[Account]:
    """The accounts through which a sample installation may be entered without a password."""
    return Account.objects.filter(is_sample=True, is_active=True).select_related("person").order_by("id")


def keys_of_people(public_ids: list[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Internal keys of people, for faces that hold public ids."""
    return dict(Person.objects.filter(public_id__in=public_ids).values_list("public_id", "pk"))


def keys_of_organizations(public_ids: list[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Internal keys of bodies, for faces that hold public ids."""
    return dict(Organization.objects.filter(public_id__in=public_ids).values_list("public_id", "pk"))


def _is_held_today(post: Post) -> bool:
    today = clock.today()
    return post.starts_on <= today and (post.ends_on is None or post.ends_on >= today)

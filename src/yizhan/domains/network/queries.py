# SPDX-License-Identifier: Apache-2.0
"""Reading the network. Who may read what is in `access`."""

import datetime
import hashlib
import re
import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

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
from yizhan.domains.network.states import OfficerKind, OrganizationKind, Role
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.prepared import prepared

#: Units that answer for reports of their own; offices and sector groups report through others.
_REPORTING_UNITS = (OrganizationKind.DEPARTMENT, OrganizationKind.TOWNSHIP, OrganizationKind.LIAISON)

#: What stands behind the proper name of a unit, and is left out where a sentence speaks of it.
_UNIT_ENDING = re.compile(r"(?:管理|监督管理)?(?:委员会|办公室|局|委|办|部|处|中心)$")


def digest(secret: str) -> str:
    """What is kept of a secret that is random and long: its SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()


def in_force(on: datetime.date | None = None) -> Q:
    """Posts that are held on a day, by default today."""
    day = on or clock.today()
    return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))


def posts_held(person_id: int) -> QuerySet[Post]:
    """The posts a person holds today, with what a page shows of them."""
    held = Post.objects.filter(in_force(), person__in=one_person(person_id))
    return held.select_related("organization", "station", "person")


@prepared
def posts_with_account(person: int, today: datetime.date) -> QuerySet[Post]:
    """The posts a person holds on a day, with what a page shows of them and the account: each page asks this first."""
    held = Post.objects.filter(in_force(today), person__in=one_person(person))
    return held.select_related("organization", "station", "person__account")


def posts_held_by(person_ids: list[int]) -> dict[int, list[Post]]:
    """Today's posts of several people (entries that count), by person, in one query."""
    held: dict[int, list[Post]] = {}
    theirs = Q(person__in=person_ids) | Q(person__merged_into__in=person_ids)
    for post in Post.objects.filter(in_force(), theirs).select_related("organization", "station", "person"):
        held.setdefault(post.person.counts_as, []).append(post)
    return held


def actor_of(post: Post, *, key: uuid.UUID | None = None) -> Actor:
    """The actor that a post is."""
    actor = Actor(
        role=post.role,
        post=post.pk,
        person=post.person.counts_as,
        entries=tuple(post.person.entries),
        organization=post.organization_id,
        station=post.station_id,
    )
    return actor.requested(key)


def actor_of_token(secret: str) -> Actor | None:
    """Whom a key of the REST interface stands for, as long as key, post and account are in force.

    Every request through the interface asks this, so only the columns of an actor are read.
    """
    for role, post, person, entries, organization, station in _actor_columns(digest(secret), clock.today()):
        return Actor(
            role=role,
            post=post,
            person=entries[0] if entries else person,
            entries=tuple(entries),
            organization=organization,
            station=station,
        )
    return None


@prepared
def _actor_columns(digest: str, today: datetime.date) -> QuerySet[Token, tuple[Any, ...]]:
    held = Q(post__starts_on__lte=today) & (Q(post__ends_on__isnull=True) | Q(post__ends_on__gte=today))
    open_account = Q(post__person__account__isnull=True) | Q(post__person__account__is_active=True)
    keys = Token.objects.filter(held, open_account, digest=digest, revoked_at__isnull=True)
    columns = (
        "post__role", "post_id", "post__person_id", "post__person__entries", "post__organization_id", "post__station_id"
    )  # fmt: skip
    return keys.values_list(*columns)[:1]


def link_of_secret(secret: str) -> SignInLink | None:
    """The one-time link with that secret, if it may still be used."""
    return (
        SignInLink.objects.filter(digest=digest(secret), used_at__isnull=True, expires_at__gt=clock.now())
        .select_related("account__person")
        .first()
    )


def station(key: int) -> Station:
    """The station with that key; each acting post has one. Raises its `DoesNotExist`."""
    for found in _stations_with(key):
        return found
    raise Station.DoesNotExist(key)


@prepared
def _stations_with(key: int) -> QuerySet[Station]:
    return Station.objects.filter(pk=key).order_by()


@prepared
def names_of_person(key: int) -> QuerySet[Person, str]:
    """The name of a person of the register: none or one."""
    return Person.objects.filter(pk=key).order_by().values_list("name", flat=True)


def station_of_code(code: str) -> Station | None:
    """The station that a command names by its code."""
    return Station.objects.filter(code=code).first()


def stations() -> QuerySet[Station]:
    """All stations, from the nation down."""
    return Station.objects.select_related("parent").order_by("level", "id")


def organizations_of(station_id: int) -> QuerySet[Organization]:
    """The bodies of a station that exist today, in the order of the tree."""
    return Organization.objects.filter(station_id=station_id, ended_on__isnull=True).select_related("parent")


def offices_of(station_id: int) -> QuerySet[Organization, int]:
    """The offices among them, by key."""
    return organizations_of(station_id).filter(kind=OrganizationKind.OFFICE).values_list("pk", flat=True)


def reporting_units(station_id: int) -> QuerySet[Organization]:
    """Those of them that answer for reports of their own."""
    return organizations_of(station_id).filter(kind__in=_REPORTING_UNITS)


def named_in(text: str, units: Iterable[Organization]) -> list[Organization]:
    """The units that a text names, in the order in which it does.

    A unit is found by its name, its short name, or the name without its ending: 交通运输局, 交通局, 交通.
    """
    found = [(_place_in(text, unit), unit) for unit in units]
    return [unit for place, unit in sorted(found, key=lambda pair: pair[0]) if place >= 0]


@prepared
def units_to_choose(station: int) -> QuerySet[Organization, tuple[uuid.UUID, str]]:
    """Public ids and short names of the same, for a choice."""
    return organizations_of(station).values_list("public_id", "short_name")


def without_officer(station_id: int) -> QuerySet[Organization]:
    """Units that name no full-time or part-time information officer (RULE-201); an invited one is not theirs."""
    own = (OfficerKind.FULL_TIME, OfficerKind.PART_TIME)
    officers = Post.objects.filter(in_force(), organization=OuterRef("pk"), role=Role.OFFICER, officer_kind__in=own)
    return organizations_of(station_id).filter(~Exists(officers), kind__in=_REPORTING_UNITS)


def without_responsible(station_id: int, kind: str) -> QuerySet[Organization]:
    """Units where nobody is first responsible (RULE-014), or nobody directly responsible (RULE-015)."""
    named = Responsibility.objects.filter(_named(), organization=OuterRef("pk"), kind=kind)
    return organizations_of(station_id).filter(~Exists(named), kind__in=_REPORTING_UNITS)


def responsible(organization_ids: list[int], on: datetime.date | None = None) -> QuerySet[Responsibility]:
    """Who answers for the reports of these units on a day, by default today, first responsible persons first."""
    return (
        Responsibility.objects.filter(_named(on), organization_id__in=organization_ids)
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
    return _that_count().filter(Exists(_posts_of_outer().filter(station_id=station_id)))


def candidates(station_id: int) -> QuerySet[Person]:
    """Who may be named or appointed at a station: its people, and those who hold no post anywhere."""
    held = _posts_of_outer()
    return _that_count().filter(Exists(held.filter(station_id=station_id)) | ~Exists(held)).order_by("name", "id")


def people(wanted: str = "") -> QuerySet[Person]:
    """The register with accounts, last entered first; `wanted` is part of a name, sign-in name, number or body.

    Entries that were merged are left out; they stand on the page of the entry that counts.
    """
    register = _that_count().select_related("account").order_by("-id")
    if not wanted:
        return register
    posts = _posts_of_outer().filter(organization__name__icontains=wanted)
    return register.filter(
        Q(name__icontains=wanted)
        | Q(mobile__startswith=wanted)
        | Q(account__sign_in_name__icontains=wanted)
        | Exists(posts)
    )


def without_account(register: QuerySet[Person]) -> QuerySet[Person]:
    """Those of the register who cannot sign in: they have no account, or it is closed."""
    others = Account.objects.filter(person__merged_into=OuterRef("pk"), is_active=True)
    return register.filter(Q(account__isnull=True) | Q(account__is_active=False)).filter(~Exists(others))


def without_post(register: QuerySet[Person]) -> QuerySet[Person]:
    """Those of the register who hold no post today."""
    return register.filter(~Exists(_posts_of_outer()))


def posts_ever_held(person_id: int) -> QuerySet[Post]:
    """All posts of a person, the present ones first."""
    held = Post.objects.filter(person__in=one_person(person_id)).select_related("organization", "station")
    return held.order_by(F("ends_on").desc(nulls_first=True), "-starts_on", "-id")


def posts_of_people_named(name: str) -> QuerySet[Post]:
    """Every post, past ones included, of people whose name contains these characters."""
    return Post.objects.filter(person__name__icontains=name)


def tokens_of(post_ids: list[int]) -> QuerySet[Token]:
    """The interface keys of posts, the ended ones too, last made first."""
    return Token.objects.filter(post_id__in=post_ids).select_related("post__organization").order_by("-id")


def lineage(station: Station) -> list[Station]:
    """The stations above this one, nearest first: the way a report goes up, level by level (F01)."""
    above: list[Station] = []
    while station.parent is not None:
        station = station.parent
        above.append(station)
    return above


def installation() -> Installation | None:
    """The row about this installation, or None before the first start is finished."""
    for found in _installations():
        return found
    return None


@prepared
def _installations() -> QuerySet[Installation]:
    return Installation.objects.filter(pk=1)


def sample_installation() -> QuerySet[Installation]:
    """The row about this installation, if it was made as a sample."""
    return Installation.objects.filter(pk=1, is_sample=True)


def sample_accounts() -> QuerySet[Account]:
    """The accounts through which a sample installation may be entered without a password."""
    return Account.objects.filter(is_sample=True, is_active=True).select_related("person").order_by("id")


def open_accounts() -> QuerySet[Account]:
    """The accounts that may sign in, by name."""
    return Account.objects.filter(is_active=True).select_related("person").order_by("sign_in_name")


def keys_of_people(public_ids: list[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Internal keys of people, for faces that hold public ids."""
    return dict(Person.objects.filter(public_id__in=public_ids).values_list("public_id", "pk"))


def keys_of_organizations(public_ids: list[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Internal keys of bodies, for faces that hold public ids."""
    return dict(Organization.objects.filter(public_id__in=public_ids).values_list("public_id", "pk"))


def one_person(key: int | None) -> QuerySet[Person]:
    """All entries of the register that are this person; `key` is that of the entry that counts."""
    return Person.objects.filter(Q(pk=key or 0) | Q(merged_into_id=key or 0)).order_by()


def counted(person: str = "person") -> Coalesce:
    """The key of the entry that counts, for a column that points to the register: who was entered twice counts once."""
    return Coalesce(F(f"{person}__merged_into"), F(person))


def counting_for(keys: Iterable[int]) -> dict[int, int]:
    """The keys of the entries that count, by those of entries that were merged into them; the others are left out."""
    merged = Person.objects.filter(pk__in=list(keys), merged_into__isnull=False).order_by()
    return {key: into for key, into in merged.values_list("pk", "merged_into") if into is not None}


def merged_entries() -> list[tuple[Person, Person]]:
    """All entries of the register that were merged, each with the one that counts."""
    merged = Person.objects.filter(merged_into__isnull=False).select_related("merged_into").order_by("pk")
    return [(one, one.merged_into) for one in merged if one.merged_into is not None]


def account(key: int) -> Account | None:
    """The account with that key."""
    return Account.objects.filter(pk=key).select_related("person").first()


def entry_with_account(person: Person) -> Person:
    """Of all entries that are this person the one that signs in; the one that counts where none does."""
    with_account = Person.objects.filter(pk__in=person.entries, account__is_active=True).select_related("account")
    return with_account.order_by("id").first() or person if person.entries else person


def _that_count() -> QuerySet[Person]:
    return Person.objects.filter(merged_into__isnull=True)


def _posts_of_outer() -> QuerySet[Post]:
    """Posts held today by the person of the outer query, under any of his or her entries."""
    own = Q(person=OuterRef("pk")) | Q(person__merged_into=OuterRef("pk"))
    return Post.objects.filter(in_force(), own)


def _named(on: datetime.date | None = None) -> Q:
    """Responsibilities in force on a day. On the day somebody else is named, the former one answers no more."""
    day = on or clock.today()
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gt=day))


def _place_in(text: str, unit: Organization) -> int:
    names = {unit.name, unit.short_name, _UNIT_ENDING.sub("", unit.short_name)}
    places = [text.find(name) for name in names if len(name) > 1]
    return min((place for place in places if place >= 0), default=-1)

# SPDX-License-Identifier: Apache-2.0
"""Whom quotas bind in a period: units and groups that existed, people who held the post, and for which days."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from yizhan.domains.network.models import Organization, Post, Station
from yizhan.domains.network.queries import counted
from yizhan.domains.network.states import OfficerKind, OrganizationKind, Role
from yizhan.domains.quotas.models import Exemption
from yizhan.domains.quotas.states import ExemptionState, Who
from yizhan.domains.reporting.queries.periods import Period
from yizhan.domains.rulebook.rules.scopes import Subject

#: The bodies that each of these binds.
_BODIES: dict[Who, frozenset[str]] = {
    Who.UNIT: frozenset({OrganizationKind.DEPARTMENT, OrganizationKind.TOWNSHIP, OrganizationKind.LIAISON}),
    Who.SECTOR: frozenset({OrganizationKind.SECTOR}),
    Who.COMMITTEE: frozenset({OrganizationKind.COMMITTEE}),
    Who.BRANCH: frozenset({OrganizationKind.BRANCH}),
}

#: The kinds of officers that each of these binds; a member is no officer.
_OFFICERS: dict[Who, frozenset[str]] = {
    Who.OFFICER: frozenset({OfficerKind.FULL_TIME, OfficerKind.PART_TIME}),
    Who.FULL_TIME: frozenset({OfficerKind.FULL_TIME}),
    Who.PART_TIME: frozenset({OfficerKind.PART_TIME}),
    Who.INVITED: frozenset({OfficerKind.INVITED}),
}


class Key(NamedTuple):
    """A person or a body, by its key; neither is the station itself."""

    person: int | None = None
    organization: int | None = None


@dataclass(slots=True)
class Bound:
    """One whom quotas bind: the days within the period for which they do, by whichever post or as a body."""

    key: Key
    public_id: UUID
    name: str
    unit: str
    subject: Subject
    post: int | None = None
    days: set[int] = field(default_factory=set)
    exemptions: list[Exemption] = field(default_factory=list)
    free: set[int] = field(default_factory=set)


def bound(station: Station, kinds: Iterable[Who], period: Period) -> dict[Who, list[Bound]]:
    """Whom quotas of these kinds bind at a station in a period, in the order of the tree and of names.

    At most one query for bodies, people and exemptions each.
    """
    wanted = set(kinds)
    found: dict[Who, list[Bound]] = {who: [] for who in wanted}
    exemptions = _exemptions(station.pk, period) if wanted - {Who.STATION} else {}
    if wanted & set(_BODIES):
        for body in _bodies(station.pk, period):
            for who in wanted & set(_BODIES):
                if body.kind in _BODIES[who]:
                    found[who].append(_of_body(body, period))
    if wanted & {Who.MEMBER, *_OFFICERS}:
        posts = _posts(station.pk, period)
        for who in wanted & {Who.MEMBER, *_OFFICERS}:
            found[who] = _of_posts([post for post in posts if _holds(post, who)], period)
    if Who.STATION in wanted:
        subject = Subject(level=station.level, line=station.line)
        found[Who.STATION] = [
            Bound(Key(), station.public_id, station.name, "", subject, days=_between(period.first, period.last))
        ]
    for one in (one for several in found.values() for one in several):
        one.exemptions = exemptions.get(one.key, [])
        for exemption in one.exemptions:
            one.free |= _between(exemption.first_on, exemption.last_on) & one.days
    return found


def _bodies(station_id: int, period: Period) -> list[Organization]:
    still = Q(ended_on__isnull=True) | Q(ended_on__gt=period.first)
    return list(Organization.objects.filter(still, station_id=station_id).order_by("level", "rank", "id"))


def _of_body(body: Organization, period: Period) -> Bound:
    """A body owes until the day before it ended."""
    last = period.last if body.ended_on is None else min(period.last, body.ended_on - datetime.timedelta(days=1))
    subject = Subject(organization=body.pk, body_kind=body.kind, level=body.level, line=body.line)
    return Bound(Key(organization=body.pk), body.public_id, body.name, "", subject, days=_between(period.first, last))


def _posts(station_id: int, period: Period) -> list[Post]:
    held = Q(starts_on__lte=period.last) & (Q(ends_on__isnull=True) | Q(ends_on__gte=period.first))
    posts = Post.objects.filter(held, station_id=station_id, role__in=(Role.MEMBER, Role.OFFICER))
    return list(posts.select_related("person", "organization").order_by("organization__rank", "starts_on", "id"))


def _holds(post: Post, who: Who) -> bool:
    return post.role == Role.MEMBER if who == Who.MEMBER else post.officer_kind in _OFFICERS[who]


def _of_posts(posts: Iterable[Post], period: Period) -> list[Bound]:
    """Each person once, for the days of all his or her posts; the latest post says where he or she belongs."""
    found: dict[int, Bound] = {}
    for post in posts:
        body = post.organization
        subject = Subject(organization=body.pk, body_kind=body.kind, level=body.level, line=body.line)
        key = post.person.counts_as
        one = found.setdefault(key, Bound(Key(person=key), post.person.public_id, post.person.name, "", subject))
        one.unit, one.subject, one.post = body.short_name or body.name, subject, post.pk
        one.days |= _between(max(post.starts_on, period.first), min(post.ends_on or period.last, period.last))
    return list(found.values())


def _exemptions(station_id: int, period: Period) -> dict[Key, list[Exemption]]:
    rows = Exemption.objects.filter(
        station_id=station_id, state=ExemptionState.GRANTED, first_on__lte=period.last, last_on__gte=period.first
    )
    found: dict[Key, list[Exemption]] = {}
    for row in rows.annotate(counts_as=counted()).order_by("first_on", "id"):
        found.setdefault(Key(row.counts_as, row.organization_id), []).append(row)
    return found


def _between(first: datetime.date, last: datetime.date) -> set[int]:
    """The days from one to another as ordinals; none where it ends before it begins."""
    return set(range(first.toordinal(), last.toordinal() + 1))

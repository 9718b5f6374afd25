# SPDX-License-Identifier: Apache-2.0
"""The network as its page shows it: units by kind with who reports and who answers, and what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext

from yizhan.domains.network import access, queries
from yizhan.domains.network.models import Organization, Station
from yizhan.domains.network.permissions import Permission, holds
from yizhan.domains.network.states import ADMINISTRATORS, OfficerKind, OrganizationKind, ResponsibilityKind, Role
from yizhan.kernel.actors import Actor
from yizhan.web.administration import addresses


@dataclass(slots=True)
class Unit:
    """One body: how deep it stands in the tree, its officers with their kind, who answers for its reports."""

    name: str
    url: str
    depth: int = 0
    officers: list[tuple[str, str]] = field(default_factory=list)
    first: list[str] = field(default_factory=list)
    direct: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Group:
    """The bodies of one kind, in the order of the tree."""

    label: str
    units: list[Unit]


@dataclass(frozen=True, slots=True)
class Finding:
    """Units in which something is missing that the rules demand."""

    sentence: str
    units: list[tuple[str, str]]


@dataclass(slots=True)
class Branch:
    """A station and those below it."""

    name: str
    url: str
    is_current: bool
    below: list["Branch"] = field(default_factory=list)


#: Kinds in the order of the page, with the head of their part.
_KINDS: tuple[tuple[str, str | Promise], ...] = (
    (OrganizationKind.OFFICE, gettext_lazy("Offices")),
    (OrganizationKind.TOWNSHIP, gettext_lazy("Townships and sub-districts")),
    (OrganizationKind.DEPARTMENT, gettext_lazy("Departments")),
    (OrganizationKind.LIAISON, gettext_lazy("Liaison offices")),
    (OrganizationKind.COMMITTEE, gettext_lazy("Special committees")),
    (OrganizationKind.SECTOR, gettext_lazy("Sector groups")),
    (OrganizationKind.BRANCH, gettext_lazy("Party branches")),
)


def sees_whole(actor: Actor) -> bool:
    """Whether the actor sees the whole tree and not only his or her own body."""
    return actor.role in ADMINISTRATORS or holds(actor.role, Permission.NETWORK_READ)


def groups_of(actor: Actor, station: Station) -> list[Group]:
    """The bodies of a station that exist today and that the actor sees, by kind. Three queries for any number."""
    bodies = list(_in_tree_order(_visible_bodies(actor, station)))
    units = {body.pk: Unit(body.name, addresses.body(body.public_id), depth) for body, depth in bodies}
    for post in queries.holders(station.pk, Role.OFFICER):
        if post.organization_id in units:
            kind = str(OfficerKind(post.officer_kind).label)
            units[post.organization_id].officers.append((post.person.name, kind))
    for named in queries.responsible(list(units)):
        unit = units[named.organization_id]
        (unit.first if named.kind == ResponsibilityKind.FIRST else unit.direct).append(named.person.name)
    by_kind: dict[str, list[Unit]] = {}
    for body, _depth in bodies:
        by_kind.setdefault(body.kind, []).append(units[body.pk])
    return [Group(str(label), by_kind[kind]) for kind, label in _KINDS if kind in by_kind]


def findings_of(station: Station) -> list[Finding]:
    """What the rules demand of every unit and some lack (RULE-201, RULE-014, RULE-015)."""
    without_officer = _named(queries.without_officer(station.pk))
    without_first = _named(queries.without_responsible(station.pk, ResponsibilityKind.FIRST))
    without_direct = _named(queries.without_responsible(station.pk, ResponsibilityKind.DIRECT))
    found = [
        Finding(_no_officer(len(without_officer)), without_officer),
        Finding(_no_first(len(without_first)), without_first),
        Finding(_no_direct(len(without_direct)), without_direct),
    ]
    return [finding for finding in found if finding.units]


def branches(actor: Actor, current: Station) -> list[Branch]:
    """The stations that the actor sees, as a tree."""
    stations = list(access.visible_stations(actor).order_by("level", "id"))
    known = {
        station.pk: Branch(station.short_name, addresses.station(station.public_id), station.pk == current.pk)
        for station in stations
    }
    roots: list[Branch] = []
    for station in stations:
        above = known.get(station.parent_id or 0)
        (above.below if above else roots).append(known[station.pk])
    return roots


def flat(roots: Iterable[Branch], depth: int = 0) -> list[tuple[int, Branch]]:
    """The branches in reading order, each with its depth."""
    return [line for root in roots for line in ((depth, root), *flat(root.below, depth + 1))]


def _visible_bodies(actor: Actor, station: Station) -> list[Organization]:
    visible = access.visible_organizations(actor).filter(station=station, ended_on__isnull=True)
    return list(visible.order_by("rank", "id"))


def _in_tree_order(bodies: list[Organization]) -> Iterable[tuple[Organization, int]]:
    """Each body after the one it belongs to; one whose parent is not shown stands at the root."""
    shown = {body.pk for body in bodies}
    below: dict[int, list[Organization]] = {}
    for body in bodies:
        below.setdefault(body.parent_id if body.parent_id in shown and body.parent_id else 0, []).append(body)
    waiting = [(body, 0) for body in reversed(below.get(0, []))]
    while waiting:
        body, depth = waiting.pop()
        yield body, depth
        waiting += [(child, depth + 1) for child in reversed(below.get(body.pk, []))]


def _named(bodies: Iterable[Organization]) -> list[tuple[str, str]]:
    return [(body.short_name, addresses.body(body.public_id)) for body in bodies]


def _no_officer(count: int) -> str:
    return ngettext(
        "%(count)d unit names no full-time or part-time information officer.",
        "%(count)d units name no full-time or part-time information officer.",
        count,
    ) % {"count": count}


def _no_first(count: int) -> str:
    return ngettext(
        "%(count)d unit names no first responsible person.",
        "%(count)d units name no first responsible person.",
        count,
    ) % {"count": count}


def _no_direct(count: int) -> str:
    return ngettext(
        "%(count)d unit names no directly responsible person.",
        "%(count)d units name no directly responsible person.",
        count,
    ) % {"count": count}

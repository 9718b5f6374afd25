# SPDX-License-Identifier: Apache-2.0
"""Stations, organisations, people and posts, made by the operations themselves."""

import copy
import datetime
import itertools
from dataclasses import dataclass, field, replace

from yizhan.domains.network import queries
from yizhan.domains.network.models import Organization, Person, Post, Station
from yizhan.domains.network.operations import posts, tree
from yizhan.domains.network.states import Level, Line, OfficerKind, OrganizationKind, Role
from yizhan.kernel.actors import Actor, system

_count = itertools.count(1)

LONG_AGO = datetime.date(2020, 1, 1)

STAFF_AND_AUTHORS = (
    Role.MEMBER,
    Role.OFFICER,
    Role.EDITOR,
    Role.REVIEWER,
    Role.SIGNER,
    Role.LEADER,
    Role.SUPERVISOR,
    Role.HANDLER,
    Role.SYSTEM_ADMINISTRATOR,
    Role.SECURITY_ADMINISTRATOR,
    Role.AUDIT_ADMINISTRATOR,
)


def station(
    *, level: int = Level.COUNTY, line: str = Line.CPPCC, parent: Station | None = None, name: str = ""
) -> Station:
    """A station of its own."""
    number = next(_count)
    return tree.found_station(
        system(),
        code=f"st{number}",
        name=name or f"第{number}区政协",
        short_name=name or f"{number}区政协",
        level=level,
        line=line,
        parent=parent.pk if parent else None,
    )


def organization(at: Station, *, kind: str = OrganizationKind.DEPARTMENT, name: str = "") -> Organization:
    """A body of a station."""
    return tree.set_up_organization(
        system(), station=at.pk, name=name or f"第{next(_count)}局", kind=kind, level=at.level, line=at.line
    )


def person(name: str = "") -> Person:
    """A person in the register."""
    return tree.enter_person(system(), name=name or f"某{next(_count)}")


def post(at: Organization, role: str, *, holder: Person | None = None) -> Post:
    """A post in force since long ago."""
    return posts.appoint(
        system(),
        person=(holder or person()).pk,
        organization=at.pk,
        role=role,
        officer_kind=OfficerKind.PART_TIME if role == Role.OFFICER else "",
        starts_on=LONG_AGO,
    )


def actor(at: Organization, role: str, *, holder: Person | None = None) -> Actor:
    """Somebody who acts in that role of that body."""
    return queries.actor_of(post(at, role, holder=holder))


@dataclass
class House:
    """One station with an office, two departments, a township, and somebody in every role."""

    station: Station
    above: Station
    office: Organization
    department: Organization
    other_department: Organization
    township: Organization
    actors: dict[str, Actor] = field(default_factory=dict)
    neighbours: list["House"] = field(default_factory=list)

    @classmethod
    def build(cls, above: Station | None = None) -> "House":
        """A house below a city station."""
        city = above or station(level=Level.CITY)
        own = station(parent=city)
        built = cls(
            station=own,
            above=city,
            office=organization(own, kind=OrganizationKind.OFFICE),
            department=organization(own),
            other_department=organization(own),
            township=organization(own, kind=OrganizationKind.TOWNSHIP),
        )
        places = {Role.OFFICER: built.township, Role.HANDLER: built.department}
        for role in STAFF_AND_AUTHORS:
            built.actors[role] = actor(places.get(role, built.office), role)
        return built

    def stands(self) -> bool:
        """Whether its rows are in the store."""
        return Station.objects.filter(pk=self.station.pk).exists()

    def copied(self) -> "House":
        """The same house in objects of its own, so that nobody sees what somebody else does to them."""
        copies = {
            name: copy.copy(getattr(self, name))
            for name in ("station", "above", "office", "department", "other_department", "township")
        }
        neighbours = [neighbour.copied() for neighbour in self.neighbours]
        return replace(self, **copies, actors=dict(self.actors), neighbours=neighbours)

    def __getattr__(self, name: str) -> Actor:
        """`house.editor`, `house.second_reviewer` (another person in that role), and so on."""
        role = name.removeprefix("second_")
        if role not in Role.values or name.startswith("_"):
            raise AttributeError(name)
        if name not in self.actors:
            places = {Role.OFFICER: self.township, Role.HANDLER: self.department}
            self.actors[name] = actor(places.get(Role(role), self.office), role)
        return self.actors[name]

    @property
    def neighbour(self) -> "House":
        """Another station of the same city."""
        if not self.neighbours:
            self.neighbours.append(House.build(self.above))
        return self.neighbours[0]

    @property
    def city(self) -> "House":
        """The station above, with people in every role."""
        return _house_of(self.above)


def _house_of(own: Station) -> House:
    office = organization(own, kind=OrganizationKind.OFFICE)
    built = House(
        station=own, above=own.parent or own, office=office, department=office, other_department=office, township=office
    )
    for role in STAFF_AND_AUTHORS:
        built.actors[role] = actor(office, role)
    return built

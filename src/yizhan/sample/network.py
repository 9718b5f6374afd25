# SPDX-License-Identifier: Apache-2.0
"""The people and bodies of the sample: stations at four levels, townships, departments, sectors, members, officers."""

import datetime
from dataclasses import dataclass, field

from yizhan.domains.network import queries
from yizhan.domains.network.models import Organization, Person, Post, Station
from yizhan.domains.network.operations import posts, tree
from yizhan.domains.network.states import Level, Line, OfficerKind, OrganizationKind, ResponsibilityKind, Role
from yizhan.kernel.actors import Actor, system
from yizhan.sample import places

#: Who may be entered without a password in a sample installation: sign-in name, role, title, body, further posts.
_FACES = (
    ("member", Role.MEMBER, "区政协委员", "经济界"),
    ("officer", Role.OFFICER, "专职信息员", "青石街道"),
    ("editor", Role.EDITOR, "信息编辑", "office"),
    ("reviewer", Role.REVIEWER, "信息科科长", "office"),
    ("reviewer2", Role.REVIEWER, "办公室副主任", "office"),
    ("signer", Role.SIGNER, "秘书长", "office"),
    ("leader", Role.LEADER, "区长", "government"),
    ("chair", Role.LEADER, "区政协主席", "office"),
    ("supervisor", Role.SUPERVISOR, "督查专员", "office"),
    ("handler", Role.HANDLER, "办公室主任", "住建局"),
    ("system", Role.SYSTEM_ADMINISTRATOR, "系统管理员", "office"),
    ("security", Role.SECURITY_ADMINISTRATOR, "安全管理员", "office"),
    ("audit", Role.AUDIT_ADMINISTRATOR, "审计管理员", "office"),
)


@dataclass
class District:
    """What the year is played with."""

    station: Station
    city: Station
    province: Station
    neighbour: Station
    bodies: dict[str, Organization] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    members: list[Actor] = field(default_factory=list)
    officers: list[Actor] = field(default_factory=list)
    handlers: dict[str, Actor] = field(default_factory=dict)
    names: list[str] = field(default_factory=lambda: places.names(420))

    def next_name(self) -> str:
        """An invented name that nobody bears yet."""
        return self.names.pop(0)


def build(since: datetime.date) -> District:
    """Everybody, with posts held since a day."""
    nation = _station("quanguo", "全国政协办公厅", "全国政协", Level.NATION, None)
    province = _station("yunling", f"{places.PROVINCE}政协办公厅", "省政协", Level.PROVINCE, nation)
    city = _station("jianglan", f"{places.CITY}政协办公室", "市政协", Level.CITY, province)
    own = _station("lanxi", f"政协{places.CITY}{places.DISTRICT}委员会", "区政协", Level.COUNTY, city)
    committee = _station("jlsw", f"中共{places.CITY}委办公室", "市委办", Level.CITY, None, Line.PARTY)
    centre = _station("lxxx", f"{places.DISTRICT}信息中心", "区信息中心", Level.COUNTY, committee, Line.PARTY)
    district = District(station=own, city=city, province=province, neighbour=centre)
    _bodies(district)
    for station, key in ((city, "city"), (province, "province"), (centre, "centre")):
        _office(district, station, key, since)
    _faces(district, since)
    _members(district, since)
    _officers(district, since)
    _handlers(district, since)
    _responsible(district, since)
    return district


def _station(
    code: str, name: str, short_name: str, level: Level, parent: Station | None, line: Line = Line.CPPCC
) -> Station:
    return tree.found_station(
        system(),
        code=code,
        name=name,
        short_name=short_name,
        level=level,
        line=line,
        parent=parent.pk if parent else None,
    )


def _body(district: District, key: str, name: str, short: str, kind: OrganizationKind, level: Level, rank: int) -> None:
    district.bodies[key] = tree.set_up_organization(
        system(),
        station=district.station.pk,
        name=name,
        short_name=short,
        kind=kind,
        level=level,
        line=Line.CPPCC if kind in {OrganizationKind.OFFICE, OrganizationKind.SECTOR} else Line.GOVERNMENT,
        rank=rank,
    )


def _bodies(district: District) -> None:
    office, department = OrganizationKind.OFFICE, OrganizationKind.DEPARTMENT
    _body(district, "office", f"{places.DISTRICT}政协办公室", "区政协办公室", office, Level.COUNTY, 1)
    _body(district, "government", f"{places.DISTRICT}人民政府办公室", "区政府办", office, Level.COUNTY, 2)
    for rank, (name, short) in enumerate(places.DEPARTMENTS, 10):
        _body(district, short, f"{places.DISTRICT}{name}", short, department, Level.COUNTY, rank)
    for rank, name in enumerate(places.TOWNSHIPS, 40):
        _body(district, name, f"{places.DISTRICT}{name}", name, OrganizationKind.TOWNSHIP, Level.TOWNSHIP, rank)
    for rank, (name, _) in enumerate(places.SECTORS, 60):
        _body(district, f"{name}界", f"{name}界别", f"{name}界", OrganizationKind.SECTOR, Level.COUNTY, rank)


def _office(district: District, station: Station, key: str, since: datetime.date) -> None:
    """The office of another station, with whoever acts there in the sample."""
    office = tree.set_up_organization(
        system(),
        station=station.pk,
        name=station.name,
        short_name=station.short_name,
        kind=OrganizationKind.OFFICE,
        level=Level(station.level),
        line=station.line,
    )
    for role in (Role.EDITOR, Role.REVIEWER, Role.SIGNER):
        post = _post(district, office, role, "", since)
        district.actors[f"{key}_{role}"] = queries.actor_of(post)
        if key == "city":
            posts.open_account(system(), person=post.person_id, sign_in_name=f"city-{role}", is_sample=True)
    second = _post(district, office, Role.REVIEWER, "", since)
    district.actors[f"{key}_reviewer2"] = queries.actor_of(second)


def _faces(district: District, since: datetime.date) -> None:
    for sign_in_name, role, title, body in _FACES:
        post = _post(district, district.bodies[body], role, title, since)
        district.actors[sign_in_name] = queries.actor_of(post)
        posts.open_account(system(), person=post.person_id, sign_in_name=sign_in_name, is_sample=True)
    _second_hat(district, since)


def _second_hat(district: District, since: datetime.date) -> None:
    """One person in two posts: a member who is also an invited officer of the office."""
    posts.appoint(
        system(),
        person=district.actors["member"].person or 0,
        organization=district.bodies["office"].pk,
        role=Role.OFFICER,
        title="特邀信息员",
        officer_kind=OfficerKind.INVITED,
        starts_on=since,
    )


def _members(district: District, since: datetime.date) -> None:
    for sector, count in places.SECTORS:
        already = 1 if f"{sector}界" == "经济界" else 0
        for _ in range(count - already):
            post = _post(district, district.bodies[f"{sector}界"], Role.MEMBER, "区政协委员", since)
            district.members.append(queries.actor_of(post))
    district.members.append(district.actors["member"])


def _officers(district: District, since: datetime.date) -> None:
    for unit in places.WITH_OFFICER:
        if unit == "青石街道":
            district.officers.append(district.actors["officer"])
            continue
        post = _post(district, district.bodies[unit], Role.OFFICER, "信息员", since)
        district.officers.append(queries.actor_of(post))


def _handlers(district: District, since: datetime.date) -> None:
    for _, short in places.DEPARTMENTS:
        if short == "住建局":
            district.handlers[short] = district.actors["handler"]
            continue
        post = _post(district, district.bodies[short], Role.HANDLER, "办公室主任", since)
        district.handlers[short] = queries.actor_of(post)


def _responsible(district: District, since: datetime.date) -> None:
    """First and directly responsible persons of every unit (RULE-014, RULE-015); one township has named nobody yet."""
    units = [short for _, short in places.DEPARTMENTS] + list(places.TOWNSHIPS[:9])
    titles = {ResponsibilityKind.FIRST: "主要负责人", ResponsibilityKind.DIRECT: "分管负责人"}
    for unit in units:
        for kind, title in titles.items():
            person = tree.enter_person(system(), name=district.next_name())
            tree.name_responsible(
                system(), district.bodies[unit].pk, person=person.pk, kind=kind, title=title, since=since
            )


def _post(district: District, body: Organization, role: Role, title: str, since: datetime.date) -> Post:
    person: Person = tree.enter_person(system(), name=district.next_name())
    return posts.appoint(
        system(),
        person=person.pk,
        organization=body.pk,
        role=role,
        title=title,
        officer_kind=OfficerKind.PART_TIME if role == Role.OFFICER else "",
        starts_on=since,
    )

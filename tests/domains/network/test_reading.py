# SPDX-License-Identifier: Apache-2.0
"""Reading the network: what the rules miss, who may be named, the register, and who may see what."""

import datetime

import pytest

from tests.factories import network as made
from tests.factories.network import House
from yizhan.domains.network import access, queries
from yizhan.domains.network.models import Organization, Post
from yizhan.domains.network.operations import posts, tree
from yizhan.domains.network.permissions import Permission
from yizhan.domains.network.states import OfficerKind, ResponsibilityKind, Role
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor, system
from yizhan.kernel.errors import Denied, NotFound
from yizhan.kernel.ids import new_id

DAY = datetime.timedelta(days=1)


def officer(at: Organization, kind: str) -> Post:
    return posts.appoint(
        system(),
        person=made.person().pk,
        organization=at.pk,
        role=Role.OFFICER,
        officer_kind=kind,
        starts_on=made.LONG_AGO,
    )


def named(at: Organization, kind: str, *, since: datetime.date = made.LONG_AGO) -> str:
    person = made.person()
    tree.name_responsible(system(), at.pk, person=person.pk, kind=kind, title="局长", since=since)
    return person.name


@pytest.mark.rule("RULE-201")
@pytest.mark.parametrize(
    ("kind", "is_missing"),
    [(OfficerKind.FULL_TIME, False), (OfficerKind.PART_TIME, False), (OfficerKind.INVITED, True)],
)
def test_unit_needs_an_officer_of_its_own(house: House, kind: str, is_missing: bool) -> None:
    officer(house.department, kind)
    assert (house.department in queries.without_officer(house.station.pk)) is is_missing


@pytest.mark.rule("RULE-201")
def test_offices_and_ended_bodies_are_not_asked_for_officers(house: House) -> None:
    tree.end_organization(system(), house.other_department.pk, on=clock.today())
    assert list(queries.without_officer(house.station.pk)) == [house.department]


@pytest.mark.rule("RULE-014")
@pytest.mark.rule("RULE-015")
@pytest.mark.parametrize("kind", ResponsibilityKind)
def test_unit_without_a_responsible_person_is_found(house: House, kind: str) -> None:
    units = {house.department, house.other_department, house.township}
    assert set(queries.without_responsible(house.station.pk, kind)) == units
    named(house.department, kind)
    assert set(queries.without_responsible(house.station.pk, kind)) == units - {house.department}


@pytest.mark.rule("RULE-014")
def test_new_first_responsible_person_takes_the_place_of_the_former_on_the_same_day(house: House) -> None:
    named(house.department, ResponsibilityKind.FIRST)
    latest = named(house.department, ResponsibilityKind.FIRST, since=clock.today())
    assert [one.person.name for one in queries.responsible([house.department.pk])] == [latest]


def test_candidates_are_the_station_s_people_and_those_without_a_post(house: House) -> None:
    free, member = made.person("自由人"), house.member.person
    candidates = set(queries.candidates(house.station.pk).values_list("pk", flat=True))
    assert {free.pk, member} <= candidates
    assert house.neighbour.member.person not in candidates


def test_register_is_searched_by_name_number_sign_in_name_and_body(house: House) -> None:
    person = tree.enter_person(system(), name="欧阳清辞", mobile="13800001111")
    posts.open_account(system(), person=person.pk, sign_in_name="qingci")
    made.post(made.organization(house.station, name="水文局"), Role.HANDLER, holder=person)
    for wanted in ("清辞", "1380000", "QINGCI", "水文"):
        assert list(queries.people(wanted)) == [person]
    assert list(queries.people("没有的人")) == []


def test_register_can_be_narrowed_to_who_cannot_sign_in_or_holds_no_post(house: House) -> None:
    free, closed = made.person(), made.person()
    account = posts.open_account(system(), person=closed.pk, sign_in_name="closed-one")
    posts.close_account(system(), account.pk, reason="调离")
    made.post(house.office, Role.EDITOR, holder=closed)
    assert {free, closed} <= set(queries.without_account(queries.people()))
    assert list(queries.without_post(queries.people())) == [free]


def test_all_posts_of_a_person_are_listed_present_ones_first(house: House) -> None:
    person = made.person()
    ended, held = (made.post(house.office, role, holder=person) for role in (Role.EDITOR, Role.REVIEWER))
    posts.end_post(system(), ended.pk, on=clock.today() - DAY, reason="轮岗")
    assert list(queries.posts_ever_held(person.pk)) == [held, Post.objects.get(pk=ended.pk)]


def find(actor: Actor, house: House, what: str) -> object:
    if what == "station":
        return access.find_station(actor, house.station.public_id)
    if what == "body":
        return access.find_organization(actor, house.department.public_id)
    return access.find_post(actor, Post.objects.get(pk=house.handler.post).public_id)


@pytest.mark.parametrize("what", ["station", "body", "post"])
def test_staff_find_what_is_theirs_and_nobody_else_does(house: House, elsewhere: House, what: str) -> None:
    assert find(house.editor, house, what)
    assert find(elsewhere.system_administrator, house, what)
    with pytest.raises(NotFound):
        find(elsewhere.editor, house, what)


def test_member_finds_only_the_own_body(house: House) -> None:
    assert access.find_organization(house.member, house.office.public_id) == house.office
    with pytest.raises(NotFound):
        access.find_organization(house.member, house.department.public_id)


def test_person_is_found_with_the_right_only(house: House) -> None:
    person = made.person()
    found = access.find_person(house.security_administrator, person.public_id, Permission.ACCOUNT_OPEN)
    assert found == person
    with pytest.raises(Denied):
        access.find_person(house.system_administrator, person.public_id, Permission.ACCOUNT_OPEN)
    with pytest.raises(NotFound):
        access.find_person(house.security_administrator, new_id(), Permission.ACCOUNT_OPEN)

# SPDX-License-Identifier: Apache-2.0
"""The tree: what each sees of it, what it finds missing, and the system administrator's acts."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.conftest import Recorded
from tests.factories import network as made
from tests.factories.network import House
from tests.web.administration.conftest import PEOPLE
from tests.web.items.visits import act, found, said, visitor
from yizhan.domains.network.models import Organization, Person, Responsibility, Station
from yizhan.domains.network.operations import tree
from yizhan.domains.network.states import Role
from yizhan.kernel import clock
from yizhan.kernel.actors import system

BODY = {
    "name": "云溪区水利局",
    "short_name": "水利局",
    "kind": "department",
    "level": "4",
    "line": "government",
    "rank": "7",
}


def pages(house: House) -> dict[str, str]:
    """The pages of the system administrator's acts."""
    return {
        "new body": f"/network/{house.station.public_id}/bodies/new/",
        "new station": f"/network/{house.station.public_id}/stations/new/",
        "new person": "/network/people/new/",
        "end": f"/network/bodies/{house.department.public_id}/end/",
        "responsible": f"/network/bodies/{house.department.public_id}/responsibilities/new/",
    }


def units(page: Any) -> list[str]:
    """The bodies that a page lists, in its order."""
    return found(page, '//section//th[contains(@class, "cell-main")]/a/text() | //section//p[@class="names"]/a/text()')


def test_anonymous_is_asked_to_sign_in() -> None:
    for url in ("/network/", "/rules/", "/accounts/", "/journal/", "/failures/", "/statistics/", "/items/import/"):
        assert Client().get(url).url == f"/sign-in/?next={url}"  # type: ignore[attr-defined] -- a redirect


def test_tree_shows_officers_and_responsible_persons(house: House, system_administrator: Client) -> None:
    person = tree.enter_person(system(), name="严向晚")
    tree.name_responsible(
        system(), house.township.pk, person=person.pk, kind="first", title="镇长", since=made.LONG_AGO
    )
    row = found(system_administrator.get("/network/"), f'//tr[th/a[text()="{house.township.name}"]]/td')
    officer = Person.objects.get(pk=house.officer.person)
    assert row == [f"{officer.name}兼职", "严向晚", "–"]


def test_findings_stand_above_the_tree_with_links(house: House, system_administrator: Client) -> None:
    page = system_administrator.get("/network/")
    assert found(page, '//*[@class="callout-title"]/text()') == [
        "2 个单位没有明确专职或兼职信息员",
        "3 个单位没有明确第一责任人",
        "3 个单位没有明确直接责任人",
    ]
    first = found(page, '(//*[contains(@class, "callout-body")])[1]//a/text()')
    assert first == [house.department.short_name, house.other_department.short_name]


def test_bodies_stand_under_what_they_belong_to(house: House, system_administrator: Client) -> None:
    for name, parent in (("第二科", house.department), ("第一科", house.department), ("驻村点", house.township)):
        tree.set_up_organization(
            system(), station=house.station.pk, name=name, kind="department", level=5, line="cppcc", parent=parent.pk
        )
    shown = units(system_administrator.get("/network/"))
    place = shown.index(house.department.name)
    assert shown[place : place + 3] == [house.department.name, "第二科", "第一科"]


def test_administrator_sees_the_other_stations(house: House, elsewhere: House, system_administrator: Client) -> None:
    page = system_administrator.get("/network/")
    assert elsewhere.station.short_name in said(page)
    other = system_administrator.get(f"/network/{elsewhere.station.public_id}/")
    assert elsewhere.department.name in units(other)
    assert house.department.name not in units(other)


@pytest.mark.parametrize(
    ("role", "sees"),
    [(role, role not in {Role.MEMBER, Role.OFFICER, Role.HANDLER}) for role in PEOPLE],
)
def test_staff_see_the_station_and_others_their_own_body(house: House, role: str, sees: bool) -> None:
    page = visitor(getattr(house, role)).get("/network/")
    assert page.status_code == 200
    assert (house.other_department.name in units(page)) is sees
    assert ("个单位没有明确第一责任人" in said(page)) is sees


def test_body_elsewhere_is_not_known(house: House, elsewhere: House) -> None:
    editor = visitor(house.editor)
    assert editor.get(f"/network/bodies/{house.department.public_id}/").status_code == 200
    assert editor.get(f"/network/bodies/{elsewhere.department.public_id}/").status_code == 404
    assert editor.get(f"/network/{elsewhere.station.public_id}/").status_code == 404
    assert visitor(house.member).get(f"/network/bodies/{house.department.public_id}/").status_code == 404


@pytest.mark.parametrize("name", ["new body", "new station", "new person", "end", "responsible"])
@pytest.mark.parametrize("role", [Role.EDITOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR])
def test_only_the_system_administrator_changes_the_tree(house: House, recorded: Recorded, role: str, name: str) -> None:
    client = visitor(getattr(house, role))
    recorded.clear()
    url = pages(house)[name]
    assert client.get(url).status_code == 403
    assert client.post(url, {**BODY, "on": "2026-01-01", "act": act()}).status_code == 403
    assert recorded.names == []


def test_buttons_are_shown_to_who_may_press_them(house: House, system_administrator: Client) -> None:
    assert "登记单位" in said(system_administrator.get("/network/"))
    assert "登记单位" not in said(visitor(house.editor).get("/network/"))


def test_body_is_entered_and_its_page_opens(house: House, system_administrator: Client, recorded: Recorded) -> None:
    recorded.clear()
    given = {**BODY, "parent": str(house.office.pk), "act": act()}
    answer = system_administrator.post(pages(house)["new body"], given)
    body = Organization.objects.get(name="云溪区水利局")
    assert (answer.status_code, answer["Location"]) == (302, f"/network/bodies/{body.public_id}/")
    assert (body.parent, body.rank, body.station) == (house.office, 7, house.station)
    assert recorded.names == ["network.organization.set_up"]


def test_double_click_enters_one_body(house: House, system_administrator: Client, recorded: Recorded) -> None:
    given = {**BODY, "act": act()}
    recorded.clear()
    answers = [system_administrator.post(pages(house)["new body"], given) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert recorded.names == ["network.organization.set_up"]


def test_refused_body_is_shown_again_with_words(house: House, system_administrator: Client) -> None:
    given = {**BODY, "name": house.department.name, "act": act()}
    page = system_administrator.post(pages(house)["new body"], given)
    assert page.status_code == 409
    assert house.department.name in found(page, '//*[@class="field-error"]')[0]
    assert found(page, '//input[@name="short_name"]/@value') == ["水利局"]


def test_station_is_founded_below(house: House, system_administrator: Client) -> None:
    given = {"name": "青石街道政协联络站", "short_name": "青石", "code": "qingshi", "level": "5", "line": "cppcc"}
    system_administrator.post(pages(house)["new station"], {**given, "act": act()})
    assert Station.objects.get(code="qingshi").parent == house.station


def test_station_must_lie_below(house: House, system_administrator: Client) -> None:
    given = {"name": "甲", "short_name": "甲", "code": "jia", "level": "2", "line": "cppcc", "act": act()}
    page = system_administrator.post(pages(house)["new station"], given)
    assert (page.status_code, Station.objects.filter(code="jia").count()) == (422, 0)


def test_person_is_entered_for_the_security_administrator(house: House, system_administrator: Client) -> None:
    answer = system_administrator.post(
        pages(house)["new person"], {"name": "欧阳清辞", "mobile": "138 0000 1111", "act": act()}, follow=True
    )
    assert Person.objects.get(name="欧阳清辞").mobile == "138 0000 1111"
    assert "欧阳清辞 已登记" in said(answer)


def test_person_with_an_impossible_number_is_not_entered(house: House, system_administrator: Client) -> None:
    page = system_administrator.post(pages(house)["new person"], {"name": "甲", "mobile": "电话", "act": act()})
    assert (page.status_code, Person.objects.filter(name="甲").count()) == (422, 0)


@pytest.mark.rule("RULE-014")
def test_responsible_person_is_named_from_the_station_s_people(house: House, system_administrator: Client) -> None:
    url = pages(house)["responsible"]
    offered = found(system_administrator.get(url), '//select[@name="person"]/option/@value')
    assert str(house.handler.person) in offered
    assert str(house.neighbour.handler.person) not in offered
    given = {"person": str(house.handler.person), "kind": "first", "title": "局长", "since": "2026-01-01"}
    answer = system_administrator.post(url, {**given, "act": act()})
    assert answer["Location"] == f"/network/bodies/{house.department.public_id}/"
    named = Responsibility.objects.get()
    assert (named.organization, named.person_id, named.title) == (house.department, house.handler.person, "局长")


def test_body_is_ended_and_leaves_the_tree(house: House, system_administrator: Client) -> None:
    today, body = clock.today().isoformat(), house.other_department
    end = {"on": today, "act": act()}
    assert system_administrator.post(pages(house)["end"], end).status_code == 409, "people hold posts there"
    url = f"/network/bodies/{body.public_id}/"
    system_administrator.post(f"{url}end/", end)
    assert body.name not in units(system_administrator.get("/network/"))
    page = said(system_administrator.get(url))
    assert "撤销" in page
    assert "明确责任人" not in page
    again = system_administrator.post(f"{url}end/", {"on": today, "act": act()})
    assert again.status_code == 409


def test_queries_do_not_grow_with_bodies(
    house: House, system_administrator: Client, queries_of: Callable[[Callable[[], Any]], int]
) -> None:
    def add() -> None:
        body = made.organization(house.station)
        made.post(body, Role.OFFICER)

    add()
    one = queries_of(lambda: system_administrator.get("/network/"))
    for _ in range(2):
        add()
    assert queries_of(lambda: system_administrator.get("/network/")) == one

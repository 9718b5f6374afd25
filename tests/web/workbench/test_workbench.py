# SPDX-License-Identifier: Apache-2.0
"""Where each role starts: the rows that wait, the counts in the rail, notices, preferences."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import items, periodicals, supervision
from tests.factories.network import STAFF_AND_AUTHORS, House
from tests.web.items.visits import said, visitor
from yizhan.domains.network.models import Account
from yizhan.domains.network.states import Role
from yizhan.kernel import outbox
from yizhan.web.rooms import rooms_of
from yizhan.web.waiting import waiting_for
from yizhan.web.workbench.guide import guidance_for
from yizhan.web.workbench.sent import sent_out
from yizhan.web.workbench.waiting import waiting


@pytest.mark.parametrize("role", STAFF_AND_AUTHORS)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_role_has_a_workbench_in_both_languages(house: House, role: str, language: str) -> None:
    page = visitor(getattr(house, role), language=language).get("/")
    assert page.status_code == 200
    assert ("等您办理" if language == "zh-hans" else "What waits for you") in said(page)


@pytest.mark.parametrize("role", Role.values)
def test_help_says_what_one_does_in_each_room_of_the_rail(role: str) -> None:
    assert [(one.label, one.url) for one in guidance_for(role)] == [(room.label, room.url) for room in rooms_of(role)]


def test_help_is_of_the_acting_post(house: House) -> None:
    page = said(visitor(house.leader).get("/help/"))
    assert "每条旁边都可以批示" in page
    assert "登记收款账户" not in page


def test_what_waits_stands_with_its_next_act_and_is_counted(house: House) -> None:
    urgent = items.submitted(house, title="急事")
    type(urgent).objects.filter(pk=urgent.pk).update(is_urgent=True)
    items.submitted(house, title="平常事")
    items.registered(house, title="正在编辑")
    rows = waiting(house.editor)
    assert [row.title for row in rows] == ["急事", "平常事", "正在编辑"]
    assert rows[0].act_url == f"/items/{urgent.public_id}/registration/"
    assert waiting_for(house.editor).rooms == {
        "inbox": 3,
        "topics": 0,
        "points": 0,
        "urgent": 0,
        "duty": 0,
        "findings": 0,
        "awards": 0,
    }
    assert waiting_for(house.reviewer).rooms == {
        "inbox": 0,
        "points": 0,
        "urgent": 0,
        "fees": 0,
        "bulletins": 0,
        "duty": 0,
        "findings": 0,
        "awards": 0,
    }


def test_each_role_waits_for_its_own_step(house: House) -> None:
    in_review = items.in_review(house, title="待审")
    approved = items.approved(house, title="待签")
    issue = periodicals.released(house)
    assignment = supervision.assigned(house)
    assert [row.title for row in waiting(house.reviewer)] == [in_review.title]
    assert approved.title in [row.title for row in waiting(house.signer)]
    assert str(issue) in [row.title for row in waiting(house.leader)]
    assert [row.url for row in waiting(house.handler)] == [f"/assignments/{assignment.public_id}/"]
    assert waiting(house.system_administrator) == []


def test_author_is_asked_to_revise_and_to_answer(house: House) -> None:
    returned = items.returned(house)
    feedback = supervision.feedback(house)
    assert [row.act_url for row in waiting(house.member)] == [
        f"/items/{returned.public_id}/revision/",
        f"/feedback/{feedback.public_id}/answer/",
    ]


def test_a_leader_is_asked_to_read_and_sees_where_instructed_matters_lie(house: House) -> None:
    under_way = supervision.accepted(house).case
    supervision.concluded(house)
    assert waiting(house.leader) == []
    assert [(line.title, line.url, line.whom) for line in sent_out(house.leader)] == [
        (under_way.item.title, f"/cases/{under_way.public_id}/", house.department.short_name)
    ]
    assert sent_out(house.second_leader) == []


@pytest.mark.parametrize("role", ["editor", "supervisor", "member", "handler", "leader"])
def test_workbench_costs_the_same_however_much_waits(house: House, role: str) -> None:
    client = visitor(getattr(house, role))
    counts = []
    for more in (1, 2):
        for _ in range(more):
            items.submitted(house)
            items.returned(house)
            supervision.assigned(house)
        client.get("/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_notices_are_told_opened_and_read(house: House) -> None:
    item = items.registered(house)
    outbox.carry_out()
    member = visitor(house.member)
    page = said(member.get("/notices/"))
    assert item.title in page
    assert "正在编辑" in page
    assert member.get("/waiting/").json()["notices"] > 0
    assert member.post("/notices/read/").status_code == 302
    assert member.get("/waiting/").json()["notices"] == 0


def test_preferences_and_language_are_kept(house: House) -> None:
    member = visitor(house.member)
    assert member.post("/preferences/", {"theme": "dark", "size": "elder", "density": "sideways"}).status_code == 302
    page = member.get("/").content.decode()
    assert 'data-size="elder"' in page
    assert 'data-density="comfortable"' in page
    assert member.post("/language/", {"language": "en"}).status_code == 302
    assert "Workbench" in said(member.get("/"))


def test_going_back_never_leaves_the_house(house: House) -> None:
    member = visitor(house.member)
    answer = member.post("/language/", {"language": "en"}, headers={"referer": "https://elsewhere.example/x"})
    assert answer.headers["Location"] == "/"


def test_an_ended_account_is_out_at_once(house: House) -> None:
    member = visitor(house.member)
    assert member.get("/").status_code == 200
    Account.objects.filter(person_id=house.member.person).update(is_active=False)
    assert member.get("/").status_code == 302


def test_sample_roles_exist_only_in_a_sample_installation(house: House) -> None:
    visitor(house.member)
    Account.objects.update(is_sample=True)
    name = Account.objects.get().sign_in_name
    assert name not in Client().get("/sign-in/").content.decode()
    answer = Client().post("/sign-in/sample/", {"account": name})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in/")

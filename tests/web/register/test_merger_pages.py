# SPDX-License-Identifier: Apache-2.0
"""The pages and the interface of mergers: guided, seen by two administrators and nobody else."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from tests.api.client import Program
from tests.factories import network, register
from tests.factories.network import House
from tests.web.administration.conftest import queries_of as queries_of
from tests.web.items.visits import act, found, said, visitor
from yizhan.domains.network.models import Person
from yizhan.domains.register.models import Merger
from yizhan.kernel.ids import new_id


def test_two_administrators_merge_and_take_back(house: House) -> None:
    keeper, giver = visitor(house.system_administrator), visitor(house.security_administrator)
    one = Person.objects.get(pk=house.member.acting_person)
    second = Person.objects.get(pk=register.twice(house, one).acting_person)
    assert reverse("mergers") in found(keeper.get("/network/"), "//main//a/@href")
    assert reverse("mergers") in found(giver.get("/accounts/"), "//main//a/@href")
    listed = found(keeper.get(reverse("mergers")), "//main//a/@href")
    url = reverse("merger-new", args=[second.public_id])
    assert url in listed
    chosen = f"{url}?into={one.public_id}"
    assert str(one.public_id) in found(keeper.get(url), "//input[@name='into']/@value")
    assert second.name in said(keeper.get(f"{url}?q={one.name}"))
    assert "并入另一条" in said(keeper.get(chosen))
    assert keeper.post(chosen, {"act": act(), "reason": ""}).status_code == 422
    twice = {"act": act(), "reason": "身份证号相同"}
    made = keeper.post(chosen, twice)
    assert made.status_code == 302
    assert keeper.post(chosen, twice).headers["Location"] == made.headers["Location"]
    assert keeper.post(chosen, {"act": act(), "reason": "再来一次"}).status_code == 409
    page = made.headers["Location"]
    assert "待安全管理员确认" in said(keeper.get(page))
    assert page in found(giver.get("/"), "//main//a/@href")
    merger = Merger.objects.get()
    confirmation = reverse("merger-confirmation", args=[merger.public_id])
    assert confirmation in found(giver.get(page), "//main//a/@href | //header//a/@href | //a/@href")
    assert keeper.post(confirmation, {"act": act(), "seen": 1}).status_code == 403
    assert giver.post(confirmation, {"act": act(), "seen": 1}).status_code == 302
    assert "之前可以撤销" in said(giver.get(page))
    assert "此人曾被多次录入" in said(giver.get(reverse("account", args=[one.public_id])))
    assert "已并入另一条目" in said(giver.get(reverse("account", args=[second.public_id])))
    undoing = reverse("merger-undoing", args=[merger.public_id])
    assert giver.post(undoing, {"act": act(), "seen": 2, "reason": "弄错了"}).status_code == 302
    assert "弄错了" in said(giver.get(page))
    for other in (house.editor, house.member, house.audit_administrator):
        assert visitor(other).get(reverse("mergers")).status_code == 403
        assert visitor(other).get(page).status_code == 404
        assert visitor(other).get(url).status_code == 403


def test_a_session_of_a_merged_entry_ends_and_both_posts_are_there_afterwards(house: House) -> None:
    second = register.twice(house)
    former = visitor(second)
    assert former.get("/").status_code == 200
    present = visitor(house.member)
    register.standing(house, Person.objects.get(pk=second.acting_person))
    assert former.get("/").status_code == 302
    assert present.get("/").status_code == 200
    posts = found(present.get("/"), "//*[@name='post']/@value | //option/@value")
    assert len([post for post in posts if post]) >= 2


def test_pages_of_mergers_ask_as_much_for_three_rows_as_for_one(
    house: House, queries_of: Callable[[Callable[[], Any]], int]
) -> None:
    client = visitor(house.security_administrator)
    visit = lambda: client.get(reverse("mergers"))  # noqa: E731 -- a visit to be counted
    register.proposed(house)
    one = queries_of(visit)
    for _ in range(2):
        register.proposed(house, network.person("吴明"), network.person("吴明"))
    assert queries_of(visit) == one


def test_a_merger_through_the_interface(house: House) -> None:
    keeper, giver = Program(house.system_administrator), Program(house.security_administrator)
    second = Person.objects.get(pk=register.twice(house).acting_person)
    one = Person.objects.get(pk=house.member.acting_person)
    assert {str(one.public_id), str(second.public_id)} == {row["id"] for row in keeper.get("/register/suspects")}
    wanted = {"duplicate": str(second.public_id), "into": str(one.public_id), "reason": "身份证号相同"}
    Program(house.editor).post("/register/mergers", wanted, status=403)
    giver.post("/register/mergers", wanted, status=403)
    made = keeper.post("/register/mergers", wanted, status=201)
    url = f"/register/mergers/{made['id']}"
    assert len(giver.get(url)["of_duplicate"]["posts"]) == 1
    keeper.post(f"{url}/confirmation", {}, status=403)
    assert giver.post(f"{url}/confirmation", {"seen": 1})["state"] == "standing"
    assert giver.post(f"{url}/undoing", {"reason": "弄错了"})["state"] == "undone"
    assert giver.post(f"{url}/drop", {"reason": "弄错了"}, status=409)["code"] == "register.state.elsewhere"
    keeper.get(f"/register/mergers/{new_id()}", status=404)
    Program(house.neighbour.editor).get(url, status=404)
    assert [row["state"] for row in keeper.get("/register/mergers")] == ["undone"]

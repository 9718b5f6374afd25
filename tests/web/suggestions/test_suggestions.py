# SPDX-License-Identifier: Apache-2.0
"""Suggestions beside an item, while editing and while writing; taking one; how good they are; what it all costs."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.factories import items, suggestions, supervision
from tests.factories.network import House
from tests.web.items.visits import act, found, part, said, visitor
from yizhan.domains.items.models import Draft, Item
from yizhan.domains.items.states import Kind
from yizhan.domains.suggestions.models import Filing, Learning, Suggestion
from yizhan.domains.suggestions.operations import learning
from yizhan.domains.suggestions.states import State
from yizhan.kernel.actors import system
from yizhan.kernel.ids import new_id


@pytest.fixture
def item(house: House) -> Item:
    suggestions.taught(house)
    return suggestions.clear(house)


@pytest.fixture
def editor(house: House) -> Client:
    return visitor(house.editor)


def url(item: Item, *below: str) -> str:
    return "/".join([f"/items/{item.public_id}/suggestions", *below, ""])


def asked(client: Client, item: Item) -> Any:
    """What the margin asks for."""
    return client.post(url(item), headers={"HX-Request": "true", "HX-Target": "suggestions"})


@pytest.mark.parametrize("address", ["/items/?item={}", "/items/{}/"])
def test_the_margin_asks_after_the_paper(editor: Client, item: Item, address: str) -> None:
    page = editor.get(address.format(item.public_id))
    assert found(page, '//*[@id="suggestions"]/@hx-post') == [url(item)]
    assert found(page, '//*[@id="suggestions"]//a/@href') == [url(item)], "and without script it is a link"
    assert not Suggestion.objects.exists(), "reading a page notes nothing"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-hans", ("类别 问题反映", "几乎可以肯定，", "采用", "不合适")),
        ("en", ("kind problem", "almost certain, ", "Take it")),
    ],
)
def test_each_suggestion_says_how_sure_it_is_and_why(house: House, item: Item, language: str, words: Any) -> None:
    page = asked(visitor(house.editor, language=language), item)
    assert [word for word in words if word not in said(page)] == []
    assert "油烟" in found(page, "//mark/text()")
    assert "13800138000" not in said(page)
    assert found(page, "//button/@data-key") == ["y"], "one key takes the first"
    assert {row.state for row in Suggestion.objects.all()} == {State.SHOWN}


def test_a_press_takes_a_kind_and_an_old_page_does_not(editor: Client, item: Item) -> None:
    page = editor.get(url(item))
    [form, *_] = found(page, "//form[contains(@action, 'taking')]/@action")
    given = {"label": Kind.PROBLEM, "seen": str(item.version), "act": act()}
    answer = editor.post(form, {**given, "next": "/items/?state=registered"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/items/?state=registered")
    assert editor.post(form, given).status_code == 302, "the same press again is the same act"
    item.refresh_from_db()
    assert (item.kind, item.text_number) == (Kind.PROBLEM, 2)
    assert editor.post(form, {**given, "act": act()}).status_code == 409
    assert "采纳系统建议（类别" in said(editor.get(f"/items/{item.public_id}/"))
    assert editor.get(form).status_code == 405
    aside = editor.post(
        url(item, "category", "setting-aside"),
        {"label": "环境保护"},
        headers={"HX-Request": "true", "HX-Target": "suggestions"},
    )
    assert "系统把握不足" in said(aside)
    assert editor.post(url(item, "category", "setting-aside"), {"label": "环境保护"}).status_code == 409


def test_who_may_not_sees_or_does_nothing(house: House, item: Item) -> None:
    label = {"label": Kind.PROBLEM}
    signer = visitor(house.signer)
    page = asked(signer, item)
    assert "问题" in said(page)
    assert found(page, "//form") == []
    assert signer.post(url(item, "kind", "taking"), label).status_code == 403
    assert signer.get(f"/items/{item.public_id}/category/").status_code == 403
    for other in (house.member, house.neighbour.editor):
        client = visitor(other)
        assert (client.get(url(item)).status_code, asked(client, item).status_code) == (404, 404)
        assert client.post(url(item, "written"), {"title": "甲"}).status_code == 404
    assert visitor(house.member).post(url(item, "kind", "taking"), label).status_code == 403
    assert visitor(house.neighbour.editor).post(url(item, "kind", "taking"), label).status_code == 404
    assert visitor(house.member).get("/suggestions/").status_code == 403
    assert visitor(house.signer).post("/suggestions/learning/").status_code == 403


def test_before_it_has_learned_it_says_so(house: House, editor: Client) -> None:
    page = asked(editor, items.registered(house))
    assert "系统还没学会" in said(page)
    assert found(page, "//form") == []
    assert "系统还没有学习过" in said(editor.get("/suggestions/"))


def test_an_item_is_filed_on_its_page(editor: Client, item: Item) -> None:
    page = editor.get(f"/items/{item.public_id}/category/")
    assert found(page, "//option[@selected]/@value") == [""], "nothing is chosen for anybody"
    assert editor.post(f"/items/{item.public_id}/category/", {"category": "没有", "act": act()}).status_code == 422
    answer = editor.post(f"/items/{item.public_id}/category/", {"category": "教育文体", "act": act()})
    assert answer.status_code == 302
    assert Filing.objects.get().category == "教育文体"
    assert "分类：教育文体" in said(asked(editor, item))


def test_a_case_that_waits_is_given_to_the_suggested_unit_beside_the_suggestion(house: House) -> None:
    units = [house.township, house.other_department, house.department]
    suggestions.taught(house, department=[str(unit.public_id) for unit in units])
    text = f"请{house.department.name}、{house.township.name}研究。"
    case = supervision.instruction(house, item=items.released(house, **suggestions.CLEAR), text=text).case
    supervisor, editor = visitor(house.supervisor), visitor(house.editor)
    assert found(supervisor.get(f"/cases/{case.public_id}/"), '//*[@id="suggestions"]/@hx-post') == [url(case.item)]
    page, address = asked(supervisor, case.item), f"/cases/{case.public_id}/suggested-unit/"
    assert house.department.name in said(page)
    assert found(page, "//form/@action") == [address]
    assert f"/cases/{case.public_id}/assignments/new/" in found(page, "//a/@href")
    assert found(page, "//input[@name='assisting'][@checked]/@value") == [str(house.township.pk)], "the other one named"
    assert found(asked(editor, case.item), "//form") == []
    given = {name: found(page, f"//form//*[@name='{name}']/@value")[0] for name in ("label", "act", "seen", "due_on")}
    assert editor.post(address, {**given, "task": "请核实。"}).status_code == 403
    refused = supervisor.post(address, {**given, "task": ""})
    assert (refused.status_code, house.department.name in said(refused)) == (422, True)
    assert supervisor.post(address, {**given, "task": "请核实。", "label": "没有"}).status_code == 409
    answer = supervisor.post(address, {**given, "task": "请核实。", "assisting": [str(house.township.pk)]})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/cases/{case.public_id}/")
    assert Suggestion.objects.get().state == State.TAKEN
    assert case.assignments.count() == 2
    assert "采纳系统建议（承办单位" in said(editor.get(f"/items/{case.item.public_id}/"))
    assert supervisor.get(address).status_code == 409, "there is nothing to decide any more"


def test_while_editing_the_kind_is_suggested_and_a_press_only_shows_it(editor: Client, item: Item) -> None:
    form = {"kind": "dynamics", "title": "油烟扰民", "situation": "油烟噪音扰民，垃圾成堆，臭味很大。"}
    assert url(item, "written") in found(editor.get(f"/items/{item.public_id}/edit/"), "//*/@hx-post")
    page = editor.post(url(item, "written"), form)
    assert found(page, "//button/@value") == [Kind.PROBLEM]
    assert found(page, "//button/@form") == ["edit"]
    again = editor.post(f"/items/{item.public_id}/edit/", {**form, "as_kind": Kind.PROBLEM})
    assert found(again, "//option[@selected]/@value") == [Kind.PROBLEM]
    item.refresh_from_db()
    assert (item.kind, item.text_number) == (Kind.SOCIAL_OPINION, 1)
    assert found(editor.post(url(item, "written"), {**form, "kind": "problem"}), "//button") == []


def test_an_author_reads_which_kind_it_may_be_and_chooses(house: House) -> None:
    suggestions.taught(house)
    author, key = visitor(house.member), new_id()
    form = {"kind": "dynamics", "title": "油烟扰民", "situation": "油烟噪音扰民，垃圾成堆，臭味很大。"}
    assert f"/items/new/{key}/kind/" in found(author.get(f"/items/new/{key}/"), "//*/@hx-post")
    page = author.post(f"/items/new/{key}/kind/", form)
    assert found(page, "//button/@form") == ["item"]
    assert "改选“问题反映”" in said(page)
    again = author.post(f"/items/new/{key}/", {**form, "as_kind": Kind.PROBLEM})
    assert found(again, "//input[@name='kind'][@checked]/@value") == [Kind.PROBLEM]
    assert found(author.post(f"/items/new/{key}/", {**form, "as_kind": "红"}), "//input[@name='kind'][@checked]/@value")
    for text in ("", "油烟", "\x00" * 20):
        assert found(author.post(f"/items/new/{key}/kind/", {"situation": text}), "//button") == []
    assert (Item.objects.count(), Draft.objects.count(), Suggestion.objects.count()) == (0, 0, 0)


def test_the_page_of_quality_and_learning_again(house: House, editor: Client, item: Item) -> None:
    asked(editor, item)
    page = editor.get("/suggestions/")
    assert [
        word for word in ("120 条决定", "留出样本的正确率", "可供学习的办理决定太少") if word not in said(page)
    ] == []
    assert found(page, "//*[@id='kind']//tbody/tr[1]/td/text()") == ["问题反映", "40", "1", "0", "0"]
    assert found(page, "//noscript") == []
    assert editor.post("/suggestions/learning/").status_code == 302
    running = editor.get("/suggestions/")
    assert found(running, "//*[@id='learning']/@hx-trigger") == ["every 5s"]
    assert found(running, "//*[@id='learning']//form") == []
    assert b'<noscript><meta http-equiv="refresh"' in running.content, "and without script the page loads itself"
    assert part(editor, "/suggestions/", "learning").status_code == 200
    begun = learning.begin(system())
    assert begun is not None
    learning.fail(system(), begun.pk, held=begun.claim, problem="x")
    assert "上次学习未能完成" in said(editor.get("/suggestions/"))
    assert Learning.objects.count() == 2
    assert "/suggestions/" in found(editor.get("/statistics/"), "//a/@href")
    assert "/suggestions/" not in found(visitor(house.leader).get("/statistics/"), "//main//a/@href")


def test_suggestions_cost_the_same_however_many_items_there_are(
    house: House, editor: Client, item: Item, queries_of: Callable[[Callable[[], Any]], int]
) -> None:
    def costs() -> list[int]:
        return [queries_of(lambda: editor.get(url(item))), queries_of(lambda: editor.get("/suggestions/"))]

    few = costs()
    for _ in range(3):
        asked(editor, suggestions.clear(house))
    assert costs() == few

# SPDX-License-Identifier: Apache-2.0
"""The check beside the paper, while editing and before handing in; setting aside on its page; what it costs."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.domains.checks.test_findings import SLIPS
from tests.factories import items
from tests.factories.network import House
from tests.web.items.visits import act, found, part, said, visitor
from yizhan.domains.checks import access, operations
from yizhan.domains.checks.models import SetAside
from yizhan.domains.items.models import Draft, Item
from yizhan.kernel.ids import new_id


@pytest.fixture
def item(house: House) -> Item:
    return items.registered(house, **SLIPS)


@pytest.fixture
def editor(house: House) -> Client:
    return visitor(house.editor)


def findings_url(item: Item) -> str:
    return f"/items/{item.public_id}/findings/"


def aside_url(house: House, item: Item) -> str:
    return f"{findings_url(item)}{access.findings_of(house.editor, item)[1].key}/setting-aside/"


@pytest.mark.parametrize("address", ["/items/?item={}", "/items/{}/"])
def test_the_margin_asks_for_the_check_after_the_paper(editor: Client, item: Item, address: str) -> None:
    page = editor.get(address.format(item.public_id))
    assert found(page, '//*[@id="findings"]/@hx-get') == [findings_url(item)]
    assert found(page, '//*[@id="findings"]//a/@href') == [findings_url(item)], "and without script it is a link"


@pytest.mark.rule("RULE-027")
@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", "没有这个日期：2026年2月30日。"), ("en", "There is no such day: 2026年2月30日.")],
)
def test_each_finding_marks_its_passage(house: House, item: Item, language: str, words: str) -> None:
    page = part(visitor(house.editor, language=language), findings_url(item), "findings")
    assert found(page, "//mark/text()") == ["2026年2月30日", ",", "12户停水，其中东区8户、西区5户"]
    assert words in said(page)


def test_a_finding_is_set_aside_with_a_reason_and_opened_again(house: House, editor: Client, item: Item) -> None:
    url = aside_url(house, item)
    assert found(editor.get(url), "//mark/text()") == ["2026年2月30日"]
    assert editor.post(url, {"act": act(), "reason": " "}).status_code == 422
    answer = editor.post(url, {"act": act(), "reason": '原文"如此', "next": "//evil.example/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/items/{item.public_id}/")
    page = part(editor, findings_url(item), "findings")
    assert '搁置：原文"如此' in said(page)
    assert editor.post(url, {"act": act(), "reason": "别的理由"}).status_code == 409
    [opening] = found(page, "//form/@action")
    assert editor.get(opening).status_code == 405
    assert editor.post(opening, {"act": act()}).status_code == 302
    assert not SetAside.objects.exists()


def test_who_may_not_sees_or_does_nothing(house: House, item: Item) -> None:
    url = aside_url(house, item)
    signer = visitor(house.signer)
    assert found(part(signer, findings_url(item), "findings"), "//*[@id='findings']//li//a") == []
    assert (signer.get(url).status_code, signer.post(url, {"reason": "甲"}).status_code) == (403, 403)
    for other in (house.member, house.neighbour.editor):
        client = visitor(other)
        assert client.get(findings_url(item)).status_code == 404
        assert client.post(f"{findings_url(item)}written/", {"title": "甲"}).status_code == 404
        assert client.post(url, {"reason": "甲"}).status_code == 404
    assert visitor(house.editor).get(f"{findings_url(item)}{'0' * 32}/setting-aside/").status_code == 404


def test_the_editor_s_form_is_checked_as_it_stands(editor: Client, item: Item) -> None:
    url = f"{findings_url(item)}written/"
    assert found(editor.get(f"/items/{item.public_id}/edit/"), f"//*[@hx-post='{url}']/@hx-include") == ["#edit"]
    page = editor.post(url, {"kind": "suggestion", "title": "甲", "situation": "噪音大,很(扰民"})
    assert found(page, "//mark/text()") == [",", "("]
    assert "没有提出建议。" in said(page)
    assert editor.post(url, {"kind": "\x00", "situation": "\x00" * 3}).status_code == 200


@pytest.mark.rule("RULE-030")
def test_an_author_checks_before_handing_in_and_hands_in_all_the_same(house: House) -> None:
    author, key = visitor(house.member), new_id()
    url = f"/items/new/{key}/"
    given = {
        "kind": "social_opinion",
        "title": "小区噪音",
        "situation": "噪音大,难受",
        "source": "自己",
        "is_truthful": "on",
    }
    assert found(author.get(url), "//*[@name='check']/@hx-target") == ["#checked"]
    for page in (author.post(url, {**given, "check": "1"}), part(author, url, "checked", {**given, "check": "1"})):
        assert page.status_code == 200
        assert "没有提出建议。" in said(page)
        assert found(page, "//*[@id='checked']//mark/text()") == [","]
    assert not Item.objects.filter(public_id=key).exists()
    assert not Draft.objects.filter(key=key).exists()
    assert author.post(url, given).status_code == 302
    assert Item.objects.filter(public_id=key).exists()


def test_nothing_found_is_said(house: House) -> None:
    given = {"kind": "experience", "title": "甲", "situation": "柳荫里小区42户居民" + "一起动手" * 20, "check": "1"}
    page = part(visitor(house.member), f"/items/new/{new_id()}/", "checked", given)
    assert "要素齐全，未发现文字差错。" in said(page)


def test_findings_cost_the_same_however_many_are_set_aside(
    house: House, editor: Client, item: Item, queries_of: Callable[[Callable[[], Any]], int]
) -> None:
    few = queries_of(lambda: part(editor, findings_url(item), "findings"))
    for one in access.findings_of(house.editor, item)[:3]:
        operations.set_aside(house.editor, item.public_id, one.key, reason="可以")
    assert queries_of(lambda: part(editor, findings_url(item), "findings")) == few

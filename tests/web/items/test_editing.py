# SPDX-License-Identifier: Apache-2.0
"""Editing: a new wording, the draft, who else writes, and the page that was overtaken."""

import datetime
from typing import Any

import pytest
from django.test import Client

from tests.conftest import Recorded
from tests.factories import items as made
from tests.factories.network import House
from tests.web.items.visits import act, address, found, part, said, visitor
from yizhan.domains.items import access
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import editing, review
from yizhan.domains.items.queries import wordings
from yizhan.domains.items.states import State
from yizhan.domains.network.models import Person
from yizhan.kernel import clock


def sent(item: Item, **changes: Any) -> dict[str, Any]:
    wording = made.wording(situation="青石街道46部电梯无人维护。")
    texts = {name: getattr(wording, name) for name in wording.__dataclass_fields__}
    seen = {"seen": item.version, "based_on": item.text_number}
    return {**texts, "kind": item.kind, "note": "核对数字", "act": act(), **seen, **changes}


@pytest.fixture
def editor(house: House) -> Client:
    """An editor at the desk."""
    return visitor(house.editor)


@pytest.fixture
def item(house: House) -> Item:
    """An item that the office is editing."""
    return made.registered(house)


@pytest.fixture
def url(item: Item) -> str:
    """Its page for editing."""
    return address("edit", item.public_id)


def test_page_shows_the_wording_in_force_beside_the_form(editor: Client, item: Item, url: str) -> None:
    page = editor.get(url)
    assert "维护费用无人承担" in found(page, '//*[@class="editing-before"]')[0]
    assert found(page, '//textarea[@name="situation"]') == ["青石街道多个小区加装电梯后,维护费用无人承担。"]


def test_new_wording_is_put_in_force(editor: Client, item: Item, url: str, recorded: Recorded) -> None:
    recorded.clear()
    answer = editor.post(url, sent(item, kind="problem", is_urgent="on"))
    assert answer.headers["Location"] == address("", item.public_id)
    item.refresh_from_db()
    assert (item.text_number, item.kind, item.is_urgent) == (2, "problem", True)
    text = wordings.text_in_force(item)
    assert (text.situation, text.note) == ("青石街道46部电梯无人维护。", "核对数字")
    assert recorded.names == ["items.item.edited"]


def test_new_wording_pressed_twice_is_one_wording(editor: Client, item: Item, url: str, recorded: Recorded) -> None:
    recorded.clear()
    given = sent(item)
    assert [editor.post(url, given).status_code for _ in range(2)] == [302, 302]
    assert recorded.names == ["items.item.edited"]


def test_differences_come_without_putting_anything_in_force(editor: Client, item: Item, url: str) -> None:
    page = editor.post(url, sent(item, look="1", situation="青石街道多个小区加装电梯后,维护费用没有着落。"))
    assert (page.status_code, found(page, "//del/text()"), found(page, "//ins/text()")) == (
        200,
        ["无人承担"],
        ["没有着落"],
    )
    item.refresh_from_db()
    assert item.text_number == 1


def test_differences_with_htmx_come_alone(editor: Client, item: Item, url: str) -> None:
    answer = part(editor, url, "differences", sent(item, look="1"))
    assert answer.content.decode().strip().startswith('<div id="differences"')
    assert "HX-Target" in answer.headers["Vary"]


@pytest.mark.parametrize("name", ["title", "situation"])
def test_missing_part_is_said_at_its_field(editor: Client, item: Item, url: str, name: str) -> None:
    answer = editor.post(url, sent(item, **{name: " "}))
    assert answer.status_code == 422
    assert found(answer, f'//*[@id="id_{name}_error"]')


def test_secret_material_is_refused(editor: Client, item: Item, url: str) -> None:
    assert editor.post(url, sent(item, suggestion="秘密★长期")).status_code == 422
    assert editor.post(url + "draft/", sent(item, suggestion="秘密★长期")).status_code == 422


def test_page_that_was_overtaken_shows_both_wordings(house: House, editor: Client, item: Item, url: str) -> None:
    opened = sent(item, situation="我写的新正文。")
    other = made.wording(situation="同事刚保存的正文。")
    editing.edit(house.second_editor, item.public_id, wording=other, note="同事的说明")
    answer = editor.post(url, opened)
    assert answer.status_code == 409
    assert "同事刚保存的正文。" in found(answer, '//*[@class="editing-before"]')[0]
    assert found(answer, '//textarea[@name="situation"]') == ["我写的新正文。"]
    assert Person.objects.get(pk=house.second_editor.person).name in said(answer)
    item.refresh_from_db()
    assert wordings.text_in_force(item).situation == "同事刚保存的正文。"
    again = {**opened, "act": act(), "seen": found(answer, '//form[@id="edit"]//input[@name="seen"]/@value')[0]}
    assert editor.post(url, again).status_code == 302
    item.refresh_from_db()
    assert wordings.text_in_force(item).situation == "我写的新正文。"
    assert item.text_number == 3


def test_item_that_left_the_desk_meanwhile_loses_nothing(house: House, editor: Client, item: Item, url: str) -> None:
    opened = sent(item, situation="我写的新正文。")
    review.send_to_review(house.second_editor, item.public_id)
    answer = editor.post(url, opened)
    assert answer.status_code == 409
    assert "我写的新正文。" in answer.content.decode()
    assert Item.objects.get(pk=item.pk).state == State.IN_REVIEW


def test_draft_is_kept_and_comes_back(house: House, editor: Client, item: Item, url: str) -> None:
    assert editor.post(url + "draft/", sent(item, situation="写到一半。")).status_code == 204
    page = editor.get(url)
    assert found(page, '//textarea[@name="situation"]') == ["写到一半。"]
    assert "已保存" in said(page)
    editor.post(url, sent(item))
    assert not access.drafts(house.editor).exists()


def test_draft_without_javascript_is_kept_by_its_button(house: House, editor: Client, item: Item, url: str) -> None:
    assert editor.post(url, sent(item, keep="1", situation="写到一半。")).status_code == 200
    assert access.drafts(house.editor).get(item=item).content["situation"] == "写到一半。"


def test_draft_that_was_overtaken_says_so_when_it_is_opened(house: House, editor: Client, item: Item, url: str) -> None:
    editor.post(url + "draft/", sent(item, situation="昨天写到一半。"))
    editing.edit(house.second_editor, item.public_id, wording=made.wording(situation="同事今早保存的正文。"))
    page = editor.get(url)
    assert "您写的内容没有丢" in said(page)
    assert found(page, '//textarea[@name="situation"]') == ["昨天写到一半。"]
    assert "同事今早保存的正文。" in found(page, '//*[@class="editing-before"]')[0]


def test_who_else_is_writing_is_named_for_a_while(house: House, editor: Client, item: Item, url: str) -> None:
    colleague = Person.objects.get(pk=house.second_editor.person).name
    moment = clock.now()
    with clock.at(moment):
        visitor(house.second_editor).post(url + "draft/", sent(item, situation="同事的草稿"))
        page = said(editor.get(url))
        assert "有人正在编辑这条信息" in page
        assert colleague in page
        assert "同事的草稿" not in page
    with clock.at(moment + datetime.timedelta(minutes=11)):
        assert "有人正在编辑这条信息" not in said(editor.get(url))


def test_author_s_wording_can_stand_beside(house: House, editor: Client, item: Item, url: str) -> None:
    editing.edit(house.editor, item.public_id, wording=made.wording(situation="编辑后的正文。"))
    assert "编辑后的正文。" in found(editor.get(url), '//*[@class="editing-before"]')[0]
    original = found(editor.get(f"{url}?beside=original"), '//*[@class="editing-before"]')[0]
    assert "维护费用无人承担" in original
    assert "编辑后的正文。" not in original


def test_who_may_not_edit(house: House, elsewhere: House, item: Item, url: str) -> None:
    assert visitor(house.supervisor).get(url).status_code == 403
    assert visitor(house.member).get(url).status_code == 403
    assert visitor(elsewhere.editor).get(url).status_code == 404
    assert visitor(house.second_member).get(url).status_code == 404
    assert Client().get(url).status_code == 302


def test_item_in_review_is_not_edited(house: House, editor: Client, item: Item, url: str) -> None:
    review.send_to_review(house.editor, item.public_id)
    page = editor.get(url)
    assert page.status_code == 409
    assert "不能这样办理" in said(page)

# SPDX-License-Identifier: Apache-2.0
"""All wordings of an item: any two compared, and against the item it came from."""

import pytest
from django.test import Client

from tests.factories import items as made
from tests.factories.network import House
from tests.web.items.visits import address, found, part, said, visitor
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import editing, registration
from yizhan.kernel.ids import new_id


@pytest.fixture
def item(house: House) -> Item:
    """An item with three wordings: 一, 二 and 三."""
    item = made.registered(house, situation="第一稿的正文。")
    for word in "二三":
        editing.edit(
            house.editor, item.public_id, wording=made.wording(situation=f"第{word}稿的正文。"), note=f"改成{word}"
        )
    return Item.objects.get(pk=item.pk)


@pytest.fixture
def editor(house: House) -> Client:
    """An editor at the desk."""
    return visitor(house.editor)


@pytest.mark.parametrize(
    ("query", "removed", "added"),
    [("", "二", "三"), ("?after=2", "一", "二"), ("?before=1&after=3", "一", "三"), ("?before=3&after=1", "三", "一")],
)
def test_any_two_wordings_are_compared(editor: Client, item: Item, query: str, removed: str, added: str) -> None:
    page = editor.get(address("texts", item.public_id) + query)
    assert "".join(found(page, "//del/text()")).strip("第稿") == removed
    assert "".join(found(page, "//ins/text()")).strip("第稿") == added


def test_wordings_can_stand_side_by_side(editor: Client, item: Item) -> None:
    page = editor.get(address("texts", item.public_id) + "?view=columns")
    assert found(page, '//*[@class="difference-sides"]//h3') == ["情况", "情况"]


def test_every_wording_is_listed_with_its_note(editor: Client, item: Item) -> None:
    page = said(editor.get(address("texts", item.public_id)))
    assert "改成二" in page
    assert "改成三" in page


def test_same_wording_has_no_differences(editor: Client, item: Item) -> None:
    page = editor.get(address("texts", item.public_id) + "?before=2&after=2")
    assert "这两稿内容相同" in said(page)
    assert "第二稿的正文" in said(page)


def test_only_wording_is_simply_shown(house: House, editor: Client) -> None:
    page = editor.get(address("texts", made.registered(house).public_id))
    assert "目前只有一稿" in said(page)


def test_htmx_brings_the_comparison_only(editor: Client, item: Item) -> None:
    answer = part(editor, address("texts", item.public_id) + "?before=1&after=3", "comparison")
    assert found(answer, "//html/body/*/@id") == ["comparison"]


@pytest.mark.parametrize("query", ["?before=9", "?after=x", "?after=", "?view=sideways"])
def test_unknown_number_counts_as_not_said(editor: Client, item: Item, query: str) -> None:
    assert editor.get(address("texts", item.public_id) + query).status_code == 200


def test_item_is_compared_with_the_one_it_came_from(house: House, elsewhere: House) -> None:
    item = made.submitted(house, situation="来稿的正文。")
    registration.transfer(house.editor, item.public_id, station=elsewhere.station.pk, reason="属于邻区")
    copy = Item.objects.get(origin=item)
    registration.register(elsewhere.editor, copy.public_id)
    editing.edit(elsewhere.editor, copy.public_id, wording=made.wording(situation="邻区改过的正文。"))
    page = visitor(elsewhere.editor).get(address("texts", copy.public_id) + f"?against={item.public_id}")
    assert item.number in said(page)
    assert "".join(found(page, "//del/text()")) == "来稿"
    assert "".join(found(page, "//ins/text()")) == "邻区改过"


def test_copy_elsewhere_is_not_read_from_below(house: House, elsewhere: House) -> None:
    item = made.transferred(house)
    copy = Item.objects.get(origin=item)
    url = address("texts", item.public_id)
    assert visitor(house.editor).get(f"{url}?against={copy.public_id}").status_code == 404
    assert visitor(house.editor).get(f"{url}?against={new_id()}").status_code == 404


def test_wordings_are_the_offices_own(house: House, elsewhere: House, item: Item) -> None:
    url = address("texts", item.public_id)
    assert visitor(house.member).get(url).status_code == 404
    assert visitor(elsewhere.editor).get(url).status_code == 404
    assert visitor(house.supervisor).get(url).status_code == 200
    assert Client().get(url).status_code == 302

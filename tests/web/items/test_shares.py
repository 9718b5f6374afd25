# SPDX-License-Identifier: Apache-2.0
"""Setting the shares anew: with a reason, adding up, and never silently."""

from typing import Any

import pytest
from django.test import Client

from tests.conftest import Recorded
from tests.factories import items as made
from tests.factories.network import House
from tests.web.items.visits import act, address, found, part, said, visitor
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import editing
from yizhan.domains.items.queries import credit
from yizhan.domains.network.models import Person
from yizhan.kernel.actors import Actor


def key_of(actor: Actor) -> str:
    return f"person:{Person.objects.get(pk=actor.person).public_id}"


def given(item: Item, *lines: tuple[str, str], **more: Any) -> dict[str, Any]:
    shares = {f"share-{key}": share for key, share in lines}
    base = {"act": act(), "seen": item.version, "reason": "补登合作者"}
    return {**base, "contributor": [key for key, _share in lines], **shares, **more}


def shares_of(item: Item) -> list[int]:
    return [one.share for one in credit.contributions(item)]


@pytest.fixture
def editor(house: House) -> Client:
    """An editor at the desk."""
    return visitor(house.editor)


@pytest.fixture
def item(house: House) -> Item:
    """An item of one member."""
    return made.registered(house)


@pytest.fixture
def url(item: Item) -> str:
    """Its page of shares."""
    return address("shares", item.public_id)


def test_page_shows_the_shares_in_force(house: House, editor: Client, url: str) -> None:
    page = editor.get(url)
    assert found(page, f'//input[@name="share-{key_of(house.member)}"]/@value') == ["100"]


def test_shares_are_set_with_a_reason(house: House, editor: Client, item: Item, url: str, recorded: Recorded) -> None:
    recorded.clear()
    answer = editor.post(url, given(item, (key_of(house.member), "70"), ("name:陆青", "30")))
    assert answer.headers["Location"] == address("", item.public_id)
    assert shares_of(item) == [7000, 3000]
    assert recorded.names == ["items.contribution.shares_set"]


def test_shares_pressed_twice_are_set_once(
    house: House, editor: Client, item: Item, url: str, recorded: Recorded
) -> None:
    recorded.clear()
    pressed = given(item, (key_of(house.member), "70"), ("name:陆青", "30"))
    assert [editor.post(url, pressed).status_code for _ in range(2)] == [302, 302]
    assert recorded.names == ["items.contribution.shares_set"]


@pytest.mark.parametrize("change", [{"reason": " "}, {"share-name:陆青": "10"}, {"share-name:陆青": ""}])
def test_refused_shares_change_nothing(
    house: House, editor: Client, item: Item, url: str, change: dict[str, str]
) -> None:
    answer = editor.post(url, given(item, (key_of(house.member), "70"), ("name:陆青", "30"), **change))
    assert answer.status_code == 422
    assert "陆青" in said(answer)
    assert shares_of(item) == [10_000]


def test_shares_from_an_old_page_are_refused_and_kept_on_it(house: House, editor: Client, item: Item, url: str) -> None:
    editing.edit(house.second_editor, item.public_id, wording=made.wording(title="新的标题"))
    answer = editor.post(url, given(item, (key_of(house.member), "70"), ("name:陆青", "30")))
    assert answer.status_code == 409
    assert found(answer, '//input[@name="share-name:陆青"]/@value') == ["30"]
    assert shares_of(item) == [10_000]


def test_looking_for_somebody_keeps_the_version_of_the_page(house: House, editor: Client, item: Item, url: str) -> None:
    opened = given(item, (key_of(house.member), "100"), wanted="陆青", find="1")
    editing.edit(house.second_editor, item.public_id, wording=made.wording(title="新的标题"))
    page = editor.post(url, opened)
    assert found(page, '//form[@id="shares"]/input[@name="seen"]/@value') == [str(item.version)]
    assert found(page, '//textarea[@name="reason"]') == ["补登合作者"]


def test_htmx_brings_hits_or_contributors_only(house: House, editor: Client, item: Item, url: str) -> None:
    asked = given(item, (key_of(house.member), "100"), wanted="陆青")
    assert found(part(editor, url, "hits", asked), "//html/body/*/@id") == ["hits"]
    added = given(item, (key_of(house.member), "100"), add="name:陆青")
    answer = part(editor, url, "contributors", added)
    assert found(answer, "//html/body/*/@id") == ["contributors"]
    assert found(answer, '//input[@type="number"]/@value') == ["50", "50"]


def test_who_may_not_set_shares(house: House, elsewhere: House, item: Item, url: str) -> None:
    assert visitor(house.supervisor).get(url).status_code == 403
    assert visitor(house.supervisor).post(url, given(item)).status_code == 403
    assert visitor(house.member).get(url).status_code == 403
    assert visitor(elsewhere.editor).get(url).status_code == 404
    assert Client().get(url).status_code == 302

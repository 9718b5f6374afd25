# SPDX-License-Identifier: Apache-2.0
"""A returned item comes to its author again: what is asked stands above, what was written is still there."""

from typing import Any

import pytest
from django.test import Client

from tests.conftest import Recorded
from tests.factories import items as made
from tests.factories.network import House
from tests.web.items.visits import act, address, found, said, visitor
from yizhan.domains.items import access
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import registration, submission
from yizhan.domains.items.queries import wordings
from yizhan.domains.items.states import State


def sent(item: Item, **changes: Any) -> dict[str, Any]:
    wording = made.wording(situation="柳荫里等四个小区加装电梯后,维护费用无人承担。")
    texts = {name: getattr(wording, name) for name in wording.__dataclass_fields__}
    return {**texts, "is_truthful": "on", "act": act(), "seen": item.version, **changes}


@pytest.fixture
def item(house: House) -> Item:
    """An item that came back for the names of the places."""
    return made.returned(house)


@pytest.fixture
def url(item: Item) -> str:
    """The author's form for it."""
    return address("revision", item.public_id)


@pytest.fixture
def member(house: House) -> Client:
    """Its author."""
    return visitor(house.member)


def test_form_shows_what_is_asked_and_what_was_written(member: Client, url: str) -> None:
    page = member.get(url)
    assert "请补充涉及小区的名称" in said(page)
    assert found(page, '//textarea[@name="situation"]') == ["青石街道多个小区加装电梯后,维护费用无人承担。"]


def test_new_wording_is_handed_in(member: Client, item: Item, url: str, recorded: Recorded) -> None:
    recorded.clear()
    answer = member.post(url, sent(item))
    assert answer.headers["Location"] == address("receipt", item.public_id)
    item.refresh_from_db()
    assert (item.state, item.text_number) == (State.SUBMITTED, 2)
    assert wordings.text_in_force(item).situation.startswith("柳荫里等四个小区")
    assert recorded.names == ["items.item.revised"]


def test_new_wording_pressed_twice_is_handed_in_once(member: Client, item: Item, url: str, recorded: Recorded) -> None:
    recorded.clear()
    given = sent(item)
    assert [member.post(url, given).status_code for _ in range(2)] == [302, 302]
    assert recorded.names == ["items.item.revised"]


def test_draft_is_kept_and_comes_back(house: House, member: Client, item: Item, url: str) -> None:
    assert member.post(f"{url}draft/", sent(item, situation="补充到一半。")).status_code == 204
    assert found(member.get(url), '//textarea[@name="situation"]') == ["补充到一半。"]
    member.post(url, sent(item))
    assert not access.drafts(house.member).exists()


def test_draft_without_javascript_is_kept_by_its_button(member: Client, item: Item, url: str) -> None:
    assert member.post(url, sent(item, keep="1", situation="补充到一半。")).headers["Location"] == url
    assert found(member.get(url), '//textarea[@name="situation"]') == ["补充到一半。"]


@pytest.mark.parametrize("name", ["title", "situation", "source", "is_truthful"])
def test_missing_answer_is_said_at_its_field(member: Client, item: Item, url: str, name: str) -> None:
    answer = member.post(url, sent(item, **{name: ""}))
    assert answer.status_code == 422
    assert found(answer, f'//*[@id="id_{name}_error"]')
    assert Item.objects.get(pk=item.pk).state == State.RETURNED


def test_old_page_is_refused_and_keeps_what_was_written(house: House, member: Client, item: Item, url: str) -> None:
    given = sent(item, situation="昨天打开的页面上写的。")
    submission.withdraw(house.member, item.public_id, reason="情况已变化")
    answer = member.post(url, given)
    assert answer.status_code == 409
    assert "昨天打开的页面上写的。" in answer.content.decode()


def test_item_that_does_not_wait_says_so(house: House, member: Client) -> None:
    item = made.registered(house)
    page = member.get(address("revision", item.public_id))
    assert "这条信息现在不需要您修改" in said(page)
    assert found(page, '//button[@form="item"]') == []


def test_unit_s_officer_may_answer_for_the_unit(house: House) -> None:
    item = made.submitted(house, house.officer)
    registration.return_to_author(house.editor, item.public_id, reason="请补充")
    url = address("revision", item.public_id)
    assert visitor(house.second_officer).post(url, sent(item, seen="")).status_code == 302


def test_who_may_not_revise(house: House, elsewhere: House, item: Item, url: str) -> None:
    assert visitor(house.editor).get(url).status_code == 403
    assert visitor(house.second_member).get(url).status_code == 404
    assert visitor(elsewhere.member).get(url).status_code == 404
    assert Client().get(url).status_code == 302

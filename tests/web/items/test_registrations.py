# SPDX-License-Identifier: Apache-2.0
"""Several items at once: shown first, registered one by one, under one act, and safely repeated."""

import re
import uuid

import pytest
from django.test import Client

from tests.conftest import Recorded
from tests.factories import items as made
from tests.factories.network import House
from tests.web.items.visits import act, said, visitor
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import registration
from yizhan.domains.items.states import State
from yizhan.kernel.models import Entry

URL = "/items/registrations/"


@pytest.fixture
def editor(house: House) -> Client:
    """An editor at the desk."""
    return visitor(house.editor)


def chosen(*items: Item) -> list[uuid.UUID]:
    return [item.public_id for item in items]


def test_what_was_chosen_is_shown_before_anything_happens(house: House, editor: Client, recorded: Recorded) -> None:
    first, second, done = made.submitted(house), made.submitted(house, title="第二件"), made.registered(house)
    recorded.clear()
    page = editor.post(URL, {"item": chosen(first, second, done), "next": "/items/?state=submitted"})
    assert "登记这 2 条？" in said(page)
    assert "有 1 条现在不能登记" in said(page)
    hidden = set(re.findall(r'name="item" value="([0-9a-f-]+)"', page.content.decode()))
    assert hidden == {str(first.public_id), str(second.public_id)}
    assert recorded.names == []


def test_each_item_is_registered_under_one_act(house: House, editor: Client, recorded: Recorded) -> None:
    items, key = [made.submitted(house), made.submitted(house, title="第二件")], act()
    recorded.clear()
    given = {"item": chosen(*items), "confirmed": "1", "act": key, "next": "/items/?state=submitted"}
    answer = editor.post(URL, given)
    assert answer.headers["Location"] == "/items/?state=submitted"
    assert recorded.names == ["items.item.registered"] * 2
    assert set(Entry.objects.filter(event="items.item.registered").values_list("act", flat=True)) == {uuid.UUID(key)}
    assert "已登记 2 条" in said(editor.get("/items/"))
    editor.post(URL, given)
    assert recorded.names == ["items.item.registered"] * 2


def test_what_somebody_else_dealt_with_meanwhile_is_told(house: House, editor: Client) -> None:
    first, second = made.submitted(house), made.submitted(house, title="第二件")
    registration.decline(house.reviewer, second.public_id, code="known")
    editor.post(URL, {"item": chosen(first, second), "confirmed": "1", "act": act()})
    page = said(editor.get("/items/"))
    assert "已登记 1 条" in page
    assert "有 1 条没有登记" in page
    assert Item.objects.get(pk=second.pk).state == State.DECLINED


def test_items_of_another_station_are_left_out(house: House, elsewhere: House) -> None:
    item = made.submitted(house)
    stranger = visitor(elsewhere.editor)
    stranger.post(URL, {"item": chosen(item), "confirmed": "1", "act": act()})
    assert Item.objects.get(pk=item.pk).state == State.SUBMITTED
    assert "没有可以登记的" in said(stranger.post(URL, {"item": chosen(item)}))


def test_without_the_right_nothing_is_registered(house: House) -> None:
    item = made.submitted(house)
    visitor(house.supervisor).post(URL, {"item": chosen(item), "confirmed": "1", "act": act()})
    assert Item.objects.get(pk=item.pk).state == State.SUBMITTED


@pytest.mark.parametrize("given", [{}, {"item": "no-id"}, {"item": ["", "1"]}])
def test_nothing_chosen_is_no_fault(editor: Client, given: dict[str, object]) -> None:
    assert editor.post(URL, given).status_code == 200


def test_registering_is_never_a_link(editor: Client) -> None:
    assert editor.get(URL).status_code == 405

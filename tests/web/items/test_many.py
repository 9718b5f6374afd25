# SPDX-License-Identifier: Apache-2.0
"""Several items at once: count and list first, one act, what came of each, and one Undo for all of it."""

import re
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests.conftest import Recorded
from tests.factories import items as made
from tests.factories.items import IN_STATE
from tests.factories.network import House
from tests.web.items.visits import act, found, said, visitor
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import registration
from yizhan.domains.items.states import OF_MANY, STEPS, State
from yizhan.kernel.models import Entry

URL = "/items/many/"


@pytest.fixture
def editor(house: House) -> Client:
    """An editor at the desk."""
    return visitor(house.editor)


def chosen(*items: Item) -> list[uuid.UUID]:
    return [item.public_id for item in items]


def given(house: House, verb: str, *items: Item, **more: Any) -> dict[str, Any]:
    """What the form sends after the list was shown."""
    return {
        "verb": verb,
        "item": chosen(*items),
        "act": act(),
        "confirmed": "1",
        "next": "/items/?state=submitted",
        "reason": "与本区无关",
        "code": "known",
        "station": str(house.neighbour.station.pk),
        **{f"seen-{item.public_id}": str(item.version) for item in items},
        **more,
    }


def undo_url(page: Any) -> str:
    [url] = found(page, "//form[.//button[@data-key='u']]/@action")
    return url


def states(*items: Item) -> list[str]:
    return [Item.objects.get(pk=item.pk).state for item in items]


def test_what_was_chosen_is_shown_before_anything_happens(house: House, editor: Client, recorded: Recorded) -> None:
    first, second, done = made.submitted(house), made.submitted(house, title="第二件"), made.registered(house)
    recorded.clear()
    page = editor.post(URL, {"verb": "register", "item": chosen(first, second, done), "next": "/items/"})
    assert "登记这 2 条？" in said(page)
    assert "有 1 条保持不变" in said(page)
    assert "现在是“编辑中”，不能这样办。" in said(page)
    for item in (first, second, done):
        assert item.number in said(page)
    hidden = set(re.findall(r'name="item" value="([0-9a-f-]+)"', page.content.decode()))
    assert hidden == {str(first.public_id), str(second.public_id)}
    assert recorded.names == []


@pytest.mark.parametrize("verb", OF_MANY)
def test_a_decision_is_asked_taken_once_and_taken_back(house: House, editor: Client, verb: str) -> None:
    start = min(STEPS[verb].sources)
    items = [IN_STATE[start](house), IN_STATE[start](house)]
    asked = said(editor.post(URL, {"verb": verb, "item": chosen(*items)}))
    assert ("办完可以马上撤销" in asked, "办完不能撤销" in asked) == (OF_MANY[verb], not OF_MANY[verb])
    sent = given(house, verb, *items)
    page = editor.post(URL, sent)
    assert "办成 2 条" in said(page)
    assert states(*items) == [STEPS[verb].target] * 2
    entries = Entry.objects.filter(subject__in=chosen(*items), act=sent["act"])
    assert entries.count() == 2
    assert "办成 2 条" in said(editor.post(URL, sent))
    assert entries.count() == 2
    if not OF_MANY[verb]:
        assert found(page, "//button[@data-key='u']") == []
        return
    assert "已撤销 2 条" in said(editor.post(undo_url(page)))
    assert states(*items) == [start] * 2
    assert "已撤销 2 条" in said(editor.post(undo_url(page)))
    assert states(*items) == [start] * 2


@pytest.mark.parametrize("verb", ["return_to_author", "decline", "transfer"])
def test_without_a_reason_the_list_is_shown_again(house: House, editor: Client, recorded: Recorded, verb: str) -> None:
    item = made.submitted(house)
    recorded.clear()
    page = editor.post(URL, given(house, verb, item, reason="", code="", station=""))
    assert page.status_code == 422
    assert item.number in said(page)
    assert recorded.names == []


def test_what_a_colleague_did_in_between_is_told_row_by_row(house: House, editor: Client) -> None:
    first, second = made.submitted(house), made.submitted(house, title="第二件")
    sent = given(house, "register", first, second)
    registration.decline(house.reviewer, second.public_id, code="known")
    page = editor.post(URL, sent)
    assert "没有办成 1 条" in said(page)
    assert "办成 1 条" in said(page)
    assert "已登记 1 条" in said(page)
    assert states(first, second) == [State.REGISTERED, State.DECLINED]
    registration.return_to_author(house.reviewer, first.public_id, reason="请补充")
    back = said(editor.post(undo_url(page)))
    assert "没有办成 1 条" in back
    assert "之后已有人继续办理" in back
    assert states(first) == [State.RETURNED]


def test_items_of_another_station_are_left_out(house: House, elsewhere: House) -> None:
    item = made.submitted(house)
    stranger = visitor(elsewhere.editor)
    assert "选中的有 1 条您看不到" in said(stranger.post(URL, {"verb": "register", "item": chosen(item)}))
    page = said(stranger.post(URL, given(house, "register", item)))
    assert "没有办成 1 条" in page
    assert item.title not in page
    assert states(item) == [State.SUBMITTED]


@pytest.mark.parametrize("verb", OF_MANY)
@pytest.mark.parametrize("role", ["member", "supervisor", "handler"])
def test_without_the_right_it_is_refused(house: House, role: str, verb: str) -> None:
    item = made.submitted(house)
    client = visitor(getattr(house, role))
    assert client.post(URL, {"verb": verb, "item": chosen(item)}).status_code == 403
    assert client.post(URL, given(house, verb, item)).status_code == 403
    assert client.post(f"{URL}{act()}/undoing/?items={item.public_id.hex}").status_code == 403
    assert states(item) == [State.SUBMITTED]


@pytest.mark.parametrize("given", [{}, {"item": "no-id"}, {"item": ["", "1"]}])
def test_nothing_chosen_is_no_fault(editor: Client, given: dict[str, object]) -> None:
    answer = editor.post(URL, {"verb": "register", **given}, follow=True)
    assert urlsplit(answer.redirect_chain[-1][0]).path == "/items/"
    assert "请先勾选" in said(answer)


def test_an_unknown_decision_and_a_link_are_refused(house: House, editor: Client) -> None:
    assert editor.post(URL, {"verb": "sign_off", "item": chosen(made.approved(house))}).status_code == 422
    assert editor.get(URL).status_code == 405
    assert editor.post(f"{URL}{act()}/undoing/").status_code == 422


def test_each_tab_offers_what_its_rows_allow(house: House, editor: Client) -> None:
    offered = {
        state: found(editor.get(f"/items/?state={state}"), "//button[@name='verb']/@value")
        for state in ("submitted", "registered", "in_review", "released")
        if IN_STATE[state](house)
    }
    assert offered == {
        "submitted": ["register", "return_to_author", "decline", "transfer"],
        "registered": ["send_to_review", "return_to_author", "decline", "transfer"],
        "in_review": [],
        "released": ["archive"],
    }


@pytest.mark.parametrize("verb", ["register", "send_to_review"])
def test_the_list_costs_the_same_with_one_and_three_rows(
    house: House, editor: Client, queries_of: Callable[[Callable[[], Any]], int], verb: str
) -> None:
    items = [IN_STATE[min(STEPS[verb].sources)](house) for _ in range(3)]
    one = queries_of(lambda: editor.post(URL, {"verb": verb, "item": chosen(items[0])}))
    assert queries_of(lambda: editor.post(URL, {"verb": verb, "item": chosen(*items)})) == one


@pytest.mark.parametrize(
    ("noun", "start", "target"),
    [
        ("registration", State.SUBMITTED, State.REGISTERED),
        ("return", State.SUBMITTED, State.RETURNED),
        ("decline", State.SUBMITTED, State.DECLINED),
        ("archiving", State.RELEASED, State.ARCHIVED),
    ],
)
def test_a_single_step_offers_the_same_undo(house: House, editor: Client, noun: str, start: str, target: str) -> None:
    item = IN_STATE[start](house)
    page = editor.post(
        f"/items/{item.public_id}/{noun}/", {"act": act(), "reason": "请补充", "code": "known"}, follow=True
    )
    assert states(item) == [target]
    answer = editor.post(undo_url(page), follow=True)
    assert "已撤销。" in said(answer)
    assert states(item) == [start]
    assert editor.post(undo_url(page)).status_code == 409


def test_english_pages_have_no_chinese_of_ours(house: House) -> None:
    client, item = visitor(house.editor, language="en"), made.submitted(house, title="Lift")
    for page in (
        client.post(URL, {"verb": "decline", "item": chosen(item)}),
        client.post(URL, given(house, "decline", item)),
    ):
        [main] = found(page, "//main")
        assert not re.findall("[\u4e00-\u9fff]", re.sub(r"第\d+(局|区政协)|某\d+", "", main))

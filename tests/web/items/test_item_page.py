# SPDX-License-Identifier: Apache-2.0
"""One address, two readers: the dossier for staff, the journey for who may know of the item otherwise."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.factories import items as made
from tests.factories import supervision as supervised
from tests.factories.network import House
from tests.web.items.visits import address, found, said, visitor
from yizhan.domains.items import access
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import editing, registration, release, review
from yizhan.domains.items.permissions import NEEDED
from yizhan.domains.items.states import State
from yizhan.domains.supervision.operations import telling
from yizhan.kernel.ids import new_id
from yizhan.web.items.acts import LOOKS


def page_of(client: Client, item: Item) -> str:
    return said(client.get(address("", item.public_id)))


def buttons(client: Client, item: Item) -> set[str]:
    """The pages that the buttons of the item's page lead to."""
    page = client.get(address("", item.public_id))
    urls = found(page, '//form/@action | //a[contains(@class, "button")]/@href')
    nouns = [re.match(rf"/items/{item.public_id}/([a-z-]+)/(?:\?|$)", url) for url in urls]
    several = {"items:synthesis-new"} if f"/items/syntheses/new/?items={item.public_id}" in urls else set()
    return {noun[1] for noun in nouns if noun} | several


@pytest.mark.parametrize("role", ["editor", "reviewer", "signer", "supervisor"])
def test_staff_read_paper_people_and_history(house: House, role: str) -> None:
    item = made.registered(house)
    page = page_of(visitor(getattr(house, role)), item)
    for words in (item.title, item.number, "维护费用无人承担", "走访居民", "登记", "报送，编号"):
        assert words in page


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("role", ["member", "officer", "editor", "reviewer", "signer", "leader", "supervisor"])
def test_buttons_are_what_is_offered(house: House, state: State, role: str) -> None:
    item, actor = made.IN_STATE[state](house), getattr(house, role)
    item = Item.objects.get(pk=item.pk)
    client = visitor(actor)
    if not access.is_visible(actor, item):
        assert client.get(address("", item.public_id)).status_code == 404
        return
    offered = {LOOKS[verb].page.removeprefix("item-") for verb in access.offers(actor, item) if verb in LOOKS}
    assert buttons(client, item) == offered


def test_only_the_release_and_undo_have_their_buttons_elsewhere() -> None:
    """The issue releases; Undo stands in the message that follows a step."""
    assert set(NEEDED) - set(LOOKS) == {"release", "take_back"}


@pytest.mark.rule("RULE-034")
@pytest.mark.parametrize(
    ("state", "present"),
    [
        (State.SUBMITTED, "登记"),
        (State.REGISTERED, "编辑"),
        (State.IN_REVIEW, "审核"),
        (State.APPROVED, "签发"),
        (State.SIGNED, "刊发"),
        (State.RELEASED, "归档"),
    ],
)
def test_bar_shows_the_step_to_be_done(house: House, state: State, present: str) -> None:
    item = made.IN_STATE[state](house)
    page = visitor(house.editor).get(address("", item.public_id))
    assert found(page, '//li[@aria-current="step"]') == [present]


@pytest.mark.rule("RULE-024")
def test_unverified_figures_are_named_until_they_are_checked(house: House) -> None:
    item = made.registered(house, situation="全街道加装电梯46部，停用超过3个月，涉及612户。")
    editor = visitor(house.editor)
    page = page_of(editor, item)
    assert "数据尚未核实" in page
    assert "612户" in page
    editing.verify(house.editor, item.public_id, result="confirmed", note="与街道办电话核实")
    page = page_of(editor, item)
    assert "数据尚未核实" not in page
    assert "与街道办电话核实" in page


def test_margin_shows_reviews_with_their_remarks(house: House) -> None:
    item = made.in_review(house)
    review.approve(house.reviewer, item.public_id, note="建议可行")
    page = page_of(visitor(house.editor), item)
    assert "第 1 级通过" in page
    assert "建议可行" in page
    assert "已过 1 级，共 2 级" in page


def test_transferred_item_and_its_copy_name_each_other(house: House, elsewhere: House) -> None:
    item = made.transferred(house)
    copy = Item.objects.get(origin=item)
    here, there = visitor(house.editor), visitor(elsewhere.editor)
    assert copy.number in page_of(here, item)
    assert f"against={copy.public_id}" not in here.get(address("", item.public_id)).content.decode()
    assert item.number in page_of(there, copy)
    assert f"against={item.public_id}" in there.get(address("", copy.public_id)).content.decode()
    assert there.get(address("", item.public_id)).status_code == 404


@pytest.mark.rule("RULE-100")
def test_author_reads_the_journey_in_plain_words(house: House) -> None:
    item = made.released(house)
    page = page_of(visitor(house.member), item)
    for sentence in (
        f"{house.station.name}已收到，编号 {item.number}。",
        f"{house.station.name}已登记，正在编辑。",
        f"已编入{house.station.name}《社情民意》2026年第1期。",
    ):
        assert sentence in page


def test_what_has_not_happened_is_pale(house: House) -> None:
    item = made.registered(house)
    page = visitor(house.member).get(address("", item.public_id))
    future = found(page, '//li[contains(@class, "journey-future")]')
    assert future == ["编入刊物。", "上报上级单位。", "上级采用，或者领导批示。", "承办单位落实，结果反馈给您。"]


@pytest.mark.parametrize("make", [made.declined, made.withdrawn])
def test_nothing_lies_ahead_of_an_ended_item(house: House, make: Callable[[House], Item]) -> None:
    page = visitor(house.member).get(address("", make(house).public_id)).content.decode()
    assert "journey-future" not in page


def test_author_never_reads_the_offices_internals(house: House) -> None:
    item = made.in_review(house)
    review.send_back(house.reviewer, item.public_id, reason="内部意见：数字存疑")
    editing.edit(house.editor, item.public_id, wording=made.wording(situation="编辑中的半成品。"), note="内部说明")
    editing.verify(house.editor, item.public_id, result="unconfirmed", note="内部核实情况")
    for author in (house.member, house.officer):
        client = visitor(author)
        if author is house.officer:
            assert client.get(address("", item.public_id)).status_code == 404
            continue
        page = page_of(client, item)
        for internal in ("内部意见", "内部说明", "内部核实情况", "半成品", "送审", "审核退改"):
            assert internal not in page
        assert "维护费用无人承担" in page


def test_author_reads_the_printed_wording_after_release(house: House) -> None:
    item = made.registered(house)
    editing.edit(house.editor, item.public_id, wording=made.wording(situation="编辑后的正文。"))
    member = visitor(house.member)
    assert "编辑后的正文" not in page_of(member, item)
    review.send_to_review(house.editor, item.public_id)
    review.approve(house.reviewer, item.public_id)
    review.approve(house.second_reviewer, item.public_id)
    review.sign_off(house.signer, item.public_id)
    release.release(house.signer, item.public_id, issue=new_id(), issue_label="《社情民意》2026年第1期")
    assert "编辑后的正文" in page_of(member, item)


def test_author_follows_the_item_to_another_station(house: House, elsewhere: House) -> None:
    item = made.transferred(house)
    copy = Item.objects.get(origin=item)
    registration.register(elsewhere.editor, copy.public_id)
    page = page_of(visitor(house.member), item)
    assert f"已转送主管单位{elsewhere.station.name}" in page
    assert f"{elsewhere.station.name}已登记，正在编辑。" in page


@pytest.mark.parametrize("role", ["handler", "second_member", "officer", "security_administrator"])
def test_item_is_not_found_for_who_may_not_know_of_it(house: House, role: str) -> None:
    item = made.registered(house)
    assert visitor(getattr(house, role)).get(address("", item.public_id)).status_code == 404


def test_item_of_another_station_is_not_found(house: House, elsewhere: House) -> None:
    item = made.released(house)
    for role in ("editor", "leader", "member"):
        assert visitor(getattr(elsewhere, role)).get(address("", item.public_id)).status_code == 404


def test_page_costs_the_same_however_much_happened(
    house: House, queries_of: Callable[[Callable[[], Any]], int]
) -> None:
    item = made.registered(house)
    editor, url = visitor(house.editor), address("", item.public_id)
    one = queries_of(lambda: editor.get(url))
    for number in range(3):
        editing.edit(house.editor, item.public_id, wording=made.wording(), note=f"第{number}次")
        editing.verify(house.second_editor, item.public_id, result="confirmed", note="已核实")
    assert queries_of(lambda: editor.get(url)) == one


def test_journey_costs_the_same_however_much_happened(
    house: House, queries_of: Callable[[Callable[[], Any]], int]
) -> None:
    item = made.registered(house)
    member, url = visitor(house.member), address("", item.public_id)
    one = queries_of(lambda: member.get(url))
    for number in range(3):
        editing.edit(house.editor, item.public_id, wording=made.wording(), note=f"第{number}次")
    assert queries_of(lambda: member.get(url)) == one


def test_leader_instructs_from_the_page_of_a_released_item(house: House) -> None:
    item = made.released(house)
    page = visitor(house.leader).get(address("", item.public_id))
    assert found(page, f'//a[@href="/items/{item.public_id}/instruction/new/"]') == ["批示"]


def test_author_is_asked_whether_it_is_solved_until_he_has_answered(house: House) -> None:
    given = supervised.feedback(house)
    item, url = given.case.item, f"/feedback/{given.public_id}/answer/"
    member = visitor(house.member)
    assert found(member.get(address("", item.public_id)), f'//a[@href="{url}"]') == ["您觉得问题解决了吗？"]
    telling.answer_feedback(house.member, given.public_id, verdict="solved", words="已经修好")
    assert found(member.get(address("", item.public_id)), f'//a[@href="{url}"]') == []
    assert found(visitor(house.leader).get(address("", item.public_id)), '//a[contains(@href, "/answer/")]') == []

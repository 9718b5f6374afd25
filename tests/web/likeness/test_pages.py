# SPDX-License-Identifier: Apache-2.0
"""Look-alikes beside the paper, two side by side, decisions with undo; who may see them, and what they cost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.domains.likeness.test_alike import COPIED, LIFT, RETOLD
from tests.factories import items
from tests.factories.network import House
from tests.web.items.visits import found, part, said, visitor
from yizhan.domains.items.models import Item
from yizhan.domains.likeness.models import Pair
from yizhan.domains.likeness.operations import adding
from yizhan.engines.text.passages import shared_passages
from yizhan.kernel.ids import new_id
from yizhan.web.likeness.sides import Stretch, first_side, second_side


@pytest.fixture
def known(house: House) -> Item:
    return items.submitted(house, **LIFT)


@pytest.fixture
def copied(house: House, known: Item) -> Item:
    return items.submitted(house, by=house.officer, **COPIED)


@pytest.fixture
def editor(house: House) -> Client:
    return visitor(house.editor)


def alike_url(item: Item) -> str:
    return f"/items/{item.public_id}/alike/"


def pair_url(item: Item, other: Item) -> str:
    return f"{alike_url(item)}{other.public_id}/"


@pytest.mark.parametrize("address", ["/items/?item={}", "/items/{}/"])
def test_the_margin_asks_for_look_alikes_after_the_paper(editor: Client, copied: Item, address: str) -> None:
    page = editor.get(address.format(copied.public_id))
    assert found(page, '//*[@id="alike"]/@hx-get') == [alike_url(copied)]
    assert found(page, '//*[@id="alike"]//a/@href') == [alike_url(copied)], "and without script it is a link"


@pytest.mark.rule("RULE-204")
def test_the_reviewer_reads_whether_it_is_new(house: House, known: Item) -> None:
    reviewer = visitor(house.reviewer)
    assert "新情况：没有发现相似稿件。" in said(part(reviewer, alike_url(known), "alike"))
    copied = items.submitted(house, **COPIED)
    assert "有 1 件相似，其中同一文字 1 件。" in said(part(reviewer, alike_url(copied), "alike"))
    retold = items.submitted(house, **RETOLD)
    assert "有 2 件说的是同一事项。" in said(part(reviewer, alike_url(retold), "alike"))


def test_each_look_alike_says_why(editor: Client, known: Item, copied: Item) -> None:
    page = said(part(editor, alike_url(copied), "alike"))
    assert known.number in page
    assert "都提到 柳荫里小区、青石街道" in page
    assert "数字相同：3个月、42户" in page
    assert "日期相同：8月2日" in page


def test_two_stand_side_by_side_with_their_passages(editor: Client, known: Item, copied: Item) -> None:
    page = editor.get(pair_url(copied, known))
    marked = [found(page, f'//*[starts-with(@id, "{side}-")]/text()') for side in ("first", "second")]
    assert marked[0] == marked[1] != []
    assert found(page, '//*[@id="first-1"]/a/@href') == ["#second-1"]
    assert "同一文字" in said(page)


def test_sides_put_together_are_the_texts_again() -> None:
    first, second = "甲乙丙丁戊己庚辛壬癸。再说一遍:甲乙丙丁戊己庚辛壬癸", "前言。甲乙丙丁戊己庚辛壬癸<b>"
    passages = shared_passages(first, second)
    for text, cut in ((first, first_side(first, passages)), (second, second_side(second, passages))):
        assert "".join(one.text for one in cut) == text
    assert second_side(second, passages)[1] == Stretch("甲乙丙丁戊己庚辛壬癸", 1)


def test_every_number_leads_to_a_mark_on_the_other_side() -> None:
    first, second = "维护费用无人承担\n加装电梯后,维护费用无人承担。再查", "加装电梯后,维护费用无人承担。另有"
    passages = shared_passages(first, second)
    sides = first_side(first, passages), second_side(second, passages)
    anchors = [[one.number for one in side if one.number and one.is_anchor] for side in sides]
    assert len(passages) == 2
    assert anchors == [[1], [1]]
    assert [one.number for one in sides[0] if one.number] == [1, 1]


def test_what_people_wrote_is_shown_as_text(editor: Client, house: House) -> None:
    hostile = {**LIFT, "title": "<script>alert(1)</script>", "situation": "<img src=x onerror=alert(1)> 电梯停运八月"}
    one, other = items.submitted(house, **hostile), items.submitted(house, **hostile)
    for page in (editor.get(pair_url(one, other)), editor.get(alike_url(one))):
        assert b"<script>alert" not in page.content
        assert b"<img src=x" not in page.content


def test_a_decision_takes_it_away_and_can_be_undone(editor: Client, known: Item, copied: Item) -> None:
    url = f"{pair_url(copied, known)}judgement/"
    answer = editor.post(url, {"judgement": "different"}, follow=True)
    assert "新情况：没有发现相似稿件。" in said(answer)
    (undo,) = found(answer, '//form[contains(@action, "judgement=open")]/@action')
    editor.post(undo)
    assert known.number in said(editor.get(alike_url(copied)))


def test_a_decision_in_the_margin_answers_with_the_margin(editor: Client, known: Item, copied: Item) -> None:
    url = f"{pair_url(copied, known)}judgement/"
    answer = part(editor, url, "alike", {"judgement": "same"})
    assert "已认定为同一事项。" in said(answer)
    assert "<html" not in answer.content.decode()
    assert Pair.objects.get().judgement == "same"


def test_a_decision_that_does_not_exist_is_refused(editor: Client, known: Item, copied: Item) -> None:
    assert editor.post(f"{pair_url(copied, known)}judgement/", {"judgement": "maybe"}).status_code == 422
    assert editor.get(f"{pair_url(copied, known)}judgement/").status_code == 405
    assert not Pair.objects.exists()


@pytest.mark.parametrize(
    ("role", "status"),
    [("editor", 200), ("signer", 200), ("member", 404), ("officer", 404), ("handler", 404), ("leader", 404)],
)
def test_only_staff_of_the_station_look(house: House, known: Item, copied: Item, role: str, status: int) -> None:
    client = visitor(getattr(house, role))
    assert client.get(alike_url(known)).status_code == status
    assert client.get(pair_url(known, copied)).status_code == status
    assert visitor(house.neighbour.editor).get(pair_url(known, copied)).status_code == 404


def test_only_who_may_judge_is_asked(house: House, known: Item, copied: Item) -> None:
    signer = visitor(house.signer)
    assert found(signer.get(alike_url(copied)), '//button[@name="judgement"]') == []
    assert signer.post(f"{pair_url(copied, known)}judgement/", {"judgement": "same"}).status_code == 403


def test_additions_stand_beside_the_item_with_their_author(house: House, editor: Client, known: Item) -> None:
    adding.add(house.officer, new_id(), wording=items.wording(**COPIED), is_truthful=True)
    page = said(editor.get(alike_url(known)))
    assert "他人补充" in page
    assert "上下楼十分困难" in page


def test_cost_does_not_grow_with_what_is_found(
    house: House, editor: Client, copied: Item, queries_of: Callable[[Callable[[], Any]], int]
) -> None:
    def visit() -> None:
        part(editor, alike_url(copied), "alike")

    first = queries_of(visit)
    for _ in range(2):
        items.submitted(house, **COPIED)
    assert queries_of(visit) == first <= 24

# SPDX-License-Identifier: Apache-2.0
"""The desk of a synthesis, its parts, a split, and the way back: by form alone, without JavaScript."""

from typing import Any

import pytest
from django.test import Client

from tests.factories import items as made
from tests.factories.network import House
from tests.web.items.visits import act, address, found, said, visitor
from yizhan.domains.items.models import Item
from yizhan.domains.items.queries import descent
from yizhan.domains.items.states import Channel, State
from yizhan.kernel.ids import new_id

DESK = "/items/syntheses/new/"


@pytest.fixture
def editor(house: House) -> Client:
    """An editor at the desk."""
    return visitor(house.editor)


@pytest.fixture
def three(house: House) -> list[Item]:
    """Items on one matter, two of them from one member."""
    return [
        made.registered(house, title="电梯费用无人承担", suggestion="由街道牵头"),
        made.registered(house, by=house.officer, title="电梯检查不及时", suggestion="每季检查"),
        made.submitted(house),
    ]


def desk(items: list[Item], **changes: Any) -> dict[str, Any]:
    """The form as the desk sends it."""
    shares = {f"share-{item.public_id}": share for item, share in zip(items, ("50", "25.5", "24.5"), strict=True)}
    seen = {f"seen-{item.public_id}": item.version for item in items}
    text = {"title": "电梯后续管理综合反映", "situation": "三处反映同一情况。", "kind": "problem"}
    order = {"order": [str(item.public_id) for item in items], "act": act(), "key": str(new_id())}
    return {**order, **shares, **seen, **text, **changes}


def opened(items: list[Item]) -> str:
    return f"{DESK}?items={','.join(str(item.public_id) for item in items)}"


def test_the_desk_shows_the_originals_with_shares_that_add_up(editor: Client, three: list[Item]) -> None:
    page = editor.get(opened(three))
    assert found(page, '//input[@type="number"]/@value') == ["25", "50", "25"]
    assert found(page, '//input[@name="title"]/@value') == ["电梯费用无人承担"]
    assert all(item.number in said(page) for item in three)


def test_what_is_chosen_in_the_inbox_comes_to_the_desk(editor: Client, three: list[Item]) -> None:
    assert DESK in editor.get("/items/?state=registered").content.decode()
    chosen = editor.post(DESK, {"chosen": "1", "item": [str(item.public_id) for item in three[:2]]})
    page = editor.get(chosen.headers["Location"])
    assert found(page, '//input[@name="order"]/@value') == [str(item.public_id) for item in three[:2]]


def test_text_order_and_shares_change_on_the_desk_and_nothing_is_made(editor: Client, three: list[Item]) -> None:
    keys = [str(item.public_id) for item in three]
    lead = editor.post(DESK, desk(three, lead=keys[1]))
    assert found(lead, '//input[@name="title"]/@value') == ["电梯检查不及时"]
    added = editor.post(DESK, desk(three, suggestion="由街道牵头", take=f"{keys[1]}:suggestion"))
    assert found(added, '//textarea[@name="suggestion"]') == ["由街道牵头 每季检查"]
    moved = editor.post(DESK, desk(three, move=f"{keys[2]}:up"))
    assert found(moved, '//input[@name="order"]/@value') == [keys[0], keys[2], keys[1]]
    assert found(moved, '//input[@type="number"]/@value') == ["50", "24.5", "25.5"]
    dropped = editor.post(DESK, desk(three, drop=keys[2]))
    assert found(dropped, '//input[@type="number"]/@value') == ["50", "50"]
    back = editor.post(DESK, {**desk(three, drop=keys[2]), "number": three[2].number})
    assert found(back, '//input[@name="order"]/@value') == keys
    assert not Item.objects.filter(channel=Channel.SYNTHESIS).exists()


def test_three_items_are_put_together_and_undone(editor: Client, three: list[Item]) -> None:
    answer = editor.post(DESK, desk(three, compose="1"))
    whole = Item.objects.get(channel=Channel.SYNTHESIS)
    assert answer.headers["Location"] == address("", whole.public_id)
    assert [part.share for part in descent.parts(whole)] == [5000, 2550, 2450]
    page = editor.get(answer.headers["Location"])
    assert "3 篇来稿已合并为综合稿" in said(page)
    undo = f"/items/{whole.public_id}/undoing/"
    assert undo in page.content.decode()
    assert "电梯检查不及时" in said(page)
    assert "已并入" in said(editor.get(address("", three[0].public_id)))
    assert editor.post(undo, {"act": act()}).status_code == 302
    assert {Item.objects.get(pk=item.pk).state for item in three} == {State.REGISTERED, State.SUBMITTED}


@pytest.mark.parametrize(
    ("changes", "status", "words"),
    [
        ({"situation": ""}, 422, "不能为空"),
        ({"situation": "机密★一年"}, 422, "未获准"),
        ({"order": []}, 422, "至少要有两篇"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    editor: Client, three: list[Item], changes: dict[str, Any], status: int, words: str
) -> None:
    answer = editor.post(DESK, desk(three, compose="1", **changes))
    assert answer.status_code == status
    assert found(answer, '//input[@name="title"]/@value') == ["电梯后续管理综合反映"]
    assert not Item.objects.filter(channel=Channel.SYNTHESIS).exists()
    assert words in said(answer) or "非涉密" in said(answer)


def test_shares_that_do_not_add_up_and_items_that_moved_on_are_refused(
    house: House, editor: Client, three: list[Item]
) -> None:
    wrong = editor.post(DESK, desk(three, compose="1", **{f"share-{three[0].public_id}": "51"}))
    assert wrong.status_code == 422
    assert "101" in said(wrong)
    stale = desk(three, compose="1", **{f"seen-{three[0].public_id}": "1"})
    assert editor.post(DESK, stale).status_code == 409
    made.synthesis(house, three[:2])
    gone = editor.post(DESK, desk(three, compose="1", **{f"seen-{item.public_id}": "" for item in three}))
    assert gone.status_code == 409
    assert three[0].number in said(gone)


def test_who_may_not_finds_no_desk(house: House, three: list[Item]) -> None:
    assert visitor(house.member).get(opened(three)).status_code == 403
    assert visitor(house.signer).get(opened(three)).status_code == 403
    strange = visitor(house.neighbour.editor).get(opened(three))
    assert three[0].number not in said(strange)


def test_parts_are_added_and_taken_out_with_a_reason(house: House, editor: Client, three: list[Item]) -> None:
    whole = made.synthesis(house, three[:2])
    url = f"/items/{whole.public_id}/parts/"
    assert "合并成稿" in said(editor.get(f"{url}?items={three[2].public_id}"))
    given = {"act": act(), "seen": whole.version, "join": "1"}
    assert editor.post(url, {**given, "numbers": three[2].number}).status_code == 422
    unknown = editor.post(url, {**given, "numbers": "QQ-1", "reason": "同一件事"})
    assert unknown.status_code == 404
    joined = editor.post(url, {**given, "numbers": three[2].number, "share": "20", "reason": "同一件事"})
    assert joined.headers["Location"] == url
    assert [part.share for part in descent.parts(whole)] == [4000, 4000, 2000]
    out = {"act": act(), "take_out": "1", "why": "另案处理", "items": [str(three[2].public_id)]}
    assert editor.post(url, {**out, "seen": 1}).status_code == 409
    assert editor.post(url, out).status_code == 302
    history = said(editor.get(url))
    assert all(words in history for words in ("移出来稿", "另案处理", "并入来稿", "50%"))
    assert visitor(house.member).get(url).status_code == 404
    assert editor.get(f"/items/{three[2].public_id}/parts/").status_code == 404


def test_an_item_is_split_and_united(house: House, editor: Client, three: list[Item]) -> None:
    item = three[0]
    url = f"/items/{item.public_id}/split/"
    page = editor.get(url)
    keys = found(page, '//input[@name="matter"]/@value')
    assert len(keys) == 2
    given: dict[str, Any] = {"act": act(), "seen": item.version, "matter": keys, "reason": "两件事"}
    for place, title in enumerate(("费用", "安全")):
        given |= {f"m{place}-title": title, f"m{place}-situation": f"{title}有问题。", f"m{place}-source": "走访"}
    assert len(found(editor.post(url, {**given, "another": "1"}), '//input[@name="matter"]/@value')) == 3
    assert editor.post(url, {**given, "m1-title": ""}).status_code == 422
    assert editor.post(url, given).headers["Location"] == address("", item.public_id)
    assert [half.title for half in descent.split_off(item)] == ["费用", "安全"]
    assert "撤销拆分" in said(editor.get(address("", item.public_id)))
    assert editor.post(f"/items/{item.public_id}/reunion/", {"act": act()}).status_code == 302
    assert Item.objects.get(pk=item.pk).state == State.REGISTERED
    assert editor.post(url, {**given, "act": act()}).status_code == 409
    assert visitor(house.signer).get(url).status_code == 403


def test_an_author_reads_the_journey_of_the_whole_and_no_draft_of_it(house: House, three: list[Item]) -> None:
    whole = made.synthesis(house, three, title="综合稿的草稿")
    page = visitor(house.member).get(address("", three[0].public_id))
    assert "合并为综合稿" in said(page)
    assert "综合稿的草稿" not in said(page)
    assert visitor(house.member).get(address("", whole.public_id)).status_code == 404
    assert "已与同类稿件合并" in said(visitor(house.member).get("/items/mine/"))


def test_the_page_of_a_synthesis_costs_no_more_with_more_parts(
    house: House, queries_of: Any, three: list[Item]
) -> None:
    few = made.synthesis(house, [made.registered(house), made.registered(house)])
    many = made.synthesis(house, [*three, *(made.registered(house) for _ in range(3))])
    editor = visitor(house.editor)
    for page in ("", "parts"):
        urls = [
            address(page, whole.public_id) if not page else f"/items/{whole.public_id}/parts/" for whole in (few, many)
        ]
        counts = [queries_of(lambda url=url: editor.get(url)) for url in urls]
        assert counts[0] == counts[1]

# SPDX-License-Identifier: Apache-2.0
"""The inbox: tabs, filters, search, pages, the open paper, and what it costs."""

import datetime
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.factories import items as made
from tests.factories.network import House
from tests.web.items.visits import address, found, part, said, visitor
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import registration, submission
from yizhan.domains.items.states import State
from yizhan.kernel import clock
from yizhan.kernel.ids import new_id
from yizhan.web.items import filters


def titles(response: Any) -> list[str]:
    """The titles of the list, in order."""
    return [title.strip() for title in found(response, '//*[@class="split-row-title"]/text()') if title.strip()]


def handed_in(house: House, *names: str, **options: Any) -> list[Item]:
    return [
        submission.submit(
            options.get("by", house.member),
            new_id(),
            kind=options.get("kind", "social_opinion"),
            wording=made.wording(title=name, **options.get("texts", {})),
            is_truthful=True,
            is_urgent=options.get("is_urgent", False),
        )
        for name in names
    ]


@pytest.fixture
def editor(house: House) -> Client:
    """An editor at the desk."""
    return visitor(house.editor)


def test_list_shows_what_is_to_be_registered_newest_first(house: House, editor: Client) -> None:
    handed_in(house, "甲事", "乙事")
    made.registered(house)
    assert titles(editor.get("/items/")) == ["乙事", "甲事"]


def test_list_can_begin_with_what_waits_longest(house: House, editor: Client) -> None:
    handed_in(house, "甲事", "乙事")
    assert titles(editor.get("/items/?order=waiting")) == ["甲事", "乙事"]


@pytest.mark.parametrize(
    ("role", "make"),
    [
        ("editor", made.submitted),
        ("reviewer", made.in_review),
        ("signer", made.approved),
        ("supervisor", made.declined),
    ],
)
def test_each_role_begins_where_its_work_waits(house: House, role: str, make: Callable[[House], Item]) -> None:
    item = make(house)
    assert titles(visitor(getattr(house, role)).get("/items/")) == [item.title]


def test_tabs_count_what_waits_and_stop_at_a_hundred(house: House, editor: Client) -> None:
    made.registered(house)
    page = said(editor.get("/items/"))
    assert "编辑中 1" in page
    handed_in(house, *(f"第{number}件" for number in range(101)))
    assert "待登记 99+" in said(editor.get("/items/"))


def test_pages_follow_one_another_by_key(house: House, editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filters, "SIZE", 2)
    handed_in(house, *"甲乙丙丁戊")
    seen, url = [], "/items/"
    for _ in range(3):
        page = editor.get(url)
        seen.append(titles(page))
        url = next(iter(found(page, '//a[@rel="next"]/@href')), "")
    assert (seen, url) == ([["戊", "丁"], ["丙", "乙"], ["甲"]], "")


def test_page_goes_on_where_it_stood_when_something_new_came(
    house: House, editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filters, "SIZE", 2)
    items = handed_in(house, *"甲乙丙丁")
    handed_in(house, "戊")
    assert titles(editor.get(f"/items/?beyond={items[2].pk}")) == ["乙", "甲"]


def test_filters_narrow_together(house: House, editor: Client) -> None:
    handed_in(house, "委员的建议", kind="suggestion")
    handed_in(house, "乡镇的建议", kind="suggestion", by=house.officer)
    handed_in(house, "乡镇的急事", kind="suggestion", by=house.officer, is_urgent=True)
    handed_in(house, "乡镇的动态", kind="dynamics", by=house.officer)
    unit = house.township.public_id
    assert titles(editor.get(f"/items/?kind=suggestion&unit={unit}")) == ["乡镇的急事", "乡镇的建议"]
    assert titles(editor.get(f"/items/?kind=suggestion&unit={unit}&urgent=1")) == ["乡镇的急事"]


def test_month_begins_and_ends_by_the_offices_clock(house: House, editor: Client) -> None:
    midnight = datetime.datetime(2026, 10, 31, 16, tzinfo=datetime.UTC)
    for moment, name in ((midnight - datetime.timedelta(seconds=1), "十月"), (midnight, "十一月")):
        with clock.at(moment):
            handed_in(house, name)
    assert titles(editor.get("/items/?month=2026-10")) == ["十月"]
    assert titles(editor.get("/items/?month=2026-11")) == ["十一月"]


@pytest.mark.parametrize(
    "query", ["state=nonsense", "kind=x", "unit=1", "month=2026-13", "urgent=yes", "beyond=-1", "item=7", "order=up"]
)
def test_what_an_address_says_wrongly_counts_as_not_said(house: House, editor: Client, query: str) -> None:
    handed_in(house, "甲事")
    page = editor.get(f"/items/?{query}")
    assert (page.status_code, titles(page)) == (200, ["甲事"])


def test_search_looks_in_every_state_and_finds_parts_of_words(house: House, editor: Client) -> None:
    handed_in(house, "甲事", texts={"situation": "东干渠末端水量不足。"})
    made.declined(house)
    found = handed_in(house, "乙事", texts={"situation": "西干渠末端淤积。"})[0]
    registration.register(house.editor, found.public_id)
    assert titles(editor.get("/items/?q=干渠")) == ["乙事", "甲事"]
    assert titles(editor.get("/items/?q=末端 水量")) == ["甲事"]
    assert titles(editor.get("/items/?q=干渠&state=registered")) == ["乙事"]
    assert "没有找到" in said(editor.get("/items/?q=水库"))


def test_search_pages_by_key_too(house: House, editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filters, "SIZE", 2)
    items = handed_in(house, *"甲乙丙")
    page = editor.get("/items/?q=加装电梯")
    assert titles(page) == ["丙", "乙"]
    assert titles(editor.get(f"/items/?q=加装电梯&beyond={items[1].pk}")) == ["甲"]


@pytest.mark.parametrize("words", ["%", "_", '"', "' OR 1=1 --", "*", "，。", "<b>", "a AND b", "\\"])
def test_search_takes_any_sign_as_a_sign(house: House, editor: Client, words: str) -> None:
    handed_in(house, "甲事")
    page = editor.get("/items/", {"q": words})
    assert page.status_code == 200


def test_list_of_another_station_stays_there(house: House, elsewhere: House) -> None:
    handed_in(house, "甲事")
    assert titles(visitor(elsewhere.editor).get("/items/?state=all")) == []


def test_open_item_stands_beside_the_list(house: House, editor: Client) -> None:
    item = handed_in(house, "甲事")[0]
    page = editor.get(f"/items/?item={item.public_id}")
    assert found(page, '//a[@class="split-row"][@aria-current]/@href') == [
        f"/items/?state=submitted&item={item.public_id}"
    ]
    assert "青石街道多个小区加装电梯后" in said(page)


def test_htmx_brings_paper_and_margin_only(house: House, editor: Client) -> None:
    item = handed_in(house, "甲事")[0]
    answer = part(editor, f"/items/?item={item.public_id}", "paper")
    assert found(answer, '//section[starts-with(@class, "pane pane-")]/@id') == ["paper", "margin"]
    assert "<html" not in answer.content.decode()
    assert "HX-Target" in answer.headers["Vary"]


def test_boosted_link_brings_the_whole_page(house: House, editor: Client) -> None:
    item = handed_in(house, "甲事")[0]
    headers = {"HX-Request": "true", "HX-Boosted": "true", "HX-Target": "paper"}
    assert "<html" in editor.get(f"/items/?item={item.public_id}", headers=headers).content.decode()


def test_item_of_another_station_does_not_open(house: House, elsewhere: House) -> None:
    item = handed_in(house, "甲事")[0]
    assert visitor(elsewhere.editor).get(f"/items/?item={item.public_id}").status_code == 404


def test_after_an_act_the_next_item_is_open(house: House, editor: Client) -> None:
    below, item = handed_in(house, "甲事", "乙事")
    page = editor.get(f"/items/?item={item.public_id}")
    onward = f"/items/?state=submitted&item={below.public_id}"
    assert found(page, '//*[@id="paper"]//input[@name="next"]/@value') == [onward]


def test_editing_comes_back_to_the_same_item(house: House, editor: Client) -> None:
    item = made.registered(house)
    page = editor.get(f"/items/?state=registered&item={item.public_id}").content.decode()
    back = f"next=%2Fitems%2F%3Fstate%3Dregistered%26item%3D{item.public_id}"
    assert f'href="{address("edit", item.public_id)}?{back}"' in page


def test_what_people_wrote_is_shown_as_text(house: House, editor: Client) -> None:
    handed_in(house, "<script>alert(1)</script>", texts={"source": '"><img src=x>'})
    page = editor.get(f"/items/?item={Item.objects.get().public_id}")
    assert titles(page) == ["<script>alert(1)</script>"]
    assert found(page, "//script[not(@src)]") == []
    assert found(page, '//img[@src="x"]') == []


@pytest.mark.parametrize(
    ("role", "query", "count"), [("editor", "", 1), ("editor", "?state=registered", 1), ("supervisor", "", 0)]
)
def test_rows_are_chosen_where_they_can_be_registered_or_put_together(
    house: House, role: str, query: str, count: int
) -> None:
    made.submitted(house)
    if query:
        made.registered(house)
    page = visitor(getattr(house, role)).get(f"/items/{query}")
    assert len(titles(page)) == 1
    assert len(found(page, '//input[@name="item"]/@value')) == count


def test_empty_inbox_says_what_will_appear(editor: Client) -> None:
    assert "委员和信息员报送的信息会出现在" in said(editor.get("/items/"))


def test_inbox_costs_the_same_with_one_and_three_rows(
    house: House, editor: Client, queries_of: Callable[[Callable[[], Any]], int]
) -> None:
    handed_in(house, "甲事")
    one = queries_of(lambda: editor.get("/items/"))
    handed_in(house, "乙事", "丙事")
    assert queries_of(lambda: editor.get("/items/")) == one
    # A search looks in every state, where rows show no deadline: one query less.
    assert queries_of(lambda: editor.get("/items/?q=加装电梯")) == one - 1


def test_inbox_needs_a_post_with_an_inbox(house: House) -> None:
    assert visitor(house.member).get("/items/").headers["Location"] == "/items/mine/"
    assert Client().get("/items/").headers["Location"] == "/sign-in/?next=/items/"


def test_english_inbox_has_no_chinese_of_ours(house: House) -> None:
    client = visitor(house.editor, language="en")
    [main] = found(client.get("/items/"), "//main")
    assert not re.findall("[\u4e00-\u9fff]", re.sub(r"第\d+(局|区政协)|某\d+", "", main))


def test_released_item_appears_under_released(house: House, editor: Client) -> None:
    item = made.released(house)
    assert titles(editor.get(f"/items/?state={State.RELEASED}")) == [item.title]

# SPDX-License-Identifier: Apache-2.0
"""Lists of those who write: mine, my unit's, what I find; with states in the author's words."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.factories import items as made
from tests.factories.network import House
from tests.web.items.visits import found, said, visitor
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import registration, release, review, submission
from yizhan.domains.items.states import State
from yizhan.kernel.actors import Actor
from yizhan.kernel.ids import new_id
from yizhan.web.items import standing


def titles(response: Any) -> list[str]:
    """The titles of the list, in order."""
    return [title.strip() for title in found(response, "//a[@data-keys-open]/text()") if title.strip()]


def handed_in(by: Actor, title: str, **options: Any) -> Item:
    return submission.submit(
        by, new_id(), kind="social_opinion", wording=made.wording(title=title), is_truthful=True, **options
    )


def test_mine_are_written_and_shared_ones(house: House) -> None:
    handed_in(house.member, "自己写的")
    handed_in(house.officer, "有份额的", contributors=made.halves(house.officer, house.member))
    handed_in(house.officer, "别人写的")
    assert titles(visitor(house.member).get("/items/mine/")) == ["有份额的", "自己写的"]


def test_item_that_was_handed_on_is_listed_once(house: House, elsewhere: House) -> None:
    item = handed_in(house.member, "邻区的事")
    registration.transfer(house.editor, item.public_id, station=elsewhere.station.pk, reason="属于邻区")
    page = visitor(house.member).get("/items/mine/")
    assert titles(page) == ["邻区的事"]
    assert "已转送" in said(page)


def test_item_whose_whole_was_released_is_printed(house: House) -> None:
    parts = [made.registered(house, title="甲处反映"), made.registered(house, by=house.officer, title="乙处反映")]
    whole = made.synthesis(house, parts)
    client = visitor(house.member)
    assert "已合并刊发" not in said(client.get("/items/mine/"))
    review.send_to_review(house.editor, whole.public_id)
    review.approve(house.reviewer, whole.public_id)
    review.approve(house.second_reviewer, whole.public_id)
    review.sign_off(house.signer, whole.public_id)
    release.release(house.signer, whole.public_id, issue=new_id(), issue_label="《社情民意》2026年第1期")
    for page in ("/items/mine/", f"/items/{parts[0].public_id}/"):
        assert "已合并刊发" in said(client.get(page))


def test_unit_lists_what_its_people_handed_in(house: House) -> None:
    handed_in(house.officer, "本乡镇的事")
    handed_in(house.member, "委员的事")
    assert titles(visitor(house.officer).get("/items/unit/")) == ["本乡镇的事"]
    assert titles(visitor(house.second_officer).get("/items/unit/")) == ["本乡镇的事"]


def test_unit_shows_a_member_only_what_is_his(house: House) -> None:
    handed_in(house.second_member, "同室另一位委员的事")
    assert titles(visitor(house.member).get("/items/unit/")) == []


def test_search_finds_what_one_may_see(house: House) -> None:
    handed_in(house.member, "自己写的")
    handed_in(house.second_member, "别人写的")
    page = visitor(house.member).get("/items/?q=加装电梯")
    assert titles(page) == ["自己写的"]
    assert "含有“加装电梯”的信息" in said(page)


def test_leader_finds_what_was_released(house: House) -> None:
    released = made.released(house)
    made.submitted(house, title="还没有刊发的")
    assert titles(visitor(house.leader).get("/items/?q=加装电梯")) == [released.title]


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_words_for_office_and_author(state: State) -> None:
    office, author = standing.for_staff(state), standing.for_author(state)
    assert office.word == str(state.label)
    assert author.word


def test_author_reads_nothing_of_the_offices_steps(house: House) -> None:
    for make in (made.registered, made.in_review, made.approved, made.signed):
        make(house)
    page = said(visitor(house.member).get("/items/mine/"))
    assert page.count("编辑中") == 4
    for word in ("审核中", "待签发", "待刊发"):
        assert word not in page


def test_empty_list_says_how_to_begin(house: House) -> None:
    page = visitor(house.member).get("/items/mine/")
    assert "几句话就可以开始" in said(page)
    assert 'href="/items/new/"' in page.content.decode()


@pytest.mark.parametrize("url", ["/items/mine/", "/items/unit/", "/items/?q=加装电梯"])
def test_list_costs_the_same_with_one_and_three_rows(
    house: House, url: str, queries_of: Callable[[Callable[[], Any]], int]
) -> None:
    client = visitor(house.officer)
    handed_in(house.officer, "甲事")
    one = queries_of(lambda: client.get(url))
    handed_in(house.officer, "乙事")
    handed_in(house.officer, "丙事")
    assert queries_of(lambda: client.get(url)) == one
    assert len(titles(client.get(url))) == 3

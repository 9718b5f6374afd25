# SPDX-License-Identifier: Apache-2.0
"""What is found alike, why, by whom, and at what cost."""

import datetime
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import items
from tests.factories.network import House
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import editing, registration, submission
from yizhan.domains.likeness import access, queries, rules
from yizhan.domains.likeness.operations import words
from yizhan.domains.likeness.states import Verdict
from yizhan.domains.rulebook.operations import laying_down as rulebook
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor, system
from yizhan.kernel.errors import Denied

LIFT = {
    "title": "柳荫里小区电梯停运三个月无人维修",
    "situation": "青石街道柳荫里小区3号楼电梯8月2日停运,42户居民上下楼困难,物业称维修基金不足。",
    "analysis": "维修基金使用须三分之二业主同意,程序长。",
    "suggestion": "建议街道协调启用应急维修程序。",
}
#: The same, copied with small changes.
COPIED = {**LIFT, "situation": LIFT["situation"].replace("上下楼困难", "上下楼十分困难")}
#: The same matter in other words.
RETOLD = {
    "title": "反映柳荫里小区电梯停运维修问题",
    "situation": "柳荫里3号楼的老人说电梯坏了很久,物业不肯出钱维修,只能爬楼。",
    "analysis": "",
    "suggestion": "请有关部门督促物业。",
}
ELSEWHERE = {
    "title": "松岭村灌溉水渠年久失修",
    "situation": "松岭村水渠渗漏,秧田缺水,今年减产。",
    "analysis": "多年没有清淤。",
    "suggestion": "列入小型水利修缮。",
}


def numbers(found: list[queries.Found]) -> list[tuple[int, str]]:
    return [(one.item.pk, one.likeness.verdict) for one in found]


@pytest.fixture
def known(house: House) -> Item:
    """A matter that is known, among others."""
    items.submitted(house, **ELSEWHERE)
    return items.submitted(house, **LIFT)


def test_the_same_text_and_the_same_matter_are_found_with_their_reasons(house: House, known: Item) -> None:
    retold = items.submitted(house, **RETOLD)
    copied = items.submitted(house, **COPIED)
    found = access.like_item(house.editor, copied)
    assert numbers(found) == [(known.pk, Verdict.SAME_TEXT), (retold.pk, Verdict.SAME_MATTER)]
    likeness = found[0].likeness
    assert "3号楼电梯8月2日停运,42户居民上下楼" in "".join(one.words for one in likeness.passages)
    assert likeness.names.shared == ("柳荫里小区", "青石街道")
    assert "42户" in likeness.figures.shared
    assert likeness.dates.shared == ("8月2日",)
    assert sorted(numbers(access.like_item(house.editor, retold))) == [
        (known.pk, Verdict.SAME_MATTER),
        (copied.pk, Verdict.SAME_MATTER),
    ]


def test_what_is_new_is_like_nothing(house: House, known: Item) -> None:
    assert (
        access.like_item(house.editor, items.submitted(house, title="图书馆开放", situation="请延长开放时间。")) == []
    )


def test_what_was_edited_is_found_by_its_wording_in_force_only(house: House, known: Item) -> None:
    registration.register(house.editor, known.public_id)
    editing.edit(house.editor, known.public_id, wording=items.wording(title="另一件事", situation="全文已换。"))
    assert access.like_text(house.editor, "\n".join(COPIED.values())) == []


def test_channels_and_years_make_no_difference(house: House) -> None:
    with clock.at(clock.now() - datetime.timedelta(days=900)):
        old = items.submitted(house, **LIFT)
    copy = registration.transfer(house.editor, old.public_id, station=house.neighbour.station.pk, reason="属于邻区事项")
    new = items.submitted(house, **COPIED)
    assert [one.item.pk for one in access.like_item(house.editor, new)] == [old.pk]
    assert [one.item.pk for one in access.like_text(house.neighbour.editor, "\n".join(LIFT.values()))] == [copy.pk]


@pytest.mark.parametrize(
    ("actor", "sees"),
    [
        (lambda house: house.editor, True),
        (lambda house: house.reviewer, True),
        (lambda house: house.leader, False),
        (lambda house: house.neighbour.editor, False),
    ],
)
def test_only_what_may_be_read_is_found(house: House, known: Item, actor: Callable[[House], Actor], sees: bool) -> None:
    found = access.like_text(actor(house), "\n".join(COPIED.values()))
    assert [one.item.pk for one in found] == ([known.pk] if sees else [])


@pytest.mark.parametrize("role", ["member", "officer", "handler"])
def test_authors_do_not_search_the_drafts_of_the_office(house: House, known: Item, role: str) -> None:
    with pytest.raises(Denied):
        access.like_text(getattr(house, role), "\n".join(LIFT.values()))
    with pytest.raises(Denied):
        access.like_item(getattr(house, role), known)


def test_an_author_learns_that_it_is_known_and_nothing_else(house: House, known: Item) -> None:
    (seen,) = access.known(house.officer, "\n".join(COPIED.values()))
    assert seen == access.Known(Verdict.SAME_TEXT, known.submitted_at, None)
    (own,) = access.known(house.member, "\n".join(COPIED.values()))
    assert own.item == known
    assert access.known(house.neighbour.member, "\n".join(COPIED.values())) == []


def test_an_author_is_not_told_of_what_came_to_nothing(house: House, known: Item) -> None:
    submission.withdraw(house.member, known.public_id, reason="情况已变化")
    assert access.known(house.officer, "\n".join(COPIED.values())) == []


def test_a_station_may_choose_not_to_tell_authors(house: House, known: Item) -> None:
    _lay_down(house, rules.TELLS_AUTHORS.key, value=False)
    assert access.known(house.officer, "\n".join(COPIED.values())) == []


@pytest.mark.parametrize(
    ("key", "value", "verdict"),
    [
        (rules.SAME_TEXT.key, 95, Verdict.SAME_MATTER),
        (rules.SAME_TEXT.key, 50, Verdict.SAME_TEXT),
    ],
)
def test_thresholds_are_rules_of_the_station(house: House, known: Item, key: str, value: int, verdict: str) -> None:
    _lay_down(house, key, value=value)
    _lay_down(house, rules.SAME_TEXT_WITHIN.key, value=100)
    found = access.like_item(house.editor, items.submitted(house, **COPIED))
    assert numbers(found) == [(known.pk, verdict)]


def _lay_down(house: House, key: str, *, value: object) -> None:
    rulebook.set_rule(
        system(house.station.pk), house.station.pk, key=key, value=value, valid_from=clock.today(), instrument="办法"
    )


@pytest.mark.parametrize(
    "said",
    [
        "",
        "水",
        "。，！",
        "🚰💧",
        "𠮷𠮷𠮷𠮷𠮷𠮷",
        "<script>alert(1)</script>",
        "\x00\x07\ufffe",
        '" OR * NEAR( -',
        "长" * 100_000,
    ],
)
def test_any_text_may_be_asked_for(house: House, known: Item, said: str) -> None:
    assert access.like_text(house.editor, said) == []
    assert access.known(house.officer, said) == []


def test_cost_does_not_grow_with_what_is_alike(house: House) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            access.like_text(house.editor, "\n".join(COPIED.values()))
        return len(captured)

    items.submitted(house, **LIFT)
    first = asked()
    for _ in range(3):
        items.submitted(house, **COPIED)
    assert (first, asked()) == (8, 8)


def test_words_are_counted_when_the_store_has_grown(house: House, known: Item) -> None:
    words.keep_current(system())
    assert queries.frequencies_of(["水渠"]).texts == 400
    words.recount(system())
    items.submitted(house, **COPIED)
    counted = queries.frequencies_of(["电梯停运\n电梯停运"])
    assert counted.texts == 402
    words.recount(system())
    assert queries.frequencies_of(["电梯停运"]).rarity("电梯") < counted.rarity("电梯")

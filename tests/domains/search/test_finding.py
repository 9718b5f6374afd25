# SPDX-License-Identifier: Apache-2.0
"""Every kind is found by whoever may see it and by nobody else; filters, order, counts, extracts."""

import datetime
from collections.abc import Sequence

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.domains.search.conftest import WORDS, Matter
from tests.factories import files, items, periodicals, supervision
from tests.factories.network import STAFF_AND_AUTHORS, House
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import editing
from yizhan.domains.network.states import Role
from yizhan.domains.search import access
from yizhan.domains.search.queries import hits
from yizhan.domains.search.queries.wanted import Wanted
from yizhan.domains.search.states import Kind, Order
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.ids import new_id

STAFF = frozenset({Role.EDITOR, Role.REVIEWER, Role.SIGNER, Role.SUPERVISOR})

#: Who finds which part of the matter; whoever is not named finds nothing of it.
FINDERS = {
    Kind.ITEM: STAFF | {Role.MEMBER, Role.LEADER},
    Kind.ISSUE: STAFF | {Role.LEADER},
    Kind.INSTRUCTION: STAFF | {Role.LEADER},
    Kind.ASSIGNMENT: STAFF | {Role.LEADER, Role.HANDLER},
    Kind.REPLY: STAFF | {Role.LEADER, Role.HANDLER},
    Kind.FEEDBACK: STAFF | {Role.LEADER, Role.MEMBER},
    Kind.FILE: STAFF | {Role.MEMBER, Role.LEADER},
}


def kinds(actor: Actor, words: str, **filters: str) -> list[Kind]:
    """The kinds of all hits, in order."""
    return [hit.kind for hit in access.found(actor, Wanted(words=words, **filters)).hits]


def test_each_kind_is_found_by_whoever_may_see_it_and_by_nobody_else(
    house: House, elsewhere: House, matter: Matter
) -> None:
    for kind, word in WORDS.items():
        for role in STAFF_AND_AUTHORS:
            actor = house.actors[role]
            expected = [Kind(kind)] if role in FINDERS[Kind(kind)] else []
            assert kinds(actor, word, kind=kind) == expected, (kind, role)
            counted = access.found(actor, Wanted(words=word)).counts
            assert counted.get(Kind(kind), 0) == len(expected), (kind, role)
        for actor in (*elsewhere.actors.values(), house.second_member, house.second_handler):
            shared = actor == house.second_handler and kind in {"assignment", "reply"}
            assert kinds(actor, word) == ([Kind(kind)] if shared else []), (kind, actor)


def test_what_is_not_handed_in_or_taken_back_is_not_found(house: House, matter: Matter) -> None:
    files.kept(house, subject=matter.item.public_id, name="枫杨渠草图.txt")
    assert kinds(house.editor, "草图") == kinds(house.member, "草图") == []


def test_a_file_is_found_by_its_name_and_across_the_seam_of_its_passages(
    house: House, files_folder: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yizhan.domains.files.queries.PASSAGE", 40)
    monkeypatch.setattr("yizhan.domains.files.queries.OVERLAP", 10)
    key, text = new_id(), "".join(chr(0x4E00 + place) for place in range(95))
    files.kept(house, subject=key, name="巡查台账.txt", content=text.encode())
    item = items.submitted(house, public_id=key)
    for words in ("巡查台账", text[:2], text[36:44], text[78:83], text[-3:], f"台账 {text[:2]} {text[-2:]}"):
        found = access.found(house.editor, Wanted(words=words)).hits
        assert [(hit.kind, hit.above) for hit in found] == [(Kind.FILE, item.public_id)], words


def test_filters_narrow_and_leave_out_kinds_that_have_no_such_thing(
    house: House, elsewhere: House, matter: Matter
) -> None:
    department = str(house.department.public_id)
    assert kinds(house.editor, "疏浚", unit=department) == [Kind.REPLY]
    assert kinds(house.editor, "枫杨渠", unit=department) == []
    assert set(kinds(house.editor, "枫杨渠", station=str(house.station.public_id))) == {Kind.ITEM, Kind.ISSUE}
    assert kinds(house.editor, "枫杨渠", station=str(elsewhere.station.public_id)) == []
    assert kinds(house.editor, "枫杨渠", kind="item", state="released") == [Kind.ITEM]
    assert kinds(house.editor, "枫杨渠", kind="item", state="submitted") == []
    assert kinds(house.editor, "枫杨渠", author=matter.item.authors) == [Kind.ITEM]
    today = clock.today()
    tomorrow = (today + datetime.timedelta(days=1)).isoformat()
    assert len(kinds(house.editor, "枫杨渠", since=today.isoformat(), until=today.isoformat())) == 2
    assert kinds(house.editor, "枫杨渠", since=tomorrow) == kinds(house.editor, "枫杨渠", until="2001-01-01") == []


def test_an_issue_is_found_from_its_release_on_by_all_that_it_prints(house: House) -> None:
    from yizhan.domains.periodicals.operations import composing, release

    item = items.signed(house, title="棋盘巷积水", situation="棋盘巷逢雨积水。")
    issue = periodicals.composed(house, placed=[item])

    def is_found(words: str) -> bool:
        return Kind.ISSUE in kinds(house.editor, words)

    [entry] = periodicals.entries(issue)
    composing.set_heading(house.editor, issue.public_id, entry=entry, heading="一巷积水何时了")
    composing.entitle(house.editor, issue.public_id, title="汛期专辑", note="仅供参阅")
    printed = ("逢雨积水", "何时了", "汛期专辑", "仅供参阅")
    assert not any(is_found(words) for words in printed)
    assert kinds(house.editor, "逢雨积水") == [Kind.ITEM]
    released = release.release(house.signer, issue.public_id)
    assert all(is_found(words) for words in (*printed, str(released)))
    release.correct(house.signer, issue.public_id, text="“棋盘巷”应为“旗杆巷”。", reason="校对疏漏")
    assert is_found("旗杆巷")


def test_an_author_finds_own_words_and_not_the_drafts_of_the_office(house: House) -> None:
    item = items.registered(house, title="渡口栈桥破损", situation="栈桥木板缺失。")
    editing.edit(
        house.editor, item.public_id, wording=items.wording(title="渡口设施待修", situation="内部拟稿:建议约谈。")
    )
    assert kinds(house.editor, "约谈") == [Kind.ITEM]
    assert kinds(house.editor, "木板") == []
    assert kinds(house.member, "约谈") == []
    [hit] = access.found(house.member, Wanted(words="木板")).hits
    assert hit.title == "渡口栈桥破损"
    assert "".join(stretch.text for stretch in hit.extract if stretch.is_hit) == "木板"
    assert access.terms(house.member, "渡口设") == []
    assert access.terms(house.editor, "渡口") == ["渡口设施", "渡口设施待修"]


def filled(house: House, count: int) -> list[Item]:
    """Items about one matter; the word stands in the title of every third."""
    return [
        items.submitted(house, title=f"路灯{number}" if number % 3 == 0 else f"照明{number}", situation="路灯不亮。")
        for number in range(count)
    ]


def test_pages_hold_all_hits_once_newest_first(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hits, "SIZE", 2)
    made = filled(house, 5)
    pages = [access.found(house.editor, Wanted(words="路灯"), number) for number in (1, 2, 3, 4)]
    listed = [hit.public_id for page in pages for hit in page.hits]
    assert listed == [item.public_id for item in reversed(made)]
    assert [page.has_more for page in pages] == [True, True, False, False]
    assert [page.counts[Kind.ITEM] for page in pages] == [5, 5, 5, 5]


def test_the_most_telling_hits_come_first_when_asked_for(house: House) -> None:
    made = filled(house, 5)
    found = access.found(house.editor, Wanted(words="路灯", order=Order.RELEVANCE)).hits
    assert [hit.public_id for hit in found] == [made[place].public_id for place in (3, 0, 4, 2, 1)]


def test_a_page_costs_the_same_whatever_is_stored(house: House, matter: Matter) -> None:
    def cost(words: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            access.found(house.editor, Wanted(words=words))
        return len(captured)

    filled(house, 1)
    supervision.feedback(house)
    one = cost("路灯")
    filled(house, 3)
    assert (one, cost("路灯")) == (4, 4)
    assert cost("。") <= 24  # every kind at once: counts, keys and rows of each, texts, passages


def test_terms_go_on_from_what_is_typed_and_stay_inside_what_one_may_see(house: House, elsewhere: House) -> None:
    for title in ("老旧小区电梯加装受阻", "老旧小区电梯维护费用高", "电梯加装补贴标准偏低"):
        items.submitted(house, title=title)
    offered = access.terms(house.editor, "社区 电梯")
    assert "电梯加装" in offered
    assert all(term.startswith("电梯") and term != "电梯" for term in offered)
    assert access.terms(elsewhere.editor, "电梯") == access.terms(house.editor, "") == []


def test_everybody_reads_of_a_hit_only_what_its_page_shows(house: House, matter: Matter) -> None:
    [reply] = access.found(house.handler, Wanted(words="疏浚完毕")).hits
    assert (reply.public_id, reply.title) == (matter.assignment.public_id, "枫杨渠淤塞")
    [told] = access.found(house.member, Wanted(words="水质达标")).hits
    assert access.own_items(house.member, [told.public_id]) == {matter.item.public_id: matter.item.public_id}
    assert access.own_items(house.second_member, [told.public_id]) == {}


def words_of(found: Sequence[hits.Hit]) -> list[str]:
    """What is marked in the extracts."""
    return ["".join(stretch.text for stretch in hit.extract if stretch.is_hit) for hit in found]


def test_the_extract_marks_the_hit_as_it_was_written(house: House) -> None:
    items.submitted(house, title="農產品進城遇阻", situation="鲜活农产品运输车辆进城受限,损耗达３０％。" + "。" * 900)
    items.submitted(house, title="远处", situation="前文。" * 400 + "201路公交车\n早高峰间隔过长。")
    assert words_of(access.found(house.editor, Wanted(words="30%")).hits) == ["３０％"]
    assert words_of(access.found(house.editor, Wanted(words="公交车早高峰")).hits) == ["公交车\n早高峰"]

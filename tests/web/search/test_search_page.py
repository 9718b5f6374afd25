# SPDX-License-Identifier: Apache-2.0
"""The search page: hits marked and escaped, tabs, filters, terms, kept searches; any query has an answer."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.client import Program
from tests.factories import files, items, supervision
from tests.factories.network import House
from tests.web.items.visits import found, said, visitor
from yizhan.domains.search import access, operations
from yizhan.domains.search.queries import hits
from yizhan.domains.search.queries.wanted import Wanted
from yizhan.kernel.ids import new_id


@pytest.fixture
def editor(house: House) -> Client:
    return visitor(house.editor)


def page(client: Client, **asked: str) -> Any:
    """The page of a search, which always has an answer."""
    response = client.get("/search/", asked)
    assert response.status_code == 200
    return response


def test_a_hit_is_marked_and_everything_is_escaped(house: House, editor: Client) -> None:
    items.submitted(house, title="<b>路灯</b>不亮", situation="路灯<script>alert(1)</script>不亮 & 无人修。")
    shown = page(editor, q="路灯").content.decode()
    assert '<a class="hit-title" href="/items/' in shown
    assert "&lt;b&gt;<mark>路灯</mark>&lt;/b&gt;不亮" in shown
    assert "<mark>路灯</mark>&lt;script&gt;alert(1)&lt;/script&gt;不亮 &amp; 无人修。" in shown
    assert "<script>alert" not in page(editor, q="<script>alert(1)</script>").content.decode()


def test_tabs_count_each_kind_and_narrow_to_it(house: House, editor: Client) -> None:
    supervision.replied(house)
    assert found(page(editor, q="电梯"), "//nav[@class='switch']//a") == ["全部 2", "稿件 1", "回复 1"]
    narrowed = page(editor, q="电梯", kind="reply")
    assert found(narrowed, "//li[@class='hit']//span[@class='hit-kind']") == ["回复"]
    assert found(narrowed, "//select[@name='state']/option")[1:3] == ["待受理", "办理中"]
    [address] = found(narrowed, "//a[@class='hit-title']/@href")
    assert editor.get(address).status_code == 200


def test_every_hit_leads_to_a_page_its_reader_can_open(house: House, files_folder: object) -> None:
    from tests.factories import periodicals

    key = new_id()
    files.kept(house, subject=key, content="栈桥".encode())
    item = items.signed(house, public_id=key, title="栈桥破损", situation="渡口栈桥破损。")
    periodicals.released(house, placed=[item])
    case = supervision.instruction(house, item=item, text="栈桥要修。").case
    supervision.assigned(house, case)
    supervision.feedback(house)
    for actor in (house.editor, house.member, house.leader, house.handler, house.officer):
        reader = visitor(actor)
        for words in ("栈桥", "提出管理办法", "已修复"):
            for address in found(page(reader, q=words), "//a[@class='hit-title']/@href"):
                response = reader.get(address)
                assert response.status_code == 200, (actor.role, address)
                if response.streaming:
                    list(response.streaming_content)


def test_filters_and_order_keep_their_values_and_can_be_cleared(house: House, editor: Client) -> None:
    items.submitted(house, title="路灯不亮")
    shown = page(editor, q="路灯", order="relevance", since="2001-01-01", unit=str(house.township.public_id))
    assert found(shown, "//select[@name='order']/option[@selected]/@value") == ["relevance"]
    assert found(shown, "//form[@method='get']//input[@name='since']/@value") == ["2001-01-01"]
    assert "没有找到" in said(shown)
    [clear] = found(shown, "//div[@class='filter-bar']/a/@href")
    assert "路灯不亮" in said(editor.get(clear))


def test_pages_lead_on_and_back(house: House, editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hits, "SIZE", 2)
    monkeypatch.setattr("yizhan.web.search.views.SIZE", 2)
    for number in range(3):
        items.submitted(house, title=f"路灯{number}")
    first = page(editor, q="路灯")
    assert "第 1–2 条" in said(first) or "1–2" in said(first)
    [onward] = found(first, "//a[@rel='next']/@href")
    assert found(editor.get(onward), "//a[@class='hit-title']") == ["路灯0"]
    [back] = found(editor.get(onward), "//a[@rel='prev']/@href")
    assert back == found(page(editor, q="路灯"), "//nav[@class='switch']//a/@href")[0]


def test_terms_are_offered_while_typing_and_beside_the_results(house: House, editor: Client) -> None:
    items.submitted(house, title="老旧小区电梯加装受阻")
    offered = editor.get("/search/suggestions/", {"q": "电梯"})
    assert "电梯加装" in found(offered, "//option/@value")
    assert "电梯加装" in found(page(editor, q="电梯"), "//ul[@class='search-terms']//a")
    assert found(page(editor), "//input[@name='q' and @list]/@hx-get") == ["/search/suggestions/"]


def test_a_search_is_kept_looked_at_and_forgotten(house: House, editor: Client) -> None:
    items.submitted(house, title="路灯不亮")
    kept = editor.post("/search/saved/", {"q": "路灯", "kind": "item", "name": "每天看"}, follow=True)
    assert "每天看" in said(kept)
    items.submitted(house, title="路灯又不亮")
    [saved] = access.visible(house.editor)
    assert found(page(editor), "//button[contains(@class, 'search-kept')]") == ["每天看 1 条新"]
    looked = editor.post(f"/search/saved/{saved.public_id}/look/")
    assert looked["Location"] == f"{reverse('search')}?q=%E8%B7%AF%E7%81%AF&kind=item"
    assert found(page(editor), "//button[contains(@class, 'search-kept')]") == ["每天看"]
    editor.post(f"/search/saved/{saved.public_id}/removal/")
    assert not access.visible(house.editor).exists()
    refused = editor.post("/search/saved/", {"q": ""}, follow=True)
    assert "没有词" in said(refused)


def test_the_searches_of_others_do_not_exist(house: House, editor: Client) -> None:
    saved = operations.keep(house.reviewer, Wanted(words="路灯"))
    for verb in ("look", "removal"):
        assert editor.post(f"/search/saved/{saved.public_id}/{verb}/").status_code == 404


def test_who_has_not_signed_in_is_sent_to_sign_in(db: None) -> None:
    for address in ("/search/?q=a", "/search/suggestions/"):
        assert Client().get(address)["Location"].startswith("/sign-in/")


def test_the_page_costs_the_same_at_one_and_three_hits_and_searches(house: House, editor: Client) -> None:
    def cost() -> int:
        page(editor, q="路灯")
        with CaptureQueriesContext(connection) as captured:
            page(editor, q="路灯")
        return len(captured)

    items.submitted(house, title="路灯")
    operations.keep(house.editor, Wanted(words="路灯"))
    one = cost()
    for number in range(2):
        items.submitted(house, title=f"路灯{number}")
        operations.keep(house.editor, Wanted(words="路灯"), name=f"又一个{number}")
    assert cost() == one
    assert one <= 20


ODD = [
    "",
    " ",
    "难",
    '"',
    "'",
    '""',
    "*",
    "AND",
    "OR NOT NEAR(",
    "tokens:停车",
    "^停车 -车 +难",
    "% _ \\ ' \" ; --",
    "'); DROP TABLE items_item; --",
    "<script>",
    "{{ 7*7 }}",
    "😀",
    "👨‍👩‍👧‍👦",
    "𠮷野家",
    "停\x00车",
    "\x01\x02\x1f",
    "\u202e停车",
    "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "停" * 100_000,
    "停 " * 50_000,
]


@pytest.mark.parametrize("words", ODD)
def test_any_query_has_an_answer(house: House, editor: Client, words: str) -> None:
    items.submitted(house, title="停车难", situation="停车难😀𠮷野家。")
    assert page(editor, q=words, author=words, state=words, since=words, unit=words, page=words)
    assert editor.get("/search/suggestions/", {"q": words}).status_code == 200
    assert editor.post("/search/saved/", {"q": words, "name": words}).status_code == 302


SIGNS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("停车难\"'*()^-:%_\\"), max_size=30)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=SIGNS, text=st.text(st.sampled_from('停车难"*()^-:%_\\😀𠮷Ａ '), min_size=2, max_size=20))
def test_a_query_finds_what_contains_it_and_never_fails(house: House, words: str, text: str) -> None:
    plain = "".join(text.split())
    item = items.submitted(house, title="标题", situation=f"、{text}、")
    assert access.found(house.editor, Wanted.read({"q": words})) is not None
    for wanted in (plain[:2], plain[-3:]) if plain else ():
        keys = [hit.public_id for hit in access.found(house.editor, Wanted.read({"q": wanted})).hits]
        assert item.public_id in keys, wanted


def test_the_interface_answers_as_the_page_does(house: House, elsewhere: House) -> None:
    supervision.replied(house)
    program = Program(house.editor)
    answer = program.get("/search?q=电梯&page=99")
    assert answer["counts"]["item"] == 1
    assert answer["page"] == hits.PAGES
    answer = program.get("/search?q=电梯&kind=reply")
    [hit] = answer["hits"]
    assert (hit["kind"], hit["title"]) == ("reply", "老旧小区加装电梯后续管理需要重视")
    assert {"text": "电梯", "is_hit": True} in hit["extract"]
    assert json.dumps(program.get("/search/terms?q=电梯"))
    assert Program(elsewhere.editor).get("/search?q=电梯")["hits"] == []
    assert program.get("/search?q=%22%27*&unit=x&since=x&kind=x")["hits"] == []

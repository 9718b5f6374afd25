# SPDX-License-Identifier: Apache-2.0
"""A released issue: the office's copy, its Word document, and what its readers have of it."""

import io
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import docx
import pytest

from tests.conftest import Recorded
from tests.factories import items
from tests.factories import periodicals as made
from tests.factories.network import House
from tests.web.items.visits import act, found, part, said, visitor
from yizhan.domains.periodicals.models import Circulation, Issue
from yizhan.domains.periodicals.operations import circulation, release
from yizhan.web.periodicals.sheets import sheet_of


def issued(house: House, count: int = 1) -> Issue:
    return made.released(house, placed=[items.signed(house, title=f"第{number}篇") for number in range(count)])


def test_sheet_says_the_same_as_the_word_document(house: House) -> None:
    issue = issued(house, 2)
    answer = visitor(house.editor).get(f"/issues/{issue.public_id}/docx/")
    words = "".join("".join(one.text for one in docx.Document(io.BytesIO(answer.content)).paragraphs).split())
    sheet = sheet_of(issue)
    for said_there in (sheet.name, sheet.number, sheet.office, sheet.day, *(entry.title for entry in sheet.entries)):
        assert said_there in words
    assert unquote(answer.headers["Content-Disposition"]) == (
        f"attachment; filename*=UTF-8''《{issue.series.name}》{sheet.number}.docx"
    )


def test_sheet_carries_head_columns_entries_and_circulation(house: House) -> None:
    series = made.series(house)
    issue = made.empty(house, series)
    from yizhan.domains.periodicals.operations import composing

    item = items.signed(house, title="电梯无人维护", situation="一、现状\n三个小区的电梯停用。")
    composing.place(house.editor, issue.public_id, item=item.public_id, column=made.column(series, "工作动态"))
    page = visitor(house.editor).get(f"/issues/{release.release(house.signer, issue.public_id).public_id}/")
    assert found(page, "//p[@class='bulletin-name']") == [series.masthead]
    assert found(page, "//p[@class='bulletin-line']/span")[0] == "区政协办公室"
    assert found(page, "//p[@class='bulletin-column']") == ["【工作动态】"]
    assert found(page, "//b[@class='bulletin-level-1']") == ["一、现状"]
    assert found(page, "//footer[@class='bulletin-foot']/p/b") == ["报：", "送："]


def test_texts_of_people_are_escaped_on_the_sheet(house: House) -> None:
    item = items.signed(house, title="<b>题</b>", situation="一、<script>alert(1)</script>。\n<i>二</i>")
    page = visitor(house.editor).get(f"/issues/{made.released(house, placed=[item]).public_id}/")
    assert b"<script>alert" not in page.content
    assert b"&lt;i&gt;" in page.content
    assert found(page, "//section[contains(@class, 'bulletin-entry')]/h2") == ["<b>题</b>"]


def test_office_sees_who_has_read_and_notes_paper(house: House) -> None:
    issue = issued(house)
    circulation.mark_read(house.leader, issue.public_id)
    page = visitor(house.editor).get(f"/issues/{issue.public_id}/")
    assert found(page, "//ul[@class='circulation']/li//span[contains(@class, 'state')]") == ["已阅", "未送达"]
    assert found(page, "//ul[@class='circulation']/li[2]//a") == ["纸质送达", "纸质已阅"]
    assert "已阅 1/2" in said(page)


def test_signer_prints_corrections_and_notes_nothing(house: House) -> None:
    page = visitor(house.signer).get(f"/issues/{issued(house).public_id}/")
    assert "刊发更正" in said(page)
    assert found(page, "//ul[@class='circulation']//a") == []


def test_reader_is_led_from_the_office_page_to_the_reading(house: House) -> None:
    issue = issued(house)
    answer = visitor(house.leader).get(f"/issues/{issue.public_id}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/reading/{issue.public_id}/")


def test_looking_at_an_issue_writes_nothing(house: House, recorded: Recorded) -> None:
    issue, client = issued(house), visitor(house.leader)
    recorded.clear()
    assert client.get(f"/reading/{issue.public_id}/").status_code == 200
    assert recorded.names == []
    assert Circulation.objects.filter(issue=issue, read_at__isnull=False).count() == 0


@pytest.mark.rule("RULE-216")
def test_reading_is_noted_by_its_button(house: House, recorded: Recorded) -> None:
    issue, client = issued(house), visitor(house.leader)
    assert found(client.get(f"/reading/{issue.public_id}/"), "//div[@id='read']//button") == ["已阅"]
    recorded.clear()
    answer = client.post(f"/issues/{issue.public_id}/reading/", {"act": act()})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/reading/{issue.public_id}/")
    page = client.get(answer.headers["Location"])
    assert found(page, "//div[@id='read']//form") == []
    assert found(page, "//div[@id='read']//span[contains(@class, 'state-done')]") == ["已阅"]
    assert recorded.names == ["periodicals.circulation.read"]


def test_reading_is_noted_with_htmx_and_only_its_place_changes(house: House) -> None:
    issue = issued(house)
    answer = part(visitor(house.leader), f"/issues/{issue.public_id}/reading/", "read", {"act": act()})
    assert answer.status_code == 200
    assert answer.content.decode().lstrip().startswith('<div class="reading-end no-print" id="read">')
    assert "已阅" in said(answer)
    assert "bulletin" not in answer.content.decode()


def test_reading_noted_twice_is_noted_once(house: House, recorded: Recorded) -> None:
    issue, client = issued(house), visitor(house.leader)
    given = {"act": act()}
    recorded.clear()
    assert [client.post(f"/issues/{issue.public_id}/reading/", given).status_code for _ in range(2)] == [302, 302]
    assert recorded.names == ["periodicals.circulation.read"]


def test_who_is_not_on_the_list_does_not_know_of_the_issue(house: House, elsewhere: House) -> None:
    issue = issued(house)
    for stranger in (visitor(house.handler), visitor(house.member), visitor(elsewhere.leader)):
        assert stranger.get(f"/reading/{issue.public_id}/").status_code == 404
        assert stranger.get(f"/issues/{issue.public_id}/docx/").status_code == 404
        assert stranger.post(f"/issues/{issue.public_id}/reading/", {"act": act()}).status_code == 404


def test_staff_read_without_a_button(house: House) -> None:
    issue = issued(house)
    editor = visitor(house.editor)
    assert found(editor.get(f"/reading/{issue.public_id}/"), "//div[@id='read']//form") == []
    assert editor.post(f"/issues/{issue.public_id}/reading/", {"act": act()}).status_code == 403


def test_leader_instructs_on_each_entry(house: House) -> None:
    issue = issued(house, 2)
    links = found(
        visitor(house.leader).get(f"/reading/{issue.public_id}/"), "//p[contains(@class, 'bulletin-act')]/a/@href"
    )
    assert links == [f"/items/{entry.item.public_id}/instruction/new/" for entry in issue.entries.order_by("position")]


def test_who_only_receives_does_not_instruct(house: House) -> None:
    issue = made.released(house, made.series(house, readers=[made.body(house.department)]))
    page = visitor(house.handler).get(f"/reading/{issue.public_id}/")
    assert found(page, "//p[contains(@class, 'bulletin-act')]") == []
    assert found(page, "//div[@id='read']//button") == ["已阅"]


def test_unread_stands_first_and_what_was_read_below(house: House) -> None:
    read, unread = issued(house), issued(house, 2)
    circulation.mark_read(house.leader, read.public_id)
    page = visitor(house.leader).get("/reading/")
    assert found(page, "//section[contains(., '待阅')][h2 or div]/ul//a/@href")[0] == f"/reading/{unread.public_id}/"
    assert found(page, "//ul[@class='work-list']//a/@href") == [
        f"/reading/{unread.public_id}/",
        f"/reading/{read.public_id}/",
    ]
    assert found(page, "//ul[@class='work-list']//a") == ["第0篇，另 1 篇", "第0篇"]


def test_nothing_received_yet_says_what_will_appear(house: House) -> None:
    assert "还没有报送给您的刊物。" in said(visitor(house.handler).get("/reading/"))


def test_queries_of_reading_do_not_grow(house: House, queries_of: Callable[[Callable[[], Any]], int]) -> None:
    client, one, three = visitor(house.leader), issued(house), issued(house, 3)
    assert queries_of(lambda: client.get(f"/reading/{one.public_id}/")) == queries_of(
        lambda: client.get(f"/reading/{three.public_id}/")
    )


def test_queries_of_the_office_copy_do_not_grow(house: House, queries_of: Callable[[Callable[[], Any]], int]) -> None:
    client, one = visitor(house.editor), issued(house)
    more = [made.outside(f"第{number}办公室") for number in range(3)]
    three = made.released(house, made.series(house, readers=more), placed=[items.signed(house) for _ in range(3)])
    assert queries_of(lambda: client.get(f"/issues/{one.public_id}/")) == queries_of(
        lambda: client.get(f"/issues/{three.public_id}/")
    )


def test_queries_of_the_reading_list_do_not_grow(house: House, queries_of: Callable[[Callable[[], Any]], int]) -> None:
    client = visitor(house.leader)
    circulation.mark_read(house.leader, issued(house).public_id)
    issued(house)
    before = queries_of(lambda: client.get("/reading/"))
    for _ in range(2):
        circulation.mark_read(house.leader, issued(house).public_id)
        issued(house)
    assert queries_of(lambda: client.get("/reading/")) == before

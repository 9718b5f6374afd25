# SPDX-License-Identifier: Apache-2.0
"""Statistics: a sentence, figures that open the lists behind them, files that hold the same."""

import csv
import io
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from tests.factories import items, periodicals, reporting, supervision
from tests.factories import network as made
from tests.factories.network import House
from tests.web.items.visits import found, said, visitor
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import editing
from yizhan.domains.items.operations.writing import Contributor
from yizhan.domains.network.models import Organization, Person
from yizhan.domains.network.states import Level, Line, Role
from yizhan.domains.reporting.operations import forwarding
from yizhan.domains.reporting.queries.figures import Figure
from yizhan.kernel import clock
from yizhan.web.statistics import tables, views

READERS = [Role.EDITOR, Role.REVIEWER, Role.SIGNER, Role.LEADER, Role.SUPERVISOR]
OTHERS = sorted(set(Role) - {*READERS, Role.SYSTEM})


@pytest.fixture
def editor(house: House) -> Client:
    """An editor at the desk."""
    return visitor(house.editor)


@pytest.fixture
def year(house: House) -> House:
    """One item waits, one was reported, one stands in an issue, one was adopted twice and instructed."""
    items.submitted(house, title="只是收到的事")
    reported = items.signed(house, title="已经上报的事")
    forwarding.forward(house.editor, reported.public_id)
    issue = periodicals.released(house)
    assert issue.entries.count() > 0
    adopted = items.released(house, title="两家采用的事")
    reporting.adopted(house, adopted, reporting.body(house, name="省委办公厅"))
    city = reporting.body(house, name="市政府办公室", level=Level.CITY, line=Line.GOVERNMENT)
    reporting.adopted(house, adopted, city)
    supervision.instruction(house, item=adopted)
    return house


def listed(page: Any) -> list[str]:
    """The titles of a list."""
    return found(page, '//td[@class="cell-main"]/a/text()')


def links(page: Any) -> list[tuple[int, str]]:
    """Every number of the page that opens a list, with its address."""
    numbers = found(page, '//td[contains(@class, "cell-number")]/a/text()')
    return [
        (int(number.replace(",", "")), url)
        for number, url in zip(numbers, found(page, '//td[contains(@class, "cell-number")]/a/@href'), strict=True)
    ]


def cells(client: Client, key: str) -> list[list[str]]:
    """The rows of a table's file."""
    page = client.get(f"/statistics/tables/{key}/")
    text = b"".join(page.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined] -- a stream
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.parametrize("role", OTHERS)
def test_who_has_no_right_reads_no_figures(house: House, role: str) -> None:
    client = visitor(getattr(house, role))
    for page in ("", "people/", "items/?figure=collected", "issues/", "workbook/", "tables/funnel/"):
        assert client.get(f"/statistics/{page}").status_code == 403, page


@pytest.mark.parametrize("role", READERS)
def test_staff_and_leaders_read_them(house: House, role: str) -> None:
    assert visitor(getattr(house, role)).get("/statistics/").status_code == 200


def test_sentence_comes_first(year: House, editor: Client) -> None:
    page = editor.get("/statistics/")
    collected = Item.objects.filter(station=year.station).count()
    sentence = found(page, '//p[@class="first-sentence"]')
    assert sentence == [f"本年收到 {collected} 条，编发 1 期，采用 1 条，批示 1 件。"]


def test_empty_station_says_so_without_fault(house: House, editor: Client) -> None:
    page = said(editor.get("/statistics/"))
    assert "本年收到 0 条，编发 0 期，采用 0 条，批示 0 件。" in page
    assert "这段时间没有单位报送信息" in page
    assert editor.get("/statistics/workbook/").status_code == 200


def test_every_figure_opens_a_list_of_so_many_rows(year: House, editor: Client) -> None:
    """Times adopted may be more than items; every other figure is the length of its list."""
    for page in (editor.get("/statistics/"), editor.get("/statistics/people/")):
        opened = links(page)
        assert len(opened) >= 6
        for number, url in opened:
            behind = editor.get(url)
            assert behind.status_code == 200, url
            if f"figure={Figure.ADOPTIONS}" not in url and "line=" not in url:
                assert len(listed(behind)) == number, url


def test_funnel_opens_its_lists(year: House, editor: Client) -> None:
    stages = found(editor.get("/statistics/"), '//*[@aria-labelledby="funnel-title funnel-desc"]//a/@href')
    assert [url.rpartition("figure=")[2] for url in stages] == [
        "collected", "issued", "reported", "adopted", "instructed",
    ]  # fmt: skip
    assert listed(editor.get(stages[2])) == ["已经上报的事"]
    assert listed(editor.get(stages[3])) == ["两家采用的事"]
    assert listed(editor.get(stages[4])) == ["两家采用的事"]


def test_item_counts_once_for_each_body(year: House, editor: Client) -> None:
    assert cells(editor, "bodies") == [
        ["单位", "层级", "系统", "信息"],
        ["省委办公厅", "省级", "党委系统", "1"],
        ["市政府办公室", "市级", "政府系统", "1"],
    ]
    assert cells(editor, "funnel")[4:6] == [["采用", "1"], ["采用次数", "2"]]


def test_units_stand_in_the_order_of_the_tree_and_silent_ones_apart(house: House, editor: Client) -> None:
    items.submitted(house)
    items.submitted(house, by=house.officer)
    page = editor.get("/statistics/")
    assert [row[0] for row in cells(editor, "units")[1:]] == [house.office.name, house.township.name]
    silent = found(page, '//p[@class="names"]/span/text()')
    assert silent == [house.department.name, house.other_department.name]


def test_silent_members_are_named_to_staff_only(house: House, editor: Client) -> None:
    items.submitted(house)
    silent = Person.objects.get(pk=made.post(house.office, Role.MEMBER).person_id)
    heard = Person.objects.get(pk=house.member.person)
    page = editor.get("/statistics/people/")
    assert found(page, '//p[@class="names"]/span/text()') == [silent.name]
    assert heard.name in found(page, '//th[@scope="row"]')
    leader = visitor(house.leader)
    assert silent.name not in said(leader.get("/statistics/people/"))
    assert house.department.name not in found(leader.get("/statistics/"), '//p[@class="names"]/span/text()')


def test_adoptions_are_parted_among_people_by_share(house: House, editor: Client) -> None:
    shared = editing.set_shares(
        house.editor,
        items.released(house).public_id,
        contributors=[
            Contributor(share=6000, person=house.member.person),
            Contributor(share=4000, person=house.officer.person),
        ],
        reason="共同调研",
    )
    reporting.adopted(house, shared)
    rows = cells(editor, "people")
    assert rows[0][-1] == "按份额计采用"
    assert sorted(float(row[-1]) for row in rows[1:]) == [0.4, 0.6]
    assert {"0.60", "0.40"} <= set(found(editor.get("/statistics/people/"), "//td/text()"))


def test_leader_finds_only_what_was_released(year: House, editor: Client) -> None:
    url = "/statistics/items/?figure=collected"
    assert "只是收到的事" in listed(editor.get(url))
    page = visitor(year.leader).get(url)
    assert "只是收到的事" not in listed(page)
    assert "两家采用的事" in listed(page)
    assert "只列出已编发的信息" in said(page)


def test_other_stations_are_not_counted(year: House, elsewhere: House) -> None:
    neighbour = visitor(elsewhere.editor)
    assert "收到 0 条" in said(neighbour.get("/statistics/"))
    assert listed(neighbour.get("/statistics/items/?figure=collected")) == []


@pytest.mark.parametrize(
    "query",
    ["", "figure=none", "figure=collected&unit=x", "figure=collected&person=x", "body=甲", "body=甲&level=9",
     "target=没有这个驿站&level=3"],
)  # fmt: skip
def test_address_of_no_figure_is_not_found(house: House, editor: Client, query: str) -> None:
    assert editor.get(f"/statistics/items/?{query}").status_code == 404


def test_period_narrows_everything(year: House, editor: Client) -> None:
    query = urlencode({"from": "2019-01-01", "to": "2019-12-31"})
    assert "2019年收到 0 条" in said(editor.get(f"/statistics/?{query}"))
    assert listed(editor.get(f"/statistics/items/?figure=collected&{query}")) == []


def test_days_that_make_no_period_are_said(house: House, editor: Client) -> None:
    page = editor.get("/statistics/?from=2026-05-01&to=2026-04-01")
    assert page.status_code == 200
    assert "不能构成统计时段" in said(page)


def test_list_goes_on_by_key(house: House, editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "SIZE", 2)
    for number in range(3):
        items.submitted(house, title=f"第{number}件")
    page = editor.get("/statistics/items/?figure=collected")
    assert listed(page) == ["第2件", "第1件"]
    [following] = [url for url in found(page, "//a/@href") if "beyond=" in url]
    assert listed(editor.get(following)) == ["第0件"]


def test_workbook_holds_every_table_and_no_formula(house: House, editor: Client) -> None:
    hostile = Organization.objects.get(pk=house.township.pk)
    Organization.objects.filter(pk=hostile.pk).update(name='=HYPERLINK("http://x","y")')
    items.submitted(house, by=house.officer)
    answer = editor.get("/statistics/workbook/")
    assert answer["Content-Disposition"].endswith(".xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    assert book.sheet_names == [
        "从收到到批示", "收稿深度", "按月", "按单位", "按人员", "采用单位", "各级采用", "上报去向", "期刊",
    ]  # fmt: skip
    rows = book.get_sheet_by_name("按单位").to_python()
    assert rows[2][:2] == ['=HYPERLINK("http://x","y")', 1.0]
    assert b"<f>" not in answer.content
    assert cells(editor, "units")[1][0] == '\'=HYPERLINK("http://x","y")'


def test_files_agree_with_the_page(year: House, editor: Client) -> None:
    funnel = cells(editor, "funnel")
    shown = found(editor.get("/statistics/"), '//table[caption="从收到到批示"]//td[@class="cell-number"]')
    assert [row[1] for row in funnel[1:]] == shown
    months = cells(editor, "months")
    assert len(months) == clock.today().month + 1
    assert sum(int(row[1]) for row in months[1:]) == int(funnel[1][1])


def test_issues_behind_a_series(year: House, editor: Client) -> None:
    [series, issues, _items] = cells(editor, "series")[1]
    page = editor.get(f"/statistics/issues/?{urlencode({'series': series})}")
    assert len(listed(page)) == int(issues)
    assert listed(editor.get("/statistics/issues/?series=没有的刊物")) == []


def test_unknown_table_is_not_found(house: House, editor: Client) -> None:
    assert editor.get("/statistics/tables/nothing/").status_code == 404


def test_every_figure_of_the_queries_has_words() -> None:
    assert set(tables.figure_words()) == {*Figure, tables.INSTRUCTED}


@pytest.mark.parametrize("page", ["", "people/", "items/?figure=collected", "issues/"])
def test_queries_do_not_grow_with_items_units_or_people(house: House, editor: Client, page: str) -> None:
    def count() -> int:
        editor.get(f"/statistics/{page}")
        with CaptureQueriesContext(connection) as captured:
            editor.get(f"/statistics/{page}")
        return len(captured)

    def add() -> None:
        item = items.released(house, by=made.actor(made.organization(house.station), Role.MEMBER))
        reporting.adopted(house, item)
        supervision.instruction(house, item=item)
        periodicals.released(house)

    add()
    one = count()
    for _ in range(2):
        add()
    assert count() == one

# SPDX-License-Identifier: Apache-2.0
"""Pages and interface of late and omitted reports: the whole way, evidence, the way of the news, the study, queries."""

import csv
import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.api.client import Program
from tests.conftest import Recorded
from tests.domains.findings.test_rules import NOON, at
from tests.factories import findings, urgent
from tests.factories.network import House
from tests.web.items.conftest import queries_of
from tests.web.items.visits import act, found, said, visitor
from tests.web.urgent.test_urgent import typed
from yizhan.domains.findings.models import Finding, Statement
from yizhan.domains.findings.operations import hearing, proposing
from yizhan.domains.findings.states import Kind
from yizhan.domains.notices.operations import telling
from yizhan.domains.urgent.operations import reporting
from yizhan.domains.urgent.operations import telling as words_besides
from yizhan.domains.urgent.operations.telling import Message
from yizhan.domains.urgent.states import Stage, Way
from yizhan.kernel import clock, outbox
from yizhan.kernel.actors import system
from yizhan.kernel.ids import new_id

__all__ = ["queries_of"]


@pytest.mark.rule("RULE-016")
def test_the_whole_way_through_the_pages(house: House, recorded: Recorded, files_folder: Path) -> None:
    findings.late_event(house)
    outbox.carry_out()
    unit, desk, judge = (visitor(one) for one in (house.officer, house.supervisor, house.reviewer))
    [url] = found(desk.get("/findings/?list=proposed"), "//tbody//a/@href")
    assert "初报收到时已超过时限1小时20分" in said(desk.get(url))
    assert found(desk.get("/"), "//a[contains(@href, '/findings/0')]/@href")[0] == url
    assert (unit.get(url).status_code, found(unit.get("/findings/"), "//tbody//a")) == (404, [])
    recorded.clear()
    paper = SimpleUploadedFile("证明.txt", "通信中断证明".encode())
    for client, noun, given in (
        (desk, "opening", {}),
        (unit, "answer", {"text": "信号中断", "attachments": paper}),
        (judge, "decision", {"outcome": "upheld", "reason": "应先电话报告"}),
        (unit, "acceptance", {}),
    ):
        page = client.get(f"{url}{noun}/")
        seen = found(page, "//input[@name='seen']/@value")
        answer = client.post(f"{url}{noun}/", {"act": act(), "seen": seen[0], **given})
        assert (noun, answer.status_code) == (noun, 302), said(answer)
        outbox.carry_out()
    told = [name for name in recorded.names if name.startswith("findings.")]
    assert told == [f"findings.finding.{verb}" for verb in ("opened", "answered", "decided", "closed")]
    page = unit.get(url)
    assert "迟报 · 属实" in said(page)
    [file] = found(page, "//ul[@class='files']//a/@href")
    assert b"".join(unit.get(file)).decode() == "通信中断证明"
    assert visitor(house.handler).get(file).status_code == 404
    notice = found(unit.get("/notices/"), "//form[contains(@action, '/notices/0')]/@action")
    assert unit.post(notice[0]).headers["Location"] == url
    assert found(desk.get("/findings/?list=closed"), "//tbody//a/@href") == [url]
    assert unit.get(f"{url}answer/").status_code == 200, "an old address says that the step is over"
    refused = unit.post(f"{url}answer/", {"act": act(), "text": "再说"})
    assert (refused.status_code, "已经办结" in said(refused)) == (409, True)
    assert Statement.objects.count() == 1


def test_a_person_enters_a_breach_and_reads_what_is_wrong(house: House) -> None:
    desk = visitor(house.editor)
    given = {
        "act": act(), "finding": str(new_id()), "organization": str(house.township.public_id),
        "title": "青岩镇河堤塌方", "happened_at": typed(urgent.ago(days=2)), "kind": "omitted", "origin": "media",
        "words": "", "reason": "未报",
    }  # fmt: skip
    refused = desk.post("/findings/new/", given)
    assert (refused.status_code, "没有写明依据" in said(refused)) == (422, True)
    url = desk.post("/findings/new/", {**given, "act": act(), "words": "晚报二版"}).headers["Location"]
    assert "晚报二版" in said(desk.get(url))
    event = findings.late_event(house)
    address = f"/findings/new/?event={event.public_id}"
    assert found(desk.get(address), "//select[@name='organization']") == []
    about = {"act": act(), "finding": str(new_id()), "kind": "late", "origin": "clock", "reason": "迟报"}
    assert Finding.objects.get(
        public_id=desk.post(address, about).headers["Location"].split("/")[2]
    ).emergency == event  # fmt: skip
    assert visitor(house.officer).get("/findings/new/").status_code == 403
    assert desk.get(f"/findings/new/?event={new_id()}").status_code == 404
    assert desk.get("/findings/new/?event=x").status_code == 404


def went_round(house: House) -> Any:
    """An event that the office heard of by a call at ten past twelve; the township reported it at three."""
    with clock.at(at(10)):
        event = urgent.noted(house, by=house.editor, happened_at=NOON, organization=house.township.public_id)
        outbox.carry_out()
    with clock.at(at(30)):
        telling.mark_all_read(house.reviewer, newest=None)
    with clock.at(at(180)):
        reporting.report(house.officer, event.public_id, grading=urgent.GRADING, elements=urgent.elements(Stage.FIRST))
        reporting.receive(house.editor, event.public_id)
    return event


def test_the_way_of_the_news_names_whom_it_went_round_and_where_it_lay(house: House) -> None:
    event = went_round(house)
    desk = visitor(house.supervisor)
    page = desk.get(f"/urgent/{event.public_id}/path/")
    unit = house.township.short_name
    assert f"消息绕过了{unit}：办公室接到电话2小时50分后，该单位才报。" in said(page)
    assert f"在办公室停留最久，2小时50分后才到{unit}。" in said(page)
    assert len(found(page, "//figure//*[local-name()='circle']")) == len(found(page, "//tbody/tr")) >= 4
    assert found(desk.get(f"/urgent/{event.public_id}/"), "//a[contains(@href, '/path/')]/@href")
    assert visitor(house.officer).get(f"/urgent/{event.public_id}/path/").status_code == 403
    assert visitor(house.neighbour.supervisor).get(f"/urgent/{event.public_id}/path/").status_code == 404
    told = Program(house.supervisor).get(f"/urgent/{event.public_id}/path")
    assert told["detours"] == [{"unit": unit, "through": {"kind": "office", "name": ""}, "minutes": 170}]
    assert told["stay"]["minutes"] == 170


def test_an_item_and_the_level_above_are_stops_and_the_office_may_be_the_last_to_know(house: House) -> None:
    with clock.at(at(200)):
        event = urgent.reported(house, happened_at=NOON, title="青岩镇河堤出现险情")
        charge = findings.charge(
            house, kind=Kind.LATE, emergency=event.public_id, origin="above", words="市值班室来电询问", known_at=at(60)
        )
        proposing.propose(house.supervisor, new_id(), charge=charge)
    with clock.at(at(100)):
        item = findings.urgent_item(house, "青岩镇河堤出现险情")
    page = visitor(house.editor).get(f"/urgent/{event.public_id}/path/")
    assert "领导或上级先于办公室得知。" in said(page)
    assert f"消息绕过了{house.township.short_name}：办公室从委员和群众得知1小时40分后，该单位才报。" in said(page)
    assert found(page, f"//tbody//a[@href='/items/{item.public_id}/']")


@pytest.mark.rule("RULE-009")
def test_a_word_along_the_line_before_the_office_shows_as_a_way_round_the_office(house: House) -> None:
    with clock.at(at(200)):
        event = urgent.received(house, happened_at=NOON)
        message = Message(way=Way.LINE, addressee="市应急局", is_demanded=True, gone_at=at(40))
        words_besides.tell(house.officer, event.public_id, message=message)
    page = visitor(house.editor).get(f"/urgent/{event.public_id}/path/")
    assert "没有绕过任何单位。 领导或上级先于办公室得知。" in said(page)
    assert "市应急局 接到报告" in said(page)


def test_past_events_are_counted_by_what_hour_and_unit_and_downloaded_without_formulas(house: House) -> None:
    with clock.at(at(600)):
        for minutes, title in ((100, "=1+1"), (200, "二"), (300, "三")):
            urgent.received(house, happened_at=at(600 - minutes), title=title)
        first = urgent.received(house, happened_at=at(590))
        second = urgent.received(house, happened_at=at(590))
        reporting.link(house.editor, second.public_id, to=first.public_id)
        urgent.withdrawn(house)
    desk = visitor(house.leader)
    period = "?from=2026-11-01&to=2026-11-30"
    page = desk.get(f"/findings/study/{period}")
    assert "紧急事件 4 起，初报 5 件，其中迟报 2 件。" in said(page)
    answer = desk.get(f"/findings/study/unit/{period}")
    rows = list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))
    assert rows[1] == [house.township.short_name, "5", "2", "130.0", "100"]
    [shift] = [row for row in csv.reader(io.StringIO(b"".join(
        desk.get(f"/findings/study/hour/{period}")).decode("utf-8-sig"))) if row[0] == "18:00–21:00"]  # fmt: skip
    assert shift[1:3] == ["2", "1"]
    book = zipfile.ZipFile(io.BytesIO(desk.get(f"/findings/study/workbook/{period}").content))
    assert not any(b"<f>" in book.read(name) for name in book.namelist())
    assert desk.get(f"/findings/study/nothing/{period}").status_code == 404
    assert "这一时段没有紧急事件" in said(desk.get("/findings/study/?from=2020-01-01&to=2020-01-31"))
    assert visitor(house.officer).get("/findings/study/").status_code == 403
    told = Program(house.leader).get("/urgent-study?first=2026-11-01&last=2026-11-30")
    assert [one["minutes"] for one in told] == [None, 80, 180, None, None]


def test_the_interface_takes_the_same_steps(house: House) -> None:
    unit, desk, judge, leader = (
        Program(one) for one in (house.officer, house.supervisor, house.reviewer, house.leader)
    )
    body = {
        "id": new_id(), "kind": "omitted", "reason": "未报", "origin": "media", "words": "晚报",
        "organization": house.township.public_id, "title": "河堤塌方", "happened_at": urgent.ago(days=1),
    }  # fmt: skip
    made = Program(house.editor).post("/urgent-findings", body, status=201)
    url = f"/urgent-findings/{made['id']}"
    assert unit.get(url, status=404)["code"] == "findings.finding.unknown"
    assert desk.post(f"{url}/opening", {"seen": 9}, status=409)["code"] == "page.outdated"
    key = new_id()
    assert desk.post(f"{url}/opening", key=key) == desk.post(f"{url}/opening", key=key)
    steps: list[tuple[Program, str, dict[str, Any], str]] = [
        (unit, "answer", {"text": "已报"}, "heard"),
        (judge, "decision", {"outcome": "upheld", "reason": "属实"}, "decided"),
        (unit, "objection", {"text": "不服"}, "objected"),
        (leader, "review", {"outcome": "dismissed", "reason": "有据"}, "closed"),
        (judge, "reopening", {"reason": "新情况"}, "opened"),
    ]
    for program, noun, given, state in steps:
        assert program.post(f"{url}/{noun}", given)["state"] == state
    with clock.at(clock.now() + datetime.timedelta(days=30)):
        assert desk.post(f"{url}/silence")["state"] == "heard"
        Program(house.second_reviewer).post(f"{url}/decision", {"outcome": "upheld", "reason": "属实"})
    with clock.at(clock.now() + datetime.timedelta(days=90)):
        assert desk.post(f"{url}/closing")["state"] == "closed"
    told = unit.get(url)
    assert [one["outcome"] for one in told["rulings"]] == ["upheld", "dismissed", "upheld"]
    assert [one["kind"] for one in told["grounds"]] == ["happened", "due", "elsewhere"]
    assert unit.get("/urgent-findings?state=closed")[0]["id"] == made["id"]
    other = findings.proposed(house)
    assert desk.post(f"/urgent-findings/{other.public_id}/dropping", {"reason": "重复"})["state"] == "dropped"
    assert unit.post(f"{url}/acceptance", status=409)["code"] == "findings.finding.is_closed"


def test_pages_ask_the_same_of_the_store_for_one_and_for_three(
    house: House, queries_of: Callable[[Callable[[], Any]], int]
) -> None:
    desk, unit = visitor(house.supervisor), visitor(house.officer)
    pages: list[tuple[Any, str]] = [
        (desk, "/findings/"), (unit, "/findings/"), (desk, "/"), (desk, "/findings/study/"), (unit, "/"),
    ]  # fmt: skip
    counted = []
    for number in (1, 3):
        while Finding.objects.count() < number:
            event = findings.late_event(house)
            charge = findings.charge(house, kind=Kind.LATE, emergency=event.public_id)
            made = proposing.propose(house.editor, new_id(), charge=charge)
            hearing.open_hearing(house.supervisor, made.public_id)
            hearing.answer(house.officer, made.public_id, text="说明")
        single = [f"/findings/{made.public_id}/", f"/urgent/{event.public_id}/path/"]
        counted.append([queries_of(lambda c=c, u=u: c.get(u)) for c, u in [*pages, *((desk, one) for one in single)]])
    assert counted[0] == counted[1]
    assert max(counted[0]) <= 30


def test_upkeep_proposes_what_nobody_was_told_of(house: House) -> None:
    from yizhan.jobs import upkeep

    with clock.at(at(10)):
        urgent.noted(house, by=house.editor, happened_at=NOON, organization=house.township.public_id)
    with clock.at(at(3000)):
        upkeep.look_after()
    assert list(Finding.objects.values_list("kind", flat=True)) == ["omitted"]
    assert proposing.propose_due(system(house.station.pk), house.station.pk) == 0

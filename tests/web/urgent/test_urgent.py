# SPDX-License-Identifier: Apache-2.0
"""Pages and interface of urgent events: the whole way, refused forms, who sees what, what a page asks of the store."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from tests.api.client import Program
from tests.conftest import Recorded
from tests.factories import urgent
from tests.factories.network import House
from tests.web.items.conftest import queries_of
from tests.web.items.visits import act, found, said, visitor
from yizhan.domains.clocks.operations import ringing
from yizhan.domains.urgent.models import Emergency
from yizhan.domains.urgent.states import Stage
from yizhan.kernel import clock, outbox
from yizhan.kernel.actors import system
from yizhan.kernel.ids import new_id

__all__ = ["queries_of"]


def typed(moment: datetime.datetime) -> str:
    """A moment as the browser's field sends it."""
    return timezone.localtime(moment, clock.OFFICE_ZONE).strftime("%Y-%m-%dT%H:%M")


def call(**changes: str) -> dict[str, str]:
    """The form of a call as it is sent."""
    given = {
        "act": act(), "emergency": str(new_id()), "caller": "青岩镇值班员周启 0571-0000",
        "happened_at": typed(urgent.ago(minutes=20)), "title": "青岩镇农贸市场起火",
    }  # fmt: skip
    return {**given, **changes}


@pytest.mark.rule("RULE-004", "RULE-006")
def test_the_whole_way_through_the_pages(house: House, recorded: Recorded) -> None:
    unit, desk = visitor(house.officer), visitor(house.editor)
    recorded.clear()
    url = unit.post("/urgent/note/", call()).headers["Location"]
    outbox.carry_out()
    assert "青岩镇农贸市场起火" in said(desk.get("/notices/"))
    notice = found(desk.get("/notices/"), "//form[contains(@action, '/notices/0')]/@action")
    assert desk.post(notice[0]).headers["Location"] == url
    form = unit.get(f"{url}report/")
    assert found(form, "//textarea[@name='source']") == ["青岩镇值班员周启 0571-0000"]
    grading = {"category": "事故灾难", "level": "较大"}
    steps: list[tuple[Any, str, dict[str, str]]] = [
        (unit, "report", {**grading, **urgent.elements(Stage.FIRST)}),
        (desk, "receipt", {}),
        (desk, "statement", {"text": "东区三间铺面起火。"}),
        (desk, "verification", {"outcome": "confirmed", "note": ""}),
        (unit, "follow-up", {**urgent.elements(Stage.FOLLOW_UP), "figure-死亡": "2", "figures_source": "医院"}),
        (unit, "follow-up", {"situation": "明火已灭", "figure-死亡": "1"}),
        (unit, "final", urgent.elements(Stage.FINAL)),
    ]
    for client, noun, given in steps:
        seen = found(client.get(f"{url}{noun}/"), "//input[@name='seen']/@value")
        answer = client.post(f"{url}{noun}/", {"act": act(), "seen": seen[0], **given})
        assert (noun, answer.status_code) == (noun, 302)
    told = ["urgent.emergency.followed", "urgent.figures.told"]
    assert [name for name in recorded.names if name.startswith("urgent.")] == [
        *(f"urgent.emergency.{verb}" for verb in ("noted", "reported", "received")),
        "urgent.verification.entrusted", "urgent.statement.settled", "urgent.verification.done", *told, *told,
        "urgent.emergency.concluded",
    ]  # fmt: skip
    page = desk.get(url)
    assert "死亡由2降为1，没有更正说明。" in said(page)
    form = desk.get(f"{url}correction/")
    latest, first = found(form, "//select[@name='figure']/option/@value")
    unchanged = {"act": act(), "figure": latest, "value": "1", "reason": "无"}
    assert desk.post(f"{url}correction/", unchanged).status_code == 422
    given = {"act": act(), "figure": first, "value": "1", "reason": "一人姓名重复登记"}
    assert desk.post(f"{url}correction/", given).headers["Location"] == url
    page = desk.get(url)
    assert "没有更正说明" not in said(page)
    assert "死亡 2 → 1: 一人姓名重复登记" in said(page)
    assert "尚缺：伤亡损失、已采取措施。" in said(page)
    assert "续报 2" in said(page)
    assert said(page).count("为什么是这个时间") == 5
    assert "统一口径 第1版 东区三间铺面起火。" in said(page)
    assert found(page, "//main//a[contains(@class, 'button')]") == [
        "恢复跟踪", "更新口径", "指定核实人", "更正数字",
    ]  # fmt: skip
    assert found(desk.get("/urgent/?over=yes"), "//tbody/tr/td[1]/a") == ["青岩镇农贸市场起火"]
    assert "当前没有紧急事件" in said(unit.get("/urgent/"))


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"caller": ""}, "caller", ""),
        ({"happened_at": "昨天"}, "happened_at", "请填写日期和时间"),
        ({"happened_at": "2099-01-01T00:00"}, "happened_at", "这个时间还没有到"),
        ({"happened_at": "2019-01-01T00:00"}, "happened_at", "请改正年份和日期"),
    ],
)
def test_a_call_that_is_refused_keeps_what_was_typed(
    house: House, changes: dict[str, str], field: str, words: str
) -> None:
    answer = visitor(house.officer).post("/urgent/note/", call(**changes))
    assert answer.status_code == 422
    assert found(answer, f"//input[@name='{field}']/@aria-invalid") == ["true"]
    assert found(answer, "//input[@name='title']/@value") == ["青岩镇农贸市场起火"]
    assert words in said(answer)
    assert bool(found(answer, "//input[@name='is_long_past']/@name")) is ("2019" in changes.get("happened_at", ""))
    assert not Emergency.objects.exists()


def test_the_office_writes_for_a_unit_and_confirms_an_old_date(house: House) -> None:
    given = {
        **call(happened_at="2024-01-01T08:00"), "known_at": "", "organization": str(house.township.public_id),
        "category": "事故灾难", "level": "", "is_long_past": "on", **urgent.elements(Stage.FIRST),
    }  # fmt: skip
    answer = visitor(house.editor).post("/urgent/new/", given)
    emergency = Emergency.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/urgent/{emergency.public_id}/")
    assert (emergency.organization_id, emergency.state) == (house.township.pk, "received")


def test_who_may_not_see_or_do_it(house: House) -> None:
    emergency = urgent.reported(house)
    url = f"/urgent/{emergency.public_id}/"
    assert visitor(house.member).get(url).status_code == 404
    assert visitor(house.neighbour.editor).get(url).status_code == 404
    assert visitor(house.leader).get(url).status_code == 200
    assert visitor(house.leader).get("/urgent/note/").status_code == 403
    assert visitor(house.leader).post(f"{url}receipt/", {"act": act()}).status_code == 403
    late = visitor(house.officer).post(f"{url}final/", {"act": act(), **urgent.elements(Stage.FINAL)})
    assert late.status_code == 409
    assert "办公室尚未签收初报" in said(late)


def test_an_alarm_leads_to_the_event(house: House) -> None:
    emergency = urgent.noted(house)
    with clock.at(urgent.ago(minutes=-200)):
        ringing.ring_due(system())
        outbox.carry_out()
    desk = visitor(house.supervisor)
    notice = found(desk.get("/notices/"), "//form[contains(@action, '/notices/0')]/@action")
    assert desk.post(notice[0]).headers["Location"] == f"/urgent/{emergency.public_id}/"


def test_what_the_list_asks_does_not_grow(house: House, queries_of: Callable[..., int]) -> None:
    client = visitor(house.editor)
    urgent.received(house)
    one = queries_of(lambda: client.get("/urgent/"))
    urgent.received(house)
    urgent.noted(house)
    assert queries_of(lambda: client.get("/urgent/")) == one


@pytest.mark.rule("RULE-004")
def test_the_whole_way_through_the_interface(house: House) -> None:
    unit, desk = Program(house.officer), Program(house.editor)
    body = {
        "id": str(new_id()),
        "title": "溃坝险情",
        "happened_at": urgent.ago(minutes=5).isoformat(),
        "caller": "周启",
    }
    key = new_id()
    made = unit.post("/urgent", body, key=key, status=201)
    assert unit.post("/urgent", body, key=key, status=201) == made
    without_zone = {**body, "id": str(new_id()), "happened_at": "2026-01-01T08:00:00"}
    assert unit.post("/urgent", without_zone, status=422)["code"] == "urgent.moment.without_zone"
    url = f"/urgent/{body['id']}"
    first = {"category": "自然灾害", "elements": urgent.elements(Stage.FIRST)}
    assert unit.post(f"{url}/report", first)["state"] == "reported"
    assert desk.post(f"{url}/receipt", {})["state"] == "received"
    figures = [{"name": "死亡", "value": 1, "source": "医院"}]
    word = {"elements": urgent.elements(Stage.FOLLOW_UP), "figures": figures}
    assert unit.post(f"{url}/follow-up", word)["state"] == "received"
    stated = unit.get(url)["figures"]
    assert [(one["name"], one["value"], one["source"], one["number"]) for one in stated] == [
        ("死亡", "1.00", "医院", 1)
    ]
    right = {"figure": stated[0]["id"], "value": 0, "reason": "误报"}
    assert desk.post(f"{url}/correction", right)["state"] == "received"
    assert unit.get(url)["figures"][1]["corrects"] == stated[0]["id"]
    assert unit.post(f"{url}/final", {"elements": urgent.elements(Stage.FINAL)})["state"] == "concluded"
    assert unit.post(f"{url}/follow-up", {"elements": {"situation": "余火"}}, status=409)["code"] == (
        "urgent.emergency.is_concluded"
    )
    assert desk.post(f"{url}/reopening", {"reason": "复燃"})["state"] == "received"
    assert [one["id"] for one in desk.get("/urgent")] == [body["id"]]
    shown = desk.get(url)
    assert [one["stage"] for one in shown["reports"]] == ["phone", "first", "follow_up", "final"]
    assert [one["state"] for one in shown["clocks"]] == ["cancelled", "met", "met", "running", "met", "running"]
    assert desk.post(f"{url}/statement", {"text": "一处溃口，已合龙。"})["state"] == "received"
    assert desk.post(f"{url}/verifier", {"post": shown["verifications"][0]["post"]})["state"] == "received"
    assert desk.post(f"{url}/verification", {"outcome": "refuted", "note": "没有溃口"})["state"] == "received"
    shown = unit.get(url)
    assert [one["text"] for one in shown["statements"]] == ["一处溃口，已合龙。"]
    assert [one["outcome"] for one in shown["verifications"]] == ["refuted", "handed_on"]
    assert desk.post(f"{url}/withdrawal", {"reason": "误报"})["state"] == "withdrawn"
    assert Program(house.neighbour.editor).get(url, status=404)["code"] == "urgent.emergency.unknown"


def test_the_office_links_two_reports_and_each_is_read_from_the_other(house: House) -> None:
    first, second = urgent.received(house), urgent.received(house, title="农贸市场冒烟")
    desk, url = visitor(house.editor), f"/urgent/{second.public_id}/"
    assert found(desk.get(f"{url}link/"), "//select[@name='to']/option/@value") == ["", str(first.public_id)]
    assert desk.post(f"{url}link/", {"act": act(), "to": str(first.public_id)}).headers["Location"] == url
    assert f"/urgent/{first.public_id}/" in found(desk.get(url), "//main//a/@href")
    assert url in found(desk.get(f"/urgent/{first.public_id}/"), "//main//a/@href")
    assert Program(house.editor).get(f"/urgent/{first.public_id}")["also_reported"] == [str(second.public_id)]
    assert Program(house.editor).post(f"/urgent/{second.public_id}/link", {"to": None})["state"] == "received"


@pytest.mark.rule("RULE-007", "RULE-010", "RULE-012")
def test_the_page_says_where_it_goes_and_why(house: House) -> None:
    emergency = urgent.received(house)
    unit, desk, url = visitor(house.officer), visitor(house.editor), f"/urgent/{emergency.public_id}/"
    city = visitor(house.city.editor)
    word = {"addressee": "市应急局", "content": "", "exemption": "", "gone_at": ""}
    assert desk.post(f"{url}onward/", {"act": act(), "target": str(house.above.public_id)}).status_code == 422
    refused = unit.post(f"{url}way/", {"act": act(), **word, "way": "committee", "addressee": "区委"})
    assert (refused.status_code, "报区委须统一归口" in said(refused)) == (403, True)
    assert unit.post(f"{url}way/", {"act": act(), **word, "way": "line"}).headers["Location"] == url
    assert "没有特别要求的，先经办公室报请领导原则同意，再报对口上级。" in said(unit.get(url))
    form = desk.get(f"{url}agreement/")
    passage = found(form, "//select[@name='passage']/option/@value")[0]
    decision = {"act": act(), "passage": passage, "is_agreed": "yes", "leader": "区长", "reason": ""}
    assert desk.post(f"{url}agreement/", decision).headers["Location"] == url
    assert unit.post(f"{url}departure/", {"act": act(), "passage": passage, "gone_at": ""}).status_code == 302
    late = {**word, "way": "principal", "addressee": "区长", "gone_at": typed(urgent.ago(minutes=15))}
    assert unit.post(f"{url}way/", {"act": act(), **late}).status_code == 302
    assert desk.post(f"{url}statement/", {"act": act(), "text": "三间铺面起火。"}).status_code == 302
    assert desk.post(f"{url}onward/", {"act": act(), "target": str(house.above.public_id)}).headers["Location"] == url
    page = said(desk.get(url))
    assert "未同时告知办公室" in page
    assert f"{house.above.name} 待签收" in page
    above = Emergency.objects.get(station=house.above)
    assert city.post(f"/urgent/{above.public_id}/receipt/", {"act": act()}).status_code == 302
    assert f"{house.above.name} 已收到" in said(desk.get(url))
    assert f"{house.station.name}报来" in said(city.get(f"/urgent/{above.public_id}/"))


def test_ways_through_the_interface(house: House) -> None:
    emergency = urgent.received(house)
    unit, desk, url = Program(house.officer), Program(house.editor), f"/urgent/{emergency.public_id}"
    line = {"way": "line", "addressee": "市应急局"}
    assert unit.post(f"{url}/way", {**line, "way": "superior"}, status=403)["code"] == "urgent.passage.through_office"
    unit.post(f"{url}/way", line)
    waiting = desk.get(url)["ways"][0]["id"]
    desk.post(f"{url}/agreement", {"passage": waiting, "is_agreed": True, "leader": "区长"})
    unit.post(f"{url}/departure", {"passage": waiting})
    assert desk.post(f"{url}/onward", {}, status=422)["code"] == "urgent.onward.no_wording"
    desk.post(f"{url}/statement", {"text": "三间铺面起火。"})
    desk.post(f"{url}/onward", {})
    shown = desk.get(url)
    assert [(one["state"], one["ground"], one["leader"]) for one in shown["ways"]] == [("gone", "line_agreed", "区长")]
    assert [(one["station"], one["statement"], one["received_at"]) for one in shown["onward"]] == [
        (house.above.name, 1, None)
    ]

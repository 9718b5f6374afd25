# SPDX-License-Identifier: Apache-2.0
"""Pages of quotas: the office's table and its files, one's own on a phone, why a number, exemptions, closing."""

import csv
import io
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import Recorded
from tests.factories import items, network, quotas
from tests.factories.network import House
from tests.factories.quotas import day, laid_down, row
from tests.web.items.visits import act, found, said, visitor
from yizhan.domains.clocks.operations import ringing
from yizhan.domains.items.models import Item
from yizhan.domains.items.rules import REGISTRATION_TERM
from yizhan.domains.network.models import Person
from yizhan.domains.network.states import Role
from yizhan.domains.quotas import rules
from yizhan.domains.quotas.models import Activity, Closing, Exemption
from yizhan.domains.quotas.operations import keeping
from yizhan.kernel import clock, outbox
from yizhan.kernel.actors import system
from yizhan.kernel.ids import new_id


@pytest.fixture
def june(house: House) -> House:
    """Two quotas of June, of which the township has kept its own."""
    laid_down(house)
    laid_down(house, row(name="委员反映", who="member", counted="registered"), strand="委员", strength="target")
    quotas.ruled(house, rules.MEMBER_SHARE, 40)
    with clock.at(day(6, 5)):
        items.submitted(house, by=house.officer, title="夜市油烟扰民")
        items.submitted(house)
    return house


TABLE = "/quotas/?span=month&from=2026-06-01"


@pytest.mark.rule("RULE-050", "RULE-051")
def test_the_office_reads_the_table_and_takes_it_along(june: House) -> None:
    client = visitor(june.editor)
    with clock.at(day(6, 20)):
        page = client.get(TABLE)
        assert found(page, "//section/h2/text()")[:2] == ["每月报送", "委员反映"]
        assert found(page, "//tbody/tr/td[3]") == ["0", "0", "1", "0"]
        assert "4项任务中已完成1项，还差3项；零报送3项。" in said(page)
        assert "今年2篇来稿中委员1篇，占50.0%" in said(page)
        assert "《信息工作办法》 第六条" in said(page)
        assert len(found(client.get(f"{TABLE}&part=silent"), "//tbody/tr")) == 3
        assert len(found(client.get(f"{TABLE}&part=short"), "//tbody/tr")) == 3
        for nonsense in ("?span=week&from=9", "?from=0001-01-01", "?span=year&part=x"):
            assert client.get(f"/quotas/{nonsense}").status_code == 200
        file = b"".join(client.get("/quotas/table/?span=month&from=2026-06-01").streaming_content)  # type: ignore[attr-defined]
        lines = list(csv.reader(io.StringIO(file.decode("utf-8-sig"))))
        assert [(line[1], line[4], line[5], line[9]) for line in lines[1:]][2] == (
            june.township.name,
            "1",
            "1.0",
            "已完成",
        )
        book = client.get("/quotas/workbook/?span=month&from=2026-06-01").content
        assert "xl/worksheets/sheet1.xml" in zipfile.ZipFile(io.BytesIO(book)).namelist()
    for stranger in (june.member, june.officer):
        assert visitor(stranger).get("/quotas/").headers["Location"] == "/quotas/mine/"
        assert visitor(stranger).get("/quotas/table/").status_code == 403
    assert visitor(june.security_administrator).get("/quotas/").status_code == 403


def test_everybody_finds_own_quotas_and_why(june: House) -> None:
    with clock.at(day(6, 20)):
        page = visitor(june.officer).get("/quotas/mine/")
        assert found(page, "//b[@class='number']") == ["1 / 1", "0 / 1"]
        [own] = found(page, "//a[@class='work-row-title']/@href")[:1]
        told = visitor(june.officer).get(own)
        assert ("夜市油烟扰民" in said(told), "全期应完成1篇（次）。" in said(told)) == (True, True)
        assert visitor(june.handler).get(own).status_code == 404
        assert visitor(june.neighbour.editor).get(own).status_code == 404
        assert visitor(june.editor).get(own).status_code == 200
        assert visitor(june.editor).get("/quotas/2026-02-31/" + own.rsplit("/", 2)[1] + "/").status_code == 404
        assert "还有1项任务没有完成。" in said(visitor(june.member).get("/quotas/mine/"))
        assert visitor(june.editor).get("/quotas/mine/").status_code == 403


def test_a_unit_reads_no_title_of_an_item_that_it_may_not_know(june: House) -> None:
    colleague = network.actor(june.township, Role.HANDLER)
    with clock.at(day(6, 20)):
        [own] = found(visitor(june.officer).get("/quotas/mine/"), "//a[@class='work-row-title']/@href")[:1]
        author, other = visitor(june.officer).get(own), visitor(colleague).get(own)
    number = Item.objects.get(title="夜市油烟扰民").number
    assert (number in said(author), number in said(other)) == (True, True)
    assert ("夜市油烟扰民" in said(author), "夜市油烟扰民" in said(other)) == (True, False)
    linked = "//a[starts-with(@href, '/items/')][@data-keys-open]/@href"
    assert (len(found(author, linked)), found(other, linked)) == (1, [])


def test_an_exemption_is_entered_and_revoked(june: House, recorded: Recorded) -> None:
    client = visitor(june.supervisor)
    member = Person.objects.get(pk=june.member.person)
    given = {
        "act": act(), "exemption": str(new_id()), "whom": f"person:{member.public_id}", "first_on": "2026-06-01",
        "last_on": "2026-06-30", "reason": "产假",
    }  # fmt: skip
    assert client.get("/quotas/exemptions/new/").status_code == 200
    assert client.post("/quotas/exemptions/new/", {**given, "whom": ""}).status_code == 422
    assert client.post("/quotas/exemptions/new/", {**given, "last_on": "2026-05-30"}).status_code == 422
    recorded.clear()
    for _ in range(2):
        assert client.post("/quotas/exemptions/new/", given).headers["Location"] == "/quotas/exemptions/"
    exemption = Exemption.objects.get()
    assert (recorded.names, exemption.person_id) == (["quotas.exemption.granted"], june.member.person)
    with clock.at(day(6, 20)):
        assert "免任务" in said(client.get(TABLE))
    step = f"/quotas/exemptions/{exemption.public_id}/revocation/"
    assert found(client.get("/quotas/exemptions/"), "//tbody//a/@href") == [step]
    assert (
        client.post(step, {"act": act(), "seen": "1", "reason": "提前返岗"}).headers["Location"]
        == "/quotas/exemptions/"
    )
    assert "提前返岗" not in said(client.get("/quotas/exemptions/"))
    assert found(client.get("/quotas/exemptions/"), "//tbody//a/@href") == []
    assert visitor(june.leader).get("/quotas/exemptions/").status_code == 200
    assert visitor(june.leader).get("/quotas/exemptions/new/").status_code == 403


@pytest.mark.rule("RULE-055")
def test_an_activity_is_noted(june: House) -> None:
    client, item = visitor(june.editor), items.submitted(june)
    given = {
        "act": act(), "activity": str(new_id()), "kind": "activity", "title": "界别座谈",
        "unit": str(june.township.public_id),
        "first_on": "2026-06-09", "last_on": "2026-06-09", "items": "", "without_items": "",
    }  # fmt: skip
    with clock.at(day(6, 20)):
        assert client.get("/quotas/activities/new/").status_code == 200
        assert client.post("/quotas/activities/new/", given).status_code == 422
        assert client.post("/quotas/activities/new/", {**given, "items": "NO-1"}).status_code == 404
        done = client.post("/quotas/activities/new/", {**given, "items": f"{item.number}、"})
        assert done.headers["Location"] == "/quotas/activities/"
        assert found(client.get("/quotas/activities/"), "//tbody//a") == [item.number]
    assert Activity.objects.count() == 1


def test_a_period_is_closed_and_counted_anew(june: House) -> None:
    client, url = visitor(june.editor), "/quotas/closing/?span=month&from=2026-06-01"
    with clock.at(day(6, 20)):
        assert client.post(url, {"act": act()}).status_code == 409
    with clock.at(day(7, 2)):
        assert found(client.get(TABLE), f"//a[@href='{url}']") == ["本期结账"]
        assert client.get(url).status_code == 200
        first = client.post(url, {"act": act(), "reason": ""}).headers["Location"]
        with clock.at(day(6, 28)):
            items.submitted(june, by=june.officer)
        assert f"{june.township.name} · 每月报送: 1/1 → 2/1" in said(client.get(first))
        assert client.post(url, {"act": act(), "reason": ""}).status_code == 422
        second = client.post(url, {"act": act(), "reason": "补登一篇"}).headers["Location"]
        assert "补登一篇" in said(client.get(second))
        assert visitor(june.leader).get(second).status_code == 200
        assert visitor(june.leader).get(url).status_code == 403
    assert list(Closing.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


@pytest.mark.parametrize("number", [1, 3])
def test_the_table_asks_no_more_for_more(june: House, number: int) -> None:
    client = visitor(june.editor)
    with clock.at(day(6, 20)):
        for _ in range(number):
            items.submitted(june, by=june.officer)
        client.get(TABLE)
        with CaptureQueriesContext(connection) as asked:
            client.get(TABLE)
    assert len(asked) == QUERIES


QUERIES = 27


def test_limits_of_items_stand_in_the_inbox_and_on_the_workbench(house: House) -> None:
    quotas.ruled(house, REGISTRATION_TERM, "3 working days")
    with clock.at(day(6, 1)):
        item = items.submitted(house)
        while outbox.carry_out():
            pass
        client = visitor(house.editor)
        rows = "//span[@class='split-row-about']/span[starts-with(@class, 'deadline')]"
        assert len(found(client.get("/items/"), rows)) == 1
        why = f"/deadlines/of/{item.public_id}/"
        assert len(found(client.get(f"/items/?item={item.public_id}"), f"//a[@href='{why}']")) == 1
        assert len(found(client.get("/"), f"//a[@href='{why}']")) == 1


def test_who_was_warned_finds_the_quota_on_the_workbench(june: House) -> None:
    with clock.at(day(6, 20)):
        keeping.keep(system(june.station.pk), june.station.pk)
        assert "每月报送" not in said(visitor(june.handler).get("/"))
    with clock.at(day(6, 25, 18)):
        ringing.ring_due(system())
        while outbox.carry_out():
            pass
        assert "每月报送 (2026-06)" in said(visitor(june.handler).get("/"))
        assert "每月报送" not in said(visitor(june.officer).get("/"))

# SPDX-License-Identifier: Apache-2.0
"""The duty screen: what runs, who is on duty, no more than its reader may see; a device that shows nothing else."""

import datetime
import re
from collections.abc import Callable, Iterator

import pytest

from tests.factories import duty, urgent
from tests.factories.duty import MORNING
from tests.factories.network import House
from tests.web.items.conftest import queries_of
from tests.web.items.visits import act, found, said, visitor
from tests.web.test_styles import STYLES
from yizhan.domains.clocks.models import Alarm
from yizhan.domains.clocks.operations import ringing
from yizhan.domains.duty.operations import calling, reaching
from yizhan.domains.network.models import Person
from yizhan.domains.urgent.operations import verifying
from yizhan.kernel import clock, outbox
from yizhan.kernel.actors import system
from yizhan.web.duty.board import remaining

__all__ = ["queries_of"]


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    """Everything happens from half past eight on the Monday on, when the first shift begins."""
    with clock.at(MORNING):
        yield


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(3725, "01:02:05"), (0, "00:00:00"), (-1, "−00:00:01"), (90061, "1d 01:01:01"), (0.5, "00:00:00")],
)
def test_what_is_left_is_told_to_the_second(seconds: float, words: str) -> None:
    assert remaining(datetime.timedelta(seconds=seconds)).replace("天", "d") == words


@pytest.mark.rule("RULE-019", "RULE-020")
def test_an_alarm_is_seen_and_taken_from_the_screen(house: House) -> None:
    duty.published(house)
    who = Person.objects.get(pk=house.editor.person)
    reaching.enter_number(house.editor, who.public_id, kind="mobile", number="0571-0000 0001")
    desk = visitor(house.editor)
    assert "当前没有紧急事件" in said(desk.get("/duty/screen/"))
    urgent.noted(house, happened_at=MORNING)
    with clock.at(MORNING + datetime.timedelta(minutes=91)):
        ringing.ring_due(system())
        outbox.carry_out()
        page = desk.get("/duty/screen/?board=yes")
        shown = said(page)
        for words in ("青岩镇农贸市场起火", "00:29:00", "0571-0000 0001", who.name, "尚无人接警", "下次换班 17:30"):
            assert words in shown
        assert found(page, "//article/@data-changed") == ["2026-11-23T10:01:00+08:00"]
        taking = found(page, "//article//a[contains(@href, 'taking')]/@href")
        assert taking == [f"/alarms/{Alarm.objects.get(name='warning', number=0).public_id}/taking/"]
        desk.post(taking[0], {"act": act()})
        assert f"{who.name}已接警" in said(desk.get("/duty/screen/"))
    with clock.at(MORNING + datetime.timedelta(minutes=121)):
        late = desk.get("/duty/screen/")
        assert "−00:01:00" in said(late)
        assert found(late, "//article/@data-changed") == []
        assert len(found(late, "//*[contains(@class, 'screen-overdue')]")) == 1


def test_the_screen_shows_no_more_than_its_reader_may_see(house: House) -> None:
    duty.published(house)
    urgent.noted(house, happened_at=MORNING)
    assert "青岩镇农贸市场起火" in said(visitor(house.officer).get("/duty/screen/"))
    for actor in (house.second_officer, house.leader):
        assert "青岩镇农贸市场起火" in said(visitor(actor).get("/duty/screen/"))
    stranger = visitor(house.neighbour.editor).get("/duty/screen/")
    assert ("青岩镇农贸市场起火" in said(stranger), "还没有发布值班表" in said(stranger)) == (False, True)
    assert "青岩镇农贸市场起火" not in said(visitor(house.handler).get("/duty/screen/"))
    assert visitor(house.member).get("/duty/screen/").status_code == 403


def test_an_alarm_is_offered_to_whoever_may_take_it(house: House) -> None:
    duty.published(house)
    urgent.received(house, happened_at=MORNING)
    with clock.at(MORNING + datetime.timedelta(hours=3)):
        ringing.ring_due(system())
        outbox.carry_out()
        taking = "//article//a[contains(@href, 'taking')]/@href"
        [offered] = found(visitor(house.editor).get("/duty/screen/"), taking)
        assert visitor(house.editor).get(offered).status_code == 200
        unit = visitor(house.officer)
        assert ("已通知" in said(unit.get("/duty/screen/")), found(unit.get("/duty/screen/"), taking)) == (True, [])


def test_the_page_of_the_event_says_whom_its_alarm_called_and_who_answered(house: House) -> None:
    duty.published(house)
    event = urgent.received(house, happened_at=MORNING)
    verification = f"/urgent/{event.public_id}/verification/"
    desk, colleague = visitor(house.editor), visitor(house.reviewer)
    rows = f"//a[@href='{verification}']"
    assert [len(found(one.get("/"), rows)) for one in (desk, colleague)] == [1, 0], "whose duty it is"
    with clock.at(MORNING + datetime.timedelta(minutes=45)):
        ringing.ring_due(system())
        outbox.carry_out()
        page = said(desk.get(f"/urgent/{event.public_id}/"))
        assert ("警报呼叫记录" in page, "无人应答" in page) == (True, True)
        alarm = Alarm.objects.get(state="rung")
        calling.take(house.editor, alarm.public_id)
        page = said(desk.get(f"/urgent/{event.public_id}/"))
        name = Person.objects.get(pk=house.editor.person).name
        assert (f"{name}已接警" in page, "无人应答" in page) == (True, False)
        verifying.verify(house.editor, event.public_id, outcome="confirmed")
        assert found(desk.get("/"), rows) == []


def test_without_script_it_loads_itself_anew_and_it_moves_only_for_who_wishes_that(house: House) -> None:
    page = visitor(house.editor).get("/duty/screen/")
    assert found(page, "//head/noscript/meta[@http-equiv='refresh']/@content") == ["30"]
    sheet = STYLES.joinpath("screen.css").read_text(encoding="utf-8")
    wished = sheet.partition("@media (prefers-reduced-motion: no-preference) {")[2].partition("\n  }\n")[0]
    moving = re.compile(r"(?:animation|transition)[a-z-]*:")
    assert (len(moving.findall(wished)), len(moving.findall(sheet))) == (1, 1)


def test_a_device_that_is_only_a_screen_does_nothing_else(house: House) -> None:
    urgent.noted(house, happened_at=MORNING)
    wall = visitor(house.editor)
    assert wall.post("/duty/screen/only/").headers["Location"] == "/duty/screen/"
    page = wall.get("/duty/screen/")
    assert found(page, "//main//a[starts-with(@href, '/')]") == []
    for url in ("/", "/items/", "/urgent/note/", "/duty/", "/duty/people/"):
        assert wall.get(url).headers["Location"] == "/duty/screen/"
    assert wall.post("/urgent/note/", {"act": act()}).headers["Location"] == "/duty/screen/"
    assert wall.post("/duty/screen/").headers["Location"] == "/duty/screen/"
    wall.post("/sign-out/")
    assert "/sign-in/" in wall.get("/duty/screen/").headers["Location"]


def test_what_the_screen_asks_does_not_grow(house: House, queries_of: Callable[..., int]) -> None:
    duty.published(house)
    client = visitor(house.editor)
    urgent.received(house, happened_at=MORNING)
    one = queries_of(lambda: client.get("/duty/screen/"))
    for _number in range(2):
        urgent.noted(house, happened_at=MORNING)
    assert queries_of(lambda: client.get("/duty/screen/")) == one
    for _number in range(8):
        urgent.noted(house, happened_at=MORNING)
    assert "另有 3 件" in said(client.get("/duty/screen/"))

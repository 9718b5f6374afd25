# SPDX-License-Identifier: Apache-2.0
"""Pages of duty: a roster from its beginning to a swap, refused forms, who sees what, what a page asks of the store."""

import datetime
from collections.abc import Callable, Iterator

import pytest

from tests.factories import duty
from tests.factories.duty import EVENING, FIRST, LEADER, MORNING, OFFICER, post_of
from tests.factories.network import House
from tests.web.items.conftest import queries_of
from tests.web.items.visits import act, found, said, visitor
from yizhan.domains.duty.models import CheckCall, Handover, Number, Roster, Swap
from yizhan.domains.network.models import Person
from yizhan.domains.notices.models import Notice
from yizhan.kernel import clock, outbox
from yizhan.kernel.ids import new_id

__all__ = ["queries_of"]


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    """Everything happens at half past eight on the Monday, when the first shift begins."""
    with clock.at(MORNING):
        yield


@pytest.mark.rule("RULE-020")
def test_from_a_new_roster_to_a_changed_shift(house: House) -> None:
    desk = visitor(house.editor)
    assert "还没有发布值班表" in said(desk.get("/duty/"))
    period = {"act": act(), "roster": str(new_id()), "first": FIRST.isoformat(), "last": FIRST.isoformat()}
    url = desk.post("/duty/rosters/new/", period).headers["Location"]
    assert found(desk.get(url), "//tbody//td[@data-label]") == ["未安排"] * 4
    turns = {"act": act(), "duty": OFFICER, "days": "all", "turn": "1", "person_1": str(post_of(house.editor))}
    assert desk.post(f"{url}filling/", turns).headers["Location"] == url
    cells = found(desk.get(url), "//tbody//td/a/@href")
    for cell in (cells[1], cells[3]):
        form = desk.get(cell)
        given = {name: found(form, f"//input[@name='{name}']/@value")[0] for name in ("duty", "starts_at")}
        kept = desk.post(f"{url}shift/", {"act": act(), **given, "post": str(post_of(house.leader))})
        assert kept.headers["Location"] == url
    assert "没有问题" not in said(desk.get(f"{url}publication/"))
    assert desk.post(f"{url}publication/", {"act": act(), "reason": ""}).headers["Location"] == url
    outbox.carry_out()
    roster = Roster.objects.get()
    told = Notice.objects.filter(entry__event="duty.roster.published")
    assert {one.person_id for one in told} == {house.editor.person, house.leader.person}
    change = found(desk.get(url), "//tbody//td/a/@href")[1]
    given = {"act": act(), "post": str(post_of(house.signer)), "since": "", "reason": "下乡"}
    assert desk.post(change, given).headers["Location"] == url
    outbox.carry_out()
    told = Notice.objects.filter(entry__event="duty.shift.changed")
    assert {one.person_id for one in told} == {house.leader.person, house.signer.person}
    assert "下乡" in said(desk.get(url))
    assert desk.get("/duty/rosters/").status_code == 200
    assert roster.state == "published"


def test_a_gap_is_seen_before_it_is_published_and_needs_its_reason(house: House) -> None:
    roster = duty.draft(house)
    desk, url = visitor(house.editor), f"/duty/rosters/{roster.public_id}/publication/"
    empty = desk.post(url, {"act": act(), "reason": ""})
    assert (empty.status_code, "还没有排人" in said(empty)) == (422, True)
    desk.post(f"/duty/rosters/{roster.public_id}/filling/", {
        "act": act(), "duty": LEADER, "days": "all", "turn": "1", "person_1": str(post_of(house.leader)),
    })  # fmt: skip
    assert "无人值班" in said(desk.get(url))
    refused = desk.post(url, {"act": act(), "reason": ""})
    assert (refused.status_code, found(refused, "//input[@name='reason']/@aria-invalid")) == (422, ["true"])
    assert desk.post(url, {"act": act(), "reason": "值班员待定"}).status_code == 302
    assert "带空缺发布：值班员待定" in said(desk.get(f"/duty/rosters/{roster.public_id}/"))


def test_swapping_handing_over_and_being_called(house: House) -> None:
    roster = duty.published(house)
    first = duty.shift(roster)
    desk, night = visitor(house.editor), visitor(house.reviewer)
    asked = {"act": act(), "to": str(post_of(house.supervisor)), "other": "", "reason": "家中有事"}
    assert desk.post(f"/duty/shifts/{first.public_id}/swap/", asked).headers["Location"] == "/duty/"
    swap = Swap.objects.get()
    colleague = visitor(house.supervisor)
    assert "请您代值一班" in said(colleague.get("/"))
    assert desk.post(f"/duty/swaps/{swap.public_id}/withdrawal/", {"act": act()}).status_code == 302
    called = night.post(f"/duty/shifts/{first.public_id}/call/", {"act": act(), "number": ""})
    assert called.status_code == 302
    outbox.carry_out()
    call = CheckCall.objects.get()
    assert "值班抽查：您在岗吗？" in said(desk.get("/"))
    assert desk.post(f"/duty/calls/{call.public_id}/answer/", {"act": act(), "note": ""}).status_code == 302
    left = {"act": act(), "running": "青岩镇火情续报", "watch": ""}
    assert "交班" in said(desk.get("/duty/"))
    assert desk.post(f"/duty/shifts/{first.public_id}/handover/", left).status_code == 302
    handover = Handover.objects.get()
    with clock.at(EVENING):
        assert "青岩镇火情续报" in said(night.get("/duty/"))
        taking = f"/duty/handovers/{handover.public_id}/taking-over/"
        assert "青岩镇火情续报" in said(night.get(taking))
        assert night.post(taking, {"act": act(), "remark": "已接"}).status_code == 302
    assert "已接" in said(night.get("/duty/log/"))
    assert {one.entry.event for one in Notice.objects.select_related("entry")} == {
        "duty.roster.published", "duty.swap.asked", "duty.swap.withdrawn", "duty.check_call.asked",
    }  # fmt: skip


def test_numbers_and_absences_have_a_page(house: House) -> None:
    desk = visitor(house.editor)
    who = Person.objects.get(pk=house.reviewer.person)
    number = {"act": act(), "person": str(who.public_id), "kind": "mobile", "number": "听不清", "rank": "1"}
    assert desk.post("/duty/people/numbers/new/", number).status_code == 422
    assert desk.post("/duty/people/numbers/new/", {**number, "number": "0571-0000 0001"}).status_code == 302
    away = {"act": act(), "person": str(who.public_id), "first": "2026-11-23", "last": "2026-11-24", "reason": "培训"}
    assert desk.post("/duty/people/absences/new/", away).status_code == 302
    page = desk.get("/duty/people/")
    assert ("0571-0000 0001" in said(page), "培训" in said(page)) == (True, True)
    for url in found(page, "//main//form/@action"):
        assert desk.post(url).status_code == 302
    assert Number.objects.get().ended_at is not None
    assert "没有人不在岗" in said(desk.get("/duty/people/"))


def test_who_may_not_see_or_do_it(house: House) -> None:
    roster = duty.published(house)
    draft = duty.draft(house, first=FIRST + datetime.timedelta(days=9))
    shift = duty.shift(roster)
    assert visitor(house.member).get("/duty/").status_code == 403
    officer = visitor(house.officer)
    assert officer.get(f"/duty/rosters/{roster.public_id}/").status_code == 200
    assert officer.get(f"/duty/rosters/{draft.public_id}/").status_code == 404
    assert visitor(house.neighbour.editor).get(f"/duty/rosters/{roster.public_id}/").status_code == 404
    assert visitor(house.leader).get("/duty/rosters/new/").status_code == 403
    change = {"act": act(), "post": "", "since": "", "reason": "调班"}
    assert visitor(house.leader).post(f"/duty/shifts/{shift.public_id}/change/", change).status_code == 403
    for role in ("editor", "leader", "officer", "handler", "supervisor"):
        for url in ("/duty/", "/duty/log/", "/duty/coverage/", "/duty/people/", "/duty/rosters/"):
            assert (role, url, visitor(getattr(house, role)).get(url).status_code) == (role, url, 200)


def test_what_the_pages_ask_does_not_grow(house: House, queries_of: Callable[..., int]) -> None:
    client = visitor(house.editor)
    counts = []
    for week in (0, 1):
        roster = duty.published(house, days=7, first=FIRST + datetime.timedelta(days=7 * week))
        with clock.at(MORNING + datetime.timedelta(days=3)):
            urls = ("/duty/", "/duty/rosters/", f"/duty/rosters/{roster.public_id}/", "/duty/coverage/")
            counts.append([queries_of(lambda url=url: client.get(url)) for url in urls])
    assert counts[0] == counts[1]

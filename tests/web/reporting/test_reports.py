# SPDX-License-Identifier: Apache-2.0
"""Reporting upward: what could go up, taking it there, what became of it."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Recorded
from tests.factories import items, periodicals
from tests.factories import reporting as made
from tests.factories.network import House, station
from tests.web.items.visits import HTMX, act, found, said, visitor
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import editing, review
from yizhan.domains.items.queries import reviewing, wordings
from yizhan.domains.reporting.models import Report
from yizhan.web.reporting import listing
from yizhan.web.reporting.verification import unverified

FIGURES = {"situation": "登记电动自行车 430辆,有七成没有充电的地方。"}


def url(item: Item) -> str:
    return f"/items/{item.public_id}/report/"


def stating(house: House, **texts: str) -> Item:
    """A signed item whose figures nobody has confirmed."""
    item = items.approved(house, **{**FIGURES, **texts})
    return review.sign_off(house.signer, item.public_id)


def test_page_names_the_next_station(house: House) -> None:
    page = visitor(house.editor).get(url(items.signed(house)))
    assert found(page, "//div[@id='step']//p/b")[1] == house.above.name
    assert found(page, "//div[@id='step']//button") == ["上报"]


@pytest.mark.rule("RULE-023")
def test_item_goes_up_and_work_goes_on_at_the_item(house: House, recorded: Recorded) -> None:
    item, client = items.signed(house), visitor(house.editor)
    recorded.clear()
    answer = client.post(url(item), {"act": act(), "seen": item.version})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/items/{item.public_id}/")
    assert Report.objects.get().target == house.above
    assert recorded.names == ["items.item.arrived", "reporting.report.made"]


def test_item_goes_up_with_htmx_and_the_next_page_is_loaded_whole(house: House) -> None:
    item = items.signed(house)
    given = {"act": act(), "next": "/adoptions/upward/"}
    answer = visitor(house.editor).post(url(item), given, headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/adoptions/upward/")


def test_pressed_twice_it_goes_up_once(house: House) -> None:
    item, client = items.signed(house), visitor(house.editor)
    given = {"act": act(), "seen": item.version}
    assert [client.post(url(item), given).status_code for _ in range(2)] == [302, 302]
    assert Report.objects.count() == 1


def test_report_from_a_page_of_yesterday_is_refused(house: House) -> None:
    item = items.signed(house)
    answer = visitor(house.editor).post(url(item), {"act": act(), "seen": item.version - 1})
    assert answer.status_code == 409
    assert not Report.objects.exists()


@pytest.mark.rule("RULE-023")
def test_bypass_is_refused_with_its_sentence_and_recorded(house: House, recorded: Recorded) -> None:
    ladder = made.Ladder.build()
    item, client = items.signed(ladder.county), visitor(ladder.county.editor)
    recorded.clear()
    answer = client.post(url(item), {"act": act(), "target": str(ladder.province.station.public_id)})
    assert answer.status_code == 403
    assert "信息应逐级上报" in said(answer)
    assert f"请报送{ladder.city.station.name}。" in said(answer)
    assert recorded.names == ["reporting.bypass.refused"]
    assert not Report.objects.exists()


@pytest.mark.rule("RULE-024")
def test_unverified_figures_are_named_and_stay(house: House) -> None:
    item, client = stating(house), visitor(house.editor)
    page = client.get(url(item))
    assert "430辆、七成" in said(page)
    assert found(page, "//div[@id='step']//form") == []
    assert found(page, "//div[@id='step']//a/@href") == [f"/items/{item.public_id}/verification/"]
    answer = client.post(url(item), {"act": act()})
    assert answer.status_code == 422
    assert not Report.objects.exists()


def test_same_wording_is_not_offered_again(house: House) -> None:
    item = items.signed(house)
    made.forwarded(house, item)
    page = visitor(house.editor).get(url(item))
    assert f"这一稿已上报{house.above.name}。" in said(page)
    assert found(page, "//div[@id='step']//form") == []


def test_highest_station_says_that_nothing_is_above(house: House) -> None:
    top = House.build(station(level=1))
    item = items.signed(top.city)
    page = visitor(top.city.editor).get(url(item))
    assert "没有上一级单位" in said(page)
    client = visitor(top.city.editor)
    assert "没有上一级单位" in said(client.get("/adoptions/upward/"))


@pytest.mark.parametrize("role", ["signer", "supervisor"])
def test_report_without_the_right_is_denied(house: House, role: str, recorded: Recorded) -> None:
    item, client = items.signed(house), visitor(getattr(house, role))
    recorded.clear()
    assert "现在不能办理这一步" in said(client.get(url(item)))
    assert client.post(url(item), {"act": act()}).status_code == 403
    assert recorded.names == []


def test_report_of_another_station_is_not_found(house: House, elsewhere: House) -> None:
    item, stranger = items.signed(house), visitor(elsewhere.editor)
    assert [stranger.get(url(item)).status_code, stranger.post(url(item)).status_code] == [404, 404]


def test_issue_goes_up_with_all_that_has_not_gone_yet(house: House, recorded: Recorded) -> None:
    gone, new = items.signed(house, title="甲"), items.signed(house, title="乙")
    issue = periodicals.released(house, placed=[gone, new])
    made.forwarded(house, gone)
    client, address = visitor(house.editor), f"/issues/{issue.public_id}/report/"
    lines = found(client.get(address), "//div[@id='step']//li")
    assert ["已上报" in line for line in lines] == [True, False]
    recorded.clear()
    given = {"act": act()}
    answers = [client.post(address, given) for _ in range(2)]
    assert {answer.headers["Location"] for answer in answers} == {f"/issues/{issue.public_id}/"}
    assert recorded.names == ["items.item.arrived", "reporting.report.made", "reporting.issue.reported"]
    assert Report.objects.filter(issue=issue).count() == 1


def test_issue_with_open_figures_says_which_and_stays(house: House) -> None:
    issue = periodicals.released(house, placed=[stating(house, title="甲"), items.signed(house, title="乙")])
    client, address = visitor(house.editor), f"/issues/{issue.public_id}/report/"
    page = client.get(address)
    assert ["430辆、七成" in line for line in found(page, "//div[@id='step']//li")] == [True, False]
    assert found(page, "//div[@id='step']//form") == []
    assert client.post(address, {"act": act()}).status_code == 422
    assert not Report.objects.exists()


def test_issue_that_is_being_composed_is_not_reported(house: House) -> None:
    issue = periodicals.composed(house)
    client, address = visitor(house.editor), f"/issues/{issue.public_id}/report/"
    assert "现在不能办理这一步" in said(client.get(address))
    assert client.post(address, {"act": act()}).status_code == 409


def test_page_of_a_released_issue_offers_to_report_it(house: House) -> None:
    issue = periodicals.released(house)
    assert found(visitor(house.editor).get(f"/issues/{issue.public_id}/"), "//div[@class='page-act']/a/@href") == [
        f"/issues/{issue.public_id}/report/"
    ]
    assert found(visitor(house.signer).get(f"/issues/{issue.public_id}/"), "//div[@class='page-act']/a/@href") == []


def test_list_of_what_could_go_up_tells_what_is_in_the_way(house: House) -> None:
    ready, hindered, gone = items.signed(house, title="甲"), stating(house, title="乙"), items.signed(house, title="丙")
    made.forwarded(house, gone)
    page = visitor(house.editor).get("/adoptions/upward/")
    assert found(page, "//a[@data-keys-open]") == ["乙", "甲"]
    assert found(page, "//ul[@class='work-list']/li[1]//span[contains(@class, 'state-refused')]") == [
        "数据未核实：430辆、七成"
    ]
    assert found(page, "//div[@class='work-row-act']/a/@href") == [
        f"/items/{hindered.public_id}/verification/?next=/adoptions/upward/",
        f"/items/{ready.public_id}/report/?next=/adoptions/upward/",
    ]
    assert found(page, "//nav[@class='tabs']/a[@aria-current]/span") == ["2"]


def test_who_may_not_report_sees_the_list_without_acts(house: House) -> None:
    items.signed(house)
    page = visitor(house.signer).get("/adoptions/upward/")
    assert len(found(page, "//a[@data-keys-open]")) == 1
    assert found(page, "//div[@class='work-row-act']/a") == []


def test_list_asks_the_same_as_the_rule_for_one_item(house: House) -> None:
    """Two queries for a page of items find the same open figures as the rule that decides."""
    confirmed = items.signed(house, **FIGURES)
    open_again = items.approved(house, **FIGURES)
    for result in ("confirmed", "unconfirmed"):
        editing.verify(house.editor, open_again.public_id, result=result, note="已向街道核实")
    listed = [stating(house), confirmed, open_again, items.signed(house), stating(house, title="三成居民反映")]
    one_by_one = {item.pk: reviewing.unverified_figures(item, wordings.text_in_force(item)) for item in listed}
    assert unverified([item.pk for item in listed]) == {pk: found for pk, found in one_by_one.items() if found}


def test_reports_tell_what_became_of_the_copy(house: House) -> None:
    issue = periodicals.released(house, placed=[items.signed(house, title="甲")])
    visitor(house.editor).post(f"/issues/{issue.public_id}/report/", {"act": act()})
    page = visitor(house.editor).get("/adoptions/reports/")
    assert found(page, "//tbody//a") == ["甲"]
    assert str(issue) in said(page)
    assert found(page, "//tbody//td[4]") == ["待登记"]
    registered = Report.objects.get().result
    made.passed(house.city, registered)
    assert found(visitor(house.editor).get("/adoptions/reports/"), "//tbody//td[4]") == ["待刊发"]


def test_pages_of_reports_follow_each_other(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "SIZE", 2)
    client = visitor(house.editor)
    for number in range(5):
        made.forwarded(house, items.signed(house, title=f"第{number}篇"))
    address, seen = "/adoptions/reports/", []
    while address:
        page = client.get(address)
        seen += found(page, "//tbody//a")
        address = "".join(found(page, "//a[@rel='next']/@href"))
    assert seen == [f"第{number}篇" for number in (4, 3, 2, 1, 0)]


def test_pages_of_what_could_go_up_follow_each_other(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "SIZE", 2)
    client = visitor(house.editor)
    for number in range(3):
        items.signed(house, title=f"第{number}篇")
    address, seen = "/adoptions/upward/", []
    while address:
        page = client.get(address)
        seen += found(page, "//a[@data-keys-open]")
        address = "".join(found(page, "//a[@rel='next']/@href"))
    assert seen == ["第2篇", "第1篇", "第0篇"]


@pytest.mark.parametrize("address", ["/adoptions/", "/adoptions/upward/", "/adoptions/reports/", "/adoptions/bodies/"])
def test_lists_are_for_staff_only(house: House, address: str) -> None:
    assert [visitor(getattr(house, role)).get(address).status_code for role in ("member", "leader", "handler")] == [
        403
    ] * 3
    assert [visitor(getattr(house, role)).get(address).status_code for role in ("editor", "signer", "supervisor")] == [
        200
    ] * 3


@pytest.mark.parametrize("address", ["/adoptions/upward/", "/adoptions/reports/", "/adoptions/"])
def test_queries_of_lists_do_not_grow(
    house: House, address: str, queries_of: Callable[[Callable[[], Any]], int]
) -> None:
    client, body = visitor(house.editor), made.body(house)

    def more() -> None:
        made.forwarded(house)
        stating(house)
        made.adopted(house, by=body)

    more()
    before = queries_of(lambda: client.get(address))
    more()
    more()
    assert queries_of(lambda: client.get(address)) == before


def test_queries_of_reporting_an_issue_do_not_grow(
    house: House, queries_of: Callable[[Callable[[], Any]], int]
) -> None:
    client = visitor(house.editor)
    one = periodicals.released(house, placed=[stating(house)])
    three = periodicals.released(house, placed=[stating(house) for _ in range(3)])
    assert queries_of(lambda: client.get(f"/issues/{one.public_id}/report/")) == queries_of(
        lambda: client.get(f"/issues/{three.public_id}/report/")
    )

# SPDX-License-Identifier: Apache-2.0
"""Every step of an issue through its page: with and without JavaScript, twice, too late, and by whom it may not be."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client

from tests.conftest import Recorded
from tests.factories import items
from tests.factories import periodicals as made
from tests.factories.network import House
from tests.web.items.visits import HTMX, act, found, said, visitor
from yizhan.domains.periodicals.models import Issue
from yizhan.domains.periodicals.operations import composing
from yizhan.domains.periodicals.states import State


def of_issue(noun: str) -> Callable[[Issue], str]:
    return lambda issue: f"/issues/{issue.public_id}/{noun}/"


def of_paper(noun: str) -> Callable[[Issue], str]:
    """Of the reader outside the installation, who receives paper."""
    return lambda issue: f"/issues/circulation/{made.line(issue, '市委办公室')}/{noun}/"


@dataclass(frozen=True)
class Case:
    """One step: its address, where it starts, who takes it, what is asked, what the journal says."""

    address: Callable[[Issue], str]
    start: Callable[[House], Issue]
    role: str
    events: list[str]
    given: dict[str, str] = field(default_factory=dict)
    has_version: bool = True


CASES = {
    "title": Case(of_issue("title"), made.composed, "editor", ["periodicals.issue.entitled"],
                  {"title": "防汛专刊", "note": "请各单位注意"}),
    "discarding": Case(of_issue("discarding"), made.composed, "editor", ["periodicals.issue.discarded"],
                       {"reason": "并入下期"}),
    "release": Case(of_issue("release"), made.composed, "signer",
                    ["items.item.released", "periodicals.issue.released"]),
    "errata": Case(of_issue("errata"), made.released, "signer", ["periodicals.issue.corrected"],
                   {"entry": "", "text": "第二段“三千”应为“三百”。", "reason": "录入差错"}, has_version=False),
    "delivery": Case(of_paper("delivery"), made.released, "editor", ["periodicals.circulation.delivered"],
                     {"at": ""}, has_version=False),
    "reading": Case(of_paper("reading"), made.released, "editor", ["periodicals.circulation.read"],
                    {"at": ""}, has_version=False),
}  # fmt: skip

each_step = pytest.mark.parametrize("case", CASES.values(), ids=CASES)
each_versioned = pytest.mark.parametrize(
    "case", [case for case in CASES.values() if case.has_version], ids=[k for k, c in CASES.items() if c.has_version]
)


def sent(issue: Issue, case: Case, **more: Any) -> dict[str, Any]:
    return {"act": act(), "seen": issue.version, **case.given, **more}


@each_step
def test_step_page_names_the_issue_and_asks(house: House, case: Case) -> None:
    issue = case.start(house)
    page = visitor(getattr(house, case.role)).get(case.address(issue))
    assert page.status_code == 200
    assert issue.series.name in said(page)
    assert len(found(page, "//div[@id='step']//form")) == 1


@each_step
def test_step_without_javascript_goes_on_at_the_issue(house: House, case: Case, recorded: Recorded) -> None:
    issue, client = case.start(house), visitor(getattr(house, case.role))
    recorded.clear()
    answer = client.post(case.address(issue), sent(issue, case))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(f"/issues/{issue.public_id}/")
    assert client.get(answer.headers["Location"]).status_code == 200
    assert recorded.names == case.events


@each_step
def test_step_with_htmx_loads_the_next_page_whole(house: House, case: Case) -> None:
    issue, client = case.start(house), visitor(getattr(house, case.role))
    answer = client.post(case.address(issue), sent(issue, case), headers=HTMX)
    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"].startswith(f"/issues/{issue.public_id}/")


@each_step
def test_step_pressed_twice_is_taken_once(house: House, case: Case, recorded: Recorded) -> None:
    issue, client = case.start(house), visitor(getattr(house, case.role))
    given = sent(issue, case)
    recorded.clear()
    assert [client.post(case.address(issue), given).status_code for _ in range(2)] == [302, 302]
    assert recorded.names == case.events


@each_versioned
def test_step_from_a_page_of_yesterday_is_refused_and_keeps_what_was_written(
    house: House, case: Case, recorded: Recorded
) -> None:
    issue, client = case.start(house), visitor(getattr(house, case.role))
    recorded.clear()
    answer = client.post(case.address(issue), sent(issue, case, seen=issue.version - 1))
    assert answer.status_code == 409
    assert "页面已经过时：您打开以后，已有人继续办理。" in said(answer)
    for written in case.given.values():
        assert written in said(answer) + answer.content.decode()
    assert recorded.names == []


@each_step
def test_step_of_another_station_is_not_found(house: House, elsewhere: House, case: Case) -> None:
    issue, stranger = case.start(house), visitor(getattr(elsewhere, case.role))
    assert stranger.get(case.address(issue)).status_code == 404
    assert stranger.post(case.address(issue), sent(issue, case)).status_code == 404


@each_step
def test_step_without_the_right_is_denied(house: House, case: Case, recorded: Recorded) -> None:
    issue, supervisor = case.start(house), visitor(house.supervisor)
    recorded.clear()
    assert "现在不能办理这一步" in said(supervisor.get(case.address(issue)))
    assert supervisor.post(case.address(issue), sent(issue, case)).status_code == 403
    assert recorded.names == []


@each_step
def test_step_before_sign_in_leads_there_and_back(house: House, case: Case) -> None:
    address = case.address(case.start(house))
    answer = Client().get(address)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/sign-in/?next={address}")


def test_release_says_what_will_happen(house: House) -> None:
    issue = made.composed(house, placed=[items.signed(house), items.signed(house)])
    page = visitor(house.signer).get(f"/issues/{issue.public_id}/release/")
    assert found(page, "//div[@id='step']//li") == [
        "编为本年第1期、总第1期。",
        "2 篇稿件随之刊发，并告知作者。",
        "报送 2 家：系统内立即收到，纸质送达另行登记。",
        "印发后不能撤回；如有差错，刊发更正。",
    ]
    assert len(found(page, "//section[contains(@class, 'bulletin-entry')]")) == 2


def test_release_is_not_offered_while_something_is_wrong(house: House) -> None:
    issue = made.empty(house)
    page = visitor(house.signer).get(f"/issues/{issue.public_id}/release/")
    assert "本期还没有稿件。" in said(page)
    assert found(page, "//div[@id='step']//form") == []


def test_release_that_is_refused_says_why(house: House) -> None:
    issue = made.empty(house)
    given = {"act": act(), "seen": issue.version}
    answer = visitor(house.signer).post(f"/issues/{issue.public_id}/release/", given)
    assert answer.status_code == 422
    assert "请至少选入一篇已签发的稿件。" in said(answer)
    assert Issue.objects.get(pk=issue.pk).state == State.COMPOSING


def test_issue_that_changed_while_the_signer_read_is_not_released(house: House) -> None:
    issue = made.composed(house)
    client = visitor(house.signer)
    client.get(f"/issues/{issue.public_id}/release/")
    composing.place(house.editor, issue.public_id, item=items.signed(house, title="后来选入").public_id)
    answer = client.post(f"/issues/{issue.public_id}/release/", {"act": act(), "seen": issue.version})
    assert answer.status_code == 409
    assert "后来选入" in said(answer)
    assert Issue.objects.get(pk=issue.pk).state == State.COMPOSING


def test_delivery_before_the_release_is_refused_at_its_field(house: House) -> None:
    issue = made.released(house)
    answer = visitor(house.editor).post(of_paper("delivery")(issue), {"act": act(), "at": "2020-01-01T09:30"})
    assert answer.status_code == 422
    assert found(answer, "//div[@id='id_at_error']") == [
        "送达和阅读时间应在印发之后，且不能晚于现在。 请更正日期或时间。"
    ]


def test_moment_that_does_not_exist_is_said_at_its_field(house: House) -> None:
    issue = made.released(house)
    answer = visitor(house.editor).post(of_paper("reading")(issue), {"act": act(), "at": "2026-02-30T09:30"})
    assert answer.status_code == 422
    assert found(answer, "//div[@id='id_at_error']") == ["请填写日期和时间，例如 2026-11-23 09:30。"]


def test_correction_of_one_entry_stands_below_the_issue(house: House) -> None:
    item = items.signed(house, title="甲")
    issue = made.released(house, placed=[item])
    client = visitor(house.signer)
    given = {"act": act(), "entry": str(made.entries(issue)[0]), "text": "“三千”应为“三百”。", "reason": "录入差错"}
    client.post(f"/issues/{issue.public_id}/errata/", given)
    page = client.get(f"/issues/{issue.public_id}/")
    assert found(page, "//section[@id='errata']//li") == ["甲“三千”应为“三百”。"]


def test_discarded_issue_tells_why(house: House) -> None:
    issue = made.discarded(house)
    page = visitor(house.editor).get(f"/issues/{issue.public_id}/")
    assert "本期没有印发。" in said(page)
    assert "本期作废：内容并入下期" in said(page)

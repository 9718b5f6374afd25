# SPDX-License-Identifier: Apache-2.0
"""Pages of deadlines and of the calendar: lists by how they stand, why, steps without script, a year of one's own."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import Recorded
from tests.domains.clocks.test_counting import NEXT_YEAR
from tests.factories import clocks as made
from tests.factories import supervision
from tests.factories.clocks import term
from tests.factories.network import House
from tests.web.items.visits import act, found, said, visitor
from yizhan.domains.clocks.models import Deadline, Extension, Year
from yizhan.domains.clocks.operations import extending
from yizhan.domains.clocks.queries.reckoning import AlarmPlan
from yizhan.domains.clocks.states import Rung, State, YearState
from yizhan.jobs import alarms
from yizhan.kernel import clock


def page_of(deadline: Deadline) -> str:
    return f"/deadlines/{deadline.public_id}/"


def test_deadlines_stand_where_they_belong(house: House) -> None:
    overdue = made.running_one(house, terms=[term("1 minute")])
    running, _paused, _met = made.running_one(house), made.paused_one(house), made.met_one(house)
    extending.ask(house.handler, running.public_id, duration="3 days", reason="需要现场勘查")
    client = visitor(house.handler)
    with clock.at(clock.now() + datetime.timedelta(minutes=5)):
        assert found(client.get("/deadlines/"), "//nav[contains(@class, 'tabs')]//span[@class='count']") == list("2111")
        parts = {"": 2, "?part=overdue": 1, "?part=paused": 1, "?part=ended": 1, "?part=nonsense": 2}
        for query, number in parts.items():
            assert len(found(client.get(f"/deadlines/{query}"), "//tbody/tr")) == number, query
        first = found(client.get("/deadlines/?part=overdue"), "//tbody//a/@href")
    assert first == [page_of(overdue)]
    asked = client.get("/deadlines/?part=asked")
    assert found(asked, "//tbody//a/@href") == [page_of(running)]
    assert found(asked, "//tbody/tr/td[2]") == ["3日"]
    staff = visitor(house.supervisor)
    assert found(staff.get(f"/deadlines/?unit={house.department.public_id}&kind="), "//tbody/tr")
    assert not found(staff.get(f"/deadlines/?unit={house.other_department.public_id}"), "//tbody/tr")
    assert not found(visitor(house.neighbour.supervisor).get("/deadlines/"), "//tbody/tr")


@pytest.mark.parametrize("part", ["running", "asked", "ended"])
def test_lists_cost_the_same_at_one_and_three_rows_and_go_on(
    house: House, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    client, counts = visitor(house.supervisor), []
    for _ in range(3):
        extending.ask(house.handler, made.running_one(house).public_id, duration="3 days", reason="需要勘查")
        made.met_one(house)
        client.get(f"/deadlines/?part={part}")
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(f"/deadlines/?part={part}")
        counts.append(len(captured))
    assert counts[0] == counts[-1]
    if part != "asked":
        monkeypatch.setattr("yizhan.web.clocks.views.deadlines.SIZE", 2)
        page = client.get(f"/deadlines/?part={part}")
        [more] = found(page, "//a[@rel='next']/@href")
        rest = found(client.get(f"/deadlines/{more}"), "//tbody//a/@href")
        assert len(rest) == 1
        assert rest[0] not in found(page, "//tbody//a/@href")


def test_the_page_says_why_by_which_rules_and_what_moved_it(house: House, elsewhere: House) -> None:
    plan = AlarmPlan(name="passed", rung=Rung.PERSON, card="yellow", passes_on_after=120)
    terms = [term("5 working days", "一般答复"), term("24 hours", "重大事项")]
    deadline = made.running_one(house, terms=terms, plans=[plan])
    client, url = visitor(house.supervisor), page_of(deadline)
    page = client.get(url)
    assert len(found(page, "//ol/li")) > 2
    assert [("以此为准" in rule) for rule in found(page, "//tbody/tr/td[1]")[:2]] == [False, True]
    assert "《办理办法》第五条" in said(page)
    assert "黄牌" in said(page)
    assert visitor(house.supervisor, language="en").get(url).status_code == 200
    for stranger in (elsewhere.supervisor, house.member):
        assert visitor(stranger).get(url).status_code == 404
    assert visitor(house.handler).get(f"/deadlines/of/{deadline.subject}/").headers["Location"] == url
    assert visitor(elsewhere.handler).get(f"/deadlines/of/{deadline.subject}/").status_code == 404


def test_steps_of_a_deadline_without_script(house: House, recorded: Recorded) -> None:
    plan = AlarmPlan(name="passed", rung=Rung.PERSON, passes_on_after=120)
    deadline = made.running_one(house, plans=[plan])
    supervisor, handler, url = visitor(house.supervisor), visitor(house.handler), page_of(deadline)
    recorded.clear()

    def seen() -> str:
        return str(Deadline.objects.get(pk=deadline.pk).version)

    assert supervisor.get(f"{url}pause/").status_code == 200
    given = {"act": act(), "seen": seen(), "reason": "等待来稿人"}
    for _ in range(2):
        assert supervisor.post(f"{url}pause/", given).headers["Location"] == url
    assert supervisor.post(f"{url}resumption/", {"act": act(), "seen": "0"}).status_code == 409
    assert supervisor.post(f"{url}resumption/", {"act": act(), "seen": seen()}).status_code == 302
    bad = {"act": act(), "seen": seen(), "duration": "很快", "reason": "需要"}
    refused = handler.post(f"{url}extension/", bad)
    assert (refused.status_code, found(refused, "//input[@name='duration']/@value")) == (422, ["很快"])
    assert handler.post(f"{url}extension/", {**bad, "act": act(), "duration": "3天"}).status_code == 302
    asked = Extension.objects.get()
    assert not found(handler.get(url), f"//a[contains(@href, '{asked.public_id}')]")
    assert "现在不能" in said(handler.get(f"/extensions/{asked.public_id}/grant/"))
    assert found(supervisor.get(url), f"//a[@href='/extensions/{asked.public_id}/grant/']")
    decide = {"act": act(), "seen": str(asked.version), "note": "同意"}
    assert supervisor.post(f"/extensions/{asked.public_id}/grant/", decide).headers["Location"] == url
    deadline.refresh_from_db()
    with clock.at(deadline.due_at):
        alarms.ring()
    [taking] = found(handler.get(url), "//a[contains(@href, '/taking/')]/@href")
    assert handler.post(taking, {"act": act()}).headers["Location"] == url
    assert recorded.names == [
        "clocks.deadline.paused", "clocks.deadline.resumed", "clocks.extension.asked", "clocks.request.granted",
        "clocks.extension.granted", "clocks.alarm.rung", "clocks.alarm.taken",
    ]  # fmt: skip
    assert deadline.state == State.RUNNING


def test_an_assignment_leads_to_its_deadline(house: House) -> None:
    assignment = supervision.assigned(house)
    deadline = Deadline.objects.get(subject=assignment.public_id)
    for actor, url in ((house.handler, f"/assignments/{assignment.public_id}/"), (house.handler, "/"),
                       (house.supervisor, f"/cases/{assignment.case.public_id}/")):  # fmt: skip
        [why] = found(visitor(actor).get(url), "//a[contains(@href, '/deadlines/of/')]/@href")
        assert visitor(actor).get(why).headers["Location"] == page_of(deadline)


@pytest.mark.parametrize("is_file", [False, True])
def test_a_year_is_entered_confirmed_by_somebody_else_and_withdrawn(house: House, *, is_file: bool) -> None:
    one = visitor(house.supervisor)
    coming = str(clock.today().year + 1)
    days = NEXT_YEAR.replace("2027", coming)
    form = {"act": act(), "year": coming, "notice": "国办发明电〔2026〕9号", "text": days}
    empty = one.post("/calendar/new/", {**form, "text": ""})
    assert (empty.status_code, found(empty, "//*[@name='text']/@aria-invalid")) == (422, ["true"])
    assert one.post("/calendar/new/", {**form, "act": act(), "text": "date,kind\n明天,放假"}).status_code == 422
    if is_file:
        form = {**form, "text": "", "table": SimpleUploadedFile("days.csv", days.encode("gb18030"))}
    assert one.post("/calendar/new/", {**form, "act": act()}).headers["Location"] == "/calendar/"
    year = Year.objects.get()
    own, others = f"/calendar/{year.public_id}/confirmation/", f"/calendar/{year.public_id}/withdrawal/"
    assert not found(one.get("/calendar/"), f"//a[@href='{own}']")
    other = visitor(house.signer)
    assert "还没有人录入" in said(other.get("/calendar/"))
    assert other.post(own, {"act": act(), "seen": str(year.version)}).headers["Location"] == "/calendar/"
    assert "还没有人录入" not in said(other.get("/calendar/"))
    year.refresh_from_db()
    given = {"act": act(), "seen": str(year.version), "reason": "录错了年份"}
    assert other.post(others, given).headers["Location"] == "/calendar/"
    assert Year.objects.get().state == YearState.WITHDRAWN
    assert visitor(house.editor).get("/calendar/new/").status_code == 403
    assert visitor(house.member).get("/calendar/").status_code == 200

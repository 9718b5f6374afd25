# SPDX-License-Identifier: Apache-2.0
"""Deadlines through the interface."""

import datetime

from tests.api.client import Program
from tests.conftest import Recorded
from tests.factories import clocks as made
from tests.factories.network import House
from yizhan.domains.clocks.queries.reckoning import AlarmPlan
from yizhan.domains.clocks.states import Rung
from yizhan.jobs import alarms
from yizhan.kernel import clock
from yizhan.kernel.ids import new_id


def test_a_deadline_paused_extended_and_taken(house: House, recorded: Recorded) -> None:
    plan = AlarmPlan(name="passed", rung=Rung.PERSON, passes_on_after=120)
    deadline = made.running_one(house, plans=[plan])
    supervisor, handler = Program(house.supervisor), Program(house.handler)
    url = f"/deadlines/{deadline.public_id}"
    Program(house.neighbour.supervisor).get(url, status=404)
    assert [one["id"] for one in handler.get("/deadlines")] == [str(deadline.public_id)]
    assert handler.get("/deadlines?overdue=true") == []
    assert handler.get(f"/deadlines?subject={new_id()}") == []
    told = supervisor.get(url)
    assert [rule["duration"] for rule in told["rules"]] == ["5 working days"]
    assert told["why"]
    recorded.clear()
    key = new_id()
    assert supervisor.post(f"{url}/pause", {"reason": "等待来稿人"}, key=key)["state"] == "paused"
    assert supervisor.post(f"{url}/pause", {"reason": "等待来稿人"}, key=key)["state"] == "paused"
    handler.post(f"{url}/resumption", status=403)
    assert supervisor.post(f"{url}/resumption")["state"] == "running"
    more = {"duration": "3个工作日", "reason": "需要现场勘查"}
    asked = handler.post(f"{url}/extensions", more, status=201)
    assert asked["duration"] == "3 working days"
    handler.post(f"/extensions/{asked['id']}/grant", status=403)
    assert supervisor.post(f"/extensions/{asked['id']}/grant", {"note": "同意"})["state"] == "granted"
    again = handler.post(f"{url}/extensions", more, status=201)
    assert supervisor.post(f"/extensions/{again['id']}/refusal", {"reason": "不能再延"})["state"] == "refused"
    assert recorded.names == [
        "clocks.deadline.paused", "clocks.deadline.resumed", "clocks.extension.asked", "clocks.request.granted",
        "clocks.extension.granted", "clocks.extension.asked", "clocks.extension.refused",
    ]  # fmt: skip
    deadline.refresh_from_db()
    with clock.at(deadline.due_at):
        alarms.ring()
    rung = deadline.alarms.get(state="rung")
    assert handler.post(f"/alarms/{rung.public_id}/taking")["state"] == "taken"


def test_a_year_of_the_calendar(house: House) -> None:
    told = Program(house.editor).get("/calendar/2026")
    assert told["is_known"]
    assert told["days"]["2026-10-01"]["worked"] is False
    assert Program(house.editor).get("/calendar/2099")["days"] == {}


def test_when_something_would_be_due_by_the_stations_own_rule(house: House) -> None:
    desk = Program(house.editor)
    start = "2026-02-13T16:30:00%2B08:00"
    told = desk.get(f"/due?rule=findings.answer&start={start}")
    assert datetime.datetime.fromisoformat(told["due"]) == datetime.datetime(
        2026, 2, 27, 17, 30, tzinfo=clock.OFFICE_ZONE
    )
    assert (len(told["why"]) > 1, [one["duration"] for one in told["terms"]]) == (True, ["5 working days"])
    for query, status, code in (
        ("rule=no.such", 404, "rulebook.rule.unknown"),
        ("rule=urgent.categories", 422, "clocks.rule.no_term"),
        ("rule=findings.answer&start=2026-02-13T16:30:00", 422, "clocks.moment.without_zone"),
    ):
        assert desk.get(f"/due?{query}", status=status)["code"] == code

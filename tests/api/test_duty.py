# SPDX-License-Identifier: Apache-2.0
"""Duty through the interface: planning, publishing, changing, who is on duty."""

from collections.abc import Iterator

import pytest

from tests.api.client import Program
from tests.factories import duty
from tests.factories.duty import EVENING, LEADER, MORNING, OFFICER, post_of
from tests.factories.network import House
from yizhan.domains.network.models import Person
from yizhan.kernel import clock
from yizhan.kernel.ids import new_id


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    """Everything happens at half past eight on the Monday."""
    with clock.at(MORNING):
        yield


@pytest.mark.rule("RULE-020")
def test_a_roster_from_its_beginning_to_a_changed_shift(house: House) -> None:
    desk, unit = Program(house.editor), Program(house.officer)
    key, body = new_id(), {"id": str(new_id()), "first": "2026-11-23", "last": "2026-11-23"}
    made = desk.post("/duty/rosters", body, key=key, status=201)
    assert desk.post("/duty/rosters", body, key=key, status=201) == made
    url = f"/duty/rosters/{body['id']}"
    people = [str(post_of(house.editor)), str(post_of(house.reviewer))]
    desk.post(f"{url}/filling", {"duty": OFFICER, "people": people})
    assert desk.post(f"{url}/publication", {}, status=422)["code"] == "duty.roster.gaps"
    for starts_at in (MORNING, EVENING):
        given = {"duty": LEADER, "starts_at": starts_at.isoformat(), "post": str(post_of(house.leader))}
        desk.post(f"{url}/shift", given)
    assert unit.get(url, status=404)["code"] == "duty.roster.unknown"
    assert desk.post(f"{url}/publication", {})["state"] == "published"
    shown = unit.get(url)
    faults = [(one["duty"], one["kind"]) for one in shown["faults"]]
    assert faults == [(duty, "unreachable") for duty in (OFFICER, LEADER, OFFICER)]
    now = unit.get("/duty/now")
    assert [one["duty"] for one in now["on_duty"]] == [OFFICER, LEADER]
    change = {"post": str(post_of(house.supervisor)), "reason": "临时外出"}
    shift = now["on_duty"][0]["id"]
    assert unit.post(f"/duty/shifts/{shift}/change", change, status=403)["code"] == "duty.denied"
    desk.post(f"/duty/shifts/{shift}/change", change)
    assert desk.post(f"/duty/shifts/{shift}/change", change, status=409)["code"] == "duty.shift.replaced"
    assert desk.get("/duty/now")["on_duty"][0]["person"] != now["on_duty"][0]["person"]
    assert [one["id"] for one in desk.get("/duty/rosters")] == [body["id"]]
    assert Program(house.neighbour.editor).get("/duty/now")["on_duty"] == []
    second = desk.post("/duty/rosters", {**body, "id": str(new_id())}, status=201)
    assert desk.post(f"/duty/rosters/{second['id']}/withdrawal", {})["state"] == "withdrawn"


def test_numbers_test_calls_and_hand_overs(house: House) -> None:
    roster = duty.published(house)
    desk, other, stranger = (Program(one) for one in (house.editor, house.reviewer, house.neighbour.editor))
    shift = f"/duty/shifts/{duty.shift(roster).public_id}"
    person = str(Person.objects.get(pk=house.editor.person).public_id)
    given = {"person": person, "kind": "mobile", "number": "13900000001"}
    assert stranger.post("/duty/numbers", given, status=404)["code"] == "duty.person.unknown"
    number = desk.post("/duty/numbers", given, key=new_id(), status=201)
    assert [one["number"] for one in desk.get("/duty/numbers")] == ["13900000001"]
    key = new_id()
    call = other.post(f"{shift}/check-calls", {"number": number["id"]}, key=key, status=201)
    assert other.post(f"{shift}/check-calls", {"number": number["id"]}, key=key, status=201) == call
    assert desk.post(f"{shift}/check-calls", {}, status=409)["code"] == "duty.check_call.oneself"
    url = f"/duty/check-calls/{call['id']}/answer"
    assert stranger.post(url, {}, status=404)["code"] == "duty.check_call.unknown"
    assert desk.post(url, {"seen": call["version"]})["state"] == "answered"
    assert other.post(f"/duty/check-calls/{call['id']}/miss", {}, status=409)["code"] == "duty.check_call.over"
    assert [one["state"] for one in other.get("/duty/check-calls")] == ["answered"]
    assert stranger.get("/duty/check-calls") == []
    assert other.post(f"{shift}/handover", {"watch": "夜间有雨"}, status=403)["code"] == "duty.handover.not_on_duty"
    left = desk.post(f"{shift}/handover", {"running": "青岩镇火情续报", "watch": "夜间有雨"}, status=201)
    with clock.at(EVENING):
        taken = other.post(f"/duty/handovers/{left['id']}/taking-over", {"remark": "已清点", "seen": left["version"]})
    assert (taken["state"], taken["remark"]) == ("taken", "已清点")
    assert [one["id"] for one in other.get("/duty/handovers")] == [left["id"]]
    assert stranger.get("/duty/handovers") == []
    assert desk.post(f"/duty/numbers/{number['id']}/end", {})["ended_at"]
    assert desk.get("/duty/numbers") == []

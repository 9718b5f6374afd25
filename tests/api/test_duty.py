# SPDX-License-Identifier: Apache-2.0
"""Duty through the interface: planning, publishing, changing, who is on duty."""

from collections.abc import Iterator

import pytest

from tests.api.client import Program
from tests.factories.duty import EVENING, LEADER, MORNING, OFFICER, post_of
from tests.factories.network import House
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

# SPDX-License-Identifier: Apache-2.0
"""One decision about several items through the interface."""

from tests.api.client import Program
from tests.conftest import Recorded
from tests.factories import items
from tests.factories.network import House
from yizhan.kernel.ids import new_id


def test_several_items_are_looked_at_decided_and_taken_back(house: House, recorded: Recorded) -> None:
    first, second, done = items.submitted(house), items.submitted(house), items.registered(house)
    found = [str(one.public_id) for one in (first, second, done)]
    editor, key = Program(house.editor), new_id()
    ahead = editor.post("/items/many/prospects", {"verb": "register", "items": found})
    assert [one["is_done"] for one in ahead] == [True, True, False]
    assert ahead[2]["code"] == "items.many.elsewhere"
    body = {"verb": "register", "items": [{"item": one, "seen": 1} for one in found]}
    recorded.clear()
    answer = editor.post("/items/many", body, key=key)
    assert (answer["id"], answer["done"], answer["can_be_taken_back"]) == (str(key), 2, True)
    assert [one["state"] for one in answer["outcomes"]] == ["registered"] * 3
    assert answer["outcomes"][2]["code"] == "page.outdated"
    assert editor.post("/items/many", body, key=key) == answer
    assert recorded.names == ["items.item.registered"] * 2
    undone = editor.post(f"/items/many/{key}/undoing", {"items": found, "reason": "选错了"})
    assert [one["state"] for one in undone["outcomes"]] == ["submitted", "submitted", "registered"]
    assert [one["code"] for one in undone["outcomes"]] == ["", "", "items.take_back.gone_on"]


def test_who_may_not_and_what_is_wrong(house: House, elsewhere: House) -> None:
    item = items.submitted(house)
    body = {"verb": "return_to_author", "items": [{"item": str(item.public_id)}], "reason": "请补充"}
    for role in ("member", "supervisor"):
        Program(getattr(house, role)).post("/items/many", body, status=403)
    [stranger] = Program(elsewhere.editor).post("/items/many", body)["outcomes"]
    assert (stranger["code"], stranger["number"]) == ("items.item.unknown", "")
    editor = Program(house.editor)
    assert editor.post("/items/many", {**body, "reason": ""}, status=422)["code"] == "items.reason.empty"
    assert editor.post("/items/many", {**body, "verb": "transfer", "station": "NONE"}, status=404)
    answer = editor.post("/items/many", {**body, "verb": "transfer", "station": house.neighbour.station.code})
    assert (answer["done"], answer["can_be_taken_back"]) == (1, False)


def test_one_step_is_taken_back(house: House) -> None:
    item, editor = items.declined(house), Program(house.editor)
    path = f"/items/{item.public_id}/taking-back"
    editor.post(path, {"act": str(new_id())}, status=409)
    Program(house.reviewer).post(path, {}, status=403)
    assert editor.post(path, {"reason": "点错了"})["state"] == "submitted"

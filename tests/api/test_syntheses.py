# SPDX-License-Identifier: Apache-2.0
"""Syntheses and splits through the interface."""

from tests.api.client import Program
from tests.conftest import Recorded
from tests.factories import items
from tests.factories.network import House
from yizhan.kernel.ids import new_id

WORDING = {"title": "综合反映", "situation": "两处反映同一情况", "source": "来稿综合"}


def test_a_synthesis_is_made_changed_and_undone(house: House, recorded: Recorded) -> None:
    one, two, three = (items.registered(house) for _ in range(3))
    editor, member = Program(house.editor), Program(house.member)
    parts = [{"item": one.public_id, "percent": 66.67}, {"item": two.public_id, "percent": 33.33}]
    body, key = {"id": new_id(), "parts": parts, "wording": WORDING, "kind": "problem"}, new_id()
    member.post("/items/syntheses", body, status=403)
    recorded.clear()
    whole = editor.post("/items/syntheses", body, key=key, status=201)
    assert editor.post("/items/syntheses", body, key=key, status=201) == whole
    assert recorded.names == ["items.item.absorbed"] * 2 + ["items.synthesis.composed"]
    assert whole["state"] == "registered"
    assert "compose" in whole["offers"]
    path = f"/items/{whole['id']}"
    assert [part["percent"] for part in editor.get(f"{path}/parts")] == [66.67, 33.33]
    editor.post(f"{path}/parts", {"parts": [{"item": three.public_id}], "reason": "同一件事"})
    assert [part["number"] for part in editor.get(f"{path}/parts")] == [one.number, two.number, three.number]
    editor.post(f"{path}/parts-removal", {"items": [two.public_id], "reason": "另案处理"})
    assert len(editor.get(f"{path}/parts")) == 2
    editor.post(f"{path}/undoing", {"seen": 1}, status=409)
    for _ in range(2):
        assert editor.post(f"{path}/undoing")["state"] == "registered"
    assert editor.post(f"{path}/undoing", {"reason": "误操作"})["state"] == "dissolved"
    assert editor.get(f"{path}/parts") == []
    member.get(f"{path}/parts", status=404)


def test_an_item_is_split_and_united(house: House) -> None:
    item, editor = items.registered(house), Program(house.editor)
    matters = [{"id": new_id(), "wording": {**WORDING, "title": title}} for title in ("费用", "安全")]
    path = f"/items/{item.public_id}"
    assert editor.post(f"{path}/split", {"matters": matters, "reason": "两件事"})["state"] == "split"
    assert editor.get(f"/items/{matters[0]['id']}")["title"] == "费用"
    Program(house.neighbour.editor).post(f"{path}/reunion", status=404)
    assert editor.post(f"{path}/reunion")["state"] == "registered"

# SPDX-License-Identifier: Apache-2.0
"""Suggestions through the interface, and `yizhan learn`: with a key of each kind, twice, and in a wrong shape."""

import pytest

from tests.api.client import Program
from tests.conftest import Recorded
from tests.factories import items, suggestions
from tests.factories.network import House
from yizhan.cli.learn import learn
from yizhan.domains.items.models import Item
from yizhan.domains.items.states import Kind
from yizhan.domains.suggestions.models import Suggestion
from yizhan.domains.suggestions.operations import learning
from yizhan.kernel.actors import system
from yizhan.kernel.ids import new_id


@pytest.fixture
def item(house: House) -> Item:
    suggestions.taught(house)
    return suggestions.clear(house)


def test_a_program_reads_takes_and_sets_aside_once(house: House, item: Item, recorded: Recorded) -> None:
    program, address = Program(house.editor), f"/items/{item.public_id}/suggestions"
    kind, category = program.get(address)
    assert (kind["question"], kind["label"], kind["is_takeable"]) == ("kind", Kind.PROBLEM, True)
    assert category["passages"][0]["words"] == "沿街油烟排放，垃圾成堆，臭味很大。"
    assert not Suggestion.objects.exists(), "reading keeps nothing"
    recorded.clear()
    key = new_id()
    for _ in range(2):
        taken = program.post(f"{address}/kind/taking", {"label": Kind.PROBLEM, "seen": item.version}, key=key)
        assert taken["state"] == "taken"
    assert recorded.names == ["items.item.edited", "suggestions.suggestion.taken"]
    program.post(f"{address}/kind/taking", {"label": Kind.PROBLEM}, status=409)
    assert program.post(f"{address}/category/setting-aside", {"label": "环境保护"})["state"] == "overruled"
    assert program.get(address) == []
    filed = program.post(f"/items/{item.public_id}/category", {"category": "教育文体"})
    assert filed["category"] == "教育文体"
    program.post(f"/items/{item.public_id}/category", {"category": "没有"}, status=422)
    program.post(f"{address}/colour/taking", {"label": "红"}, status=422)
    assert [one["question"] for one in program.get("/suggestions")][:2] == ["kind", "category"]


def test_programs_of_others(house: House, item: Item) -> None:
    address = f"/items/{item.public_id}/suggestions"
    Program(house.neighbour.editor).get(address, status=404)
    Program(house.member).get(address, status=403)
    Program(house.member).get("/suggestions", status=403)
    Program(house.signer).post("/suggestions/learnings", status=403)
    first, second = (Program(house.editor).post("/suggestions/learnings", status=201) for _ in range(2))
    assert first == second


def test_the_command_learns_at_once_and_leaves_what_is_under_way(house: House) -> None:
    found = learn(house.station.code)
    assert [(one["question"], one["version"], one["decisions"]) for one in found["questions"]] == [
        (question, None, 0) for question in ("kind", "category", "department", "series", "column")
    ]
    items.registered(house)
    learning.ask(house.editor)
    learning.begin(system())
    for code, ended in ((house.station.code, 1), ("nowhere", 2)):
        with pytest.raises(SystemExit) as stopped:
            learn(code)
        assert stopped.value.code == ended

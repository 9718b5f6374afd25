# SPDX-License-Identifier: Apache-2.0
"""Look-alikes through the interface: with a key of each kind, twice, and in a wrong shape."""

from urllib.parse import quote

import pytest

from tests.api.client import Program
from tests.conftest import Recorded
from tests.domains.likeness.test_alike import COPIED, LIFT
from tests.factories import items
from tests.factories.network import House
from yizhan.domains.items.models import Item
from yizhan.kernel.ids import new_id


@pytest.fixture
def pair(house: House) -> tuple[Item, Item]:
    return items.submitted(house, **LIFT), items.submitted(house, **COPIED)


SAID = quote("\n".join(COPIED.values()))


def test_an_editor_s_program_reads_reasons(house: House, pair: tuple[Item, Item]) -> None:
    known, copied = pair
    (found,) = Program(house.editor).get(f"/items/{copied.public_id}/alike")
    assert (found["number"], found["verdict"], found["judgement"]) == (known.number, "same text", "")
    assert found["names"]["shared"] == ["柳荫里小区", "青石街道"]
    both = Program(house.editor).get(f"/alike?text={SAID}")
    assert [one["number"] for one in both] == [copied.number, known.number]


def test_a_program_of_another_station_or_of_an_author_learns_nothing(house: House, pair: tuple[Item, Item]) -> None:
    _, copied = pair
    assert Program(house.neighbour.editor).get(f"/alike?text={SAID}") == []
    Program(house.neighbour.editor).get(f"/items/{copied.public_id}/alike", status=404)
    Program(house.member).get(f"/items/{copied.public_id}/alike", status=403)
    known = Program(house.officer).get(f"/known?text={SAID}")
    assert [(one["verdict"], one["item"]) for one in known] == [("same text", None)] * 2


def test_a_repeated_judgement_is_one(house: House, pair: tuple[Item, Item], recorded: Recorded) -> None:
    known, copied = pair
    program, key = Program(house.editor), new_id()
    body = {"other": str(known.public_id), "judgement": "different"}
    recorded.clear()
    for _ in range(2):
        assert program.post(f"/items/{copied.public_id}/judgement", body, key=key) == body
    assert recorded.names == ["likeness.pair.judged"] * 2
    assert program.get(f"/items/{copied.public_id}/alike") == []


def test_an_addition_is_handed_in_once(house: House, pair: tuple[Item, Item]) -> None:
    body = {"id": str(new_id()), "wording": {**COPIED, "source": "走访"}, "is_truthful": True}
    program = Program(house.officer)
    first = program.post("/additions", body, status=201)
    assert program.post("/additions", body, status=201) == first
    assert "item" not in first
    program.post("/additions", {**body, "id": str(new_id()), "is_truthful": False}, status=422)


@pytest.mark.parametrize("text", ["", "水", "%00%07", "%F0%9F%9A%B0", "%22%20OR%20*%20NEAR(", "%ED%A0%80"])
def test_any_text_gets_an_answer(house: House, pair: tuple[Item, Item], text: str) -> None:
    assert Program(house.editor).get(f"/alike?text={text}") == []


def test_a_text_too_long_for_an_address_is_refused(house: House) -> None:
    Program(house.editor).get(f"/alike?text={'a' * 4001}", status=422)

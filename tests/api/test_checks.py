# SPDX-License-Identifier: Apache-2.0
"""Checks through the interface: with a key of each kind, twice, and in a wrong shape."""

from urllib.parse import quote

import pytest

from tests.api.client import Program
from tests.conftest import Recorded
from tests.domains.checks.test_findings import SLIPS
from tests.factories import items
from tests.factories.network import House
from yizhan.domains.items.models import Item
from yizhan.kernel.ids import new_id


@pytest.fixture
def item(house: House) -> Item:
    return items.registered(house, **SLIPS)


def test_a_program_reads_findings_and_sets_one_aside_once(house: House, item: Item, recorded: Recorded) -> None:
    program, address = Program(house.editor), f"/items/{item.public_id}/findings"
    wrong = program.get(address)[1]
    assert (wrong["code"], wrong["field"], wrong["passage"]) == ("date.wrong", "situation", "2026年2月30日")
    recorded.clear()
    key = new_id()
    for _ in range(2):
        made = program.post(f"{address}/{wrong['key']}/setting-aside", {"reason": "原文如此"}, key=key)
        assert made["reason"] == "原文如此"
    assert program.get(address)[1]["set_aside"] == made
    assert program.post(f"{address}/{wrong['key']}/opening")[1]["set_aside"] is None
    assert recorded.names == ["checks.finding.set_aside", "checks.finding.taken_up"]
    program.post(f"{address}/{wrong['key']}/setting-aside", {"reason": " "}, status=422)
    program.post(f"{address}/nothing/opening", status=404)


def test_programs_of_others(house: House, item: Item) -> None:
    address = f"/items/{item.public_id}/findings"
    Program(house.neighbour.editor).get(address, status=404)
    Program(house.member).get(address, status=403)
    text = quote("标题\n小区噪音大。")
    found = Program(house.member).get(f"/findings?kind=suggestion&text={text}")
    assert [one["code"] for one in found] == ["missing.cause", "missing.suggestion", "length.short"]
    Program(house.leader).get("/findings?text=a", status=403)
    Program(house.member).get("/findings?kind=poem&text=a", status=422)
    Program(house.member).get(f"/findings?text={'a' * 4001}", status=422)

# SPDX-License-Identifier: Apache-2.0
"""Programs read the rules of their post's station, with their origin."""

import datetime

from django.test import Client

from tests.api.client import Program
from tests.factories.network import House
from yizhan.domains.items.rules import REVIEW_LEVELS
from yizhan.domains.rulebook.operations import laying_down
from yizhan.domains.rulebook.rules.definitions import DEFINITIONS
from yizhan.domains.rulebook.rules.provisions import Instrument, Provision
from yizhan.domains.rulebook.rules.scopes import Scope
from yizhan.kernel import clock
from yizhan.kernel.actors import system

TODAY = clock.today()


def test_a_program_reads_what_is_in_force_and_why(house: House) -> None:
    origin = Instrument(title="《审核办法》", number="3号", issued_on=datetime.date(2026, 1, 1), article="第三条")
    provision = Provision(key=REVIEW_LEVELS.key, value=3, valid_from=TODAY, instrument=origin)
    rule = laying_down.lay_down(system(), house.station.pk, provision)
    narrow = Provision(
        key=REVIEW_LEVELS.key, value=1, valid_from=TODAY, instrument=origin, scope=Scope(categories=("急件",))
    )
    laying_down.lay_down(system(), house.station.pk, narrow)
    program = Program(house.member)
    assert {one["key"] for one in program.get("/rules")} == set(DEFINITIONS)
    found = program.get("/rules/items.review_levels")
    assert (found["value"], found["version"], found["is_default"]) == (3, str(rule.public_id), False)
    assert found["instrument"] == {
        "title": "《审核办法》",
        "number": "3号",
        "issued_on": "2026-01-01",
        "article": "第三条",
    }
    urgent = program.get("/rules/items.review_levels?category=急件")
    assert (urgent["value"], [one["value"] for one in urgent["candidates"]]) == (1, [1, 3])
    before = program.get(f"/rules/items.review_levels?on={TODAY - datetime.timedelta(days=1)}")
    assert (before["value"], before["is_default"], before["valid_from"]) == (2, True, None)
    assert Program(house.neighbour.member).get("/rules/items.review_levels")["is_default"]


def test_without_a_key_or_a_rule_there_is_nothing(house: House) -> None:
    assert Client().get("/api/v1/rules").status_code == 401
    assert Program(house.member).get("/rules/no.rule", status=404)["code"] == "rulebook.rule.unknown"
    assert Program(house.member).get("/rules?on=nonsense", status=422)["code"] == "request.misshapen"

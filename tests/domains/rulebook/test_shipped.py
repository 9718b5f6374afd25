# SPDX-License-Identifier: Apache-2.0
"""Sets of rules that come with the house: right, sourced, and with every open value of the ledger (2.13)."""

import datetime

import pytest

from tests.conftest import Recorded
from tests.factories.items import submitted
from tests.factories.network import House
from yizhan.domains.items.rules import REVIEW_LEVELS, TEXT_LENGTH
from yizhan.domains.rulebook import access, queries
from yizhan.domains.rulebook.operations import founding
from yizhan.domains.rulebook.rules.consequences import foresee
from yizhan.domains.rulebook.rules.definitions import DEFINITIONS
from yizhan.domains.rulebook.rules.documents import read_document
from yizhan.domains.rulebook.rules.shipped import SETS, provisions_of, text_of
from yizhan.domains.urgent.rules import FIRST_REPORT, FOLLOW_UP
from yizhan.kernel import clock
from yizhan.kernel.actors import system
from yizhan.kernel.errors import NotFound

DAY = datetime.date(2026, 1, 1)


@pytest.mark.parametrize("name", SETS)
def test_a_set_is_right_and_names_its_sources(name: str) -> None:
    document = read_document(text_of(name), {})
    assert document.mistakes == ()
    assert document.title
    provisions = provisions_of(name, DAY)
    assert {one.valid_from for one in provisions} == {DAY}
    assert all(str(one.instrument) for one in provisions)


def test_every_open_value_is_declared_with_a_source_and_shipped_for_somebody() -> None:
    shipped = {one.key for name in SETS for one in provisions_of(name, DAY)}
    for_people = {key for key, definition in DEFINITIONS.items() if definition.is_for_people}
    assert for_people - shipped == set()
    assert all(str(DEFINITIONS[key].source) and str(DEFINITIONS[key].title) for key in DEFINITIONS)


@pytest.mark.rule("RULE-005")
def test_a_county_begins_with_its_set(house: House, recorded: Recorded) -> None:
    recorded.clear()
    founding.begin_with(system(), house.station.pk, shipped="county-offices", alone_by="首次启用时确定")
    assert set(recorded.names) == {"rulebook.value.set"}
    station = house.station.pk
    assert str(queries.value(station, FIRST_REPORT)) == "2 hours"
    assert str(queries.value(station, FIRST_REPORT, category="宗教动态")) == "1 hour"
    assert str(queries.value(station, FOLLOW_UP)) == "24 hours"
    assert not access.needs_second_person(station)
    assert access.needs_second_person(house.neighbour.station.pk)


def test_an_unknown_set_is_refused_and_no_set_lays_down_nothing(house: House, recorded: Recorded) -> None:
    recorded.clear()
    with pytest.raises(NotFound):
        founding.begin_with(system(), house.station.pk, shipped="moon")
    founding.begin_with(system(), house.station.pk, shipped="")
    assert recorded.names == []


def test_consequences_are_told_from_last_years_matters(house: House) -> None:
    since = clock.today() - datetime.timedelta(days=365)

    def told(key: str, before: int, after: int) -> str:
        return foresee(key, house.station.pk, before=before, after=after, since=since)

    assert told(TEXT_LENGTH.key, 1500, 200) == ""
    item = submitted(house)
    length = len(item.texts.get().situation)
    assert told(TEXT_LENGTH.key, length, length - 1).startswith(
        "近一年 1 篇信息中，超过现行建议字数的有 0 篇，按新规定有 1 篇"
    )
    assert told("no.rule", 1, 2) == ""
    for key, value in ((REVIEW_LEVELS.key, 2), ("files.file_size", 20), ("supervision.returns", 1)):
        assert told(key, value, value) == ""

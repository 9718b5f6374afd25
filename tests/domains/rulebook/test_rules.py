# SPDX-License-Identifier: Apache-2.0
"""Rules are dated: a new value begins on its day and rewrites nothing."""

import datetime

import pytest

from tests.conftest import Recorded
from tests.factories.network import House
from yizhan.domains.items.rules import REVIEW_LEVELS, TEXT_LENGTH
from yizhan.domains.rulebook import queries
from yizhan.domains.rulebook.models import Rule
from yizhan.domains.rulebook.operations import laying_down
from yizhan.kernel import clock
from yizhan.kernel.actors import system
from yizhan.kernel.errors import Denied, Invalid, NotFound

TODAY = clock.today()
NEXT_MONTH = TODAY + datetime.timedelta(days=30)


def test_the_default_holds_until_a_value_is_set_and_then_from_its_day_on(house: House) -> None:
    station = house.station.pk
    assert queries.value(station, REVIEW_LEVELS) == REVIEW_LEVELS.default
    laying_down.set_rule(system(), station, key=REVIEW_LEVELS.key, value=3, valid_from=NEXT_MONTH, instrument="制度")
    assert queries.value(station, REVIEW_LEVELS) == REVIEW_LEVELS.default
    assert queries.value(station, REVIEW_LEVELS, on=NEXT_MONTH) == 3
    assert queries.value(house.neighbour.station.pk, REVIEW_LEVELS, on=NEXT_MONTH) == REVIEW_LEVELS.default


def test_of_two_values_of_one_day_the_later_set_holds_and_both_stay(house: House, recorded: Recorded) -> None:
    recorded.clear()
    for value in (3, 4):
        laying_down.set_rule(
            system(),
            house.station.pk,
            key=REVIEW_LEVELS.key,
            value=value,
            valid_from=TODAY,
            instrument="制度",
        )
    assert queries.value(house.station.pk, REVIEW_LEVELS) == 4
    assert list(queries.history(house.station.pk).values_list("value", flat=True)) == [3, 4]
    assert recorded.names == ["rulebook.value.set", "rulebook.value.set"]


@pytest.mark.parametrize("value", [0, 5])
def test_a_value_outside_the_bounds_is_refused(house: House, value: int) -> None:
    with pytest.raises(Invalid, match="out_of_range"):
        laying_down.set_rule(
            system(),
            house.station.pk,
            key=REVIEW_LEVELS.key,
            value=value,
            valid_from=TODAY,
            instrument="制度",
        )
    assert Rule.objects.count() == 0


@pytest.mark.parametrize("role", ["editor", "security_administrator", "audit_administrator", "leader"])
def test_only_system_administrators_set_rules(house: House, role: str) -> None:
    with pytest.raises(Denied):
        laying_down.set_rule(
            getattr(house, role), house.station.pk, key=TEXT_LENGTH.key, value=800, valid_from=TODAY, instrument="制度"
        )
    assert Rule.objects.count() == 0


def test_an_unknown_rule_and_a_missing_instrument_are_refused(house: House) -> None:
    with pytest.raises(NotFound):
        laying_down.set_rule(system(), house.station.pk, key="no.rule", value=1, valid_from=TODAY, instrument="制度")
    with pytest.raises(Invalid, match="instrument"):
        laying_down.set_rule(
            system(),
            house.station.pk,
            key=TEXT_LENGTH.key,
            value=800,
            valid_from=TODAY,
            instrument=" ",
        )

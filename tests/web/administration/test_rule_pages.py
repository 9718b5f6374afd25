# SPDX-License-Identifier: Apache-2.0
"""The rulebook: values in force with their sources, and setting them with a day and an instrument."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.conftest import Recorded
from tests.factories.network import House
from tests.web.administration.conftest import PEOPLE
from tests.web.items.visits import act, found, said, visitor
from yizhan.domains.items.rules import REVIEW_LEVELS
from yizhan.domains.network.states import Role
from yizhan.domains.rulebook import operations, queries
from yizhan.kernel import clock
from yizhan.kernel.actors import system

URL = "/rules/items.review_levels/"
TODAY = clock.today()


def answers(**changes: str) -> dict[str, str]:
    given = {"value": "3", "valid_from": TODAY.isoformat(), "instrument": "《审核办法》第三条"}
    return {**given, "act": act(), **changes}


def set_value(house: House, value: int, day: datetime.date) -> None:
    operations.set_rule(
        system(), house.station.pk, key=REVIEW_LEVELS.key, value=value, valid_from=day, instrument="《审核办法》"
    )


def row(page: Any) -> str:
    """The row of the levels of review."""
    return found(page, '//tr[td/a[@href="/rules/items.review_levels/"]]')[0]


@pytest.mark.parametrize("role", PEOPLE)
def test_everybody_reads_and_the_system_administrator_sets(house: House, role: str) -> None:
    client = visitor(getattr(house, role))
    assert "审核级数" in said(client.get("/rules/"))
    page = client.get(URL)
    assert page.status_code == 200
    assert ("设定新值" in said(page)) is (role == Role.SYSTEM_ADMINISTRATOR)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.SECURITY_ADMINISTRATOR])
def test_nobody_else_sets_a_rule(house: House, recorded: Recorded, role: str) -> None:
    client = visitor(getattr(house, role))
    recorded.clear()
    assert client.post(URL, answers()).status_code == 403
    assert recorded.names == []


def test_default_stands_with_its_source(house: House, system_administrator: Client) -> None:
    assert row(system_administrator.get("/rules/")).endswith("2 级2 级自启用起惯例：科室、办公室两级")


def test_new_value_is_recorded_and_in_force(house: House, system_administrator: Client, recorded: Recorded) -> None:
    recorded.clear()
    assert system_administrator.post(URL, answers())["Location"] == URL
    assert recorded.names == ["rulebook.value.set"]
    assert queries.value(house.station.pk, REVIEW_LEVELS) == 3
    assert "3 级" in row(system_administrator.get("/rules/"))
    assert "《审核办法》第三条" in said(system_administrator.get(URL))


def test_value_of_a_later_day_is_announced(house: House, system_administrator: Client) -> None:
    later = TODAY + datetime.timedelta(days=30)
    set_value(house, 4, later)
    shown = row(system_administrator.get("/rules/"))
    assert "2 级" in shown
    assert "4 级" in shown


def test_of_two_values_from_one_day_the_later_counts(house: House, system_administrator: Client) -> None:
    for value in (3, 4):
        set_value(house, value, TODAY)
    assert "4 级" in row(system_administrator.get("/rules/"))
    assert found(system_administrator.get(URL), '//td[@class="cell-number"]/text()') == ["4 级", "3 级"]


def test_double_click_sets_one_value(house: House, system_administrator: Client, recorded: Recorded) -> None:
    given = answers()
    recorded.clear()
    for _ in range(2):
        assert system_administrator.post(URL, given).status_code == 302
    assert recorded.names == ["rulebook.value.set"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"value": "9"}, "1"),
        ({"value": "二"}, "不是整数"),
        ({"valid_from": "2026-02-30"}, "日期"),
        ({"instrument": ""}, "这个字段"),
    ],
)
def test_refused_value_is_shown_again(
    house: House, system_administrator: Client, recorded: Recorded, changes: dict[str, str], words: str
) -> None:
    recorded.clear()
    page = system_administrator.post(URL, answers(**changes))
    assert page.status_code == 422
    assert words in found(page, '//*[@class="field-error"]')[0]
    assert recorded.names == []


def test_unknown_rule_is_not_found(house: House, system_administrator: Client) -> None:
    assert system_administrator.get("/rules/items.nothing/").status_code == 404


def test_station_sees_its_own_values_only(house: House, elsewhere: House) -> None:
    set_value(elsewhere, 4, TODAY)
    assert "4 级" not in row(visitor(house.editor).get("/rules/"))


def test_queries_do_not_grow_with_values(
    house: House, system_administrator: Client, queries_of: Callable[[Callable[[], Any]], int]
) -> None:
    set_value(house, 3, TODAY)
    one = queries_of(lambda: system_administrator.get("/rules/"))
    for _ in range(2):
        set_value(house, 4, TODAY)
    assert queries_of(lambda: system_administrator.get("/rules/")) == one

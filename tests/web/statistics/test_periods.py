# SPDX-License-Identifier: Apache-2.0
"""Periods: as an address names them, in words, one click away."""

import datetime
from collections.abc import Iterator

import pytest
from django.http import QueryDict
from django.utils import translation

from yizhan.domains.reporting.queries.periods import Period
from yizhan.kernel import clock
from yizhan.web.statistics.periods import chosen, tabs, words_of


@pytest.fixture(autouse=True)
def autumn() -> Iterator[None]:
    """A Monday in November, in a Chinese office."""
    with clock.at(datetime.datetime(2026, 11, 23, 4, 0, tzinfo=datetime.UTC)), translation.override("zh-hans"):
        yield


def period(first: str, last: str) -> Period:
    return Period(datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-01-01", "2026-12-31", "本年"),
        ("2025-01-01", "2025-12-31", "2025年"),
        ("2026-07-01", "2026-09-30", "2026年第3季度"),
        ("2024-02-01", "2024-02-29", "2024年2月"),
        ("2026-11-01", "2026-11-23", "2026年11月1日至2026年11月23日"),
        ("2026-11-23", "2026-11-23", "2026年11月23日至2026年11月23日"),
    ],
)
def test_period_is_named_as_people_name_it(first: str, last: str, words: str) -> None:
    assert words_of(period(first, last)) == words


@pytest.mark.parametrize(
    ("query", "first", "last", "is_refused"),
    [
        ("", "2026-01-01", "2026-12-31", False),
        ("from=2026-03-01&to=2026-03-31", "2026-03-01", "2026-03-31", False),
        ("from=2016-12-31&to=2025-12-31", "2016-12-31", "2025-12-31", False),
        ("from=2026-03-31&to=2026-03-01", "2026-01-01", "2026-12-31", True),
        ("from=2026-02-30&to=2026-03-31", "2026-01-01", "2026-12-31", True),
        ("from=2026-03-01", "2026-01-01", "2026-12-31", True),
        ("from=0001-01-01&to=9999-12-31", "2026-01-01", "2026-12-31", True),
    ],
)
def test_address_names_a_period_or_this_year_is_shown(query: str, first: str, last: str, is_refused: bool) -> None:
    found = chosen(QueryDict(query))
    assert (found.period, found.is_refused) == (period(first, last), is_refused)


def test_one_click_leads_to_the_usual_periods() -> None:
    offered = {tab.label: tab.url for tab in tabs(period("2026-10-01", "2026-12-31"), "/s/")}
    assert offered == {
        "本月": "/s/?from=2026-11-01&to=2026-11-30",
        "上月": "/s/?from=2026-10-01&to=2026-10-31",
        "本季度": "/s/?from=2026-10-01&to=2026-12-31",
        "上季度": "/s/?from=2026-07-01&to=2026-09-30",
        "本年": "/s/?from=2026-01-01&to=2026-12-31",
        "上年": "/s/?from=2025-01-01&to=2025-12-31",
    }
    assert [tab.label for tab in tabs(period("2026-10-01", "2026-12-31"), "/s/") if tab.is_current] == ["本季度"]


@pytest.mark.parametrize(
    ("today", "month", "quarter"),
    [("2027-01-05", "2026-12-01", "2026-10-01"), ("2027-03-31", "2027-02-01", "2026-10-01")],
)
def test_the_one_before_may_lie_in_the_year_before(today: str, month: str, quarter: str) -> None:
    moment = datetime.datetime.combine(datetime.date.fromisoformat(today), datetime.time(4), datetime.UTC)
    with clock.at(moment):
        urls = {str(tab.label): tab.url for tab in tabs(period("2026-01-01", "2026-12-31"), "/s/")}
    assert f"from={month}" in urls["上月"]
    assert f"from={quarter}" in urls["上季度"]

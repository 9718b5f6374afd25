# SPDX-License-Identifier: Apache-2.0
"""Kinds of values: what is taken, what is refused, and that a value survives storage and the form it is shown in."""

import datetime
from decimal import Decimal
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhan.domains.rulebook.rules.kinds import (
    Choice,
    DecimalNumber,
    Kind,
    LengthOfTime,
    MayBeOpen,
    MomentOfDay,
    Money,
    WholeNumber,
    Words,
    YesNo,
)
from yizhan.domains.rulebook.rules.tables import Table
from yizhan.engines.calendars.durations import Duration, Unit
from yizhan.kernel.errors import Invalid

POINTS = Table(
    {"level": Choice({"city": "city", "county": "county"}), "points": WholeNumber(0, 99)}, {"level": "Level"}
)
SHARE = DecimalNumber(Decimal(0), Decimal(1), 2)

VALUES: list[tuple[Kind[Any], st.SearchStrategy[Any]]] = [
    (WholeNumber(-5, 5), st.integers(-5, 5)),
    (SHARE, st.decimals(0, 1, places=2)),
    (Money(Decimal(1000)), st.decimals(0, 1000, places=2)),
    (LengthOfTime(), st.builds(Duration, st.integers(1, 60), st.sampled_from(Unit))),
    (MomentOfDay(), st.times().map(lambda time: time.replace(second=0, microsecond=0))),
    (Choice({"a": "A", "b": "B"}), st.sampled_from(["a", "b"])),
    (Words(), st.lists(st.sampled_from(["火灾", "爆炸", "群体上访"]), unique=True).map(tuple)),
    (YesNo(), st.booleans()),
    (MayBeOpen(Money(Decimal(9))), st.none() | st.just(Decimal("3.50"))),
    (
        POINTS,
        st.lists(
            st.fixed_dictionaries({"level": st.sampled_from(["city", "county"]), "points": st.integers(0, 99)}),
            max_size=3,
        ).map(tuple),
    ),
]


@pytest.mark.parametrize(("kind", "values"), VALUES, ids=lambda one: type(one).__name__)
def test_a_value_survives_storage_and_form(kind: Kind[Any], values: st.SearchStrategy[Any]) -> None:
    @given(value=values)
    def holds(value: Any) -> None:
        plain = orjson.loads(orjson.dumps(kind.plain(value)))
        assert kind.read(plain) == value
        assert kind.plain(kind.read(plain)) == plain
        assert kind.read(kind.written(value)) == value
        assert kind.in_words(value)

    holds()


@pytest.mark.parametrize(
    ("kind", "given_value", "read"),
    [
        (WholeNumber(0, 99), " 15 ", 15),
        (SHARE, "0.850", Decimal("0.85")),
        (LengthOfTime(), "三个工作日内", Duration(3, Unit.WORKING_DAYS)),
        (LengthOfTime(), "半小时", Duration(30, Unit.MINUTES)),
        (MomentOfDay(), "9：05", datetime.time(9, 5)),
        (MomentOfDay(), datetime.time(17, 30, 5), datetime.time(17, 30)),
        (Words(), "火灾、爆炸，火灾复燃", ("火灾", "爆炸", "火灾复燃")),
        (POINTS, "city，5\n\ncounty,2", ({"level": "city", "points": 5}, {"level": "county", "points": 2})),
        (MayBeOpen(Money(Decimal(9))), "", None),
    ],
)
def test_what_people_write_is_understood(kind: Kind[Any], given_value: object, read: object) -> None:
    assert kind.read(given_value) == read


@pytest.mark.parametrize(
    ("kind", "wrong", "code"),
    [
        (WholeNumber(0, 9), "二", "no_whole_number"),
        (WholeNumber(0, 9), 10, "out_of_range"),
        (WholeNumber(0, 9), 1.5, "no_whole_number"),
        (WholeNumber(0, 9), "９", "no_whole_number"),
        (SHARE, "0.855", "too_fine"),
        (SHARE, "NaN", "no_number"),
        (SHARE, "1.01", "out_of_range"),
        (SHARE, True, "no_number"),
        (Money(Decimal(100)), "-1", "out_of_range"),
        (LengthOfTime(), "soon", "no_duration"),
        (LengthOfTime(), 5, "no_duration"),
        (LengthOfTime(shortest="1 hour", longest="2 days"), "30 minutes", "out_of_range"),
        (LengthOfTime(shortest="1 hour", longest="2 days"), "3 days", "out_of_range"),
        (MomentOfDay(), "24:00", "no_time_of_day"),
        (MomentOfDay(), "17:30Z", "no_time_of_day"),
        (Choice({"a": "A"}), "b", "no_choice"),
        (Choice({"a": "A"}), ["a"], "no_choice"),
        (Words(), ["a", "a"], "twice"),
        (Words(), [1], "no_list"),
        (Words(), ["a\0"], "no_list"),
        (Words(most=1), ["a", "b"], "list_too_long"),
        (YesNo(), "perhaps", "no_choice"),
        (YesNo(), [], "no_choice"),
        (MayBeOpen(WholeNumber(1, 9)), 0, "out_of_range"),
    ],
)
def test_what_does_not_fit_is_refused(kind: Kind[Any], wrong: object, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        kind.read(wrong)
    assert (refused.value.code, refused.value.field) == (f"rulebook.value.{code}", "value")


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ([{"level": "city"}], "rulebook.table.columns"),
        ("city", "rulebook.table.columns"),
        ([{"level": "city", "points": 100}], "rulebook.value.out_of_range"),
        ([{"level": "moon", "points": 1}], "rulebook.value.no_choice"),
        (5, "rulebook.table.rows"),
    ],
)
def test_a_table_that_does_not_fit_is_refused(wrong: object, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        POINTS.read(wrong)
    assert refused.value.code == code

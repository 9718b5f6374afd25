# SPDX-License-Identifier: Apache-2.0
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yizhan.engines.media.moments import SHANGHAI, moment
from yizhan.engines.media.refusals import Reason, Refused
from yizhan.engines.media.workbooks import Cell

NAIVE = dt.datetime(2026, 3, 5, 9, 30)  # noqa: DTZ001 -- what a spreadsheet gives


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2019/2/28 11:25:05", "2019-02-28T11:25:05+08:00"),
        ("2019/02/28 1:05", "2019-02-28T01:05:00+08:00"),
        ("2019-11-13 11:20:21", "2019-11-13T11:20:21+08:00"),
        ("2019-11-13 11:20:21.0", "2019-11-13T11:20:21+08:00"),
        ("2019-11-13T11:20:21", "2019-11-13T11:20:21+08:00"),
        ("2019-11-13T11:20:21Z", "2019-11-13T19:20:21+08:00"),
        ("2019-11-13 11:20:21+0900", "2019-11-13T10:20:21+08:00"),
        ("2019年2月28日", "2019-02-28T00:00:00+08:00"),
        ("2019年2月28日 下午3时05分", "2019-02-28T15:05:00+08:00"),
        ("2019年2月28日3时", "2019-02-28T03:00:00+08:00"),
        ("２０１９年１月５日（星期六）８：３０", "2019-01-05T08:30:00+08:00"),
        ("2019.2.8", "2019-02-08T00:00:00+08:00"),
        ("20190228", "2019-02-28T00:00:00+08:00"),
        (20190228, "2019-02-28T00:00:00+08:00"),
        ("2019/2/28 12:05:00 AM", "2019-02-28T00:05:00+08:00"),
        ("2019/2/28 11:25:05 PM", "2019-02-28T23:25:05+08:00"),
        ("2019-12-31 24:00", "2020-01-01T00:00:00+08:00"),
        (43524, "2019-02-28T00:00:00+08:00"),
        (43524.475752314815, "2019-02-28T11:25:05+08:00"),
        ("43524.5", "2019-02-28T12:00:00+08:00"),
        (NAIVE, "2026-03-05T09:30:00+08:00"),
        (NAIVE.replace(tzinfo=dt.UTC), "2026-03-05T17:30:00+08:00"),
        (dt.date(2026, 3, 5), "2026-03-05T00:00:00+08:00"),
    ],
)
def test_moment_is_read_as_people_write_it(value: Cell, expected: str) -> None:
    assert moment(value).isoformat() == expected


@pytest.mark.parametrize(
    "value",
    [
        *("2019-02-30", "2019/13/1", "2019-1-32", "2019年2月29日", "20190230", "2019-1-1 25:00", "2019-1-1 10:60"),
        *("2019-2/3", "2019-11", "19-1-1", "3时", "昨天", "", "待定", "1" * 200, "0000-01-01", "9999-12-31 24:00"),
        *(None, True, 0, 60, -5, 2.5e9, float("nan"), float("inf"), dt.time(9, 30)),
    ],
)
def test_what_is_no_moment_is_refused_with_its_text(value: Cell) -> None:
    with pytest.raises(Refused) as caught:
        moment(value)
    assert caught.value.reason is Reason.NO_SUCH_MOMENT
    assert str(caught.value.parameters["text"])[:60] == str(value)[:60]


@given(st.datetimes(min_value=dt.datetime(1992, 1, 1), max_value=dt.datetime(2200, 1, 1)))  # noqa: DTZ001 -- naive on purpose
@settings(deadline=None)
def test_spreadsheet_serial_and_text_mean_the_same_moment(value: dt.datetime) -> None:
    second = value.replace(microsecond=0)
    serial = (second - dt.datetime(1899, 12, 30)) / dt.timedelta(days=1)  # noqa: DTZ001 -- day zero of the serials
    assert moment(serial) == moment(second.isoformat(sep=" ")) == second.replace(tzinfo=SHANGHAI)


@given(st.one_of(st.text(max_size=80), st.floats(), st.integers()))
@settings(deadline=None)
def test_anything_is_a_moment_or_refused(value: str | float) -> None:
    try:
        found = moment(value)
    except Refused as refusal:
        found = None
        assert_reason(refusal)
    assert found is None or found.tzinfo is not None


def assert_reason(refusal: Refused) -> None:
    """The one reason a value may be refused for."""
    assert refusal.reason is Reason.NO_SUCH_MOMENT

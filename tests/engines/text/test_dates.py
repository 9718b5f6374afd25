# SPDX-License-Identifier: Apache-2.0
import pytest

from yizhan.engines.text.dates import dates, has_time


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("2024年5月3日", (2024, 5, 3)),
        ("2024年", (2024, None, None)),
        ("2024年5月份", (2024, 5, None)),
        ("二〇二四年五月三日", (2024, 5, 3)),
        ("5月3日", (None, 5, 3)),
        ("十二月三十一日", (None, 12, 31)),
        ("2019/2/28", (2019, 2, 28)),
        ("2019-11-13", (2019, 11, 13)),
    ],
)
def test_date_as_stated(text: str, stated: tuple[int | None, ...]) -> None:
    [mention] = dates(f"于{text}起")
    assert (mention.year, mention.month, mention.day) == stated
    assert mention.words == text
    assert mention.exists


@pytest.mark.parametrize("text", ["2023年2月29日", "2024年2月30日", "13月5日", "4月31日", "2024-13-01"])
def test_days_that_do_not_exist(text: str) -> None:
    assert [mention.exists for mention in dates(text)] == [False]


def test_leap_day_without_a_year_may_exist() -> None:
    assert dates("2月29日")[0].exists


@pytest.mark.parametrize("text", ["", "1.2.3", "第3月台", "电话88888888", "3个月"])
def test_other_numbers_are_no_dates(text: str) -> None:
    assert dates(text) == []


def test_time_may_be_relative() -> None:
    assert has_time("近日发生")
    assert not has_time("道路破损")

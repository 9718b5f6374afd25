# SPDX-License-Identifier: Apache-2.0
"""Moments read the way people in offices write them."""

import datetime as dt

import pytest
from django.utils import translation

from yizhan.kernel import clock
from yizhan.web.templatetags import dates

NOON = dt.datetime(2026, 11, 23, 4, 0, tzinfo=dt.UTC)
"""12:00 in the office, a Monday."""


@pytest.mark.parametrize(
    ("language", "moment", "words"),
    [
        ("zh-hans", NOON, "11月23日 12:00"),
        ("zh-hans", dt.datetime(2025, 3, 1, 1, 5, tzinfo=dt.UTC), "2025年3月1日 09:05"),
        ("en", NOON, "23 Nov 12:00"),
        ("en", dt.datetime(2025, 3, 1, 1, 5, tzinfo=dt.UTC), "1 Mar 2025 09:05"),
    ],
)
def test_moment_names_the_year_only_when_it_differs(language: str, moment: dt.datetime, words: str) -> None:
    with translation.override(language), clock.at(NOON):
        assert f">{words}</time>" in dates.moment(moment)


def test_moment_keeps_the_whole_moment_at_hand() -> None:
    with translation.override("zh-hans"), clock.at(NOON):
        markup = dates.moment(NOON)
    assert 'datetime="2026-11-23T12:00:00+08:00"' in markup
    assert 'title="2026年11月23日 星期一 12:00:00"' in markup


def test_year_is_that_of_the_office() -> None:
    """Half past eleven on New Year's Eve in Greenwich is next year in the office."""
    with translation.override("zh-hans"), clock.at(dt.datetime(2026, 12, 31, 17, 0, tzinfo=dt.UTC)):
        assert ">1月1日 01:00</time>" in dates.moment(dt.datetime(2026, 12, 31, 17, 0, tzinfo=dt.UTC))


def test_nothing_is_shown_for_no_moment() -> None:
    assert dates.moment(None) == ""
    assert dates.day(None) == ""


@pytest.mark.parametrize("on", [dt.date(2026, 11, 24), dt.datetime(2026, 11, 23, 17, 0, tzinfo=dt.UTC)])
def test_day_is_the_day_in_the_office(on: dt.date) -> None:
    with translation.override("zh-hans"), clock.at(NOON):
        assert dates.day(on) == '<time datetime="2026-11-24">11月24日</time>'


def test_deadline_names_the_weekday() -> None:
    with translation.override("zh-hans"), clock.at(NOON):
        assert dates.deadline_words(NOON + dt.timedelta(days=1)) == "11月24日 星期二 12:00"


@pytest.mark.parametrize(
    ("left", "chinese", "english"),
    [
        (dt.timedelta(hours=1, minutes=12), "还剩 1 小时 12 分", "1 h 12 min left"),
        (dt.timedelta(minutes=59), "还剩 59 分", "59 min left"),
        (dt.timedelta(hours=5), "还剩 5 小时", "5 hours left"),
        (dt.timedelta(hours=1), "还剩 1 小时", "1 hour left"),
        (dt.timedelta(days=6, hours=23), "还剩 6 天", "6 days left"),
        (dt.timedelta(minutes=-5), "已超 5 分", "5 min overdue"),
        (dt.timedelta(hours=-3, minutes=-1), "已超 3 小时 1 分", "3 h 1 min overdue"),
        (dt.timedelta(hours=-3), "已超 3 小时", "3 hours overdue"),
        (dt.timedelta(days=-1), "已超 1 天", "1 day overdue"),
    ],
)
def test_remaining_time_is_said_in_the_largest_units_that_matter(
    left: dt.timedelta, chinese: str, english: str
) -> None:
    with clock.at(NOON):
        with translation.override("zh-hans"):
            assert dates.remaining(NOON + left) == chinese
        with translation.override("en"):
            assert dates.remaining(NOON + left) == english


@pytest.mark.parametrize(
    ("left", "nearness"),
    [
        (dt.timedelta(0), "near"),
        (dt.timedelta(seconds=-1), "overdue"),
        (dt.timedelta(hours=23, minutes=59), "near"),
        (dt.timedelta(days=1), "far"),
    ],
)
def test_nearness_turns_at_the_moment_and_a_day_before(left: dt.timedelta, nearness: str) -> None:
    with clock.at(NOON):
        assert dates.nearness(NOON + left) == nearness

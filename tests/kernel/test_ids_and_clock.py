# SPDX-License-Identifier: Apache-2.0
"""Ids sort by the time they were made; the clock can be set, for one thread of work."""

import datetime
import time
import uuid

import pytest

from yizhan.kernel import clock
from yizhan.kernel.ids import new_id


def test_an_id_is_a_version_seven_uuid_that_carries_its_time() -> None:
    before = time.time_ns() // 1_000_000
    made = new_id()
    after = time.time_ns() // 1_000_000
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert before <= made.int >> 80 <= after


def test_ids_made_later_sort_later() -> None:
    earlier = new_id()
    time.sleep(0.002)
    assert earlier < new_id()


def test_ten_thousand_ids_are_all_different() -> None:
    assert len({new_id() for _ in range(10_000)}) == 10_000


def test_the_clock_stands_where_it_was_set_and_goes_on_afterwards() -> None:
    moment = datetime.datetime(2026, 2, 16, 16, 30, tzinfo=datetime.UTC)
    with clock.at(moment):
        assert clock.now() == moment
        assert clock.today() == datetime.date(2026, 2, 17)
    assert clock.now() != moment


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"), clock.at(datetime.datetime(2026, 1, 1)):  # noqa: DTZ001 -- the point
        pass

# SPDX-License-Identifier: Apache-2.0
"""2,816 real intervals from a citizen's message to the official reply, counted in working days."""

from datetime import date, datetime

import pytest
from python_calamine import CalamineWorkbook

from tests.engines.calendars.sources import REPLIES
from yizhan.engines.calendars.days import national_calendar

#: replies within so many working days -> how many, as counted with the public calendar by others
WITHIN = {0: 62, 1: 283, 3: 711, 5: 1_078, 10: 1_737, 15: 2_103, 20: 2_344, 30: 2_568, 60: 2_729}


def _day(cell: object) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    return datetime.strptime(str(cell).strip().split(" ")[0].replace("/", "-"), "%Y-%m-%d").date()  # noqa: DTZ007 -- a day has no zone


@pytest.fixture(scope="module")
def delays() -> list[int]:
    header, *rows = CalamineWorkbook.from_path(str(REPLIES)).get_sheet_by_index(0).to_python()
    sent, replied = header.index("留言时间"), header.index("答复时间")
    calendar = national_calendar()
    return [calendar.working_days_between(_day(row[sent]), _day(row[replied])) for row in rows]


def test_replies_within_each_term_are_as_many_as_counted_elsewhere(delays: list[int]) -> None:
    assert len(delays) == 2_816
    assert {days: sum(delay <= days for delay in delays) for days in WITHIN} == WITHIN


def test_mean_median_and_longest_delay_are_as_counted_elsewhere(delays: list[int]) -> None:
    assert round(sum(delays) / len(delays), 2) == 14.09
    assert sorted(delays)[len(delays) // 2] == 8
    assert max(delays) == 796


def test_first_record_took_ten_working_days(delays: list[int]) -> None:
    assert national_calendar().working_days_between(date(2019, 4, 25), date(2019, 5, 10)) == 10
    assert delays[0] == 10

# SPDX-License-Identifier: Apache-2.0
"""How fast deadlines are counted, measured on whole columns and one by one."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from yizhan.engines.calendars.days import national_calendar
from yizhan.engines.calendars.deadlines import due
from yizhan.engines.calendars.durations import Duration, Unit
from yizhan.engines.calendars.moments import ZONE
from yizhan.engines.calendars.terms import Term


@dataclass(frozen=True, slots=True)
class Measurement:
    """Deadlines in working days a second: last days of a whole column, and single deadlines with all their steps."""

    columns: float
    explained: float


def measure(count: int = 1_000_000, explained: int = 2_000, seed: int = 20260213) -> Measurement:
    """Count `count` last days as columns and `explained` deadlines one by one, over 2020 to 2025 and 1 to 60 days."""
    generator = np.random.default_rng(seed)
    calendar = national_calendar()
    offsets = generator.integers(0, 6 * 365 - 100, count)
    amounts = generator.integers(1, 61, count)
    started = time.perf_counter()
    calendar.working_days_after(np.datetime64("2020-01-01", "D") + offsets, amounts)
    columns = count / (time.perf_counter() - started)
    origin = datetime(2020, 1, 1, 9, 30, tzinfo=ZONE)
    pairs = [(origin + timedelta(int(offset)), int(amount)) for offset, amount in zip(offsets, amounts, strict=True)]
    started = time.perf_counter()
    for start, amount in pairs[:explained]:
        due(Term(Duration(amount, Unit.WORKING_DAYS)), start, calendar)
    return Measurement(columns, min(explained, count) / (time.perf_counter() - started))

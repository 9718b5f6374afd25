# SPDX-License-Identifier: Apache-2.0
"""Where a period ends, before anybody asks how to show it."""

from dataclasses import dataclass
from datetime import date, datetime

from yizhan.engines.calendars.steps import Step


@dataclass(frozen=True, slots=True)
class Ending:
    """The end of a period, or of one extension of it.

    `moment` is exact: a day that ends at 24:00 ends at the next day's midnight. `unmoved` is the last day before a
    day off moved it. `consulted` are the runs of days whose place in the calendar decided the result.
    """

    moment: datetime
    day: date
    unmoved: date
    steps: tuple[Step, ...] = ()
    consulted: tuple[tuple[date, date], ...] = ()

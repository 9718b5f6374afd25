# SPDX-License-Identifier: Apache-2.0
"""Periods of the calendar: the one that holds a day, the one before, the one after."""

import datetime

from yizhan.domains.quotas.states import Span
from yizhan.domains.reporting.queries.periods import Period

_DAY = datetime.timedelta(days=1)

#: Months of one period.
_MONTHS = {Span.MONTH: 1, Span.QUARTER: 3, Span.HALF_YEAR: 6, Span.YEAR: 12}


def period_of(span: str, day: datetime.date) -> Period:
    """The period of that length that holds the day."""
    months = _MONTHS[Span(span)]
    first = day.replace(month=(day.month - 1) // months * months + 1, day=1)
    return Period(first, _after(first, months) - _DAY)


def before(span: str, period: Period) -> Period:
    """The period before."""
    return period_of(span, period.first - _DAY)


def after(span: str, period: Period) -> Period:
    """The period that follows."""
    return period_of(span, period.last + _DAY)


def _after(first: datetime.date, months: int) -> datetime.date:
    place = first.month - 1 + months
    return first.replace(year=first.year + place // 12, month=place % 12 + 1)

# SPDX-License-Identifier: Apache-2.0
"""Which days the figures are of: as the address says it, in words, and the periods one click away."""

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.domains.reporting.queries.periods import Period
from yizhan.kernel import clock
from yizhan.web.components import Tab

#: A period may not be longer: its months are counted one by one.
MOST_YEARS = 10

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A period, and whether what the address said made one."""

    period: Period
    is_refused: bool = False

    @property
    def words(self) -> str:
        """The period as a sentence begins with it: 本年, 2025年, 2026年第三季度, 2026年11月, or from day to day."""
        return words_of(self.period)

    def address(self, url: str, **more: str) -> str:
        """An address that speaks of these days."""
        return f"{url}?{urlencode({**days_of(self.period), **more})}"


def chosen(given: QueryDict) -> Chosen:
    """The period that an address names; this year where it names none, or none that can be."""
    if "from" not in given and "to" not in given:
        return Chosen(this_year())
    try:
        period = Period(
            datetime.date.fromisoformat(given.get("from", "")), datetime.date.fromisoformat(given.get("to", ""))
        )
    except ValueError:
        return Chosen(this_year(), is_refused=True)
    is_too_long = period.last.year - period.first.year >= MOST_YEARS
    return Chosen(this_year(), is_refused=True) if is_too_long else Chosen(period)


def this_year() -> Period:
    """The calendar year of today."""
    return Period.of_year(clock.today().year)


def days_of(period: Period) -> dict[str, str]:
    """The days as an address names them."""
    return {"from": period.first.isoformat(), "to": period.last.isoformat()}


def words_of(period: Period) -> str:
    """A period in words."""
    first, year = period.first, period.first.year
    if period == this_year():
        return _("This year")
    if period == Period.of_year(year):
        return _("%(year)s") % {"year": year}
    if period == _quarter(first):
        return _("Quarter %(quarter)s of %(year)s") % {"quarter": (first.month + 2) // 3, "year": year}
    if period == _month(first):
        return dateformat.format(first, pgettext("date format: month", "F Y"))
    shape = pgettext("date format: day of another year", "j M Y")
    days = {"first": dateformat.format(first, shape), "last": dateformat.format(period.last, shape)}
    return _("From %(first)s to %(last)s") % days


def tabs(current: Period, url: str) -> list[Tab]:
    """The periods that are asked for most."""
    today = clock.today()
    month, quarter = _month(today), _quarter(today)
    offered = [
        (_("This month"), month),
        (_("Last month"), _month(month.first - _DAY)),
        (_("This quarter"), quarter),
        (_("Last quarter"), _quarter(quarter.first - _DAY)),
        (_("This year"), this_year()),
        (_("Last year"), Period.of_year(today.year - 1)),
    ]
    return [Tab(word, Chosen(period).address(url), is_current=period == current) for word, period in offered]


def _month(day: datetime.date) -> Period:
    first = day.replace(day=1)
    return Period(first, (first + 31 * _DAY).replace(day=1) - _DAY)


def _quarter(day: datetime.date) -> Period:
    first = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return Period(first, (first + 93 * _DAY).replace(day=1) - _DAY)

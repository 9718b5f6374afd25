# SPDX-License-Identifier: Apache-2.0
"""Which period a page speaks of: as the address says it, and the ones one click away."""

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.quotas.queries import duties, spans
from yizhan.domains.quotas.states import Span
from yizhan.domains.reporting.queries.periods import Period
from yizhan.kernel import clock
from yizhan.web.components import Tab
from yizhan.web.quotas.words import period_words

#: Years that a page can speak of; beyond them dates are mistakes.
_YEARS = range(2000, 2101)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A length of period and one period of it, and which of its lines are shown."""

    span: Span
    period: Period
    part: str = ""

    @property
    def words(self) -> str:
        """The period in words."""
        return period_words(self.span, self.period)

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.period.last < clock.today()

    def address(self, name: str = "quotas", *, part: str | None = None, period: Period | None = None) -> str:
        """The address of a page that speaks of it."""
        first = (period or self.period).first.isoformat()
        shown = self.part if part is None else part
        query = {"span": self.span, "from": first, **({"part": shown} if shown else {})}
        return f"{reverse(name)}?{urlencode(query)}"


def chosen(station_id: int, given: QueryDict) -> Chosen:
    """What an address names; without one, or with one that cannot be, the present period of the shortest length."""
    used = duties.spans_in_use(station_id, clock.today())
    named = given.get("span", "")
    span = Span(named) if named in Span.values else (used[0] if used else Span.MONTH)
    try:
        day = datetime.date.fromisoformat(given.get("from", ""))
    except ValueError:
        day = clock.today()
    if day.year not in _YEARS:
        day = clock.today()
    part = given.get("part", "")
    return Chosen(span, spans.period_of(span, day), part if part in {"short", "silent"} else "")


def span_tabs(station_id: int, current: Chosen) -> list[Tab]:
    """One for each length of period for which quotas are laid down."""
    used = duties.spans_in_use(station_id, clock.today())
    shown = [span for span in Span if span in {*used, current.span}]
    return [
        Tab(
            span_words(span),
            Chosen(span, spans.period_of(span, min(current.period.last, clock.today()))).address(),
            is_current=span == current.span,
        )
        for span in shown
    ]


def span_words(span: Span) -> str:
    """By month, by quarter, …"""
    return {
        Span.MONTH: _("By month"),
        Span.QUARTER: _("By quarter"),
        Span.HALF_YEAR: _("By half-year"),
        Span.YEAR: _("By year"),
    }[span]


def neighbours(current: Chosen) -> list[Tab]:
    """The period before, and the one after unless it has not begun."""
    before = spans.before(current.span, current.period)
    after = spans.after(current.span, current.period)
    found = [Tab(period_words(current.span, before), current.address(period=before))]
    if after.first <= clock.today():
        found.append(Tab(period_words(current.span, after), current.address(period=after)))
    return found


def parts(current: Chosen, short: int, silent: int) -> list[Tab]:
    """All lines, those that are short, those of which nothing has come (零报送)."""
    return [
        Tab(_("All"), current.address(part=""), is_current=not current.part),
        Tab(_("Still short"), current.address(part="short"), is_current=current.part == "short", count=short),
        Tab(
            _("Nothing reported yet"), current.address(part="silent"), is_current=current.part == "silent", count=silent
        ),
    ]

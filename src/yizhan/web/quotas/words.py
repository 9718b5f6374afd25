# SPDX-License-Identifier: Apache-2.0
"""Quotas in words: periods, numbers, what is due, how it stands."""

import datetime
from collections.abc import Mapping
from decimal import Decimal

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from yizhan.domains.quotas.queries.duties import Duty
from yizhan.domains.quotas.queries.lines import Line
from yizhan.domains.quotas.states import Matter, Span, Standing
from yizhan.domains.reporting.queries.periods import Period
from yizhan.web.components import State, StateKind

_KINDS: Mapping[str, StateKind] = {
    Standing.REACHED: "done",
    Standing.RUNNING: "waiting",
    Standing.SHORT: "refused",
    Standing.EXEMPT: "closed",
    Standing.OPEN: "information",
}


def period_words(span: str, period: Period) -> str:
    """The period: 2026年11月, 2026年第4季度, 2026年上半年, 2026年."""
    first = period.first
    if span == Span.MONTH:
        return dateformat.format(first, pgettext("date format: month", "F Y"))
    if span == Span.QUARTER:
        return _("Quarter %(quarter)s of %(year)s") % {"quarter": (first.month + 2) // 3, "year": first.year}
    if span == Span.HALF_YEAR and first.month == 1:
        return _("First half of %(year)s") % {"year": first.year}
    if span == Span.HALF_YEAR:
        return _("Second half of %(year)s") % {"year": first.year}
    return _("%(year)s") % {"year": first.year}


def number(value: Decimal | int | None) -> str:
    """A number without zeros that say nothing; a dash for none."""
    return "—" if value is None else f"{Decimal(value).normalize() + 0:f}"


def standing_of(line: Line) -> State:
    """How a quota stands; one of which nothing at all has come says so."""
    if line.is_silent and line.is_over:
        return State(_("nothing reported"), "refused")
    return State(line.standing.label, _KINDS[line.standing])


def standing_kind(standing: str) -> State:
    """The same for what was written down."""
    return State(Standing(standing).label, _KINDS[standing])


def due_words(least: int | None, most: int | None) -> str:
    """How many are due: at least 2, 2 to 3, or not laid down."""
    if least is None:
        return _("no number laid down")
    if most is None:
        return ngettext("at least %(least)s", "at least %(least)s", least) % {"least": least}
    return _("%(least)s to %(most)s") % {"least": least, "most": most}


def demand(duty: Duty) -> str:
    """The quota in one line: who, what, where, how many."""
    parts = [str(duty.who.label), str(Matter(duty.counted).label)]
    if duty.where:
        parts.append(_("in %(where)s") % {"where": duty.where})
    return " · ".join([*parts, due_words(duty.least, duty.most)])


def origin(duty: Duty) -> str:
    """The rule behind a quota: its text, how strict it is, and since when it holds."""
    rule = duty.rule
    parts = [str(rule.instrument), str(rule.strength.label)]
    if rule.valid_from is not None:
        parts.append(_("since %(day)s") % {"day": day(rule.valid_from)})
    return " · ".join(parts)


def day(on: datetime.date) -> str:
    """A day in words."""
    return dateformat.format(on, pgettext("date format: day of another year", "j M Y"))

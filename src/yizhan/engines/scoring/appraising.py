# SPDX-License-Identifier: Apache-2.0
"""From a scheme and events to an appraisal: the entrance of the engine."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from yizhan.engines.scoring.calculation.accounts import make_accounts
from yizhan.engines.scoring.calculation.context import Context
from yizhan.engines.scoring.calculation.slots import Slots, date_of, day_number
from yizhan.engines.scoring.checks.places import grouping_columns, unit_columns
from yizhan.engines.scoring.events.table import EventTable
from yizhan.engines.scoring.findings import Findings, Place, refusal
from yizhan.engines.scoring.language.scheme import Scheme
from yizhan.engines.scoring.periods import Period
from yizhan.engines.scoring.results.appraisal import Appraisal
from yizhan.engines.scoring.units.changes import UnitChange, apply_changes
from yizhan.engines.scoring.units.placement import place_events
from yizhan.engines.scoring.units.register import Register


def appraise(
    scheme: Scheme,
    table: EventTable,
    register: Register | None = None,
    period: Period | None = None,
    *,
    judged_until: date | None = None,
    explain: bool = False,
) -> Appraisal:
    """Compute every account of a scheme.

    Without `register`, the units are those that the events name. Without `period`: the accounting years of the events,
    and duties are judged up to the end of the month of the last event. Raises `Refused` if anything would have to be
    guessed.
    """
    findings = Findings()
    context = prepare(scheme, table, register, period, judged_until, findings)
    return Appraisal(make_accounts(context, explain=explain), tuple(findings))


def prepare(
    scheme: Scheme,
    table: EventTable,
    register: Register | None,
    period: Period | None,
    judged_until: date | None,
    findings: Findings,
) -> Context:
    """Everything a calculation needs, checked."""
    register = register if register is not None else Register.of_names(table.holder_names)
    _check_columns(scheme, register, findings)
    table = place_events(table, register, findings)
    findings.refuse_errors()
    if period is None:
        period, last_month = _period_of_events(table, scheme)
        judged_until = judged_until or last_month
    _check_validity(scheme, table, period, findings)
    findings.refuse_errors()
    until = day_number(period.end)
    if len(table) and int(table.day.max()) > until:
        table = table.take(np.flatnonzero(table.day <= until))
    slots = Slots(period, scheme.head.year_starts, judged_until or period.end, scheme.head.valid_from)
    return Context(scheme, table, register, slots)


def with_changes(register: Register | None, table: EventTable, changes: Sequence[UnitChange]) -> Register:
    """A register with unit changes applied, for events without a units file."""
    findings = Findings()
    register = apply_changes(register or Register.of_names(table.holder_names), changes, findings)
    findings.refuse_errors()
    return register


def _period_of_events(table: EventTable, scheme: Scheme) -> tuple[Period, date]:
    if not len(table):
        raise refusal("appraisal.no_events", "there are no events; name the period that is meant")
    first, last = date_of(int(table.day.min())), date_of(int(table.day.max()))
    month = scheme.head.year_starts
    start = date(first.year - (first.month < month), month, 1)
    end = date(last.year + (last.month >= month), month, 1) - timedelta(days=1)
    return Period(start, end), date(last.year, last.month, monthrange(last.year, last.month)[1])


def _check_validity(scheme: Scheme, table: EventTable, period: Period, findings: Findings) -> None:
    start, end = scheme.head.valid_from, scheme.head.valid_until
    days = table.day
    inside = (
        (days >= day_number(period.start)) & (days <= day_number(period.end)) if len(table) else np.zeros(0, np.bool_)
    )
    outside = np.zeros(len(table), np.bool_)
    if start:
        outside |= days < day_number(start)
    if end:
        outside |= days > day_number(end)
    wrong = np.flatnonzero(inside & outside)
    valid = f"{start or ''}..{end or ''}"
    for row in wrong[: Findings.MOST_OF_ONE_CODE].tolist():
        event, day = str(table.ids[row]), str(date_of(int(days[row])))
        sentence = f"the event of {day} lies outside the validity of the scheme ({valid})"
        findings.error(
            "events.outside_validity",
            sentence,
            Place(f"event {event}"),
            event=event,
            day=day,
            valid=valid,
            events=int(wrong.size),
        )
    if (start and period.end < start) or (end and period.start > end):
        findings.error(
            "period.outside_validity",
            f"the scheme ({valid}) was not in force in {period}",
            period=str(period),
            valid=valid,
        )


def _check_columns(scheme: Scheme, register: Register, findings: Findings) -> None:
    """Columns of the units file that the scheme looks at."""
    for column in sorted(unit_columns(scheme) - register.columns):
        sentence = f"points depend on the column '{column}' of the units file, and there is none"
        findings.error("units.column_missing", sentence, column=column)
    for column in sorted(grouping_columns(scheme) - register.columns):
        sentence = f"nobody is ranked: groups come from the column '{column}' of the units file, and there is none"
        findings.note("units.not_ranked", sentence, column=column)

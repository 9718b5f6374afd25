# SPDX-License-Identifier: Apache-2.0
"""Figures beside the points: awards, indicators of the whole institution, silent units."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import numpy as np

from yizhan.engines.scoring.calculation.context import Context
from yizhan.engines.scoring.calculation.duties import holds_for
from yizhan.engines.scoring.calculation.measures import Measures, counting_of
from yizhan.engines.scoring.calculation.slots import Bucket, date_of
from yizhan.engines.scoring.events.table import Categories
from yizhan.engines.scoring.language.conditions import Condition
from yizhan.engines.scoring.language.period_clauses import Counting, Indicator
from yizhan.engines.scoring.language.result_clauses import Award
from yizhan.engines.scoring.language.truth import compare


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Whether a holder may be chosen for an award, with the value of every need."""

    award: str
    bucket: str
    holder: int
    eligible: bool
    values: tuple[tuple[str, Fraction | None, bool], ...]


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """A figure of the whole institution. `met` is None where nothing is demanded or nothing can be judged."""

    indicator: str
    bucket: str
    of: str
    value: Fraction | None
    met: bool | None


@dataclass(frozen=True, slots=True)
class Silent:
    """A unit that was not heard of for longer than it may be."""

    silence: str
    holder: int
    last: str
    days: int | None


def eligibilities(award: Award, measures: Measures) -> Iterator[Eligibility]:
    """Everybody the award is for, in every period that is over or running."""
    context = measures.context
    values = [measures.values(need.measure, award.every) for need in award.needs]
    for number, bucket in enumerate(context.slots.buckets(award.every)):
        meant = context.register.fitting(award.units, min(bucket.end, context.slots.period.end))
        passed = []
        for need, value in zip(award.needs, values, strict=True):
            upper, lower = value.numerators[:, number], value.denominators[:, number]
            given = lower > 0
            passed.append(given & holds_for(need, upper, np.maximum(lower, 1), bucket, given, context))
        for code in np.flatnonzero(meant).tolist():
            details = tuple(
                (
                    need.measure,
                    _fraction(value.numerators[code, number], value.denominators[code, number]),
                    bool(each[code]),
                )
                for need, value, each in zip(award.needs, values, passed, strict=True)
            )
            yield Eligibility(award.id, bucket.label, code, all(bool(each[code]) for each in passed), details)


def _fraction(upper: int, lower: int) -> Fraction | None:
    return Fraction(int(upper), int(lower)) if lower else None


def indicator_values(indicator: Indicator, measures: Measures) -> Iterator[IndicatorValue]:
    """The figure for each period, and for each value of `for_each`."""
    context = measures.context
    counting = counting_of(indicator, context.scheme)
    for bucket in context.slots.buckets(indicator.every):
        judged = context.slots.judged(bucket)
        for value_name in _split_values(indicator, context):
            value = _value_of(counting, bucket, indicator.for_each, value_name, measures)
            demanded = _demand_met(indicator, value_name, value)
            yield IndicatorValue(
                indicator.id, bucket.label, value_name, value, demanded if judged or demanded else None
            )


def _split_values(indicator: Indicator, context: Context) -> Sequence[str]:
    if indicator.for_each is None:
        return ("",)
    column = context.table.columns[indicator.for_each]
    seen = (
        {column.values[code] for code in np.unique(column.codes).tolist()} - {""}
        if isinstance(column, Categories)
        else set()
    )
    return list(dict.fromkeys([*indicator.expected, *indicator.demands, *sorted(seen)]))


def _value_of(counting: Counting, bucket: Bucket, field: str | None, value: str, measures: Measures) -> Fraction | None:
    upper = _count(counting, counting.count, bucket, field, value, measures)
    if counting.of is None:
        return upper
    lower = _count(counting, counting.of, bucket, field, value, measures)
    if lower == 0:
        return Fraction(0) if counting.empty == "zero" else None
    return upper / lower


def _count(
    counting: Counting,
    conditions: Sequence[Condition],
    bucket: Bucket,
    field: str | None,
    value: str,
    measures: Measures,
) -> Fraction:
    """Events of everybody, each once, however many contributors it has."""
    rows = measures.rows_meeting(conditions)
    days = measures.context.table.day[rows]
    inside = np.array([bucket.start <= date_of(day) <= bucket.end for day in np.unique(days)], np.bool_)
    rows = rows[inside[np.searchsorted(np.unique(days), days)]] if rows.size else rows
    if field is not None:
        column = measures.context.table.columns[field]
        if isinstance(column, Categories):
            code = list(column.values).index(value) if value in column.values else -1
            rows = rows[column.codes[rows] == code]
    return Fraction(measures.total(counting, rows))


def _demand_met(indicator: Indicator, name: str, value: Fraction | None) -> bool | None:
    if value is None:
        return None
    if name in indicator.demands:
        low, high = indicator.demands[name]
        return Fraction(low) <= value <= Fraction(high)
    if name in indicator.expected and not indicator.bounds():
        return value > 0
    if not indicator.bounds():
        return None
    return all(
        isinstance(bound, Decimal) and compare(key, value, Fraction(bound)) for key, bound in indicator.bounds().items()
    )


def silent_holders(context: Context, measures: Measures) -> Iterator[Silent]:
    """Holders whose last event of the kind is longer ago than allowed, at the end of the period."""
    for silence in context.scheme.silences:
        end = min(context.slots.period.end, context.slots.judged_until)
        rows = measures.rows_meeting(silence.count)
        last = np.full(len(context.register), np.iinfo(np.int32).min, np.int64)
        np.maximum.at(last, context.table.holder[rows], context.table.day[rows])
        meant = context.register.fitting(silence.units, end)
        for code in np.flatnonzero(meant).tolist():
            holder = context.register.holders[code]
            if not holder.existed(max(holder.start or end, end - timedelta(days=silence.days)), end):
                continue
            day = int(last[code])
            heard = day > np.iinfo(np.int32).min
            days = (end - date_of(day)).days if heard else None
            if days is None or days > silence.days:
                yield Silent(silence.id, code, date_of(day).isoformat() if heard else "", days)

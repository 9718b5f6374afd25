# SPDX-License-Identifier: Apache-2.0
"""Quotas, targets and thresholds: who met what in which period, and what that brings or costs."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from yizhan.engines.scoring.calculation.context import Context
from yizhan.engines.scoring.calculation.measures import Measures
from yizhan.engines.scoring.calculation.money import divide_rounded
from yizhan.engines.scoring.calculation.slots import Bucket
from yizhan.engines.scoring.events.table import Flags, Integers
from yizhan.engines.scoring.findings import refusal
from yizhan.engines.scoring.language.numbers import FromUnit
from yizhan.engines.scoring.language.period_clauses import Compared, Duty


@dataclass(frozen=True, slots=True)
class Judgement:
    """One duty in one period. Arrays have a place per holder; figures are fractions of whole numbers."""

    duty: Duty
    bucket: Bucket
    owed: Flags
    met: Flags
    numerators: Integers
    denominators: Integers
    #: The demand in `at_least` (or the first comparison), as fractions; 0 / 1 for steps.
    demands: Integers
    demand_parts: Integers
    points: Integers


def judge(duty: Duty, measures: Measures, context: Context) -> Iterator[Judgement]:
    """Judge a duty for every period that is over."""
    buckets = context.slots.buckets(duty.every)
    values = measures.values(duty, duty.every)
    for number, bucket in enumerate(buckets):
        if context.slots.judged(bucket):
            yield _judge_bucket(duty, bucket, (values.numerators[:, number], values.denominators[:, number]), context)


def _judge_bucket(duty: Duty, bucket: Bucket, value: tuple[Integers, Integers], context: Context) -> Judgement:
    register, minor = context.register, context.minor
    upper, lower = value
    owed = register.fitting(duty.units, bucket.end) & register.existing(bucket.start, bucket.end) & (lower > 0)
    lower = np.maximum(lower, 1)
    points = np.zeros(len(register), np.int64)
    if duty.steps:
        met = np.ones(len(register), np.bool_)
        demand, parts = np.zeros(len(register), np.int64), np.ones(len(register), np.int64)
        for step in duty.steps:
            inside = holds_for(step, upper, lower, bucket, owed, context)
            points[inside] = (
                minor.units(step.points) if step.points is not None else -minor.units(step.deduct or Decimal(0))
            )
    else:
        met = holds_for(duty, upper, lower, bucket, owed, context)
        demand, parts = _demands(next(iter(duty.bounds().values())), bucket, owed, context)
        points = _points(duty, met, (upper, lower), (demand, parts), context)
    points[~owed] = 0
    return Judgement(duty, bucket, owed, met & owed, upper, lower, demand, parts, points)


def holds_for(
    compared: Compared, upper: Integers, lower: Integers, bucket: Bucket, owed: Flags, context: Context
) -> Flags:
    """For each holder, whether the figure passes all comparisons."""
    holds = np.ones(upper.size, np.bool_)
    for name, bound in compared.bounds().items():
        demand, parts = _demands(bound, bucket, owed, context)
        left, right = upper * parts, demand * lower
        holds &= {
            "at_least": left >= right,
            "more_than": left > right,
            "at_most": left <= right,
            "less_than": left < right,
        }[name]
    return holds


def _demands(bound: Decimal | FromUnit, bucket: Bucket, owed: Flags, context: Context) -> tuple[Integers, Integers]:
    """The demand on each holder as a fraction."""
    size = len(context.register)
    if isinstance(bound, Decimal):
        upper, lower = bound.as_integer_ratio()
        return np.full(size, upper, np.int64), np.full(size, lower, np.int64)
    numbers = context.register.numbers(bound.column, bucket.end)
    missing = [code for code, number in enumerate(numbers) if number is None and owed[code]]
    if missing:
        unit = context.register.holders[missing[0]].name
        sentence = (
            f"the units file has no number in '{bound.column}' for '{unit}', but a duty takes its demand from there"
        )
        raise refusal("units.demand_missing", sentence, column=bound.column, unit=unit, units=len(missing))
    ratios = [(number or Decimal(0)).as_integer_ratio() for number in numbers]
    return np.array([ratio[0] for ratio in ratios], np.int64), np.array([ratio[1] for ratio in ratios], np.int64)


def _points(
    duty: Duty, met: Flags, value: tuple[Integers, Integers], demand: tuple[Integers, Integers], context: Context
) -> Integers:
    minor = context.minor
    (upper, lower), (wanted, parts) = value, demand
    points = np.zeros(met.size, np.int64)
    whole = minor.units(duty.points or Decimal(0))
    points[met] += whole
    points[~met] -= minor.units(duty.deduct or Decimal(0))
    difference, common = wanted * lower - upper * parts, parts * lower
    if duty.each_missing is not None:
        missing = np.maximum(difference, 0)
        points -= divide_rounded(missing * minor.units(duty.each_missing), common, minor.rounding)
    if duty.each_extra is not None:
        extra = np.maximum(-difference, 0)
        points += divide_rounded(extra * minor.units(duty.each_extra), common, minor.rounding)
    if duty.proportional:
        share = divide_rounded(whole * upper * parts, np.maximum(wanted * lower, 1), minor.rounding)
        points[~met] += share[~met]
    return points

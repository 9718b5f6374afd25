# SPDX-License-Identifier: Apache-2.0
"""Limits per month, quarter, half year and year, and zeroing: they act on the running total of a period."""

from collections.abc import Sequence

import numpy as np

from yizhan.engines.scoring.calculation.context import Context
from yizhan.engines.scoring.calculation.duties import holds_for
from yizhan.engines.scoring.calculation.lines import Line
from yizhan.engines.scoring.calculation.measures import Measures, counting_of, single_bucket
from yizhan.engines.scoring.events.table import Flags, Integers
from yizhan.engines.scoring.language.period_clauses import Limit, Zeroing

_LENGTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


def apply_period_limits(
    lines: Sequence[Line], amounts: Integers, measures: Measures, context: Context
) -> tuple[list[Line], Integers]:
    """Add a line for each limit and zeroing: what it takes away or adds, in the slot where it does so.

    Limits on less come before limits on more, months before years, limits before zeroing; what an inner limit took
    away no longer counts for the outer one.
    """
    scheme = context.scheme
    clauses: list[Limit | Zeroing] = [limit for limit in scheme.limits if limit.period]
    clauses += scheme.zeroings
    clauses.sort(key=lambda each: (len(scheme.scoring_in(each)), isinstance(each, Zeroing), _LENGTHS[each.every]))
    all_lines = list(lines)
    scopes = [frozenset({line.id}) for line in lines]
    for clause in clauses:
        scope = scheme.scoring_in(clause)
        inside = [place for place, members in enumerate(scopes) if members <= scope]
        running = amounts[:, :, inside].sum(axis=2)
        held = (
            _limited(clause, running, context)
            if isinstance(clause, Limit)
            else _zeroed(clause, running, measures, context)
        )
        amounts = np.concatenate((amounts, (held - running)[:, :, None]), axis=2)
        all_lines.append(_line(clause, scope, context))
        scopes.append(scope)
    return all_lines, amounts


def _line(clause: Limit | Zeroing, scope: frozenset[str], context: Context) -> Line:
    sections = {context.scheme.section_of[each] for each in scope}
    section = sections.pop() if len(sections) == 1 else None
    return Line(clause.id, clause.name, "limit" if isinstance(clause, Limit) else "zeroing", section, clause.clause)


def _limited(limit: Limit, amounts: Integers, context: Context) -> Integers:
    minor = context.minor
    low = None if limit.at_least is None else minor.units(limit.at_least)
    high = None if limit.at_most is None else minor.units(limit.at_most)
    held = amounts.copy()
    every = limit.period or "year"
    for run, bucket in zip(context.slots.runs(every), context.slots.buckets(every), strict=True):
        meant = context.register.fitting(limit.units, bucket.end)
        held[meant, run] = _steps(np.clip(np.cumsum(amounts[meant, run], axis=1), low, high))
    return held


def _steps(totals: Integers) -> Integers:
    """What each slot adds to a running total."""
    return np.diff(totals, axis=1, prepend=0)


def _zeroed(zeroing: Zeroing, amounts: Integers, measures: Measures, context: Context) -> Integers:
    held = amounts.copy()
    buckets = context.slots.buckets(zeroing.every)
    for run, bucket in zip(context.slots.runs(zeroing.every), buckets, strict=True):
        fallen = _fallen(zeroing, run, measures, context)
        fallen &= context.register.fitting(zeroing.units, bucket.end)[:, None]
        totals = np.where(fallen, 0, np.cumsum(amounts[:, run], axis=1))
        held[:, run] = _steps(totals)
    return held


def _fallen(zeroing: Zeroing, run: slice, measures: Measures, context: Context) -> Flags:
    """For each holder and slot of the run, whether the comparison is true by then.

    A rate is judged at the end of the period only: before, it may still recover.
    """
    counting = counting_of(zeroing, context.scheme)
    slots = context.slots
    fallen = np.zeros((len(context.register), run.stop - run.start), np.bool_)
    spans = [slots.slot_span(slot) for slot in range(run.start, run.stop)]
    bucket = next(each for each in slots.buckets(zeroing.every) if each.end >= spans[-1].end)
    only_at_end = counting.of is not None or not {"at_least", "more_than"} >= set(zeroing.bounds())
    for place, span in enumerate(spans):
        if only_at_end and not (place == len(spans) - 1 and slots.judged(bucket)):
            continue
        so_far = single_bucket(span.label, spans[0].start, span.end, slice(run.start, run.start + place + 1))
        values = measures.values_in(counting, so_far)
        upper, lower = values.numerators[:, 0], values.denominators[:, 0]
        owed = lower > 0
        fallen[:, place] = owed & holds_for(zeroing, upper, np.maximum(lower, 1), bucket, owed, context)
    return fallen

# SPDX-License-Identifier: Apache-2.0
"""Accounts: what every rule, duty, base and limit brought to every holder in every slot."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from yizhan.engines.scoring.calculation.context import Context
from yizhan.engines.scoring.calculation.duties import Judgement, judge
from yizhan.engines.scoring.calculation.event_sums import EventSums, sum_events
from yizhan.engines.scoring.calculation.lines import Line
from yizhan.engines.scoring.calculation.measures import Measures
from yizhan.engines.scoring.calculation.period_limits import apply_period_limits
from yizhan.engines.scoring.events.table import Integers
from yizhan.engines.scoring.language.period_clauses import POINTS


@dataclass(frozen=True)
class Accounts:
    """`amounts[holder, slot, line]` in smallest units; the lines of rules come first."""

    context: Context
    sums: EventSums
    measures: Measures
    lines: Sequence[Line]
    amounts: Integers
    judgements: Sequence[Judgement]


def make_accounts(context: Context, *, explain: bool = False) -> Accounts:
    """Compute everything up to zeroing. With `explain`, every event goes the way that keeps its steps."""
    return close_accounts(sum_events(context, explain=explain), context)


def close_accounts(sums: EventSums, context: Context) -> Accounts:
    """Judge duties, add bases, apply limits and zeroing to what the events brought."""
    measures = Measures(context, sums.matches, sums.counted)
    on_events = [duty for duty in context.scheme.duties if duty.measure != POINTS]
    judgements = [judgement for duty in on_events for judgement in judge(duty, measures, context)]
    lines, amounts = _with_further_lines(sums.amounts, judgements, context)
    lines, amounts = apply_period_limits(lines, amounts, measures, context)
    measures = measures.with_points(amounts.sum(axis=2))
    on_points = [duty for duty in context.scheme.duties if duty.measure == POINTS]
    judgements += [judgement for duty in on_points for judgement in judge(duty, measures, context)]
    return Accounts(context, sums, measures, lines, amounts, judgements)


def _with_further_lines(
    amounts: Integers, judgements: Iterable[Judgement], context: Context
) -> tuple[list[Line], Integers]:
    scheme = context.scheme
    lines = [Line(rule.id, rule.name, "rule", rule.section, rule.clause) for rule in scheme.rules]
    lines += [Line(duty.id, duty.name, "duty", duty.section, duty.clause) for duty in scheme.duties if duty.scores]
    lines += [Line(base.id, base.name, "base", base.section, base.clause) for base in scheme.bases]
    place = {line.id: number for number, line in enumerate(lines)}
    further = np.zeros((*amounts.shape[:2], len(lines) - amounts.shape[2]), np.int64)
    amounts = np.concatenate((amounts, further), axis=2)
    for judgement in judgements:
        if judgement.duty.scores:
            amounts[:, judgement.bucket.slot, place[judgement.duty.id]] += judgement.points
    for base in scheme.bases:
        for bucket in filter(context.slots.in_force, context.slots.buckets(base.every)):
            slot = context.slots.slot_at(bucket.start)
            fitting = context.register.fitting(base.units, bucket.start) & context.register.existing(
                bucket.start, bucket.start
            )
            amounts[fitting, slot, place[base.id]] += context.minor.units(base.points)
    return lines, amounts

# SPDX-License-Identifier: Apache-2.0
"""Points of units that ended, carried over to those who took their place; history stays where it was."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from yizhan.engines.scoring.calculation.context import Context
from yizhan.engines.scoring.calculation.sharing import divide_among
from yizhan.engines.scoring.events.table import Integers


@dataclass(frozen=True, slots=True)
class Carried:
    """Points per slot that a holder took over from another."""

    source: int
    target: int
    points: Integers


def carry_over(totals: Integers, context: Context) -> Sequence[Carried]:
    """What successors take over, in the order of the changes; `totals` is [holder, slot] and is not changed."""
    if context.scheme.head.on_merger == "apart":
        return ()
    holding = totals.copy()
    carried: list[Carried] = []
    ended = [
        code
        for code, unit in enumerate(context.register.holders)
        if unit.successors and unit.end and unit.end < context.slots.period.end
    ]
    for code in sorted(ended, key=lambda each: (context.register.holders[each].end, each)):
        successors = context.register.holders[code].successors
        denominator = np.lcm.reduce([each.share.denominator for each in successors])
        weights = np.array([int(each.share * denominator) for each in successors], np.int64)
        parts = np.array([_parts(int(points), weights) for points in holding[code]])
        for number, successor in enumerate(successors):
            carried.append(Carried(code, successor.holder, parts[:, number]))
            holding[successor.holder] += parts[:, number]
    return carried


def _parts(points: int, weights: Integers) -> Integers:
    size = weights.size
    return divide_among(np.full(size, points), weights, np.arange(size), np.full(size, size))

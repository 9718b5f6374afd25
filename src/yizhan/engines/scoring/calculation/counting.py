# SPDX-License-Identifier: Apache-2.0
"""The quick way: what depends on one event alone is added up by counting signatures per unit and slot."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yizhan.engines.scoring.calculation.context import Context
from yizhan.engines.scoring.calculation.money import EXACT_IN_DOUBLE
from yizhan.engines.scoring.calculation.signatures import Signatures
from yizhan.engines.scoring.events.table import Integers
from yizhan.engines.scoring.parallel import in_halves

#: Columns are counted together as long as signatures have no more different figures in them than this.
MOST_OUTCOMES = 96
#: Counts held at once for a block of units.
MOST_CELLS = 1 << 23


@dataclass(frozen=True, slots=True)
class _Facet:
    """Some columns of the figures: `outcome` of each signature, and the figures of each outcome."""

    columns: Integers
    outcome: Integers
    figures: Integers


def sum_by_holder_and_slot(figures: Integers, signatures: Signatures, context: Context) -> Integers:
    """Sums of the figures (a row per signature, a column per figure) as [holder, slot, figure]. Exact."""
    holders, slots = len(context.register), context.slots.count
    sums = np.zeros((holders, slots, figures.shape[1]), np.int64)
    if not len(context.table):
        return sums
    for facet in _facets(figures):
        block = max(1, MOST_CELLS // ((slots + 1) * facet.figures.shape[0]))
        for start in range(0, holders, block):
            size = min(block, holders - start)
            counts = _counts(facet, signatures, context, start, size)
            product = _product(counts, facet.figures, len(context.table))
            sums[start : start + size, :, facet.columns] = product.reshape(size, slots, facet.columns.size)
    return sums


def _facets(figures: Integers) -> Iterator[_Facet]:
    """Split the columns so that each part has few different rows: rules about different things stay apart."""
    groups: list[tuple[list[int], Integers, int]] = []
    for column in np.flatnonzero(figures.any(axis=0)).tolist():
        values, own = np.unique(figures[:, column], return_inverse=True)
        for place, (columns, outcome, count) in enumerate(groups):
            joined, first = _renumbered(outcome * values.size + own.reshape(-1))
            if first.size <= max(count, MOST_OUTCOMES):
                groups[place] = ([*columns, column], joined, first.size)
                break
        else:
            groups.append(([column], own.reshape(-1), values.size))
    for columns, outcome, _count in groups:
        number, first = _renumbered(outcome)
        yield _Facet(np.array(columns), number.astype(np.int32), figures[first][:, columns])


def _renumbered(codes: Integers) -> tuple[Integers, Integers]:
    """Codes as 0, 1, 2…, and where each occurs first."""
    _values, first, number = np.unique(codes, return_index=True, return_inverse=True)
    return number.reshape(-1), first


def _counts(facet: _Facet, signatures: Signatures, context: Context, start: int, size: int) -> Integers:
    """How often each outcome came up for each holder of a block and each slot, as [holder and slot, outcome]."""
    outcomes = facet.figures.shape[0]
    slots = context.slots.count + 1
    whole = size == len(context.register)

    def count(rows: slice) -> Integers:
        cells = context.cell[rows]
        codes = cells * np.int64(outcomes)
        codes += facet.outcome[signatures.of_row[rows]]
        if not whole:
            codes = codes[(cells >= start * slots) & (cells < (start + size) * slots)] - start * slots * outcomes
        return np.bincount(codes, minlength=size * slots * outcomes)

    counts = sum(in_halves(len(context.table), count), np.zeros(size * slots * outcomes, np.int64))
    return counts.reshape(size, slots, outcomes)[:, : slots - 1].reshape(size * (slots - 1), outcomes)


def _product(counts: Integers, figures: Integers, rows: int) -> Integers:
    """counts @ figures: in doubles, which multiply fast, where every possible sum is exact in them."""
    if int(np.abs(figures).max(initial=0)) * rows >= EXACT_IN_DOUBLE:
        return counts @ figures
    product: NDArray[np.float64] = counts.astype(np.float64) @ figures.astype(np.float64)
    return product.astype(np.int64)

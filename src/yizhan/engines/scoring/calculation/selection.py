# SPDX-License-Identifier: Apache-2.0
"""Highest only, highest n, once per level, first, latest: what counts when one thing brought points several times."""

import numpy as np
from numpy.typing import NDArray

from yizhan.engines.scoring.calculation.context import Context
from yizhan.engines.scoring.calculation.entries import Entries, group_codes
from yizhan.engines.scoring.events.table import Categories, Flags, Integers
from yizhan.engines.scoring.language.event_clauses import Selection


def select(selection: Selection, entries: Entries, context: Context) -> None:
    """Take the points from entries that do not count. Deductions are never selected away."""
    rules = [
        number
        for number in context.rules_in(context.scheme.rules_in(selection)).tolist()
        if context.scheme.rules[number].sign > 0
    ]
    candidates = np.flatnonzero(np.isin(entries.rule, rules) & entries.counts)
    if not candidates.size:
        return
    groups = group_codes(entries.row[candidates], selection.per, context)
    crowded = _in_crowded_groups(groups)
    candidates, groups = candidates[crowded], groups[crowded]
    order = np.lexsort((*_preference(selection, candidates, entries, context), groups))
    candidates, groups = candidates[order], groups[order]
    kept = np.ones(candidates.size, np.bool_)
    if selection.once_per:
        values = _field_codes(selection.once_per, entries.row[candidates], context)
        kept = _best_of_each(groups, values)
    place = np.cumsum(kept) - _before_group(groups, kept)
    kept &= place <= selection.count
    lost = candidates[~kept]
    entries.counts[lost] = False
    best = candidates[_first_of_group(groups)]
    entries.change("selection", selection.id, lost, np.zeros(lost.size, np.int64), best[~kept])


def _in_crowded_groups(groups: Integers) -> Flags:
    """Most items have a single entry; there is nothing to select among those."""
    if groups.size and int(groups.max()) < 8 * groups.size:
        return np.bincount(groups)[groups] > 1
    return np.ones(groups.size, np.bool_)


def _preference(selection: Selection, candidates: Integers, entries: Entries, context: Context) -> tuple[Integers, ...]:
    """Sort keys, the least important first: whatever comes first in its group counts first."""
    rows = entries.row[candidates]
    day, ids = context.table.day[rows], _ranks(context.table.ids[rows])
    if selection.take == "latest":
        return (entries.rule[candidates], -ids, -day)
    if selection.take == "first":
        return (entries.rule[candidates], ids, day)
    keys = (entries.rule[candidates], ids, day, -entries.amount[candidates])
    return (*keys, -_field_codes(selection.by, rows, context)) if selection.by else keys


def _ranks(ids: NDArray[np.generic]) -> Integers:
    """Numbers in the order of the ids: texts cannot be turned round."""
    if np.issubdtype(ids.dtype, np.integer):
        numbers: Integers = ids.astype(np.int64)
        return numbers
    ranks: Integers = np.unique(ids, return_inverse=True)[1].reshape(-1).astype(np.int64)
    return ranks


def _field_codes(name: str, rows: Integers, context: Context) -> Integers:
    column = context.table.columns[name]
    codes: Integers = column.codes[rows].astype(np.int64) if isinstance(column, Categories) else column.values[rows]
    return codes


def _best_of_each(groups: Integers, values: Integers) -> Flags:
    """The first of each value within each group; groups are in order, their best first."""
    order = np.lexsort((np.arange(groups.size), values, groups))
    again = (groups[order][1:] == groups[order][:-1]) & (values[order][1:] == values[order][:-1])
    best = np.ones(groups.size, np.bool_)
    best[order[1:][again]] = False
    return best


def _begins(groups: Integers) -> Integers:
    return np.flatnonzero(np.concatenate(([True], groups[1:] != groups[:-1])))


def _first_of_group(groups: Integers) -> Integers:
    """For each place, the place where its group begins."""
    begins = _begins(groups) if groups.size else groups
    return np.repeat(begins, np.diff(np.append(begins, groups.size)))


def _before_group(groups: Integers, kept: Flags) -> Integers:
    """How many were kept before the group began."""
    first = _first_of_group(groups)
    total = np.cumsum(kept)
    return total[first] - kept[first]

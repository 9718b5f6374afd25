# SPDX-License-Identifier: Apache-2.0
"""Caps and floors per event and per item, before points are shared."""

import numpy as np

from yizhan.engines.scoring.calculation.context import Context
from yizhan.engines.scoring.calculation.entries import Entries, group_codes
from yizhan.engines.scoring.events.table import Integers
from yizhan.engines.scoring.language.period_clauses import Limit


def limit_entries(limit: Limit, entries: Entries, context: Context) -> None:
    """Hold the running total of each event or item within the bounds; what comes first counts."""
    which = np.flatnonzero(np.isin(entries.rule, context.rules_in(context.scheme.rules_in(limit))) & entries.counts)
    if not which.size:
        return
    rows = entries.row[which]
    groups = group_codes(rows, (limit.every,), context)
    order = np.lexsort((entries.rule[which], context.table.ids[rows], context.table.day[rows], groups))
    which, groups = which[order], groups[order]
    minor = context.minor
    low = None if limit.at_least is None else minor.units(limit.at_least)
    high = None if limit.at_most is None else minor.units(limit.at_most)
    amounts = _held(entries.amount[which], groups, low, high)
    changed = amounts != entries.amount[which]
    entries.change("limit", limit.id, which[changed], amounts[changed])


def _held(amounts: Integers, groups: Integers, low: int | None, high: int | None) -> Integers:
    """What each amount adds to a total that never leaves the bounds at the end of each step."""
    begins = np.concatenate(([True], groups[1:] != groups[:-1]))
    total = np.cumsum(amounts)
    before_group = np.repeat((total - amounts)[begins], np.diff(np.append(np.flatnonzero(begins), groups.size)))
    held = np.clip(total - before_group, low, high)
    previous = np.concatenate(([0], held[:-1]))
    previous[begins] = 0
    return held - previous

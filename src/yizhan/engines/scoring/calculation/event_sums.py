# SPDX-License-Identifier: Apache-2.0
"""What events bring by themselves, before anything is judged per period: sums per holder and slot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from yizhan.engines.scoring.calculation.context import Context
from yizhan.engines.scoring.calculation.counting import sum_by_holder_and_slot
from yizhan.engines.scoring.calculation.entries import Entries, make_entries
from yizhan.engines.scoring.calculation.entry_limits import limit_entries
from yizhan.engines.scoring.calculation.matching import Matches, match
from yizhan.engines.scoring.calculation.money import EXACT_IN_DOUBLE
from yizhan.engines.scoring.calculation.selection import select
from yizhan.engines.scoring.calculation.sharing import Credits, share
from yizhan.engines.scoring.events.table import Flags, Integers, SharedCredits
from yizhan.engines.scoring.language.conditions import Conditions
from yizhan.engines.scoring.language.period_clauses import Counting
from yizhan.engines.scoring.language.scheme import Scheme

#: What is counted: events that meet conditions (None: all events), by every contributor or by the lead only.
Counted = tuple[Conditions | None, str]


@dataclass(frozen=True)
class EventSums:
    """`amounts` and `counts`: [holder, slot, rule]; `counted`: [holder, slot] for everything counted plainly."""

    matches: Matches
    amounts: Integers
    counts: Integers
    counted: Mapping[Counted, Integers]
    entries: Entries | None
    credited: Credits | None


def sum_events(context: Context, *, explain: bool = False) -> EventSums:
    """Rules, multipliers, ladders, selections, limits per item, and sharing. With `explain`, steps are kept."""
    matches = match(context)
    compared = np.ones(len(context.scheme.rules), np.bool_) if explain else rules_compared(context)
    amounts, counts, counted = _lone_sums(compared, matches, context)
    entries = credited = None
    if compared.any() or matches.shared.any():
        entries, credited = _compared_entries(compared, matches, context, explain=explain)
        amounts += _booked(credited, entries, credited.amount, context)
        counts += _booked(credited, entries, entries.counts[credited.entry].astype(np.int64), context)
    return EventSums(matches, amounts, counts, counted, entries if explain else None, credited if explain else None)


def rules_compared(context: Context) -> Flags:
    """Rules of which the points of one event depend on other events, on a number, or on roles."""
    scheme = context.scheme
    compared = np.array([bool(rule.ladder or rule.times or rule.points_by_role) for rule in scheme.rules], np.bool_)
    scopes = [*scheme.selections, *(limit for limit in scheme.limits if not limit.period)]
    for scope in scopes:
        compared[context.rules_in(scheme.rules_in(scope))] = True
    return compared


def is_plain(counting: Counting) -> bool:
    """Whether a count of events per slot is all that is needed."""
    return not counting.distinct and not counting.sum


def other_contributors(shared: SharedCredits, places: Integers) -> tuple[Integers, Integers]:
    """Rows and holders of the contributors after the lead, for some of the shared events."""
    lengths = (shared.starts[1:] - shared.starts[:-1])[places] - 1
    before = np.repeat(np.cumsum(lengths) - lengths, lengths)
    inside = np.arange(lengths.sum()) - before + np.repeat(shared.starts[places] + 1, lengths)
    return np.repeat(shared.rows[places], lengths), shared.holders[inside].astype(np.int64)


def _lone_sums(
    compared: Flags, matches: Matches, context: Context
) -> tuple[Integers, Integers, dict[Counted, Integers]]:
    """Points and events of the rules that look at one event alone, and the plain counts."""
    lone = matches.fits & ~compared[:, None] & ~matches.shared
    conditions = _counted_conditions(context.scheme)
    truths = [_truth(each, matches).astype(np.int64)[None, :] for each in conditions]
    figures = np.concatenate((np.where(lone, matches.amount, 0), lone.astype(np.int64), *truths)).T
    sums = sum_by_holder_and_slot(figures, matches.signatures, context)
    rules = len(context.scheme.rules)
    counted: dict[Counted, Integers] = {}
    for place, each in enumerate(conditions):
        leads = sums[:, :, 2 * rules + place]
        counted[each, "lead"] = leads
        counted[each, "each"] = leads + _others(_truth(each, matches), matches, context)
    return sums[:, :, :rules].copy(), sums[:, :, rules : 2 * rules].copy(), counted


def _counted_conditions(scheme: Scheme) -> Sequence[Conditions | None]:
    found = [each for measure in scheme.measures if is_plain(measure) for each in (measure.count, measure.of)]
    found += [clause.count for clause in (*scheme.duties, *scheme.zeroings)]
    return [None, *dict.fromkeys(each for each in found if each is not None)]


def _truth(conditions: Conditions | None, matches: Matches) -> Flags:
    if conditions is None:
        return np.ones(matches.signatures.count, np.bool_)
    return matches.truths.any_of(conditions)


def _others(truth: Flags, matches: Matches, context: Context) -> Integers:
    """Counts of events by contributors other than the lead, as [holder, slot]."""
    shape = (len(context.register), context.slots.count + 1)
    shared = context.table.shared
    places = np.flatnonzero(truth[matches.signatures.of_row[shared.rows]])
    rows, holders = other_contributors(shared, places)
    counts = np.bincount(holders * shape[1] + context.slot[rows], minlength=shape[0] * shape[1])
    return counts.reshape(shape)[:, :-1]


def _compared_entries(compared: Flags, matches: Matches, context: Context, *, explain: bool) -> tuple[Entries, Credits]:
    entries = make_entries(compared, matches, context, explain=explain)
    for selection in context.scheme.selections:
        select(selection, entries, context)
    for limit in context.scheme.limits:
        if not limit.period:
            limit_entries(limit, entries, context)
    return entries, share(entries, context)


def _booked(credited: Credits, entries: Entries, figures: Integers, context: Context) -> Integers:
    """Sums of figures of credits as [holder, slot, rule]."""
    shape = (len(context.register), context.slots.count, len(context.scheme.rules))
    rows = entries.row[credited.entry]
    cells = (credited.holder * shape[1] + context.slot[rows]) * shape[2] + entries.rule[credited.entry]
    size = shape[0] * shape[1] * shape[2]
    if int(np.abs(figures).max(initial=0)) * max(1, figures.size) < EXACT_IN_DOUBLE:
        return np.bincount(cells, weights=figures, minlength=size).astype(np.int64).reshape(shape)
    sums = np.zeros(size, np.int64)
    np.add.at(sums, cells, figures)
    return sums.reshape(shape)

# SPDX-License-Identifier: Apache-2.0
"""Ranks within groups, ties shared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from yizhan.engines.scoring.calculation.context import Context
from yizhan.engines.scoring.calculation.measures import Buckets, Measures, Values, counting_of, single_bucket
from yizhan.engines.scoring.events.table import Flags, Integers
from yizhan.engines.scoring.language.result_clauses import Ranking


@dataclass(frozen=True, slots=True)
class Rank:
    """A place among `among` holders of a group; `tied` with others."""

    group: str
    rank: int
    among: int
    tied: bool


def groups_of(columns: Sequence[str], context: Context) -> list[str]:
    """The group of each holder: its values in these columns of the units file, as of the end of the period."""
    end = context.slots.period.end
    return [
        " · ".join(holder.properties(end).get(column, "") for column in columns) for holder in context.register.holders
    ]


def rank_holders(
    ranking: Ranking, points: Integers, sections: Mapping[str, Integers], ranked: Flags, measures: Measures
) -> dict[int, Rank]:
    """The rank of each holder that is ranked at all."""
    context = measures.context
    figures = [_figure(name, points, sections, measures) for name in ranking.by]
    groups = groups_of(ranking.apart, context)
    ranks: dict[int, Rank] = {}
    for group in dict.fromkeys(groups):
        members = np.array([code for code, name in enumerate(groups) if name == group and ranked[code]], np.int64)
        ranks.update(_rank_group(group, members, figures, dense=ranking.ties == "dense"))
    return ranks


def _rank_group(group: str, members: Integers, figures: Sequence[Integers], *, dense: bool) -> dict[int, Rank]:
    if not members.size:
        return {}
    keys = np.stack([-figure[members] for figure in figures])
    order = np.lexsort(keys[::-1])
    ordered = keys[:, order]
    begins = np.concatenate(([True], (ordered[:, 1:] != ordered[:, :-1]).any(axis=0)))
    run = np.cumsum(begins) - 1
    first = np.flatnonzero(begins)
    sizes = np.diff(np.append(first, members.size))
    places = (run if dense else first[run]) + 1
    return {
        int(members[member]): Rank(group, int(place), int(members.size), bool(sizes[number] > 1))
        for member, place, number in zip(order, places, run, strict=True)
    }


def _figure(name: str, points: Integers, sections: Mapping[str, Integers], measures: Measures) -> Integers:
    if name == "points":
        return points
    if name in sections:
        return sections[name]
    values = measures.values_in(counting_of(name, measures.context.scheme), _whole_period(measures.context))
    return _order_of(values)


def _whole_period(context: Context) -> Buckets:
    slots = context.slots
    return single_bucket(str(slots.period), slots.period.start, slots.period.end, slots.in_period)


def _order_of(values: Values) -> Integers:
    """Whole numbers in the order of exact fractions; without a figure: last."""
    upper, lower = values.numerators[:, 0], values.denominators[:, 0]
    # Fractions with denominators below 2 ** 31 differ by more than 2 ** -62, so cross products decide, not doubles.
    order = sorted(range(upper.size), key=lambda code: _Exact(int(upper[code]), int(lower[code])))
    places = np.zeros(upper.size, np.int64)
    place = 0
    for before, code in zip([None, *order], order, strict=False):
        if before is not None and _Exact(int(upper[before]), int(lower[before])) < _Exact(
            int(upper[code]), int(lower[code])
        ):
            place += 1
        places[code] = place
    return places


@dataclass(frozen=True, slots=True)
class _Exact:
    upper: int
    lower: int

    def __lt__(self, other: "_Exact") -> bool:
        if not self.lower or not other.lower:
            return not self.lower and bool(other.lower)
        return self.upper * other.lower < other.upper * self.lower

# SPDX-License-Identifier: Apache-2.0
"""Columns that add up other columns, multiply them by fixed points, or accumulate them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

import numpy as np

from yizhan.engines.scoring.audit.columns import ColumnKinds, is_cumulative, is_sum, kin, plain_head, without_cumulative
from yizhan.engines.scoring.audit.grid import Grid
from yizhan.engines.scoring.audit.layout import Table, TableRow
from yizhan.engines.scoring.audit.relations import Expected, Relation, compare_exactly

#: Most rows must agree before the others are called wrong.
MOSTLY = Fraction(3, 5)
#: A relation that no head suggests is believed only if nearly all rows agree.
NEARLY_ALL = Fraction(3, 4)
LONGEST_RUN = 10
MOST_COLUMNS_FOR_PAIRS = 14


@dataclass(frozen=True, slots=True)
class _Candidate:
    parts: tuple[int, ...]
    factor: Fraction
    suggested: bool
    agreeing: int
    informative: int
    rows: int
    #: Parts that belong to the same group of columns as the target, less those that do not.
    kinship: int

    @property
    def agreement(self) -> Fraction:
        return Fraction(self.agreeing, self.rows)


def check_sums(table: Table, kinds: ColumnKinds) -> Iterator[Relation]:
    """At most one relation per column: the one that explains it best."""
    grid = Grid.of(table)
    for column in kinds.amounts:
        if is_cumulative(table.heads[column]):
            yield from _check_cumulative(table, column, kinds)
            continue
        best = max(_candidates(table, grid, column, kinds), key=_preference, default=None)
        if best is not None:
            expected = [
                (row, figure, best.factor * _sum(row, best.parts))
                for row in table.rows
                if row.kind != "average" and (figure := row.figures[column])
            ]
            yield compare_exactly(
                table, column, "row_sum" if best.factor == 1 else "multiple", _formula(table, best), expected
            )


def _preference(candidate: _Candidate) -> tuple[Fraction, bool, int, int, int]:
    return candidate.agreement, candidate.suggested, candidate.informative, candidate.kinship, -len(candidate.parts)


def _candidates(table: Table, grid: Grid, column: int, kinds: ColumnKinds) -> Iterator[_Candidate]:
    others = [each for each in kinds.amounts if each != column and not is_cumulative(table.heads[each])]
    head = table.heads[column]
    family = tuple(each for each in others if len(head) >= 2 and table.heads[each].endswith(head))
    runs = _runs(column, others)
    for parts in dict.fromkeys([family, *runs, *_pairs(others)]):
        adjacent = parts in runs
        if len(parts) >= 2:
            suggested = parts == family or (adjacent and is_sum(head))
            # What neither stands beside nor is suggested must fit every row.
            if suggested or adjacent or _fits_all(grid, column, parts):
                yield from _believed(_try(table, grid, column, parts, Fraction(1), suggested), adjacent=adjacent)
        if adjacent or len(parts) == 1:
            factor = _common_factor(grid, column, parts)
            if factor is not None:
                yield from _believed(_try(table, grid, column, parts, factor, suggested=False), adjacent=True)


def _runs(column: int, others: Sequence[int]) -> list[tuple[int, ...]]:
    """Runs of columns directly before or after a column."""
    before = [each for each in others if each < column]
    after = [each for each in others if each > column]
    lengths = range(1, LONGEST_RUN + 1)
    runs = [tuple(before[-length:]) for length in lengths] + [tuple(after[:length]) for length in lengths]
    return [run for run in dict.fromkeys(runs) if run]


def _pairs(others: Sequence[int]) -> list[tuple[int, ...]]:
    if len(others) > MOST_COLUMNS_FOR_PAIRS:
        return []
    return [*combinations(others, 2), *combinations(others, 3)]


def _fits_all(grid: Grid, column: int, parts: tuple[int, ...]) -> bool:
    return bool((grid.agreeing(column, parts) | ~grid.given[:, column]).all())


def _try(
    table: Table, grid: Grid, column: int, parts: tuple[int, ...], factor: Fraction, suggested: bool
) -> _Candidate:
    agreeing = grid.agreeing(column, parts, factor)
    # A sum of one part, or nothing out of nothing, shows nothing.
    telling = grid.filled(parts) >= 2 if factor == 1 else grid.units[:, column] != 0
    kinship = sum(1 if kin(table.heads[column], table.heads[part]) else -1 for part in parts)
    rows, agree, inform = (
        int(np.count_nonzero(which)) for which in (grid.given[:, column], agreeing, agreeing & telling)
    )
    return _Candidate(parts, factor, suggested, agree, inform, max(1, rows), kinship)


def _believed(candidate: _Candidate, *, adjacent: bool) -> Iterator[_Candidate]:
    """Chance makes sums come out too: the less a head suggests one, the more rows must show it."""
    if candidate.suggested:
        believed = candidate.agreement >= MOSTLY
    elif adjacent:
        believed = candidate.agreement >= NEARLY_ALL and candidate.informative >= 3
    else:
        believed = candidate.agreement == 1 and candidate.informative >= 3
    if believed:
        yield candidate


def _common_factor(grid: Grid, column: int, parts: tuple[int, ...]) -> Fraction | None:
    """The points per piece that most rows show: a multiple of a half, and not 1."""
    factor = grid.usual_ratio(column, parts)
    if factor is None or (2 * factor).denominator != 1 or factor in (0, 1):
        return None
    used = [part for part in parts if grid.units[:, part].any()]
    return factor if len(used) >= min(2, len(parts)) else None


def _check_cumulative(table: Table, column: int, kinds: ColumnKinds) -> Iterator[Relation]:
    """What was counted from the start of the year cannot be less than this period alone."""
    wanted = without_cumulative(table.heads[column])
    current = next((each for each in kinds.amounts if plain_head(table.heads[each]) == wanted), None)
    if current is None:
        return
    expected: list[Expected] = []
    for row in table.rows:
        figure, least = row.figures[column], row.figures[current]
        if figure is not None and least is not None:
            expected.append((row, figure, max(figure.exact, least.exact)))
    yield compare_exactly(table, column, "cumulative", f"≥ {table.heads[current]}", expected)


def _value(row: TableRow, column: int) -> Fraction:
    figure = row.figures[column]
    return figure.exact if figure is not None else Fraction(0)


def _sum(row: TableRow, columns: Sequence[int]) -> Fraction:
    return sum((_value(row, column) for column in columns), Fraction(0))


def _formula(table: Table, candidate: _Candidate) -> str:
    names = " + ".join(table.heads[part] for part in candidate.parts)
    if candidate.factor == 1:
        return names
    factor = float(candidate.factor)
    return f"{factor:g} × ({names})" if len(candidate.parts) > 1 else f"{factor:g} × {names}"

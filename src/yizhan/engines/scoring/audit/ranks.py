# SPDX-License-Identifier: Apache-2.0
"""Ranks against the figures they rank."""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from yizhan.engines.scoring.audit.columns import ColumnKinds
from yizhan.engines.scoring.audit.layout import Table, TableRow
from yizhan.engines.scoring.audit.relations import Expected, Relation, compare_exactly
from yizhan.engines.scoring.audit.sums import MOSTLY

#: 1, 2, 2, 4 · 1, 2, 2, 3 · 1, 2, 3, 4 in the order of the rows.
STYLES = ("shared", "dense", "in order")


def check_ranks(table: Table, kinds: ColumnKinds) -> Iterator[Relation]:
    """One relation per column of ranks: with the figure and the way of counting that fit most rows."""
    for column in kinds.ranks:
        tried = [
            (fitting, -STYLES.index(style), figure_column, style)
            for figure_column in (*kinds.amounts, *kinds.rates)
            for style in STYLES
            if (fitting := _fitting(table, column, figure_column, style)) is not None
        ]
        if not tried:
            continue
        fitting, _preference, figure_column, style = max(tried)
        if fitting >= MOSTLY:
            groups = _groups(table, column, figure_column)
            expected = [each for rows in groups for each in _expected(rows, column, figure_column, style)]
            yield compare_exactly(table, column, "rank", f"{table.heads[figure_column]} ({style})", expected)


def _fitting(table: Table, column: int, figure_column: int, style: str) -> Fraction | None:
    expected = [
        each for rows in _groups(table, column, figure_column) for each in _expected(rows, column, figure_column, style)
    ]
    if len(expected) < 2:
        return None
    return Fraction(sum(1 for _row, figure, rank in expected if figure.exact == rank), len(expected))


def _groups(table: Table, column: int, figure_column: int) -> list[list[TableRow]]:
    """Rows that are ranked together: a rank 1 far from the last one starts a new group (towns, then offices)."""
    groups: list[list[TableRow]] = []
    previous = Fraction(0)
    for row in table.body:
        rank, figure = row.figures[column], row.figures[figure_column]
        if rank is None or figure is None:
            continue
        if not groups or (rank.exact == 1 and previous > 1):
            groups.append([])
        groups[-1].append(row)
        previous = rank.exact
    return groups if _sorted(groups, figure_column) else [[row for rows in groups for row in rows]]


def _sorted(groups: Sequence[Sequence[TableRow]], column: int) -> bool:
    """Groups one below the other are each in falling order; otherwise rank 1 just stands anywhere."""
    figures = [[figure.exact for row in rows if (figure := row.figures[column])] for rows in groups]
    return len(groups) > 1 and all(len(each) > 1 and each == sorted(each, reverse=True) for each in figures)


def _expected(rows: Sequence[TableRow], column: int, figure_column: int, style: str) -> Iterator[Expected]:
    ranks = _ranks([figure.exact for row in rows if (figure := row.figures[figure_column])], style)
    seen: Counter[Fraction] = Counter()
    for row in rows:
        rank, figure = row.figures[column], row.figures[figure_column]
        if rank is None or figure is None:
            continue
        tied = seen[figure.exact] if style == "in order" else 0
        seen[figure.exact] += 1
        yield row, rank, Fraction(ranks[figure.exact] + tied)


def _ranks(values: Sequence[Fraction], style: str) -> dict[Fraction, int]:
    """The rank of each value; equal values in order start with the first of these."""
    counts = Counter(values)
    ranks, above = {}, 0
    for place, value in enumerate(sorted(counts, reverse=True)):
        ranks[value] = place + 1 if style == "dense" else above + 1
        above += counts[value]
    return ranks

# SPDX-License-Identifier: Apache-2.0
"""Rows of totals, subtotals and averages against the rows they sum up."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from yizhan.engines.scoring.audit.columns import ColumnKinds
from yizhan.engines.scoring.audit.layout import Table, TableRow
from yizhan.engines.scoring.audit.relations import Relation, compare_exactly, compare_rounded


def check_totals(table: Table, kinds: ColumnKinds) -> Iterator[Relation]:
    """One relation per row of totals and column of counts or points."""
    for place, row in enumerate(table.rows):
        if row.kind in ("total", "subtotal"):
            members = _members(table, place, kinds)
            for column in kinds.amounts:
                figure = row.figures[column]
                if figure is not None and members:
                    expected = [(row, figure, _sum(members, column))]
                    yield compare_exactly(
                        table, column, "column_total", f"{row.label} = Σ {table.heads[column]}", expected
                    )
        elif row.kind == "average":
            for column in kinds.amounts:
                figure = row.figures[column]
                if figure is not None and table.body:
                    expected = [(row, figure, _sum(table.body, column) / len(table.body))]
                    yield compare_rounded(
                        table, column, "average", f"{row.label} = Σ {table.heads[column]} ÷ {len(table.body)}", expected
                    )


def _members(table: Table, place: int, kinds: ColumnKinds) -> list[TableRow]:
    """The rows that a total sums up: all, or those since the last total where that fits more columns."""
    row = table.rows[place]
    start = max((number + 1 for number in range(place) if table.rows[number].kind != "body"), default=0)
    block = [each for each in table.rows[start:place] if each.kind == "body"]
    if row.kind == "subtotal":
        return block
    return max((table.body, block), key=lambda members: _fitting(row, members, kinds))


def _fitting(row: TableRow, members: Sequence[TableRow], kinds: ColumnKinds) -> int:
    return sum(
        1 for column in kinds.amounts if (figure := row.figures[column]) and figure.exact == _sum(members, column)
    )


def _sum(rows: Sequence[TableRow], column: int) -> Fraction:
    return sum((figure.exact for row in rows if (figure := row.figures[column])), Fraction(0))

# SPDX-License-Identifier: Apache-2.0
"""Lists of labels and figures (共受理 506,交办 495,直办 11): wholes and the parts that follow or precede them."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import permutations, product

from yizhan.engines.scoring.audit.layout import Table, TableRow
from yizhan.engines.scoring.audit.relations import Expected, Relation, compare_exactly, compare_rounded
from yizhan.engines.scoring.audit.roundings import explained_by

_HEADS = re.compile(r"^(项目|指标|内容|名称|事项|fact|item|label|name)·?.*$", re.IGNORECASE)
_VALUES = re.compile(r"^(数值|数量|件数|条数|数|value|number|figure)$", re.IGNORECASE)
_WHOLE = re.compile(r"(总|合计|共|全部|受理|total|all|received)", re.IGNORECASE)
#: A whole and its parts that miss each other by less than this were meant to agree.
NEARLY = Fraction(2, 100)
LONGEST = 12
#: A sum that makes a figure as large as this by chance is unlikely.
LARGE = 1_000


def is_list_of_facts(table: Table) -> bool:
    """Whether the table has labels and one column of figures, by its heads."""
    named = any(_HEADS.match(head) for head in table.heads)
    return named and len(table.numeric) == 1 and bool(_VALUES.match(table.heads[table.numeric[0]]))


def check_facts(table: Table) -> Iterator[Relation]:
    """Each figure that is a sum of others in a run, and each percentage that two figures explain."""
    column = table.numeric[0]
    counts = [
        row for row in table.rows if (figure := row.figures[column]) and not figure.percent and not figure.decimals
    ]
    for row in counts:
        figure = row.figures[column]
        for parts in _parts(row, counts, column):
            expected: list[Expected] = [(row, figure, _sum(parts, column))] if figure else []
            formula = f"{row.label} = {' + '.join(part.label for part in parts)}"
            yield compare_exactly(table, column, "row_sum", formula, expected)
    yield from _percentages(table, counts, column)


def _parts(row: TableRow, counts: Sequence[TableRow], column: int) -> list[Sequence[TableRow]]:
    """Runs that add up to the figure: neighbours, and for wholes and large figures any run of the list.

    For a whole without such a run, the one that nearly adds up: it was meant to.
    """
    whole, place = _exact(row, column), counts.index(row)
    runs = [run for run in _runs(counts) if row not in run]
    exact = [run for run in runs if _sum(run, column) == whole]
    is_whole = bool(_WHOLE.search(row.label))
    if is_whole or whole >= LARGE:
        found = exact
    else:
        neighbours = [counts[place - 1] if place else None, counts[place + 1] if place + 1 < len(counts) else None]
        found = [run for run in exact if run[-1] is neighbours[0] or run[0] is neighbours[1]]
    if found or not is_whole or not runs:
        return found
    near = min(runs, key=lambda run: abs(_sum(run, column) - whole))
    return [near] if abs(_sum(near, column) - whole) < NEARLY * whole else []


def _runs(counts: Sequence[TableRow]) -> list[Sequence[TableRow]]:
    """Two and more figures that follow one another."""
    starts = range(len(counts))
    return [counts[start:end] for start in starts for end in range(start + 2, min(len(counts), start + LONGEST) + 1)]


def _percentages(table: Table, counts: Sequence[TableRow], column: int) -> Iterator[Relation]:
    for row in table.rows:
        figure = row.figures[column]
        if figure is None or not figure.percent:
            continue
        quotients = ((formula, 100 * part / whole) for formula, part, whole in _quotients(counts, column) if whole)
        near = ((formula, exact) for formula, exact in quotients if abs(figure.exact - exact) < 1)
        found = next(((formula, exact) for formula, exact in near if explained_by(figure, exact)), None)
        if found:
            yield compare_rounded(table, column, "rate", f"{row.label} = {found[0]}", [(row, figure, found[1])])


def _quotients(counts: Sequence[TableRow], column: int) -> Iterator[tuple[str, Fraction, Fraction]]:
    """Quotients of two figures, changes from one to another, and runs together against another; simple ones first."""
    for part, whole in permutations(counts, 2):
        yield f"{part.label} ÷ {whole.label}", _exact(part, column), _exact(whole, column)
    for now, before in permutations(counts, 2):
        change = _exact(now, column) - _exact(before, column)
        yield f"({now.label} − {before.label}) ÷ {before.label}", change, _exact(before, column)
    for run, whole in product(_runs(counts), counts):
        if whole not in run:
            yield (
                f"({' + '.join(each.label for each in run)}) ÷ {whole.label}",
                _sum(run, column),
                _exact(whole, column),
            )


def _exact(row: TableRow, column: int) -> Fraction:
    figure = row.figures[column]
    return figure.exact if figure else Fraction(0)


def _sum(rows: Sequence[TableRow], column: int) -> Fraction:
    return sum((_exact(row, column) for row in rows), Fraction(0))

# SPDX-License-Identifier: Apache-2.0
"""Columns of points or money that weigh other columns: 5 points an item here, 10 there."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from yizhan.engines.scoring.audit.columns import ColumnKinds, is_cumulative
from yizhan.engines.scoring.audit.layout import Table, TableRow
from yizhan.engines.scoring.audit.relations import Relation, compare_exactly
from yizhan.engines.scoring.audit.sums import NEARLY_ALL

_POINTS = re.compile(r"(分|points?|score|稿酬|金额|奖金|fee|amount)", re.IGNORECASE)
MOST_PARTS = 8
#: Two doubles that are no further apart, in parts of the larger, may stand for the same figure.
_CLOSE = 1e-9


def check_weights(table: Table, kinds: ColumnKinds, explained: frozenset[str]) -> Iterator[Relation]:
    """One relation for each column of points that no sum explains yet."""
    for column in kinds.amounts:
        head = table.heads[column]
        if head in explained or not _POINTS.search(head) or is_cumulative(head):
            continue
        counted = [each for each in kinds.amounts if each < column and not _POINTS.search(table.heads[each])]
        for parts in (counted[-length:] for length in range(2, min(MOST_PARTS, len(counted)) + 1)):
            weights = _weights(table, column, parts)
            if weights is not None:
                yield _relation(table, column, parts, weights)
                break


def _weights(table: Table, column: int, parts: Sequence[int]) -> list[Fraction] | None:
    """Multiples of a half that explain nearly all rows; a single wrong row does not hide them."""
    rows = [row for row in table.body if row.figures[column] is not None]
    parts_of = np.array([[float(_value(row, part)) for part in parts] for row in rows]).reshape(len(rows), len(parts))
    wholes = np.array([float(_value(row, column)) for row in rows])
    if len(rows) <= len(parts) or np.linalg.matrix_rank(parts_of) < len(parts):
        return None
    tried: set[tuple[Fraction, ...]] = set()
    for left_out in [None, *range(len(rows))]:
        kept = np.arange(len(rows)) != (-1 if left_out is None else left_out)
        weights = _solved(parts_of[kept], wholes[kept])
        if tuple(weights) in tried or not all(weight > 0 for weight in weights):
            continue
        tried.add(tuple(weights))
        nearly = _nearly(parts_of, wholes, weights)
        if nearly <= len(parts) or nearly < NEARLY_ALL * len(rows):
            continue
        agreeing = sum(1 for row in rows if _value(row, column) == _weighed(row, parts, weights))
        if agreeing > len(parts) and agreeing >= NEARLY_ALL * len(rows):
            return weights
    return None


def _nearly(parts_of: NDArray[np.float64], wholes: NDArray[np.float64], weights: Sequence[Fraction]) -> int:
    """How many rows the weights may explain, told without exact arithmetic, which is slow."""
    missed = np.abs(parts_of @ np.array([float(weight) for weight in weights]) - wholes)
    return int(np.count_nonzero(missed <= _CLOSE * (1 + np.abs(wholes))))


def _solved(parts: NDArray[np.float64], wholes: NDArray[np.float64]) -> list[Fraction]:
    solution, *_rest = np.linalg.lstsq(parts, wholes, rcond=None)
    return [Fraction(round(2 * float(weight)), 2) for weight in solution]


def _relation(table: Table, column: int, parts: Sequence[int], weights: Sequence[Fraction]) -> Relation:
    terms = [f"{float(weight):g} × {table.heads[part]}" for weight, part in zip(weights, parts, strict=True)]
    expected = [(row, figure, _weighed(row, parts, weights)) for row in table.body if (figure := row.figures[column])]
    return compare_exactly(table, column, "multiple", " + ".join(terms), expected)


def _weighed(row: TableRow, parts: Sequence[int], weights: Sequence[Fraction]) -> Fraction:
    return sum((weight * _value(row, part) for weight, part in zip(weights, parts, strict=True)), Fraction(0))


def _value(row: TableRow, column: int) -> Fraction:
    figure = row.figures[column]
    return figure.exact if figure else Fraction(0)

# SPDX-License-Identifier: Apache-2.0
"""What an audit says: relations between figures of a table, and where they do not hold."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from yizhan.engines.scoring.audit.figures import Figure
from yizhan.engines.scoring.audit.layout import Table, TableRow
from yizhan.engines.scoring.audit.roundings import Convention, common_convention, explained_by

RelationKind = Literal[
    "column_total", "average", "row_sum", "multiple", "rate", "share", "change", "rank", "cumulative", "check"
]
Verdict = Literal["agrees", "rounding", "differs"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One figure against what it should be."""

    cell: str
    row: str
    column: str
    stated: str
    computed: Fraction
    difference: Fraction
    verdict: Verdict
    #: How the figure was rounded, as far as a rounding explains it.
    rounding: Convention | None = None


@dataclass(frozen=True)
class Relation:
    """A relation that holds for most rows, in words such as `采用 ÷ 报送`, with every comparison."""

    kind: RelationKind
    target: str
    formula: str
    comparisons: Sequence[Comparison]
    convention: Convention | None = None

    @property
    def differing(self) -> list[Comparison]:
        """Comparisons that do not hold, and that no rounding explains."""
        return [comparison for comparison in self.comparisons if comparison.verdict == "differs"]


Expected = tuple[TableRow, Figure, Fraction]


def compare_exactly(
    table: Table, column: int, kind: RelationKind, formula: str, expected: Iterable[Expected]
) -> Relation:
    """Figures that must be equal: counts and points. A printed rounding still explains a difference."""
    comparisons = []
    for row, figure, exact in expected:
        rounding = None if figure.exact == exact else explained_by(figure, exact)
        verdict: Verdict = "agrees" if figure.exact == exact else "rounding" if rounding else "differs"
        comparisons.append(_comparison(table, (row, figure, exact), column, verdict, rounding))
    return Relation(kind, table.heads[column], formula, comparisons)


def compare_rounded(
    table: Table, column: int, kind: RelationKind, formula: str, expected: Iterable[Expected]
) -> Relation:
    """Figures that are rounded: most rows show how, and the others are held against it."""
    kept = list(expected)
    convention = common_convention((figure, exact) for _row, figure, exact in kept)
    comparisons = []
    for each in kept:
        _row, figure, exact = each
        usual = convention is not None and convention.apply(exact) == figure.value
        rounding = convention if usual else explained_by(figure, exact)
        verdict: Verdict = "agrees" if usual else "rounding" if rounding else "differs"
        comparisons.append(_comparison(table, each, column, verdict, rounding))
    return Relation(kind, table.heads[column], formula, comparisons, convention)


def _comparison(
    table: Table, expected: Expected, column: int, verdict: Verdict, rounding: Convention | None
) -> Comparison:
    row, figure, exact = expected
    cell, difference = table.cell(row, column), figure.exact - exact
    return Comparison(cell, row.label, table.heads[column], figure.text, exact, difference, verdict, rounding)


def in_decimals(value: Fraction, places: int = 4) -> Decimal:
    """An exact value for people: at most so many decimals, no useless zeros."""
    rounded = Convention(places, "half_up").apply(value).normalize()
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded

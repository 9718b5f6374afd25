# SPDX-License-Identifier: Apache-2.0
"""Rates, shares of a total and changes, and the rounding that most rows show."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

import numpy as np

from yizhan.engines.scoring.audit.columns import ColumnKinds, is_change, upper_head
from yizhan.engines.scoring.audit.figures import is_blank
from yizhan.engines.scoring.audit.grid import Grid
from yizhan.engines.scoring.audit.layout import Table, TableRow
from yizhan.engines.scoring.audit.relations import Comparison, Expected, Relation, RelationKind, compare_rounded
from yizhan.engines.scoring.audit.roundings import is_near
from yizhan.engines.scoring.audit.sums import MOSTLY


@dataclass(frozen=True, slots=True)
class _Ratio:
    """What is divided by what: columns, added up, by columns or by one total; of a change the difference."""

    part: tuple[int, ...]
    whole: tuple[int, ...] = ()
    total: Fraction = Fraction(0)
    is_change: bool = False

    def of(self, row: TableRow) -> tuple[Fraction, Fraction] | None:
        """Part and whole in one row."""
        if not self.whole:
            figure = row.figures[self.part[0]]
            return None if figure is None else (figure.exact, self.total)
        above, below = _added(row, self.part), _added(row, self.whole)
        if above is None or below is None:
            return None
        return (above - below if self.is_change else above), below

    def at_most(self, grid: Grid, column: int, scale: int, nearest: int) -> Fraction:
        """The share of rows that may agree; what is too small here need not be tried row by row."""
        if not self.whole:
            above = grid.units[:, self.part[0]]
            below = np.full(len(above), float(self.total * 10**grid.places))
            return grid.may_be(column, above * scale, below, grid.given[:, self.part[0]], nearest)
        above, below = grid.sums(self.part), grid.sums(self.whole)
        if self.is_change:
            above = above - below
        rows = grid.counted(self.part) & grid.counted(self.whole)
        return grid.may_be(column, above * scale, below, rows, nearest)


@dataclass(frozen=True)
class _Candidate:
    kind: RelationKind
    formula: str
    ratio: _Ratio
    #: 100 where 50 % is printed as 50, 1 where it is printed as 0.5.
    scale: int
    agreement: Fraction
    distance: int


@dataclass(frozen=True)
class _Target:
    """The column of rates that is to be explained, and the decimals that it usually shows."""

    table: Table
    grid: Grid
    column: int
    usual: int


def check_rates(table: Table, kinds: ColumnKinds) -> Iterator[Relation]:
    """At most one relation per column of rates."""
    grid = Grid.of(table)
    for column in kinds.rates:
        best = max(
            _candidates(table, grid, column, kinds), key=lambda each: (each.agreement, -each.distance), default=None
        )
        if best is not None:
            expected = list(_expected(table, column, best.ratio, best.scale))
            yield compare_rounded(table, column, best.kind, best.formula, expected)
            if best.kind == "share":
                yield from _check_hundred(table, column, best.scale)


def _candidates(table: Table, grid: Grid, column: int, kinds: ColumnKinds) -> Iterator[_Candidate]:
    heads, target = table.heads, _Target(table, grid, column, _usual_decimals(table, column))
    groups = [(column,) for column in kinds.amounts] + _groups(table, kinds)
    for part, whole in permutations(groups, 2):
        if set(part) & set(whole):
            continue
        distance = sum(abs(column - each) for each in (*part, *whole))
        above, below = _names(table, part), _names(table, whole)
        if is_change(heads[column]):
            formula = f"({above} − {below}) ÷ {below}"
            yield from _believed(target, "change", formula, _Ratio(part, whole, is_change=True), distance)
        else:
            yield from _believed(target, "rate", f"{above} ÷ {below}", _Ratio(part, whole), distance)
    for single in kinds.amounts:
        for name, total in _totals(table, single):
            formula = f"{heads[single]} ÷ {name} {float(total):g}"
            ratio = _Ratio((single,), total=total)
            yield from _believed(target, "share", formula, ratio, abs(column - single))


def _groups(table: Table, kinds: ColumnKinds) -> list[tuple[int, ...]]:
    """Columns under one upper head, which are often added before a rate is taken: 采用·县级 and 采用·市级."""
    groups: dict[str, list[int]] = {}
    for column in kinds.amounts:
        if upper := upper_head(table.heads[column]):
            groups.setdefault(upper, []).append(column)
    return [tuple(columns) for columns in groups.values() if len(columns) > 1]


def _names(table: Table, columns: tuple[int, ...]) -> str:
    names = " + ".join(table.heads[column] for column in columns)
    return f"({names})" if len(columns) > 1 else names


def _believed(target: _Target, kind: RelationKind, formula: str, ratio: _Ratio, distance: int) -> Iterator[_Candidate]:
    table, column, usual = target.table, target.column, target.usual
    for scale in (100, 1):
        if ratio.at_most(target.grid, column, scale, usual) < MOSTLY:
            continue
        expected = [each for each in _expected(table, column, ratio, scale) if each[0].kind == "body"]
        if len({exact for _row, _figure, exact in expected}) < 2:
            continue
        near = sum(1 for _row, figure, exact in expected if is_near(figure, exact, max(usual, figure.used_decimals)))
        agreement = Fraction(near, len(expected))
        if agreement >= MOSTLY and near >= 2:
            yield _Candidate(kind, formula, ratio, scale, agreement, distance)


def _usual_decimals(table: Table, column: int) -> int:
    """The decimals that most figures of a column use, whole ones left aside."""
    used = Counter(
        figure.used_decimals for row in table.body if (figure := row.figures[column]) and figure.used_decimals
    )
    return used.most_common(1)[0][0] if used else 0


def _expected(table: Table, column: int, ratio: _Ratio, scale: int) -> Iterator[Expected]:
    for row in table.rows:
        figure, parts = row.figures[column], ratio.of(row)
        if figure is None or parts is None:
            continue
        part, whole = parts
        if whole:
            yield row, figure, scale * part / whole
        elif not part:
            # 0 of 0 is printed as 0 by most, as a dash by some; both are right.
            yield row, figure, Fraction(0)


def _added(row: TableRow, columns: tuple[int, ...]) -> Fraction | None:
    """The sum of these cells; a blank one is nothing, words are no figure."""
    figures = [row.figures[column] for column in columns]
    if all(figure is None for figure in figures) and not all(is_blank(row.texts[column]) for column in columns):
        return None
    return sum((figure.exact for figure in figures if figure), Fraction(0))


def _totals(table: Table, column: int) -> Iterator[tuple[str, Fraction]]:
    """What a share may be a share of: the printed total, and the sum of the rows."""
    printed = [figure.exact for row in table.rows if row.kind == "total" and (figure := row.figures[column])]
    summed = sum((figure.exact for row in table.body if (figure := row.figures[column])), Fraction(0))
    for total in dict.fromkeys(printed):
        if total and total != summed:
            yield "total", total
    if summed:
        yield "Σ", summed


def _check_hundred(table: Table, column: int, scale: int) -> Iterator[Relation]:
    """Rounded shares need not add up to 100: they may miss it by half a last place each."""
    figures = [figure for row in table.body if (figure := row.figures[column])]
    total = sum((figure.exact for figure in figures), Fraction(0))
    last = max(table.body, key=lambda row: row.number)
    allowed = sum((Fraction(1, 2 * 10**figure.decimals) for figure in figures), Fraction(0))
    missed = abs(total - scale)
    if not any(row.kind == "total" for row in table.rows) and missed:
        yield _hundred(table, last, column, total, scale, explained=missed <= allowed)


def _hundred(table: Table, row: TableRow, column: int, total: Fraction, scale: int, *, explained: bool) -> Relation:
    """Shares that add up to something else than the whole."""
    comparison = Comparison(
        table.cell(row, column),
        "Σ",
        table.heads[column],
        f"{float(total):g}",
        Fraction(scale),
        total - scale,
        "rounding" if explained else "differs",
    )
    return Relation("column_total", table.heads[column], f"Σ {table.heads[column]} = {scale}", [comparison])

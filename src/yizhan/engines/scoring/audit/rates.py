# SPDX-License-Identifier: Apache-2.0
"""Rates, shares of a total and changes, and the rounding that most rows show."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from yizhan.engines.scoring.audit.columns import ColumnKinds, is_change, upper_head
from yizhan.engines.scoring.audit.figures import is_blank
from yizhan.engines.scoring.audit.layout import Table, TableRow
from yizhan.engines.scoring.audit.relations import Comparison, Expected, Relation, RelationKind, compare_rounded
from yizhan.engines.scoring.audit.roundings import is_near
from yizhan.engines.scoring.audit.sums import MOSTLY

Ratio = Callable[[TableRow], tuple[Fraction, Fraction] | None]


@dataclass(frozen=True)
class _Candidate:
    kind: RelationKind
    formula: str
    ratio: Ratio
    #: 100 where 50 % is printed as 50, 1 where it is printed as 0.5.
    scale: int
    agreement: Fraction
    distance: int


def check_rates(table: Table, kinds: ColumnKinds) -> Iterator[Relation]:
    """At most one relation per column of rates."""
    for column in kinds.rates:
        best = max(_candidates(table, column, kinds), key=lambda each: (each.agreement, -each.distance), default=None)
        if best is not None:
            expected = list(_expected(table, column, best.ratio, best.scale))
            yield compare_rounded(table, column, best.kind, best.formula, expected)
            if best.kind == "share":
                yield from _check_hundred(table, column, best.scale)


def _candidates(table: Table, column: int, kinds: ColumnKinds) -> Iterator[_Candidate]:
    heads = table.heads
    groups = [(column,) for column in kinds.amounts] + _groups(table, kinds)
    for part, whole in permutations(groups, 2):
        if set(part) & set(whole):
            continue
        distance = sum(abs(column - each) for each in (*part, *whole))
        above, below = _names(table, part), _names(table, whole)
        if is_change(heads[column]):
            formula = f"({above} − {below}) ÷ {below}"
            yield from _believed(table, column, "change", formula, _change(part, whole), distance)
        else:
            yield from _believed(table, column, "rate", f"{above} ÷ {below}", _quotient(part, whole), distance)
    for single in kinds.amounts:
        for name, total in _totals(table, single):
            formula = f"{heads[single]} ÷ {name} {float(total):g}"
            yield from _believed(table, column, "share", formula, _share(single, total), abs(column - single))


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


def _believed(
    table: Table, column: int, kind: RelationKind, formula: str, ratio: Ratio, distance: int
) -> Iterator[_Candidate]:
    usual = _usual_decimals(table, column)
    for scale in (100, 1):
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


def _expected(table: Table, column: int, ratio: Ratio, scale: int) -> Iterator[Expected]:
    for row in table.rows:
        figure, parts = row.figures[column], ratio(row)
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


def _quotient(part: tuple[int, ...], whole: tuple[int, ...]) -> Ratio:
    def ratio(row: TableRow) -> tuple[Fraction, Fraction] | None:
        above, below = _added(row, part), _added(row, whole)
        return None if above is None or below is None else (above, below)

    return ratio


def _change(now: tuple[int, ...], before: tuple[int, ...]) -> Ratio:
    def ratio(row: TableRow) -> tuple[Fraction, Fraction] | None:
        above, below = _added(row, now), _added(row, before)
        return None if above is None or below is None else (above - below, below)

    return ratio


def _share(part: int, total: Fraction) -> Ratio:
    def ratio(row: TableRow) -> tuple[Fraction, Fraction] | None:
        above = row.figures[part]
        return None if above is None else (above.exact, total)

    return ratio


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

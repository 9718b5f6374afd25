# SPDX-License-Identifier: Apache-2.0
"""Relations that the reader states, carried out on the table."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from yizhan.engines.scoring.audit.expressions import Expression, parse_expression
from yizhan.engines.scoring.audit.figures import Figure, read_figure
from yizhan.engines.scoring.audit.layout import Table, TableRow
from yizhan.engines.scoring.audit.relations import Comparison, Expected, Relation, compare_rounded
from yizhan.engines.scoring.findings import nearest, refusal


def check_stated(table: Table, text: str) -> Relation:
    """One relation: a column for each row, a label of a list of facts, or `sum(column)` and `count(column)` once."""
    left, _separator, right = text.partition("=")
    if left.strip().startswith(("sum(", "count(")):
        # `sum(采用) = 67` is the printed 67 against the sum of the rows.
        return _whole(table, parse_expression(f"{right}={left}", table.heads), text)
    labels = {row.label: row for row in table.rows}
    if left.strip() in labels and left.strip() not in table.heads:
        return _fact(table, parse_expression(text, list(labels)), labels)
    expression = parse_expression(text, table.heads)
    if expression.target not in table.heads:
        near = nearest(expression.target, [*table.heads, *labels])
        raise refusal(
            "audit.name_unknown", f"there is no column '{expression.target}'", name=expression.target, near=near
        )
    column = table.heads.index(expression.target)
    return compare_rounded(table, column, "check", expression.formula, _rows(table, column, expression))


def _rows(table: Table, column: int, expression: Expression) -> Iterator[Expected]:
    def over_rows(how: str, name: str) -> Fraction:
        return _over_rows(table, how, name)

    for row in table.rows:

        def of_row(name: str, row: TableRow = row) -> Fraction | None:
            return _value(row, table.heads.index(name))

        figure, exact = row.figures[column], expression.value(of_row, over_rows)
        if figure is not None and exact is not None and row.kind != "average":
            yield row, figure, exact * (100 if figure.percent else 1)


def _value(row: TableRow, column: int) -> Fraction | None:
    figure = row.figures[column]
    return (
        figure.exact if figure else Fraction(0) if column < len(row.texts) and not row.texts[column].strip() else None
    )


def _over_rows(table: Table, how: str, name: str) -> Fraction:
    column = table.heads.index(name)
    figures = [figure.exact for row in table.body if (figure := row.figures[column])]
    filled = sum(1 for row in table.body if row.texts[column].strip())
    return sum(figures, Fraction(0)) if how == "sum" else Fraction(filled)


def _whole(table: Table, expression: Expression, text: str) -> Relation:
    figure = read_figure(expression.target)
    exact = expression.value(lambda _name: None, lambda how, name: _over_rows(table, how, name))
    if figure is None or exact is None:
        raise refusal("audit.expression", f"'{text}' is no relation", value=text)
    agrees = figure.exact == exact
    comparison = Comparison(
        "", "Σ", expression.formula, figure.text, exact, figure.exact - exact, "agrees" if agrees else "differs"
    )
    return Relation("check", expression.formula, text.strip(), [comparison])


def _fact(table: Table, expression: Expression, labels: dict[str, TableRow]) -> Relation:
    """A list of labels and figures: the first column of figures holds them."""
    column = table.numeric[0]
    row = labels[expression.target]
    figure = row.figures[column] or Figure("", Decimal(0), 0)

    def of_label(name: str) -> Fraction | None:
        found = labels[name].figures[column]
        return found.exact if found else None

    exact = expression.value(of_label, lambda how, name: _over_rows(table, how, name))
    expected = [] if exact is None else [(row, figure, exact * (100 if figure.percent else 1))]
    return compare_rounded(table, column, "check", f"{expression.target} = {expression.formula}", expected)

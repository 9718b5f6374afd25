# SPDX-License-Identifier: Apache-2.0
"""Short ways to write printed tables in tests."""

from collections.abc import Sequence

from yizhan.engines.scoring.audit.auditing import Audit, audit_sheet
from yizhan.engines.scoring.audit.relations import Comparison, in_decimals
from yizhan.engines.scoring.spreadsheets import Sheet


def audited(text: str, *stated: str) -> Audit:
    """Audit a table: rows on lines, cells between bars or commas."""
    rows = [[cell.strip() for cell in line.split(",")] for line in text.strip().splitlines()]
    return audit_sheet(Sheet("T.csv", rows), stated)


def audited_rows(heads: Sequence[str], rows: Sequence[Sequence[object]], *stated: str) -> Audit:
    """Audit heads and rows."""
    return audit_sheet(Sheet("T.csv", [list(heads), *([str(cell) for cell in row] for row in rows)]), stated)


def formulas(audit: Audit) -> dict[str, str]:
    """Relations found, by target (or by the total's own formula)."""
    return {
        relation.target: relation.formula
        for relation in audit.relations
        if relation.kind not in ("column_total", "cumulative")
    }


def wrong(audit: Audit) -> list[tuple[str, str, str, str]]:
    """Cell, printed, computed and difference of everything that does not agree."""
    return [_told(each) for relation in audit.relations for each in relation.comparisons if each.verdict == "differs"]


def rounded(audit: Audit) -> list[tuple[str, str, str]]:
    """Cell, printed, and the rounding that explains it."""
    return [
        (each.cell, each.stated, str(each.rounding))
        for relation in audit.relations
        for each in relation.comparisons
        if each.verdict == "rounding"
    ]


def _told(each: Comparison) -> tuple[str, str, str, str]:
    return each.cell, each.stated, str(in_decimals(each.computed)), str(in_decimals(each.difference))

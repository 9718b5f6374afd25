# SPDX-License-Identifier: Apache-2.0
"""The arithmetic audit of a printed table: which sums, rates and ranks agree, and which do not and by how much."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from yizhan.engines.scoring.audit.columns import column_kinds
from yizhan.engines.scoring.audit.facts import check_facts, is_list_of_facts
from yizhan.engines.scoring.audit.layout import Table, find_table
from yizhan.engines.scoring.audit.ranks import check_ranks
from yizhan.engines.scoring.audit.rates import check_rates
from yizhan.engines.scoring.audit.relations import Comparison, Relation, in_decimals
from yizhan.engines.scoring.audit.stated import check_stated
from yizhan.engines.scoring.audit.sums import check_sums
from yizhan.engines.scoring.audit.totals import check_totals
from yizhan.engines.scoring.audit.weights import check_weights
from yizhan.engines.scoring.findings import Finding, Findings, Place
from yizhan.engines.scoring.spreadsheets import Sheet, cell_name, read_sheet


@dataclass(frozen=True)
class Audit:
    """Everything that was compared."""

    table: Table
    relations: Sequence[Relation]
    notes: Sequence[Finding]

    @property
    def agrees(self) -> bool:
        """Whether every figure agrees, or a rounding explains it."""
        return not any(relation.differing for relation in self.relations)


def audit_file(path: Path, stated: Sequence[str] = ()) -> Audit:
    """Audit the first sheet of a file; `stated` are relations such as `得分 = 市级得分 + 盟市得分`.

    Raises `Refused` if there is no table, or if a stated relation cannot be read.
    """
    return audit_sheet(read_sheet(path), stated)


def audit_sheet(sheet: Sheet, stated: Sequence[str] = ()) -> Audit:
    """The same for a sheet in memory."""
    table = find_table(sheet)
    kinds = column_kinds(table)
    sums = list(check_sums(table, kinds))
    explained = frozenset(relation.target for relation in sums)
    relations = [
        *check_totals(table, kinds),
        *sums,
        *check_weights(table, kinds, explained),
        *check_rates(table, kinds),
        *check_ranks(table, kinds),
    ]
    if is_list_of_facts(table):
        relations = list(check_facts(table))
    relations += [check_stated(table, each) for each in stated]
    return Audit(table, [relation for relation in relations if relation.comparisons], tuple(_notes(sheet, table)))


def _notes(sheet: Sheet, table: Table) -> list[Finding]:
    formulas = sorted(cell for cell in sheet.formulas if any(row.number == cell[0] for row in table.rows))
    if not formulas:
        return []
    cells = tuple(cell_name(*cell) for cell in formulas)
    sentence = f"{len(cells)} cells hold formulas; the values saved with them were checked: {', '.join(cells[:20])}"
    findings = Findings()
    findings.note("audit.formulas", sentence, Place(sheet.file), cells=cells[:20], count=len(cells))
    return list(findings)


def audit_report(audit: Audit) -> dict[str, object]:
    """An audit as plain lists and dictionaries."""
    comparisons = [comparison for relation in audit.relations for comparison in relation.comparisons]
    verdicts = [comparison.verdict for comparison in comparisons]
    return {
        "file": audit.table.file,
        "agrees": audit.agrees,
        "checked": len(comparisons),
        "agree": verdicts.count("agrees"),
        "explained_by_rounding": verdicts.count("rounding"),
        "differ": verdicts.count("differs"),
        "relations": [_plain_relation(relation) for relation in audit.relations],
        "findings": [
            {"kind": relation.kind, "relation": relation.formula, **_plain_comparison(comparison)}
            for relation in audit.relations
            for comparison in relation.comparisons
            if comparison.verdict != "agrees"
        ],
        "notes": [note.plain() for note in audit.notes],
    }


def _plain_relation(relation: Relation) -> dict[str, object]:
    verdicts = [comparison.verdict for comparison in relation.comparisons]
    convention = relation.convention
    return {
        "kind": relation.kind,
        "target": relation.target,
        "formula": relation.formula,
        "rounding": {"decimals": convention.decimals, "mode": convention.mode} if convention else None,
        "checked": len(verdicts),
        "agree": verdicts.count("agrees"),
        "explained_by_rounding": verdicts.count("rounding"),
        "differ": verdicts.count("differs"),
    }


def _explanation(comparison: Comparison) -> str | None:
    if comparison.verdict != "rounding":
        return None
    return str(comparison.rounding) if comparison.rounding else "every share was rounded for itself"


def _plain_comparison(comparison: Comparison) -> dict[str, object]:
    return {
        "cell": comparison.cell,
        "row": comparison.row,
        "column": comparison.column,
        "stated": comparison.stated,
        "computed": str(in_decimals(comparison.computed)),
        "difference": str(in_decimals(comparison.difference)),
        "verdict": comparison.verdict,
        "explained_by": _explanation(comparison),
    }

# SPDX-License-Identifier: Apache-2.0
"""The child process that audits a table from outside: `python -m yizhan.engines.scoring.audit.worker`.

Arguments: path, seconds, megabytes. Standard input is a JSON list of stated relations. Standard output gets one JSON
object: the audit with its grid, or {"refused": findings}. It never writes anything else.
"""

import json
import sys
from pathlib import Path

from yizhan.engines.media.confinement import confine
from yizhan.engines.scoring.audit.auditing import Audit, audit_report, audit_sheet
from yizhan.engines.scoring.audit.relations import Comparison, Verdict
from yizhan.engines.scoring.findings import Place, Refused, refusal
from yizhan.engines.scoring.spreadsheets import Sheet, read_sheet

OUTPUT_MEGABYTES = 64
#: A bulletin that names every unit of a province has far fewer.
MOST_CELLS = 40_000
_GRAVITY: dict[Verdict, int] = {"agrees": 0, "rounding": 1, "differs": 2}


def main(arguments: list[str]) -> int:
    """Audit one file; 0 whether it could be read or was refused, anything else if the process was stopped."""
    path, seconds, megabytes = arguments
    stated = json.load(sys.stdin)
    confine(seconds=float(seconds), megabytes=int(megabytes), output_megabytes=OUTPUT_MEGABYTES)
    try:
        answer = _audited(Path(path), stated)
    except Refused as refused:
        answer = {"refused": [finding.plain() for finding in refused.findings]}
    sys.stdout.write(json.dumps(answer))
    return 0


def _audited(path: Path, stated: list[str]) -> dict[str, object]:
    sheet = read_sheet(path)
    cells = sum(len(row) for row in sheet.rows)
    if cells > MOST_CELLS:
        sentence = f"the table has {cells} cells; at most {MOST_CELLS} are checked"
        raise refusal("audit.too_many_cells", sentence, Place(sheet.file), cells=cells, most=MOST_CELLS)
    audit = audit_sheet(sheet, stated)
    return {"report": audit_report(audit), "roundings": _roundings(audit), "cells": _cells(audit), "rows": _rows(sheet)}


def _roundings(audit: Audit) -> list[dict[str, object] | None]:
    """For each finding of the report the rounding that explains it, in parts that a face can put into words."""
    found = [each for relation in audit.relations for each in relation.comparisons if each.verdict != "agrees"]
    return [
        {"decimals": each.rounding.decimals, "mode": each.rounding.mode} if each.rounding else None for each in found
    ]


def _cells(audit: Audit) -> dict[str, Verdict]:
    """The gravest that is said of each cell which was checked."""
    said: dict[str, Verdict] = {}
    compared: list[Comparison] = [each for relation in audit.relations for each in relation.comparisons if each.cell]
    for each in sorted(compared, key=lambda one: _GRAVITY[one.verdict]):
        said[each.cell] = each.verdict
    return said


def _rows(sheet: Sheet) -> list[list[str]]:
    """The sheet without the blank rows at its end."""
    last = max((number for number, row in enumerate(sheet.rows) if any(text.strip() for text in row)), default=-1)
    return sheet.rows[: last + 1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

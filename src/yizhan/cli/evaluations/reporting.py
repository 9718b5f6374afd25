# SPDX-License-Identifier: Apache-2.0
"""What every measurement says beside its figures: files, seed, versions, time."""

import hashlib
import platform
import time
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from yizhan.cli.evaluations.corpora import LeftOut, Rows
from yizhan.engines.text.signatures import CORPUS

#: So many rows that are left out are named in a file; all are counted.
MOST_NAMED = 100

_LIBRARIES = ("numpy", "scikit-learn", "scipy", "rapidfuzz", "rensa", "rjieba")


def report(
    measure: str, figures: dict[str, Any], *, files: Sequence[Rows], seed: int, started: float
) -> dict[str, Any]:
    """The figures first, then everything a stranger needs to repeat them."""
    return {
        "measure": measure,
        **figures,
        "seed": seed,
        "seconds": round(time.perf_counter() - started, 2),
        "files": [
            {
                "name": rows.path.name,
                "rows": len(rows.cells),
                "rows_refused": len(rows.left_out),
                "refused": [{"line": one.line, "why": one.why} for one in sorted_out(rows)[:MOST_NAMED]],
                "sha256": hashlib.sha256(rows.path.read_bytes()).hexdigest(),
            }
            for rows in files
        ],
        "versions": {
            "yizhan": version("yizhan"),
            "python": platform.python_version(),
            "signatures": CORPUS.version,
            **{name: version(name) for name in _LIBRARIES},
        },
    }


def sorted_out(rows: Rows) -> list[LeftOut]:
    """The rows that are not measured, in the order of the file."""
    return sorted(rows.left_out, key=lambda one: one.line)


def words(result: dict[str, Any]) -> str:
    """The report for a person: one line a figure, the hottest topics as a list."""
    lines = [f"{name}: {value}" for name, value in result.items() if not isinstance(value, list | dict)]
    for file in result["files"]:
        lines += [f"{file['name']}, line {one['line']}: left out, {one['why']}" for one in file["refused"]]
    lines += [
        f"{one['rank']:>3}. {one['title']}  热度 {one['heat']}  {one['size']} 条"
        for one in result.get("topics", [])[:10]
    ]
    for name in ("recall", "precision", "rank"):
        if isinstance(result.get(name), dict):
            lines += [f"{name} {topic}: {value}" for topic, value in result[name].items()]
    return "\n".join(lines)

# SPDX-License-Identifier: Apache-2.0
"""An audit of a table that somebody handed in, made by a child process with bounds on its time and memory.

Looking for relations takes long in a table that is large and hardly agrees with itself; readers of foreign formats may
ask for any memory. Neither may hold up those whose pages the same process makes.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yizhan
from yizhan.engines.scoring.findings import Finding, Refused, refusal

WORKER = "yizhan.engines.scoring.audit.worker"
SECONDS = 20
MEGABYTES = 1_024
_SOURCE = Path(yizhan.__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Audited:
    """The report of `audit_report`, with what a page needs to show the table itself.

    `roundings` stand beside `report["findings"]`; `cells` says of every checked cell whether it agrees; `rows` are the
    texts of the sheet.
    """

    report: Mapping[str, Any]
    roundings: Sequence[Mapping[str, Any] | None]
    cells: Mapping[str, str]
    rows: Sequence[Sequence[str]]


def audit_confined(path: Path, stated: Sequence[str] = (), *, seconds: int = SECONDS) -> Audited:
    """Audit a file from outside.

    Raises `Refused`: no table, a relation that cannot be read, too many cells, too long.
    """
    answer = _answer(path, stated, seconds)
    if "refused" in answer:
        raise Refused(_finding(plain) for plain in answer["refused"])
    return Audited(answer["report"], answer["roundings"], answer["cells"], answer["rows"])


def _answer(path: Path, stated: Sequence[str], seconds: int) -> dict[str, Any]:
    command = [sys.executable, "-B", "-P", "-s", "-X", "utf8", "-m", WORKER, str(path), str(seconds), str(MEGABYTES)]
    # One thread: pools of threads would be counted against the memory of the child.
    environment = {"PYTHONPATH": str(_SOURCE), "PYTHONHASHSEED": "0", "OPENBLAS_NUM_THREADS": "1"}
    try:
        done = subprocess.run(  # noqa: S603 -- our own module, no shell; the path is one that we made
            command,
            input=json.dumps(list(stated)).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd=_SOURCE.anchor,
            timeout=seconds + 5,
            check=True,
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError, ValueError) as stopped:
        sentence = "checking this table takes too long; hand in the table alone, without other sheets, notes or lists"
        raise refusal("audit.too_laborious", sentence) from stopped
    return answer


def _finding(plain: Mapping[str, Any]) -> Finding:
    return Finding(plain["code"], plain["message"], None, plain["severity"], as_parameters(plain["parameters"]))


def as_parameters(plain: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of a finding that went through JSON."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()}

# SPDX-License-Identifier: Apache-2.0
"""Alarms beside many running deadlines: how late they ring, and what the worker's look at the clock costs.

Each number of deadlines has an installation and a process of its own; the empty one is the limit to compare with.
The worker is the one that serves pages in earnest, with everything else it looks after.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable
from typing import Any


def run(count: int, *, alarms: int, tell: Callable[[str], None]) -> dict[str, Any]:
    """Measure an empty table and one with `count` running deadlines; `alarms` of them ring within half a minute."""
    return {
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "load": round(os.getloadavg()[0], 1),
        "alarms": alarms,
        "tables": [_measured(number, alarms, tell) for number in (0, count)],
    }


def _measured(count: int, alarms: int, tell: Callable[[str], None]) -> dict[str, Any]:
    tell(f"{count} deadlines …")
    with tempfile.TemporaryDirectory(prefix="yizhan-bench-") as folder:
        command = [sys.executable, "-m", "yizhan.bench.deadlines", str(count), str(alarms)]
        environment = {**os.environ, "YIZHAN_HOME": folder}
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)  # noqa: S603 -- our own module
    return dict(json.loads(done.stdout))

# SPDX-License-Identifier: Apache-2.0
"""Homes for installations in processes of their own: the empty store is made once in a run and copied from then on."""

import fcntl
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def empty(home: Path) -> Path:
    """Put a store into a home that holds nothing but its tables, as `yizhan init` would."""
    home.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(_made_once())) as made, closing(sqlite3.connect(home / "yizhan.sqlite3")) as store:
        made.backup(store)
    return home


def _made_once() -> Path:
    """The store of `yizhan init`, in the home of the run, which all its workers share."""
    pattern = Path(os.environ["YIZHAN_HOME"]) / "pattern"
    pattern.mkdir(exist_ok=True)
    store, ready = pattern / "yizhan.sqlite3", pattern / "ready"
    with (pattern / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            plain = {name: value for name, value in os.environ.items() if not name.startswith(("YIZHAN_", "COV"))}
            command = [sys.executable, "-c", "from yizhan.cli.main import main; main()", "init", "--json"]
            environment = {**plain, "YIZHAN_HOME": str(pattern)}
            subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
            ready.touch()
    return store

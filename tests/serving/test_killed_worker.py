# SPDX-License-Identifier: Apache-2.0
"""kill -9 of the worker across due moments: every alarm rings exactly once, and calls or is told exactly once."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests import homes
from tests.homes import ROOT

ALARMS = 40


class Installation:
    """Its worker in a process of its own, and what its database says meanwhile."""

    def __init__(self, home: Path) -> None:
        plain = {name: value for name, value in os.environ.items() if not name.startswith(("YIZHAN_", "COV"))}
        self.environment = {**plain, "YIZHAN_HOME": str(homes.empty(home))}
        self.store = home / "yizhan.sqlite3"

    def start(self, *words: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "tests.serving.alarms", *words]
        return subprocess.Popen(command, cwd=ROOT, env=self.environment)

    def rows(self, statement: str) -> list[tuple[int, ...]]:
        with closing(sqlite3.connect(self.store, timeout=30)) as store:
            return store.execute(statement).fetchall()

    def work_until(self, statement: str, least: int) -> None:
        """Let a worker run until a count is reached, and kill it there."""
        worker, last = self.start("work"), time.monotonic() + 300
        try:
            while self.rows(statement)[0][0] < least:
                assert worker.poll() is None, "the worker has ended by itself"
                assert time.monotonic() < last, f"{self.rows(statement)} of {least} within five minutes"
                time.sleep(0.01)
        finally:
            worker.send_signal(signal.SIGKILL)
            worker.wait()


RUNG = "SELECT COUNT(*) FROM clocks_alarm WHERE state = 'rung'"
OWED = ("SELECT COUNT(DISTINCT entry_id) FROM notices_notice JOIN kernel_entry ON kernel_entry.id = entry_id "
        "WHERE event = 'clocks.alarm.rung'")  # fmt: skip
URGENT = "SELECT public_id FROM clocks_deadline WHERE kind = 'urgent.first_report'"
CALLED = "SELECT COUNT(*) FROM kernel_entry WHERE event = 'duty.alarm.called'"


@pytest.mark.slow
@pytest.mark.rule("REL-23")
def test_a_worker_killed_again_and_again_rings_every_alarm_once(tmp_path: Path) -> None:
    installation = Installation(tmp_path)
    assert installation.start("lay", str(ALARMS)).wait(400) == 0
    for least in (3, 11, 26):
        installation.work_until(RUNG, least)
    installation.work_until(OWED, ALARMS)
    for least in (6, 12):
        installation.work_until(CALLED, least)
    rung = f"FROM kernel_entry WHERE event = 'clocks.alarm.rung' AND subject NOT IN ({URGENT})"
    assert installation.rows(f"SELECT COUNT(*), COUNT(DISTINCT subject) {rung}") == [(ALARMS, ALARMS)]
    assert installation.rows("SELECT MAX(times) FROM (SELECT COUNT(*) AS times FROM notices_notice GROUP BY "
                             "entry_id, person_id)") == [(1,)]  # fmt: skip
    calls = installation.rows("SELECT subject, number FROM duty_call ORDER BY subject, number")
    chains: dict[int, list[int]] = {}
    for subject, number in calls:
        chains.setdefault(subject, []).append(number)
    assert len(chains) == 2
    for numbers in chains.values():
        assert numbers == list(range(len(numbers))), "no call of a chain is lost or made twice"
        assert len(numbers) > 2, "each went on"
    assert installation.rows(CALLED) == [(len(calls),)]

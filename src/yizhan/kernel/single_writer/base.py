# SPDX-License-Identifier: Apache-2.0
"""SQLite with one writer at a time per process, served in the order of arrival.

SQLite's own lock lets waiting threads poll; under load some wait for seconds. A queue in front of BEGIN IMMEDIATE gives
the same throughput with a short tail, and needs no discipline from the code above.
"""

import threading
from collections import deque
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError


class Turnstile:
    """A lock that is handed to whoever waits longest."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._held = False
        self._waiting: deque[threading.Event] = deque()

    def enter(self, seconds: float) -> None:
        """Wait for one's turn; raises `OperationalError` when it does not come in time."""
        with self._guard:
            if not self._held:
                self._held = True
                return
            turn = threading.Event()
            self._waiting.append(turn)
        if turn.wait(seconds):
            return
        with self._guard:
            if turn in self._waiting:
                self._waiting.remove(turn)
                raise OperationalError("the database was busy for too long")

    def leave(self) -> None:
        """Hand over to the next in the queue."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._held = False


_turnstiles: dict[str, Turnstile] = {}


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's SQLite backend with a turnstile before each write transaction."""

    _inside = False

    def _start_transaction_under_autocommit(self) -> None:
        turnstile = _turnstiles.setdefault(str(self.settings_dict["NAME"]), Turnstile())
        turnstile.enter(float(self.settings_dict["OPTIONS"].get("timeout", 20)))
        self._inside = True
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # the stubs leave it out
        except BaseException:
            self._step_out()
            raise

    def _commit(self) -> Any:
        result = super()._commit()  # type: ignore[misc]  # the stubs leave it out
        self._step_out()
        return result

    def _rollback(self) -> Any:
        try:
            return super()._rollback()  # type: ignore[misc]  # the stubs leave it out
        finally:
            self._step_out()

    def _close(self) -> Any:
        try:
            return super()._close()  # type: ignore[misc]  # the stubs leave it out
        finally:
            self._step_out()

    def _step_out(self) -> None:
        if self._inside:
            self._inside = False
            _turnstiles[str(self.settings_dict["NAME"])].leave()

# SPDX-License-Identifier: Apache-2.0
"""The worker: carries out what the outbox owes, as soon as the bell rings or once a second, and seals the journal."""

import logging
import threading
import time

from django.db import close_old_connections

from yizhan.jobs import alarms, upkeep
from yizhan.kernel import checkpoints, clock, outbox, sealing

#: How long a reaction may lie when another process wrote it and no bell rings here.
_ROUND_SECONDS = 1.0

#: How often the store is looked after; the first time at once, so that an upgrade renews what it outdated.
_UPKEEP_SECONDS = 900.0

#: How often the journal is sealed: what an intruder could still change unseen is younger than this.
_SEALING_SECONDS = 60.0

#: How often points follow what happened.
_BOOKING_SECONDS = 5.0

#: How often the store's log is emptied: often enough that no commit has to.
_CARRYING_SECONDS = 2.0

_log = logging.getLogger(__name__)


class _Rhythm:
    """What is done every so many seconds; the first time at once."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._last = -seconds

    def is_due(self) -> bool:
        """Whether its time has come."""
        return time.monotonic() - self._last > self._seconds

    def rest(self) -> None:
        """It is done for now."""
        self._last = time.monotonic()


def work(stopped: threading.Event) -> None:
    """Ring alarms and carry out deliveries until told to stop; between two rounds of them a little of all the rest."""
    sealing_due, upkeep_due, carrying_due, booking_due = (
        _Rhythm(seconds) for seconds in (_SEALING_SECONDS, _UPKEEP_SECONDS, _CARRYING_SECONDS, _BOOKING_SECONDS)
    )
    rung = clock.now()
    while not stopped.is_set():
        close_old_connections()
        if not sealing_due.is_due():
            outbox.bell.wait(alarms.seconds_to_next(most=_ROUND_SECONDS, since=rung))
        outbox.bell.clear()
        try:
            close_old_connections()
            rung = clock.now()
            if alarms.ring() + outbox.carry_out():
                outbox.bell.set()  # perhaps there is more: the next round follows at once
            if carrying_due.is_due():
                carrying_due.rest()
                checkpoints.carry_over()
            if sealing_due.is_due() and sealing.seal_some() < sealing.AT_ONCE:
                sealing_due.rest()
            if booking_due.is_due() and not upkeep.book():
                booking_due.rest()
            if upkeep_due.is_due():
                upkeep_due.rest()
                upkeep.look_after()
        except Exception:  # noqa: BLE001 -- the worker outlives a database that is away for a moment
            _log.exception("the worker stumbled and goes on")
            stopped.wait(_ROUND_SECONDS)


def start() -> threading.Event:
    """Start the worker beside the pages of this process; answers with the switch that stops it."""
    stopped = threading.Event()
    threading.Thread(target=work, args=(stopped,), name="worker", daemon=True).start()
    return stopped

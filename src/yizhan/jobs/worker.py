# SPDX-License-Identifier: Apache-2.0
"""The worker: carries out what the outbox owes, as soon as the bell rings or once a second, and seals the journal."""

import logging
import threading
import time

from django.db import close_old_connections

from yizhan.jobs import alarms, upkeep
from yizhan.kernel import clock, outbox, sealing

#: How long a reaction may lie when another process wrote it and no bell rings here.
_ROUND_SECONDS = 1.0

#: How often the store is looked after; the first time at once, so that an upgrade renews what it outdated.
_UPKEEP_SECONDS = 900.0

#: How often the journal is sealed: what an intruder could still change unseen is younger than this.
_SEALING_SECONDS = 60.0

_log = logging.getLogger(__name__)


def work(stopped: threading.Event) -> None:
    """Ring alarms and carry out deliveries until told to stop."""
    looked_after, sealed = -_UPKEEP_SECONDS, -_SEALING_SECONDS
    rung = clock.now()
    while not stopped.is_set():
        close_old_connections()
        outbox.bell.wait(alarms.seconds_to_next(most=_ROUND_SECONDS, since=rung))
        outbox.bell.clear()
        try:
            close_old_connections()
            rung = clock.now()
            while (alarms.ring() + outbox.carry_out()) and not stopped.is_set():
                rung = clock.now()
            if time.monotonic() - sealed > _SEALING_SECONDS:
                sealed = time.monotonic()
                sealing.seal()
            if time.monotonic() - looked_after > _UPKEEP_SECONDS:
                looked_after = time.monotonic()
                upkeep.look_after()
        except Exception:  # noqa: BLE001 -- the worker outlives a database that is away for a moment
            _log.exception("the worker stumbled and goes on")
            stopped.wait(_ROUND_SECONDS)


def start() -> threading.Event:
    """Start the worker beside the pages of this process; answers with the switch that stops it."""
    stopped = threading.Event()
    threading.Thread(target=work, args=(stopped,), name="worker", daemon=True).start()
    return stopped

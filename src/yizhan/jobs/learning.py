# SPDX-License-Identifier: Apache-2.0
"""A thread that lets the machine learn from what stations decided, one station at a time: claim, learn, keep.

The arithmetic runs in a process of its own with low priority; this thread only waits for it. When nobody has asked for
anything, it looks now and then whether a station has decided enough to learn anew.
"""

import logging
import threading
import time

from django.db import close_old_connections, connections

from yizhan.domains.network import queries as network
from yizhan.domains.suggestions.models import Learning
from yizhan.domains.suggestions.operations import learning as operations
from yizhan.domains.suggestions.queries import learning, quality
from yizhan.kernel import clock
from yizhan.kernel.actors import system
from yizhan.kernel.errors import Conflict

#: How long a learning may lie when another process wrote it and no bell rings here.
_ROUND_SECONDS = 5.0

#: When it is first looked whether stations should learn anew, and how often afterwards.
_FIRST_LOOK, _LOOK_SECONDS = 60.0, 600.0

_log = logging.getLogger(__name__)


def learn_next() -> bool:
    """Learn what was asked for first; False when there was nothing."""
    if not quality.due(clock.now()).exists():
        return False
    begun = operations.begin(system())
    if begun is None:
        return False
    try:
        _learn(begun)
    except Conflict:
        _log.warning("learning %s was taken up by another process", begun.public_id)
    return True


def ask_where_due() -> int:
    """Ask for learning at the stations that have decided enough since; answers how many there are."""
    due = quality.stations_to_learn(network.stations().values_list("pk", flat=True))
    for station in due:
        operations.ask(system(station))
    return len(due)


def _learn(begun: Learning) -> None:
    try:
        outcomes = learning.outcomes(begun.station_id)
    except Exception as fault:  # noqa: BLE001 -- what cannot be learned is a failed learning; who asked sees why
        _log.exception("learning %s failed", begun.public_id)
        operations.fail(system(), begun.pk, held=begun.claim, problem=f"{type(fault).__name__}: {fault}")
        return
    operations.finish(system(), begun.pk, held=begun.claim, outcomes=outcomes)


def work(stopped: threading.Event) -> None:
    """Learn what was asked for, and ask where it is due, until told to stop."""
    look_at = time.monotonic() + _FIRST_LOOK
    while not stopped.is_set():
        operations.bell.wait(_ROUND_SECONDS)
        operations.bell.clear()
        try:
            close_old_connections()
            while not stopped.is_set() and learn_next():
                pass
            if time.monotonic() >= look_at:
                look_at = time.monotonic() + _LOOK_SECONDS
                ask_where_due()
        except Exception:  # noqa: BLE001 -- the thread outlives a database that is away for a moment
            _log.exception("learning stumbled and goes on")
            stopped.wait(_ROUND_SECONDS)
    connections.close_all()


def start() -> threading.Event:
    """Start the thread of this process; answers with the switch that stops it."""
    stopped = threading.Event()
    threading.Thread(target=work, args=(stopped,), name="learning", daemon=True).start()
    return stopped

# SPDX-License-Identifier: Apache-2.0
"""Alarms of deadlines at their moment: the worker asks when the next one is, sleeps until then, and lets it ring."""

import datetime
import logging

from django.db import Error

from yizhan.domains.clocks.operations import ringing
from yizhan.domains.clocks.queries import deadlines
from yizhan.kernel import clock
from yizhan.kernel.actors import system

_log = logging.getLogger(__name__)


def ring() -> int:
    """Ring what is due, as the installation itself; answers how many rang.

    A fault is logged and tried again in the next round: deliveries do not wait for an alarm that cannot ring.
    """
    try:
        return ringing.ring_due(system())
    except Exception:  # noqa: BLE001 -- see above; what did not ring still waits
        _log.exception("an alarm could not ring")
        return 0


def seconds_to_next(*, most: float, since: datetime.datetime) -> float:
    """How long to sleep: until the next alarm, at most `most`, since other processes lay alarms down too.

    `since` is when alarms last rang: one that was due then and could not ring is tried again in the next round and
    keeps nobody awake.
    """
    try:
        moment = deadlines.next_moment(since)
    except Error:
        _log.exception("the worker could not look for the next alarm")
        return most
    if moment is None:
        return most
    return min(most, max(0.0, (moment - clock.now()).total_seconds()))

# SPDX-License-Identifier: Apache-2.0
"""Quotas look after themselves: periods that ended are closed, and their clocks follow what is counted."""

from yizhan.domains.quotas.operations import closing, keeping
from yizhan.domains.quotas.queries import closings, duties
from yizhan.kernel import clock
from yizhan.kernel.actors import system


def look_after() -> int:
    """Close what is to be closed at every station that has quotas, then move its clocks; answers how many moved."""
    moved = 0
    for station in duties.stations():
        actor = system(station)
        for span, period in closings.to_close(station, clock.today()):
            closing.close(actor, span, first_on=period.first)
        moved += keeping.keep(actor, station)
    return moved

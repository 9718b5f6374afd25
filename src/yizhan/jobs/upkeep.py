# SPDX-License-Identifier: Apache-2.0
"""What the store derives from itself and renews by itself: counts for planning, how common words are, what the facts
propose, how quotas stand, points.
"""

from yizhan.domains.appraisal.operations import booking
from yizhan.domains.findings.operations import proposing
from yizhan.domains.likeness.operations import words
from yizhan.domains.network import queries as network
from yizhan.jobs import quotas
from yizhan.kernel import planning
from yizhan.kernel.actors import system


def look_after() -> None:
    """Renew what is outdated; cheap where nothing is."""
    planning.renew_statistics()
    words.keep_current(system())
    for station in network.stations().values_list("pk", flat=True):
        proposing.propose_due(system(station), station)
    quotas.look_after()


def book() -> bool:
    """Let points follow what happened, one stretch at a time; False when there was nothing to book."""
    return booking.advance(system())

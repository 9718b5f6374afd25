# SPDX-License-Identifier: Apache-2.0
"""What the store derives from itself and renews by itself: counts for planning, how common words are, quotas."""
"""What the store derives from itself and renews by itself: counts for planning, how common words are, what the facts
propose.
"""

from yizhan.domains.findings.operations import proposing
from yizhan.domains.likeness.operations import words
from yizhan.jobs import quotas
from yizhan.domains.network import queries as network
from yizhan.kernel import planning
from yizhan.kernel.actors import system


def look_after() -> None:
    """Renew what is outdated; cheap where nothing is."""
    planning.renew_statistics()
    words.keep_current(system())
    quotas.look_after()
    for station in network.stations().values_list("pk", flat=True):
        proposing.propose_due(system(station), station)

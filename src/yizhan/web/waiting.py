# SPDX-License-Identifier: Apache-2.0
"""What waits for an actor, as counts for the rail: the rows of the workbench, capped, because 99+ is enough to know."""

from django.db.models import QuerySet

from yizhan.domains.notices import access as notices
from yizhan.domains.notices import queries as noticed
from yizhan.domains.notices.models import Notice
from yizhan.kernel.actors import Actor
from yizhan.kernel.prepared import prepared
from yizhan.web.workbench.waiting import SOURCES

#: Counting stops here.
MOST = 100


def counts_of(actor: Actor) -> dict[str, int]:
    """How much waits in each room of the actor's rail that has something to wait for."""
    counts: dict[str, int] = {}
    for source in SOURCES.get(actor.role, ()):
        counts[source.room] = counts.get(source.room, 0) + source.rows(actor).order_by()[:MOST].count()
    return counts


def unread_notices(actor: Actor) -> int:
    """Notices that the person has not read."""
    return len(_unread_keys(actor))


@prepared
def _unread_keys(actor: Actor) -> QuerySet[Notice, int]:
    return noticed.unread(notices.visible(actor)).order_by().values_list("pk", flat=True)[:MOST]

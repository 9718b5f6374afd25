# SPDX-License-Identifier: Apache-2.0
"""What waits for an actor, as counts for the rail: the rows of the workbench, capped, because 99+ is enough to know."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, QuerySet

from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Person
from yizhan.domains.notices import access as notices
from yizhan.domains.notices import queries as noticed
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.counting import Counted
from yizhan.kernel.prepared import prepared
from yizhan.web.workbench.waiting import SOURCES

#: Counting stops here.
MOST = 100


@dataclass(frozen=True, slots=True)
class Waits:
    """How much waits in each room that has something to wait for, how many notices are unread, and in which house."""

    rooms: dict[str, int]
    notices: int
    is_sample: bool


def waiting_for(actor: Actor) -> Waits:
    """Everything that the frame of a page counts, in one query: it is asked for every page."""
    rooms: dict[str, int] = {}
    for is_sample, unread, *counts in _waits(actor, clock.now(), clock.today()):
        for source, count in zip(SOURCES.get(actor.role, ()), counts, strict=True):
            rooms[source.room] = rooms.get(source.room, 0) + count
        return Waits(rooms, unread, is_sample)
    return Waits(rooms, 0, is_sample=False)


@prepared
def _waits(actor: Actor, now: datetime.datetime, today: datetime.date) -> QuerySet[Person, tuple[Any, ...]]:
    """One row: sample or not, unread notices, and the rows of each source of the role in the order of `SOURCES`."""
    unread = Counted(noticed.waiting(notices.visible(actor)), most=MOST)
    counts = (Counted(source.rows_at(actor, now, today), most=MOST) for source in SOURCES.get(actor.role, ()))
    asked = Person.objects.filter(pk=actor.person or 0).order_by()
    return asked.values_list(Exists(network.sample_installation()), unread, *counts)

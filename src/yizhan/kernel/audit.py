# SPDX-License-Identifier: Apache-2.0
"""The journal. Operations write it in their own transaction; everything derived is derived from it."""

from yizhan.kernel import clock, outbox
from yizhan.kernel.actors import Actor
from yizhan.kernel.events import Event
from yizhan.kernel.models import Entry


def record(actor: Actor, event: Event, *, station: int | None = None, before: str = "", after: str = "") -> Entry:
    """Write one entry and what it owes to the outbox.

    `station` is the station the subject belongs to; by default the actor's own.
    """
    entry = Entry.objects.create(
        event=event.name,
        subject=event.subject,
        matter=event.matter,
        station=actor.station if station is None else station,
        act=actor.act,
        post=actor.post,
        role=actor.role,
        facts=event.facts(),
        before=before,
        after=after,
        at=clock.now(),
    )
    outbox.owe(entry)
    return entry

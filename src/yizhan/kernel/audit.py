# SPDX-License-Identifier: Apache-2.0
"""The journal. Operations write it in their own transaction; everything derived is derived from it."""

from collections.abc import Sequence

from yizhan.kernel import clock, outbox
from yizhan.kernel.actors import Actor
from yizhan.kernel.events import Event
from yizhan.kernel.inserting import insert
from yizhan.kernel.models import Entry


def record(actor: Actor, event: Event, *, station: int | None = None, before: str = "", after: str = "") -> Entry:
    """Write one entry and what it owes to the outbox.

    `station` is the station the subject belongs to; by default the actor's own.
    """
    entry = insert(_entry(actor, event, station=station, before=before, after=after))
    outbox.owe(entry)
    return entry


def record_many(actor: Actor, happened: Sequence[Event], *, station: int, after: str = "") -> None:
    """Write one entry for each of many like events at one station, in few statements."""
    entries = [_entry(actor, event, station=station, before="", after=after) for event in happened]
    outbox.owe_many(Entry.objects.bulk_create(entries, batch_size=500))


def _entry(actor: Actor, event: Event, *, station: int | None, before: str, after: str) -> Entry:
    return Entry(
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

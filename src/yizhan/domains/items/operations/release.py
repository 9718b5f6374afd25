# SPDX-License-Identifier: Apache-2.0
"""What happens to an item after the signature. Rooms above call these inside their own operations."""

import uuid

from yizhan.domains.items import access, events
from yizhan.domains.items.models import Item
from yizhan.domains.items.states import STEPS
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


@operation
def release(actor: Actor, public_id: uuid.UUID, *, issue: uuid.UUID, issue_label: str) -> Item:
    """Note that the item left the house in an issue, such as 《社情民意》2026年第12期.

    Writes: state, time of release, journal. Announces: items.item.released.
    """
    item = access.take(actor, public_id, "release")
    event = events.ItemReleased(
        subject=item.public_id,
        matter=item.public_id,
        issue=str(issue),
        issue_label=issue_label,
        station_name=item.station.name,
    )
    return move(item, STEPS, "release", actor=actor, event=event, released_at=clock.now())


@operation
def archive(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Item:
    """Put a released item into the archive; adoption may still be recorded (RULE-034).

    Writes: state, journal. Announces: items.item.archived.
    """
    item = access.take(actor, public_id, "archive", seen=seen)
    event = events.ItemArchived(subject=item.public_id, matter=item.public_id)
    return move(item, STEPS, "archive", actor=actor, event=event)

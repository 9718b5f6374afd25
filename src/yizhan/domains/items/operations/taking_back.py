# SPDX-License-Identifier: Apache-2.0
"""Taking back the step that one has just taken, as long as nobody has done anything with the item since."""

import uuid
from typing import Any

from yizhan.domains.items import access, events
from yizhan.domains.items.models import Item
from yizhan.domains.items.states import STEPS, WAYS_BACK
from yizhan.domains.network.states import Role
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied
from yizhan.kernel.events import Event
from yizhan.kernel.models import Entry
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


@operation
def take_back(
    actor: Actor, public_id: uuid.UUID, *, act: uuid.UUID | None = None, reason: str = "", seen: int | None = None
) -> Item:
    """Take back one's own last step: registering, returning, declining, sending to review, archiving.

    The item stands again where it stood. Whatever anybody did with it since, in any room, keeps the step: `Conflict`;
    a colleague's step is `Denied`. `act` names the act that is meant, so that a late Undo never takes back another.
    Who takes back at once need give no reason. Writes: state, journal.
    Announces: items.item.step_taken_back, items.item.recalled or items.item.unarchived.
    """
    item = access.take(actor, public_id, "take_back", seen=seen)
    last = _last_entry(item)
    verb = WAYS_BACK.get((last.event, last.before)) if last is not None else None
    if last is None or verb is None or act not in {None, last.act}:
        raise Conflict("items.take_back.gone_on")
    if last.post != actor.post:
        raise Denied("items.take_back.not_yours")
    # What waits to be registered was never registered: its time goes with the registration.
    changes: dict[str, Any] = {"registered_at": None} if verb == "unregister" else {}
    return move(item, STEPS, verb, actor=actor, event=_event(item, verb, last.event, reason.strip()), **changes)


def _last_entry(item: Item) -> Entry | None:
    """The last thing that a person did with the item; what the installation notes by itself changes nothing."""
    return Entry.objects.filter(matter=item.public_id).exclude(role=Role.SYSTEM).order_by("-id").first()


def _event(item: Item, verb: str, taken_back: str, reason: str) -> Event:
    about = {"subject": item.public_id, "matter": item.public_id}
    if verb == "recall":
        return events.ItemRecalled(**about)
    if verb == "unarchive":
        return events.ItemUnarchived(**about, reason=reason)
    return events.StepTakenBack(**about, taken_back=taken_back, station_name=item.station.name, reason=reason)

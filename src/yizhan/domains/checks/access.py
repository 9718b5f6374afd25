# SPDX-License-Identifier: Apache-2.0
"""Who reads what the checks find, and who may set it aside. Every lookup begins at `items.access`."""

import uuid

from yizhan.domains.checks import queries
from yizhan.domains.checks.permissions import GRANTS, Permission
from yizhan.domains.checks.queries import Found
from yizhan.domains.items import access as items
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations.writing import Wording
from yizhan.domains.items.states import OPEN
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, NotFound
from yizhan.kernel.locking import locked


def permits(actor: Actor, item: Item) -> bool:
    """Whether the actor may decide about findings in the item, whatever its state."""
    return actor.role in GRANTS[Permission.SET_ASIDE] and item.station_id == actor.station


def may_set_aside(actor: Actor, item: Item) -> bool:
    """Whether the actor may do so now: what left the desk keeps what was decided."""
    return permits(actor, item) and item.state in OPEN


def findings_of(actor: Actor, item: Item) -> list[Found]:
    """What the checks find in an item that the actor may read. `Denied` for authors, who ask about their own text."""
    _require(actor, Permission.READ)
    return queries.findings_of(item)


def findings_in(actor: Actor, kind: str, wording: Wording) -> list[Found]:
    """What the checks find in a text that the actor is writing. Nothing of it is kept."""
    _require(actor, Permission.ASK)
    return queries.findings(kind, wording, queries.asked_at(actor.station or 0), clock.today())


def take(actor: Actor, public_id: uuid.UUID, key: str) -> tuple[Item, Found]:
    """An item, locked, and one of the findings in its wording in force, for a decision about it.

    Raises `NotFound`, `Denied`, or `Conflict` where the item has left the desk.
    """
    item = locked(Item, items.find(actor, public_id).pk)
    if not permits(actor, item):
        raise Denied("checks.denied", permission=Permission.SET_ASIDE)
    if item.state not in OPEN:
        raise Conflict("checks.item.closed", state=item.state)
    for found in queries.findings_of(item):
        if found.key == key:
            return item, found
    raise NotFound("checks.finding.unknown")


def _require(actor: Actor, permission: Permission) -> None:
    if actor.role not in GRANTS[permission]:
        raise Denied("checks.denied", permission=permission)

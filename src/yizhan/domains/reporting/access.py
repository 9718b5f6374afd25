# SPDX-License-Identifier: Apache-2.0
"""Who sees reports and adoptions and may record them. An author reads of them in the journey of the item."""

import uuid

from django.db.models import Exists, OuterRef, Q, QuerySet

from yizhan.domains.items import access as items
from yizhan.domains.items.models import Item
from yizhan.domains.network.states import Role
from yizhan.domains.reporting.models import AdoptingBody, Adoption, Credit, Report
from yizhan.domains.reporting.permissions import GRANTS, ITEM_NEEDED, NEEDED, Permission
from yizhan.domains.reporting.queries.records import APPROVED
from yizhan.domains.reporting.states import STEPS
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, NotFound
from yizhan.kernel.locking import locked
from yizhan.kernel.transitions import check_seen

#: Staff see all reports and adoptions of their station.
_STAFF = frozenset({Role.EDITOR, Role.REVIEWER, Role.SIGNER, Role.SUPERVISOR})


def visible(actor: Actor) -> QuerySet[Adoption]:
    """The adoptions that count for items of the actor's station, wherever they were recorded."""
    if actor.role == Role.SYSTEM and not actor.station:
        return Adoption.objects.all()
    if actor.role not in _STAFF | {Role.SYSTEM}:
        return Adoption.objects.none()
    counting = Credit.objects.filter(adoption=OuterRef("pk"), item__station_id=actor.station or 0)
    return Adoption.objects.filter(Exists(counting))


def visible_reports(actor: Actor) -> QuerySet[Report]:
    """The reports that the actor's station made or received."""
    if actor.role == Role.SYSTEM and not actor.station:
        return Report.objects.all()
    if actor.role not in _STAFF | {Role.SYSTEM}:
        return Report.objects.none()
    return Report.objects.filter(Q(station_id=actor.station or 0) | Q(target_id=actor.station or 0))


def is_visible(actor: Actor, adoption: Adoption) -> bool:
    """The same rule for one adoption that is already loaded."""
    return visible(actor).filter(pk=adoption.pk).exists()


def permits(actor: Actor, verb: str, adoption: Adoption) -> bool:
    """Whether the actor's role and place allow the verb, whatever the state. Who recorded it answers for it."""
    return actor.role in GRANTS[NEEDED[verb]] and adoption.station_id == actor.station


def possible(adoption: Adoption, verb: str) -> bool:
    """Whether the adoption's state allows the verb, whoever asks."""
    return adoption.state in STEPS[verb].sources


def offers(actor: Actor, adoption: Adoption) -> list[str]:
    """The verbs that are allowed and possible now."""
    return [verb for verb in NEEDED if possible(adoption, verb) and permits(actor, verb, adoption)]


def item_offers(actor: Actor, item: Item) -> list[str]:
    """This room's verbs on an item that are allowed and possible now."""
    return [verb for verb in ITEM_NEEDED if item.state in APPROVED and _permits_on_item(actor, verb, item)]


def holds(actor: Actor, permission: Permission) -> bool:
    """Whether the actor's role carries a right."""
    return actor.role in GRANTS[permission]


def require(actor: Actor, permission: Permission) -> None:
    """Let through who holds a right that concerns no single row."""
    if not holds(actor, permission):
        raise Denied("reporting.denied", permission=permission)


def find(actor: Actor, public_id: uuid.UUID) -> Adoption:
    """The adoption for reading, or `NotFound` for who may not know of it."""
    adoption = visible(actor).select_related("item", "station").filter(public_id=public_id).first()
    if adoption is None:
        raise NotFound("reporting.adoption.unknown")
    return adoption


def take(actor: Actor, public_id: uuid.UUID, verb: str, *, seen: int | None = None) -> Adoption:
    """Load, lock and authorise an adoption for change, all inside the running transaction."""
    adoption = locked(Adoption, find(actor, public_id).pk)
    if not permits(actor, verb, adoption):
        raise Denied("reporting.denied", permission=NEEDED[verb])
    check_seen(adoption, seen)
    if not possible(adoption, verb):
        raise Conflict("reporting.state.elsewhere", verb=verb, state=adoption.state)
    return adoption


def take_item(actor: Actor, public_id: uuid.UUID, verb: str, *, seen: int | None = None) -> Item:
    """Load, lock and authorise an item for a verb of this room."""
    item = locked(Item, items.find(actor, public_id).pk)
    if not _permits_on_item(actor, verb, item):
        raise Denied("reporting.denied", permission=ITEM_NEEDED[verb])
    check_seen(item, seen)
    if item.state not in APPROVED:
        raise Conflict("reporting.item.not_approved", number=item.number)
    return item


def take_body(actor: Actor, public_id: uuid.UUID, permission: Permission) -> AdoptingBody:
    """Load, lock and authorise a body of the station's own list."""
    require(actor, permission)
    own = AdoptingBody.objects.filter(station_id=actor.station or 0, public_id=public_id, is_active=True)
    key = own.values_list("pk", flat=True).first()
    if key is None:
        raise NotFound("reporting.body.unknown")
    return locked(AdoptingBody, key)


def _permits_on_item(actor: Actor, verb: str, item: Item) -> bool:
    return actor.role in GRANTS[ITEM_NEEDED[verb]] and item.station_id == actor.station

# SPDX-License-Identifier: Apache-2.0
"""Who learns of what looks alike, and who may decide about it. Every lookup begins at `items.access.visible`.

Authors see their own items only, yet should learn that a matter is known. So a second scope exists for them: of what
lies in it they learn that it is there, since when, and nothing else; no word, name, number or id of it leaves here.
"""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from yizhan.domains.items import access as items
from yizhan.domains.items.models import Item
from yizhan.domains.items.queries import wordings
from yizhan.domains.items.states import State
from yizhan.domains.likeness import queries, rules
from yizhan.domains.likeness.models import Addition
from yizhan.domains.likeness.permissions import GRANTS, Permission
from yizhan.domains.likeness.queries import Found
from yizhan.domains.network.states import Role
from yizhan.domains.rulebook import queries as rulebook
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Denied, Invalid, NotFound
from yizhan.kernel.locking import locked

#: What an author is not told of: what came to nothing, or went elsewhere.
_CAME_TO_NOTHING = (State.WITHDRAWN, State.DECLINED, State.TRANSFERRED)

#: So many of the own additions are listed.
_LISTED = 20

#: Staff, who read what others hand in at their station.
_STAFF = frozenset({Role.EDITOR, Role.REVIEWER, Role.SIGNER, Role.SUPERVISOR})


@dataclass(frozen=True, slots=True)
class Known:
    """What an author learns of an item like the one he or she writes. `item` only where it may be read anyway."""

    verdict: str
    since: datetime.datetime
    item: Item | None = None


def visible(actor: Actor) -> QuerySet[Addition]:
    """Additions that the actor may read: staff those to items of the station, everybody the own ones."""
    own = Q(post_id=actor.post or 0)
    if actor.role in _STAFF:
        return Addition.objects.filter(own | Q(item__station_id=actor.station or 0))
    return Addition.objects.filter(own)


def own_additions(actor: Actor) -> list[Addition]:
    """What the actor added to known items lately, newest first."""
    return list(Addition.objects.filter(post_id=actor.post or 0)[:_LISTED])


def holds(actor: Actor, permission: Permission) -> bool:
    """Whether the actor's role carries a right."""
    return actor.role in GRANTS[permission]


def require(actor: Actor, permission: Permission) -> None:
    """Let through who holds a right that concerns no single item."""
    if not holds(actor, permission):
        raise Denied("likeness.denied", permission=permission)


def may_judge(actor: Actor, item: Item) -> bool:
    """Whether the actor may decide what the item is like."""
    return actor.role in GRANTS[Permission.JUDGE] and item.station_id == actor.station


def like_item(actor: Actor, item: Item) -> list[Found]:
    """What looks like an item that the actor may read, among what he or she may read. `Denied` for authors."""
    require(actor, Permission.LOOK)
    said = wordings.said(wordings.text_in_force(item))
    return queries.alike(items.visible(actor), said, queries.thresholds(item.station_id), besides=item.pk)


def like_text(actor: Actor, said: str, *, most: int = queries.SHOWN) -> list[Found]:
    """What looks like a text, among what the actor may read. `Denied` for authors, who ask `known`: wordings in force
    are compared, and before release these are the office's own business.
    """
    require(actor, Permission.LOOK)
    return queries.alike(items.visible(actor), said, queries.thresholds(actor.station or 0), most=most)


def known(actor: Actor, said: str, *, besides: uuid.UUID | None = None) -> list[Known]:
    """What somebody who is about to hand this in learns: the closest first, none where the station does not tell."""
    found = _known(actor, said, besides)
    keys = [one.item.pk for one in found]
    own = set(items.visible(actor).filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
    return [
        Known(one.likeness.verdict, one.item.submitted_at, one.item if one.item.pk in own else None) for one in found
    ]


def take_known(actor: Actor, said: str) -> Item:
    """The item to which somebody who writes this may add, locked for the running transaction: the closest one."""
    require(actor, Permission.ADD)
    for one in _known(actor, said, None):
        return locked(Item, one.item.pk)
    raise NotFound("likeness.known.none")


def find_addition(actor: Actor, public_id: uuid.UUID) -> Addition:
    """An addition for reading, or `NotFound` for who may not know of it."""
    found = visible(actor).select_related("item__station").filter(public_id=public_id).first()
    if found is None:
        raise NotFound("likeness.addition.unknown")
    return found


def take_pair(actor: Actor, public_id: uuid.UUID, other: uuid.UUID) -> tuple[Item, Item]:
    """Two items of the actor's station for a decision about them, the earlier one locked.

    Raises `NotFound` for what the actor may not know of, `Denied`, and `Invalid` for an item and itself.
    """
    one, another = items.find(actor, public_id), items.find(actor, other)
    if not (may_judge(actor, one) and may_judge(actor, another)):
        raise Denied("likeness.denied", permission=Permission.JUDGE)
    if one.pk == another.pk:
        raise Invalid("likeness.pair.itself", field="other")
    locked(Item, min(one.pk, another.pk))
    return one, another


def _known(actor: Actor, said: str, besides: uuid.UUID | None) -> list[Found]:
    station = actor.station or 0
    if not rulebook.value(station, rules.TELLS_AUTHORS):
        return []
    scope = Item.objects.filter(station_id=station).exclude(state__in=_CAME_TO_NOTHING)
    if besides is not None:
        scope = scope.exclude(public_id=besides)
    return queries.alike(scope, said, queries.thresholds(station))

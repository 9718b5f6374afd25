# SPDX-License-Identifier: Apache-2.0
"""Filing an item under one of its station's categories."""

import uuid

from yizhan.domains.items.models import Item
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.suggestions import access, events, rules
from yizhan.domains.suggestions.models import Filing
from yizhan.domains.suggestions.operations import settling
from yizhan.domains.suggestions.permissions import Permission
from yizhan.domains.suggestions.states import Question
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Invalid
from yizhan.kernel.operations import operation


@operation
def file_under(actor: Actor, public_id: uuid.UUID, *, category: str) -> Filing:
    """File an item under a category of its station's list; the same again is the same act.

    Settles what was suggested. Writes: filing, suggestion, journal. Announces: suggestions.item.filed,
    suggestions.suggestion.taken or suggestions.suggestion.overruled.
    """
    item = access.take_item(actor, public_id, Permission.FILE)
    filing = keep(actor, item, category)
    settling.settle_now(actor, item, Question.CATEGORY)
    return filing


def keep(actor: Actor, item: Item, category: str) -> Filing:
    """File a locked item, in the caller's operation."""
    category = category.strip()
    if category not in rulebook.value(item.station_id, rules.CATEGORIES):
        raise Invalid("suggestions.category.unknown", field="category", value=category)
    known = Filing.objects.filter(item=item).first()
    if known is not None and known.category == category:
        return known
    made = {"station_id": item.station_id, "category": category, "post_id": actor.acting_post, "at": clock.now()}
    filing, _ = Filing.objects.update_or_create(item=item, defaults=made)
    event = events.ItemFiled(
        subject=item.public_id,
        matter=item.public_id,
        category=category,
        former=known.category if known is not None else "",
    )
    audit.record(actor, event, station=item.station_id)
    return filing

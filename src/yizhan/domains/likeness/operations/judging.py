# SPDX-License-Identifier: Apache-2.0
"""A person's word about two items that look alike."""

import uuid

from yizhan.domains.items.models import Item
from yizhan.domains.likeness import access, events
from yizhan.domains.likeness.models import Pair
from yizhan.domains.likeness.states import Judgement
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Invalid
from yizhan.kernel.operations import operation


@operation
def judge(actor: Actor, public_id: uuid.UUID, *, other: uuid.UUID, judgement: str) -> Pair:
    """Decide whether two items are the same matter, or that it is to be asked anew. Deciding alike twice is one act.

    Nothing is merged by it. Writes: pair, journal of both items. Announces: likeness.pair.judged, twice.
    """
    one, another = access.take_pair(actor, public_id, other)
    if judgement not in Judgement.values:
        raise Invalid("likeness.judgement.unknown", field="judgement", value=judgement)
    first, second = sorted((one, another), key=lambda item: item.pk)
    known = Pair.objects.filter(first=first, second=second).first()
    if known is not None and known.judgement == judgement:
        return known
    made = {"judgement": judgement, "post_id": actor.acting_post, "at": clock.now()}
    pair, _ = Pair.objects.update_or_create(first=first, second=second, defaults=made)
    _record(actor, one, another, judgement)
    _record(actor, another, one, judgement)
    return pair


def _record(actor: Actor, item: Item, other: Item, judgement: str) -> None:
    """In the story of one of the two."""
    event = events.PairJudged(
        subject=item.public_id,
        matter=item.public_id,
        other=other.public_id,
        number=other.number,
        judgement=judgement,
    )
    audit.record(actor, event, station=item.station_id)

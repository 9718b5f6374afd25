# SPDX-License-Identifier: Apache-2.0
"""One item that reports several matters goes on as several; the original stays, and the split can be undone."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from yizhan.domains.files.operations import attaching
from yizhan.domains.items import access, events
from yizhan.domains.items.models import Descent, Item
from yizhan.domains.items.operations import compositions, writing
from yizhan.domains.items.operations.registration import given, note_descent
from yizhan.domains.items.operations.submission import number_at
from yizhan.domains.items.operations.writing import Wording
from yizhan.domains.items.queries import descent, listing
from yizhan.domains.items.states import STEPS, Channel, State
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.locking import locked
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One matter of several in an item, under the id that the editor's page made for it."""

    public_id: uuid.UUID
    wording: Wording


@operation
def split(
    actor: Actor, public_id: uuid.UUID, *, matters: Sequence[Matter], reason: str, seen: int | None = None
) -> Item:
    """Let an item that reports several matters go on as one item for each, with the same contributors and files.

    Writes: state here; items, texts, contributions, descent, attachments, full-text index, journal.
    Announces: items.item.split; per matter items.item.split_off.
    """
    item = access.take(actor, public_id, "split", seen=seen)
    if len({one.public_id for one in matters}) < 2:
        raise Invalid("items.split.too_few", field="matters")
    why = given(reason)
    made = [_split_off(actor, item, one) for one in matters]
    event = events.ItemSplit(
        subject=item.public_id, matter=item.public_id, numbers=tuple(one.number for one in made), reason=why
    )
    return move(item, STEPS, "split", actor=actor, event=event)


@operation
def unite(actor: Actor, public_id: uuid.UUID, *, reason: str = "", seen: int | None = None) -> Item:
    """Undo a split, as long as nothing of it has gone on to review: the item goes on whole, as it was.

    Writes: states, descent, journal. Announces: per matter items.item.given_up; items.item.united.
    """
    item = access.take(actor, public_id, "unite", seen=seen)
    halves = [locked(Item, half.pk) for half in descent.split_off(item)]
    for half in halves:
        if half.state not in STEPS["dissolve"].sources:
            raise Conflict("items.split.gone_on", number=half.number, state=half.state)
        event = events.SplitGivenUp(subject=half.public_id, matter=half.public_id, origin=item.number)
        move(half, STEPS, "dissolve", actor=actor, event=event)
    Descent.objects.filter(item__in=halves).delete()
    united = events.ItemUnited(
        subject=item.public_id,
        matter=item.public_id,
        numbers=tuple(half.number for half in halves),
        reason=reason.strip(),
    )
    return move(item, STEPS, "unite", actor=actor, event=united)


def _split_off(actor: Actor, item: Item, matter: Matter) -> Item:
    wording = matter.wording.stripped()
    writing.check_wording(item.kind, wording, is_complete=False)
    if listing.with_public_id(matter.public_id):
        raise Conflict("items.item.id_taken")
    contributors = compositions.contributors_of(item)
    half = Item.objects.create(
        public_id=matter.public_id,
        number=number_at(item.station),
        station_id=item.station_id,
        organization_id=item.organization_id,
        state=State.SUBMITTED,
        kind=item.kind,
        channel=Channel.SPLIT,
        title=wording.title,
        authors=item.authors,
        is_urgent=item.is_urgent,
        digest=writing.digest_of(wording, contributors),
        origin=item,
        submitted_at=item.submitted_at,
    )
    text = writing.keep_text(actor, half, wording, number=1)
    writing.keep_contributors(half, contributors)
    writing.enter_index(half, text)
    note_descent(half, item)
    event = events.ItemSplitOff(subject=half.public_id, matter=half.public_id, number=half.number, origin=item.number)
    move(half, STEPS, "register", actor=actor, event=event, registered_at=clock.now())
    attaching.hand_on(actor, item.public_id, to=half.public_id, station=half.station_id, matter=half.public_id)
    return half

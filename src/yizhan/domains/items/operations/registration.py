# SPDX-License-Identifier: Apache-2.0
"""The office's first decisions about an item: register, return, decline, transfer (C01, RULE-034)."""

import uuid

from yizhan.domains.files.operations import attaching
from yizhan.domains.items import access, events
from yizhan.domains.items.models import Descent, Item, Text
from yizhan.domains.items.operations import compositions, writing
from yizhan.domains.items.operations.submission import number_at
from yizhan.domains.items.operations.writing import Wording
from yizhan.domains.items.queries import descent, wordings
from yizhan.domains.items.states import STEPS, Channel, DeclineReason, State
from yizhan.domains.network.models import Station
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Invalid, NotFound
from yizhan.kernel.ids import new_id
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


@operation
def register(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Item:
    """Take an item into the register; from now on the office is editing it.

    Writes: state, time of registration, journal. Announces: items.item.registered.
    """
    item = access.take(actor, public_id, "register", seen=seen)
    event = events.ItemRegistered(subject=item.public_id, matter=item.public_id, station_name=item.station.name)
    return move(item, STEPS, "register", actor=actor, event=event, registered_at=clock.now())


@operation
def return_to_author(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Item:
    """Ask the author for more, saying what is missing.

    Writes: state, journal. Announces: items.item.returned.
    """
    item = access.take(actor, public_id, "return_to_author", seen=seen)
    event = events.ItemReturned(subject=item.public_id, matter=item.public_id, reason=given(reason))
    return move(item, STEPS, "return_to_author", actor=actor, event=event)


@operation
def decline(actor: Actor, public_id: uuid.UUID, *, code: str, reason: str = "", seen: int | None = None) -> Item:
    """Decide not to take an item, with one of the listed reasons, which the author reads.

    Writes: state, journal. Announces: items.item.declined.
    """
    item = access.take(actor, public_id, "decline", seen=seen)
    if code not in DeclineReason.values:
        raise Invalid("items.reason.unknown", field="code", value=code)
    event = events.ItemDeclined(subject=item.public_id, matter=item.public_id, code=code, reason=reason.strip())
    return move(item, STEPS, "decline", actor=actor, event=event)


@operation
def reconsider(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Item:
    """Take up a declined item after all: a correction, with its reason.

    Writes: state, journal. Announces: items.item.reconsidered.
    """
    item = access.take(actor, public_id, "reconsider", seen=seen)
    event = events.ItemReconsidered(subject=item.public_id, matter=item.public_id, reason=given(reason))
    registered = item.registered_at or clock.now()
    return move(item, STEPS, "reconsider", actor=actor, event=event, registered_at=registered)


@operation
def transfer(actor: Actor, public_id: uuid.UUID, *, station: int, reason: str, seen: int | None = None) -> Item:
    """Hand an item to the station it belongs to. There it is a full item of its own with a link to this one.

    The contributors keep access and share. Writes: state here; item, text, contributions, descent there; journal.
    Announces: items.item.transferred, items.item.arrived. Answers with the item at the other station.
    """
    item = access.take(actor, public_id, "transfer", seen=seen)
    target = Station.objects.filter(pk=station).exclude(pk=item.station_id).first()
    if target is None:
        raise NotFound("items.station.unknown", field="station")
    event = events.ItemTransferred(
        subject=item.public_id, matter=item.public_id, station_name=target.name, reason=given(reason)
    )
    move(item, STEPS, "transfer", actor=actor, event=event)
    return send_on(actor, item, target, channel=Channel.TRANSFER)


def send_on(actor: Actor, item: Item, target: Station, *, channel: str) -> Item:
    """Make a full item at another station out of this one, in the caller's transaction: same wording, shares, files."""
    text = wordings.text_in_force(item)
    contributors = compositions.contributors_of(item)
    wording = wording_of(text)
    copy = Item.objects.create(
        public_id=new_id(),
        number=number_at(target),
        station=target,
        organization_id=None if channel == Channel.REPORT else item.organization_id,
        state=State.SUBMITTED,
        kind=item.kind,
        channel=channel,
        title=item.title,
        authors=item.authors,
        is_urgent=item.is_urgent,
        likes=item.likes,
        dislikes=item.dislikes,
        digest=writing.digest_of(wording, contributors),
        origin=item,
        submitted_at=clock.now(),
    )
    first = writing.keep_text(actor, copy, wording, number=1)
    writing.keep_contributors(copy, contributors)
    writing.enter_index(copy, first)
    note_descent(copy, item)
    event = events.ItemArrived(
        subject=copy.public_id,
        matter=copy.public_id,
        number=copy.number,
        channel=channel,
        station_name=item.station.name,
    )
    audit.record(actor, event, station=target.pk, after=State.SUBMITTED)
    for carrier in descent.carriers(item):
        attaching.hand_on(actor, carrier, to=copy.public_id, station=target.pk, matter=copy.public_id)
    return copy


def wording_of(text: Text) -> Wording:
    """A stored wording as operations hand it around."""
    return Wording(**{name: getattr(text, name) for name in Wording.__dataclass_fields__})


def given(reason: str) -> str:
    """A reason that somebody else will read: it may not be empty."""
    if not reason.strip():
        raise Invalid("items.reason.empty", field="reason")
    return reason.strip()


def note_descent(copy: Item, item: Item) -> None:
    """Note that an item came from another one and from all that one came from."""
    lines = [Descent(item=copy, ancestor=item, distance=1)]
    lines.extend(
        Descent(item=copy, ancestor_id=above.ancestor_id, distance=above.distance + 1)
        for above in Descent.objects.filter(item=item)
    )
    Descent.objects.bulk_create(lines)

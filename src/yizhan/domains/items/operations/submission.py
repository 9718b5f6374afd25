# SPDX-License-Identifier: Apache-2.0
"""The author's part: drafts, handing in, handing in again, taking back."""

import uuid
from collections.abc import Sequence

from yizhan.domains.files.operations import attaching
from yizhan.domains.items import access, events
from yizhan.domains.items.models import Draft, Item
from yizhan.domains.items.operations import writing
from yizhan.domains.items.operations.writing import Contributor, Wording
from yizhan.domains.items.permissions import Permission
from yizhan.domains.items.queries import listing, wordings
from yizhan.domains.items.rules import FIELD_LIMIT
from yizhan.domains.items.states import STEPS, Channel, Kind, State
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Station
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.inserting import insert
from yizhan.kernel.numbering import next_numbers
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


@operation
def save_draft(actor: Actor, key: uuid.UUID, *, content: dict[str, str], item: uuid.UUID | None = None) -> Draft:
    """Keep what somebody is writing, as it is; secret material is refused here already and nothing of it kept.

    Writes: draft. A draft is nobody else's business, so the journal stays silent.
    """
    access.require(actor, Permission.SUBMIT)
    texts = {name: value for name, value in content.items() if name in Wording.__dataclass_fields__}
    for field, text in texts.items():
        if len(text) > FIELD_LIMIT:
            raise Invalid("items.text.too_long", field=field, length=len(text), limit=FIELD_LIMIT)
    writing.refuse_secret(Wording(**{"title": "", "situation": "", **texts}))
    belongs = access.find(actor, item) if item else None
    draft, _ = Draft.objects.update_or_create(
        post_id=actor.acting_post, key=key, defaults={"content": content, "item": belongs, "saved_at": clock.now()}
    )
    return draft


@operation
def discard_draft(actor: Actor, key: uuid.UUID) -> None:
    """Throw a draft away; throwing away what is gone already is no fault."""
    access.drafts(actor).filter(key=key).delete()


@operation
def submit(
    actor: Actor,
    public_id: uuid.UUID,
    *,
    kind: str,
    wording: Wording,
    contributors: Sequence[Contributor] = (),
    is_truthful: bool,
    is_urgent: bool = False,
    channel: str = Channel.PAGE,
) -> Item:
    """Hand in an item at the actor's station. The author makes the id, so that handing in twice is handing in once.

    Without contributors the author has the whole share. RULE-025, RULE-028, RULE-030, RULE-044.
    Files that the author attached to the id before become part of the item. Writes: item, text, contributions,
    attachments, full-text index, journal; removes the draft. Announces: items.item.submitted.
    """
    access.require(actor, Permission.SUBMIT)
    wording = wording.stripped()
    if kind not in Kind.values:
        raise Invalid("items.kind.unknown", field="kind", value=kind)
    writing.check_wording(kind, wording)
    if not wording.source:
        raise Invalid("items.text.empty", field="source")
    if not is_truthful:
        raise Invalid("items.truth.not_declared", field="is_truthful")
    named = writing.check_contributors(contributors or [Contributor(share=writing.WHOLE, person=actor.person)])
    digest = writing.digest_of(wording, named)
    for earlier in listing.with_public_id(public_id):
        return _same(actor, earlier, digest)
    item = _create(actor, public_id, kind, wording, named, digest, is_urgent=is_urgent, channel=channel)
    if listing.drafts_kept(actor.post or 0, public_id):
        access.drafts(actor).filter(key=public_id).delete()
    return item


@operation
def revise(actor: Actor, public_id: uuid.UUID, *, wording: Wording, is_truthful: bool, seen: int | None = None) -> Item:
    """Hand in a returned item again, with a new wording; the former one stays.

    Writes: text, state, full-text index, journal. Announces: items.item.revised.
    """
    item = access.take(actor, public_id, "revise", seen=seen)
    wording = wording.stripped()
    writing.check_wording(item.kind, wording)
    if not wording.source:
        raise Invalid("items.text.empty", field="source")
    if not is_truthful:
        raise Invalid("items.truth.not_declared", field="is_truthful")
    writing.leave_index(item, wordings.text_in_force(item))
    number = item.text_number + 1
    text = writing.keep_text(actor, item, wording, number=number)
    event = events.ItemRevised(subject=item.public_id, matter=item.public_id, text=number)
    move(item, STEPS, "revise", actor=actor, event=event, text_number=number, title=wording.title)
    writing.enter_index(item, text)
    attaching.hand_in(actor, item.public_id, matter=item.public_id)
    access.drafts(actor).filter(item=item).delete()
    return item


@operation
def withdraw(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Item:
    """Take an item back before it is in review. What was written stays on record.

    Writes: state, journal. Announces: items.item.withdrawn.
    """
    item = access.take(actor, public_id, "withdraw", seen=seen)
    if not reason.strip():
        raise Invalid("items.reason.empty", field="reason")
    event = events.ItemWithdrawn(subject=item.public_id, matter=item.public_id, reason=reason.strip())
    return move(item, STEPS, "withdraw", actor=actor, event=event)


def _same(actor: Actor, earlier: Item, digest: str) -> Item:
    """The item was handed in already: the same content is the same act, other content is a mistake."""
    if earlier.post_id != actor.post or earlier.digest != digest:
        raise Conflict("items.item.id_taken")
    return earlier


def _create(
    actor: Actor,
    public_id: uuid.UUID,
    kind: str,
    wording: Wording,
    contributors: Sequence[Contributor],
    digest: str,
    *,
    is_urgent: bool,
    channel: str,
) -> Item:
    station = network.station(actor.station or 0)
    item = insert(
        Item(
            public_id=public_id,
            number=number_at(station),
            station=station,
            organization_id=actor.organization,
            post_id=actor.post,
            state=State.SUBMITTED,
            kind=kind,
            channel=channel,
            title=wording.title,
            authors=writing.authors_of(contributors),
            is_urgent=is_urgent,
            digest=digest,
            submitted_at=clock.now(),
        )
    )
    text = writing.keep_text(actor, item, wording, number=1)
    writing.keep_contributors(item, contributors)
    writing.enter_index(item, text)
    event = events.ItemSubmitted(
        subject=public_id,
        matter=public_id,
        number=item.number,
        organization=actor.organization or 0,
        kind=kind,
        digest=digest,
        station_name=station.name,
    )
    audit.record(actor, event, station=station.pk, after=State.SUBMITTED)
    attaching.hand_in(actor, public_id, matter=public_id)
    return item


def number_at(station: Station) -> str:
    """The next number in the station's register of the year, such as YXZX-2026-00042."""
    return numbers_at(station, 1)[0]


def numbers_at(station: Station, count: int) -> list[str]:
    """The next numbers in the station's register of the year, in a row."""
    year = clock.today().year
    numbers = next_numbers(f"items:{station.pk}:{year}", count)
    return [f"{station.code.upper()}-{year}-{number:05d}" for number in numbers]

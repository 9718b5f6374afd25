# SPDX-License-Identifier: Apache-2.0
"""Several items edited into one (C09): a relation, not a move. Every original keeps text, author, access and share.

Each change is a composition of its own; undoing returns to the one before, step by step, until every part goes on by
itself again.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from yizhan.domains.items import access, events
from yizhan.domains.items.models import Composition, Descent, Item, Part
from yizhan.domains.items.operations import compositions, writing
from yizhan.domains.items.operations.apportioning import (
    Portion,
    apportioned,
    blended,
    even_shares,
    joined,
    parted,
)
from yizhan.domains.items.operations.registration import given
from yizhan.domains.items.operations.submission import number_at
from yizhan.domains.items.operations.writing import WHOLE, Contributor, Wording
from yizhan.domains.items.permissions import Permission
from yizhan.domains.items.queries import descent, listing, wordings
from yizhan.domains.items.states import STEPS, Change, Channel, Kind, State
from yizhan.domains.network import queries as network
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.events import Event
from yizhan.kernel.locking import locked
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import amend, move


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An item that shall be part, its share of the whole in ten-thousandths (0: as the others), the version seen."""

    item: uuid.UUID
    share: int = 0
    seen: int | None = None


@operation
def compose(
    actor: Actor, public_id: uuid.UUID, *, parts: Sequence[Wanted], wording: Wording, kind: str, is_urgent: bool = False
) -> Item:
    """Edit several items of the actor's station into one. The editor makes the id, so that twice is once.

    Open items are absorbed, released ones keep their state; without shares the parts are worth the same, and what the
    same people sent in twice has one share. Writes: item, text, parts, composition, contributions, descent, states of
    the parts, full-text index, journal. Announces: items.synthesis.composed; per part items.item.absorbed.
    """
    access.require(actor, Permission.MERGE)
    wording = wording.stripped()
    if kind not in Kind.values:
        raise Invalid("items.kind.unknown", field="kind", value=kind)
    writing.check_wording(kind, wording, is_complete=False)
    digest = _digest(wording, parts)
    for earlier in listing.with_public_id(public_id):
        if earlier.digest != digest or earlier.station_id != actor.station:
            raise Conflict("items.item.id_taken")
        return earlier
    if len({one.item for one in parts}) < 2:
        raise Invalid("items.synthesis.too_few", field="items")
    taken = _take_parts(actor, parts)
    _check_unrelated(taken.values())
    portions = _portions(parts, taken)
    contributors = blended(portions)
    synthesis = _create(actor, public_id, wording, kind, digest, contributors, is_urgent=is_urgent)
    came_from = {item.pk: _absorb(actor, item, synthesis, portions) for item in taken.values()}
    compositions.set_parts(synthesis, portions, came_from)
    compositions.set_contributors(synthesis, contributors)
    compositions.keep(actor, synthesis, portions, contributors, change=Change.COMPOSED, reason="")
    numbers = tuple(taken[one.item].number for one in parts)
    event = events.SynthesisComposed(
        subject=synthesis.public_id, matter=synthesis.public_id, number=synthesis.number, parts=numbers
    )
    return move(synthesis, STEPS, "register", actor=actor, event=event, registered_at=clock.now())


@operation
def join(actor: Actor, public_id: uuid.UUID, *, parts: Sequence[Wanted], reason: str, seen: int | None = None) -> Item:
    """Add items to a synthesis. Shares set before keep their proportions in what is left for them.

    Writes: parts, composition, contributions, descent, states of the new parts, journal.
    Announces: items.synthesis.joined; per new part items.item.absorbed.
    """
    if not parts:
        raise Invalid("items.synthesis.too_few", field="items")
    taken = _take_parts(actor, parts, whole=Wanted(item=public_id, seen=seen))
    synthesis = taken.pop(public_id)
    _check_unrelated([synthesis, *taken.values()])
    present = compositions.portions_of(synthesis)
    added = _added(parts, taken, len(present))
    rest = apportioned([part.share for part in present], WHOLE - sum(part.share for part in added))
    portions = [*_reshared(present, rest), *added]
    contributors = joined(compositions.contributors_of(synthesis), added)
    came_from = _came_from(synthesis) | {item.pk: _absorb(actor, item, synthesis, portions) for item in taken.values()}
    event = events.PartsJoined(
        subject=synthesis.public_id,
        matter=synthesis.public_id,
        parts=tuple(taken[one.item].number for one in parts),
        reason=given(reason),
    )
    compositions.keep(actor, synthesis, portions, contributors, change=Change.JOINED, reason=reason.strip())
    return _recompose(actor, synthesis, portions, contributors, came_from, event)


@operation
def take_out(
    actor: Actor, public_id: uuid.UUID, *, items: Sequence[uuid.UUID], reason: str, seen: int | None = None
) -> Item:
    """Take parts out of a synthesis; they go on by themselves where they were. Two parts at least stay.

    What a part brought goes with it; other shares keep their proportions. Writes: parts, composition, contributions,
    descent, states of the parts, journal. Announces: items.synthesis.parted; per part items.item.set_free.
    """
    synthesis = access.take(actor, public_id, "compose", seen=seen)
    present = list(descent.parts(synthesis))
    leaving = [part for part in present if part.item.public_id in items]
    if not leaving or len(leaving) != len(set(items)):
        raise NotFound("items.synthesis.not_a_part", field="items")
    staying = [part for part in present if part not in leaving]
    if len(staying) < 2:
        raise Invalid("items.synthesis.too_few_left", field="items")
    kept = [compositions.portion_of(part.item, part.share) for part in staying]
    portions = _reshared(kept, apportioned([part.share for part in kept]))
    gone = [compositions.portion_of(part.item, part.share) for part in leaving]
    contributors = parted(compositions.contributors_of(synthesis), gone, kept)
    event = events.PartsParted(
        subject=synthesis.public_id,
        matter=synthesis.public_id,
        parts=tuple(part.item.number for part in leaving),
        reason=given(reason),
    )
    for part in leaving:
        _set_free(actor, part, synthesis, reason.strip())
    compositions.keep(actor, synthesis, portions, contributors, change=Change.PARTED, reason=reason.strip())
    return _recompose(actor, synthesis, portions, contributors, _came_from(synthesis), event)


@operation
def undo(actor: Actor, public_id: uuid.UUID, *, reason: str = "", seen: int | None = None) -> Item:
    """Undo the last change of what a synthesis consists of; undoing its making takes it apart.

    Parts and shares stand again exactly as they did; what was undone stays on record. Writes: parts, composition,
    contributions, descent, states, journal. Announces: items.synthesis.undone or items.synthesis.dissolved; per part
    items.item.set_free or items.item.absorbed.
    """
    synthesis = access.take(actor, public_id, "compose", seen=seen)
    standing = descent.composition_of(synthesis)
    if standing is None:
        raise Conflict("items.state.elsewhere", verb="compose", state=synthesis.state)
    if not standing.follows:
        return _dissolve(actor, synthesis, reason.strip())
    return _return_to(actor, synthesis, standing, reason.strip())


def _return_to(actor: Actor, synthesis: Item, standing: Composition, reason: str) -> Item:
    earlier = Composition.objects.get(item=synthesis, number=standing.follows)
    shares, contributors = compositions.restored(earlier)
    came_from = _came_from(synthesis)
    for part in descent.parts(synthesis):
        if part.item_id not in shares:
            _set_free(actor, part, synthesis, reason)
    known = Item.objects.in_bulk(list(shares))
    portions = [compositions.portion_of(known[item], share) for item, share in shares.items()]
    returning = [Wanted(item=known[item].public_id) for item in shares if item not in came_from]
    for item in _take_parts(actor, returning).values():
        came_from[item.pk] = _absorb(actor, item, synthesis, portions)
    event = events.CompositionUndone(
        subject=synthesis.public_id,
        matter=synthesis.public_id,
        composition=standing.number,
        returned_to=earlier.number,
        reason=reason,
    )
    compositions.return_to(actor, synthesis, earlier, reason)
    return _recompose(actor, synthesis, portions, contributors, came_from, event)


def _dissolve(actor: Actor, synthesis: Item, reason: str) -> Item:
    parts = list(descent.parts(synthesis))
    for part in parts:
        _set_free(actor, part, synthesis, reason)
    compositions.set_parts(synthesis, [], {})
    event = events.SynthesisDissolved(
        subject=synthesis.public_id,
        matter=synthesis.public_id,
        parts=tuple(part.item.number for part in parts),
        reason=reason,
    )
    return move(synthesis, STEPS, "dissolve", actor=actor, event=event)


def _take_parts(actor: Actor, parts: Sequence[Wanted], whole: Wanted | None = None) -> dict[uuid.UUID, Item]:
    """Load, lock and authorise, in the order of the keys, so that two editors never wait for each other."""
    wanted = {one.item: one for one in parts}
    if len(wanted) != len(parts) or (whole and whole.item in wanted):
        raise Invalid("items.synthesis.twice", field="items")
    if whole:
        wanted[whole.item] = whole
    found = access.visible(actor).filter(public_id__in=list(wanted)).order_by("pk")
    ordered = list(found.values_list("public_id", flat=True))
    if len(ordered) != len(wanted):
        raise NotFound("items.item.unknown", field="items")
    return {key: _taken(actor, wanted[key], "compose" if wanted[key] is whole else "merge") for key in ordered}


def _taken(actor: Actor, wanted: Wanted, verb: str) -> Item:
    try:
        return access.take(actor, wanted.item, verb, seen=wanted.seen)
    except Conflict as refusal:
        if refusal.code != "items.state.elsewhere" or verb != "merge":
            raise
        item = access.find(actor, wanted.item)
        whole = descent.wholes(item).first() if item.state == State.ABSORBED else None
        if whole is not None:
            number = whole.synthesis.number
            raise Conflict("items.synthesis.absorbed", field="items", number=item.number, whole=number) from refusal
        raise Conflict("items.synthesis.unfit", field="items", number=item.number, state=item.state) from refusal


def _check_unrelated(items: Iterable[Item]) -> None:
    """A whole and something that it is made of already are one matter counted twice."""
    keys = [item.pk for item in items]
    related = Descent.objects.filter(Q(item__in=keys) & Q(ancestor__in=keys)).select_related("item", "ancestor").first()
    if related is not None:
        raise Conflict(
            "items.synthesis.related", field="items", number=related.ancestor.number, whole=related.item.number
        )


def _portions(parts: Sequence[Wanted], taken: Mapping[uuid.UUID, Item]) -> list[Portion]:
    """The parts in their order; shares as wanted, or even when none is given."""
    portions = [compositions.portion_of(taken[one.item], one.share) for one in parts]
    if not any(one.share for one in parts):
        return _reshared(portions, even_shares(portions))
    total = sum(one.share for one in parts)
    if total != WHOLE or any(one.share <= 0 for one in parts):
        raise Invalid("items.shares.do_not_add_up", field="shares", percent=round(total / 100, 2))
    return portions


def _added(parts: Sequence[Wanted], taken: Mapping[uuid.UUID, Item], present: int) -> list[Portion]:
    """The new parts; without a share each is worth as much as if all parts were worth the same."""
    even = apportioned([1] * (present + len(parts)))[-1]
    portions = [compositions.portion_of(taken[one.item], one.share or even) for one in parts]
    total = sum(part.share for part in portions)
    if any(part.share <= 0 for part in portions) or total > WHOLE - present:
        raise Invalid("items.shares.do_not_add_up", field="shares", percent=round(total / 100, 2))
    return portions


def _reshared(portions: Sequence[Portion], shares: Sequence[int]) -> list[Portion]:
    return [
        Portion(item=part.item, share=share, contributors=part.contributors)
        for part, share in zip(portions, shares, strict=True)
    ]


def _came_from(synthesis: Item) -> dict[int, str]:
    return dict(Part.objects.filter(synthesis=synthesis).values_list("item", "came_from"))


def _absorb(actor: Actor, item: Item, synthesis: Item, portions: Sequence[Portion]) -> str:
    """Let an item go on in the whole; answers with the state to which it returns, empty where it keeps its state."""
    [share] = [part.share for part in portions if part.item == item.pk]
    event = events.ItemAbsorbed(
        subject=item.public_id,
        matter=item.public_id,
        number=synthesis.number,
        others=len(portions) - 1,
        percent=f"{share / 100:g}",
    )
    before = item.state
    if before in STEPS["absorb"].sources:
        move(item, STEPS, "absorb", actor=actor, event=event)
        return before
    audit.record(actor, event, station=item.station_id)
    return ""


def _set_free(actor: Actor, part: Part, synthesis: Item, reason: str) -> None:
    item = part.item
    event = events.ItemSetFree(subject=item.public_id, matter=item.public_id, number=synthesis.number, reason=reason)
    if part.came_from:
        verb = "set_free" if part.came_from == State.REGISTERED else "set_free_unregistered"
        move(locked(Item, item.pk), STEPS, verb, actor=actor, event=event)
    else:
        audit.record(actor, event, station=item.station_id)


def _recompose(
    actor: Actor,
    synthesis: Item,
    portions: Sequence[Portion],
    contributors: Sequence[Contributor],
    came_from: Mapping[int, str],
    event: Event,
) -> Item:
    """Let the synthesis consist of these parts and belong to these contributors, findable under their names."""
    text = wordings.text_in_force(synthesis)
    writing.leave_index(synthesis, text)
    compositions.set_parts(synthesis, portions, came_from)
    authors = compositions.set_contributors(synthesis, contributors)
    amend(synthesis, actor=actor, event=event, authors=authors)
    writing.enter_index(synthesis, text)
    return synthesis


def _create(
    actor: Actor,
    public_id: uuid.UUID,
    wording: Wording,
    kind: str,
    digest: str,
    contributors: Sequence[Contributor],
    *,
    is_urgent: bool,
) -> Item:
    station = network.station(actor.station or 0)
    synthesis = Item.objects.create(
        public_id=public_id,
        number=number_at(station),
        station=station,
        state=State.SUBMITTED,
        kind=kind,
        channel=Channel.SYNTHESIS,
        title=wording.title,
        authors=writing.authors_of(contributors),
        is_urgent=is_urgent,
        digest=digest,
        submitted_at=clock.now(),
    )
    text = writing.keep_text(actor, synthesis, wording, number=1)
    writing.enter_index(synthesis, text)
    return synthesis


def _digest(wording: Wording, parts: Sequence[Wanted]) -> str:
    """What makes two requests for a synthesis the same: wording, parts, their order and their shares."""
    return writing.digest_of(wording, [Contributor(share=one.share, name=str(one.item)) for one in parts])

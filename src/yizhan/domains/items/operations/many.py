# SPDX-License-Identifier: Apache-2.0
"""One decision about several items. Each item is an operation of its own; all of them share one act in the journal.

Nothing here writes by itself: what is refused for one item is answered for that item, and the others go on. Who repeats
the request after a lost answer carries on where it stopped, because each item has a request key of its own.
"""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import F

from yizhan.domains.items import access
from yizhan.domains.items.models import Item, Text
from yizhan.domains.items.operations import registration, release, review, taking_back, writing
from yizhan.domains.items.permissions import NEEDED
from yizhan.domains.items.states import MADE_HERE, OF_MANY, DeclineReason
from yizhan.domains.network.models import Station
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, Invalid, NotFound, Refusal

#: So many at most, which is what one page of the inbox shows.
MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What shall be done with each of the items, and why; `station` is the key of the one that a transfer goes to."""

    verb: str
    reason: str = ""
    code: str = ""
    station: int = 0


@dataclass(frozen=True, slots=True)
class Chosen:
    """One item by public id, and the version of it that was looked at."""

    item: uuid.UUID
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Prospect:
    """One chosen item and what stands in the way of the decision now."""

    item: Item
    hindrance: Refusal | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one item: it as it stands now (None where the actor may not know of it), or why nothing was done."""

    public_id: uuid.UUID
    item: Item | None
    refusal: Refusal | None

    @property
    def is_done(self) -> bool:
        """Whether the decision took effect."""
        return self.refusal is None


def prospects(actor: Actor, verb: str, keys: Sequence[uuid.UUID]) -> list[Prospect]:
    """What the decision would do to each of these items that the actor may see, in their order. Writes nothing."""
    _check_verb(actor, verb)
    _check_number(keys)
    rows = _rows(actor, keys)
    texts = _texts(rows.values()) if verb == "send_to_review" else {}
    return [
        Prospect(rows[key], _hindrance(actor, verb, rows[key], texts.get(rows[key].pk)))
        for key in dict.fromkeys(keys)
        if key in rows
    ]


def decide(actor: Actor, decision: Decision, chosen: Sequence[Chosen]) -> list[Outcome]:
    """Take the decision about each item that allows it; a decision that is wrong itself is refused as a whole."""
    _check_verb(actor, decision.verb)
    _check_words(actor, decision)
    seen = {one.item: one.seen for one in chosen}
    _check_number(list(seen))
    refusals = {key: _tried(_acting(actor, key), decision, key, version) for key, version in seen.items()}
    return _outcomes(actor, refusals)


def take_back(actor: Actor, act: uuid.UUID, keys: Sequence[uuid.UUID], *, reason: str = "") -> list[Outcome]:
    """Take back what one act did to these items, each by itself, as far as nothing was done with them since."""
    access.require(actor, NEEDED["take_back"])
    _check_number(keys)

    def tried(key: uuid.UUID) -> Refusal | None:
        # The key comes from the act that is undone: pressing Undo twice is one undoing.
        once = replace(actor, key=uuid.uuid5(act, f"take back {key}"))
        return _refusal(lambda: taking_back.take_back(once, key, act=act, reason=reason))

    return _outcomes(actor, {key: tried(key) for key in dict.fromkeys(keys)})


def _acting(actor: Actor, key: uuid.UUID) -> Actor:
    """The same actor and act with a request key of the item's own, where the request carries one at all."""
    return actor if actor.key is None else replace(actor, key=uuid.uuid5(actor.key, str(key)))


def _tried(actor: Actor, decision: Decision, key: uuid.UUID, seen: int | None) -> Refusal | None:
    calls: dict[str, Callable[[], Item]] = {
        "register": lambda: registration.register(actor, key, seen=seen),
        "return_to_author": lambda: registration.return_to_author(actor, key, reason=decision.reason, seen=seen),
        "decline": lambda: registration.decline(actor, key, code=decision.code, reason=decision.reason, seen=seen),
        "send_to_review": lambda: review.send_to_review(actor, key, seen=seen),
        "archive": lambda: release.archive(actor, key, seen=seen),
        "transfer": lambda: registration.transfer(
            actor, key, station=decision.station, reason=decision.reason, seen=seen
        ),
    }
    return _refusal(calls[decision.verb])


def _refusal(call: Callable[[], Item]) -> Refusal | None:
    try:
        call()
    except Refusal as refusal:
        return refusal
    return None


def _outcomes(actor: Actor, refusals: dict[uuid.UUID, Refusal | None]) -> list[Outcome]:
    rows = _rows(actor, list(refusals))
    return [Outcome(key, rows.get(key), refusal) for key, refusal in refusals.items()]


def _rows(actor: Actor, keys: Sequence[uuid.UUID]) -> dict[uuid.UUID, Item]:
    visible = access.visible(actor).filter(public_id__in=keys).select_related("station", "organization")
    return {item.public_id: item for item in visible}


def _texts(items: Iterable[Item]) -> dict[int, Text]:
    return {text.item_id: text for text in Text.objects.filter(item__in=list(items), number=F("item__text_number"))}


def _hindrance(actor: Actor, verb: str, item: Item, text: Text | None) -> Refusal | None:
    """Why the step would be refused now; the step itself decides again when it is taken."""
    if not access.permits(actor, verb, item):
        return Denied("items.denied", permission=NEEDED[verb])
    if verb == "return_to_author" and item.channel in MADE_HERE:
        return Conflict("items.many.no_author")
    if not access.possible(item, verb):
        return Conflict("items.many.elsewhere", state=item.state)
    if text is not None:
        try:
            writing.check_wording(item.kind, registration.wording_of(text))
        except Invalid as refusal:
            return refusal
    return None


def _check_verb(actor: Actor, verb: str) -> None:
    if verb not in OF_MANY:
        raise Invalid("items.many.unknown", field="verb", value=verb)
    access.require(actor, NEEDED[verb])


def _check_number(keys: Sequence[uuid.UUID]) -> None:
    if not keys:
        raise Invalid("items.many.none", field="items")
    if len(keys) > MOST:
        raise Invalid("items.many.too_many", field="items", count=len(keys), most=MOST)


def _check_words(actor: Actor, decision: Decision) -> None:
    """What would be refused for every item alike is refused once, before anything is done."""
    if decision.verb in {"return_to_author", "transfer"}:
        registration.given(decision.reason)
    if decision.verb == "decline" and decision.code not in DeclineReason.values:
        raise Invalid("items.reason.unknown", field="code", value=decision.code)
    others = Station.objects.filter(pk=decision.station).exclude(pk=actor.station or 0)
    if decision.verb == "transfer" and not others.exists():
        raise NotFound("items.station.unknown", field="station")

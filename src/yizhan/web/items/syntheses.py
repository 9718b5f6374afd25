# SPDX-License-Identifier: Apache-2.0
"""What the desk of a synthesis shows: the originals with their shares, and whose text goes where.

Order, shares and text travel with the form, so that the desk works without JavaScript.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from django.http import QueryDict

from yizhan.domains.items import access
from yizhan.domains.items.models import Item, Text
from yizhan.domains.items.operations.apportioning import even_shares
from yizhan.domains.items.operations.compositions import portion_of
from yizhan.domains.items.operations.synthesis import Wanted
from yizhan.domains.items.queries import wordings as item_wordings
from yizhan.domains.items.rules import TITLE_LIMIT
from yizhan.kernel.actors import Actor
from yizhan.web.components import State as Standing
from yizhan.web.items import addresses, standing, wordings

#: Originals of one synthesis; nobody reads more of them side by side.
MOST = 20

#: Parts of a text that can be taken over one by one; the others follow with the leading original.
TAKEN_OVER = ("situation", "analysis", "suggestion", "consequence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """An item on the desk. `share` is in per cent, as typed; `seen` the version that the page shows."""

    item: Item
    text: Text
    share: str = ""
    seen: int = 0

    @property
    def key(self) -> str:
        """What the form's fields call it."""
        return str(self.item.public_id)

    @property
    def url(self) -> str:
        """Its own page."""
        return addresses.item(self.item.public_id)

    @property
    def standing(self) -> Standing:
        """Where it stands."""
        return standing.for_staff(self.item.state)

    @property
    def parts(self) -> list[wordings.Part]:
        """What it says."""
        return wordings.parts_of(self.text)


def ids_given(given: Iterable[str]) -> list[uuid.UUID]:
    """Public ids as an address or a form names them, one or several to a value, each once."""
    found: dict[uuid.UUID, None] = {}
    for value in given:
        for word in value.replace(",", " ").split():
            try:
                found[uuid.UUID(word)] = None
            except ValueError:
                continue
    return list(found)[:MOST]


def originals(actor: Actor, keys: Sequence[uuid.UUID]) -> list[Original]:
    """The items that the actor may see, in the order of their keys, worth the same."""
    visible = access.visible(actor).filter(public_id__in=keys).select_related("station", "organization")
    rows = {item.public_id: item for item in visible}
    return evened(
        [
            Original(item=rows[key], text=item_wordings.text_in_force(rows[key]), seen=rows[key].version)
            for key in keys
            if key in rows
        ]
    )


def evened(found: Sequence[Original]) -> list[Original]:
    """Equal shares; the same people reporting one fact twice have one between them."""
    if not found:
        return []
    shares = even_shares([portion_of(one.item, 0) for one in found])
    return [replace(one, share=percent(share)) for one, share in zip(found, shares, strict=True)]


def with_shares(found: Sequence[Original], given: QueryDict) -> list[Original]:
    """What was typed, and the versions that were looked at."""
    return [replace(one, share=given.get(f"share-{one.key}", one.share)[:6], seen=_seen(given, one)) for one in found]


def reordered(keys: Sequence[uuid.UUID], given: QueryDict) -> list[uuid.UUID]:
    """The order after a row was moved up or down, or taken off the desk."""
    dropped, (moved, _, way) = given.get("drop", ""), given.get("move", "").partition(":")
    kept = [key for key in keys if str(key) != dropped]
    place = next((place for place, key in enumerate(kept) if str(key) == moved), None)
    if place is not None:
        other = max(0, place - 1) if way == "up" else min(len(kept) - 1, place + 1)
        kept[place], kept[other] = kept[other], kept[place]
    return kept


def wanted(found: Sequence[Original]) -> list[Wanted]:
    """The parts as operations take them."""
    return [Wanted(item=one.item.public_id, share=ten_thousandths(one.share), seen=one.seen) for one in found]


def taken_over(written: Mapping[str, str], found: Sequence[Original], given: QueryDict) -> dict[str, str]:
    """The text after a button was pressed: the whole wording of one original, or one part of it added."""
    lead, (source, _, name) = given.get("lead", ""), given.get("take", "").partition(":")
    for one in found:
        if one.key == lead:
            return {**written, **wording_of(one.text)}
        if one.key == source and name in TAKEN_OVER:
            return {**written, name: "\n\n".join(part for part in (written.get(name), getattr(one.text, name)) if part)}
    return dict(written)


def wording_of(text: Text) -> dict[str, str]:
    """A stored text as the fields of a form."""
    fields = ("title", "situation", "analysis", "suggestion", "occurrence", "scope", "consequence", "source")
    said = {name: getattr(text, name) for name in fields}
    return {**said, "title": said["title"][:TITLE_LIMIT]}


def percent(share: int) -> str:
    """Ten-thousandths in per cent, as people type them."""
    return f"{share / 100:g}"


def ten_thousandths(typed: str) -> int:
    """Per cent as typed, in ten-thousandths; what is no number is nothing, which does not add up."""
    try:
        return int((Decimal(typed) * 100).to_integral_value())
    except (InvalidOperation, ValueError):
        return -1


def _seen(given: QueryDict, one: Original) -> int:
    value = given.get(f"seen-{one.key}", "")
    return int(value) if value.isdecimal() else one.seen

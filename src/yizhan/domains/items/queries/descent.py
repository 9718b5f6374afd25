# SPDX-License-Identifier: Apache-2.0
"""What an item was made from and what was made of it."""

import uuid
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from yizhan.domains.items.models import Composition, Descent, Item, Part
from yizhan.domains.items.queries.listing import Listed
from yizhan.domains.items.states import Channel, State
from yizhan.kernel.prepared import prepared


def chain(item: Item) -> list[Item]:
    """The item and everything that was made of it at other stations, nearest first."""
    below = Item.objects.filter(ancestry__ancestor=item).select_related("station").order_by("ancestry__distance", "id")
    return [item, *below]


def origins(item: Item) -> list[Item]:
    """What the item was made from, nearest first."""
    return [descent.ancestor for descent in _ancestry(item.pk)]


@prepared
def _ancestry(item: int) -> QuerySet[Descent]:
    return Descent.objects.filter(item_id=item).select_related("ancestor__station").order_by("distance", "id")


def kin(item: Item) -> tuple[list[Item], list[Item]]:
    """What the item was made from, and what was made of it, nearest first. Most items have neither: one small query."""
    pairs = _descents(item.pk)
    if not pairs:
        return [], []
    others = Item.objects.select_related("station").in_bulk({key for pair in pairs for key in pair})
    above = [others[ancestor] for descendant, ancestor in pairs if descendant == item.pk]
    return above, [others[descendant] for descendant, ancestor in pairs if ancestor == item.pk]


@prepared
def _descents(item: int) -> QuerySet[Descent, tuple[int, int]]:
    lines = Descent.objects.filter(Q(item_id=item) | Q(ancestor_id=item)).order_by("distance", "id")
    return lines.values_list("item_id", "ancestor_id")


def parts(item: Item) -> QuerySet[Part]:
    """What a synthesis consists of, in its order."""
    return Part.objects.filter(synthesis=item).select_related("item__station").order_by("rank", "id")


def wholes(item: Item) -> QuerySet[Part]:
    """The syntheses that an item is part of now."""
    return Part.objects.filter(item=item).select_related("synthesis__station").order_by("id")


def printed_with_others(listed: Iterable[Listed | Item]) -> frozenset[int]:
    """Which of these items (keys) went into a synthesis that has been released."""
    absorbed = [one.pk for one in listed if one.state == State.ABSORBED]
    if not absorbed:
        return frozenset()
    wholes = Descent.objects.filter(
        ancestor__in=absorbed, item__channel=Channel.SYNTHESIS, item__released_at__isnull=False
    )
    return frozenset(wholes.values_list("ancestor", flat=True))


def composition_of(item: Item) -> Composition | None:
    """What a synthesis consists of, with what came before it; None for an item that is none."""
    return Composition.objects.filter(item=item).order_by("-number").first()


def compositions(item: Item) -> QuerySet[Composition]:
    """How a synthesis came to be what it is, newest first, with who changed it and why."""
    return Composition.objects.filter(item=item).select_related("post__person").order_by("-number")


def split_off(item: Item) -> QuerySet[Item]:
    """What an item was split into and has not been given up."""
    halves = Item.objects.filter(origin=item, station_id=item.station_id).exclude(state=State.DISSOLVED)
    return halves.select_related("station").order_by("id")


def carriers(item: Item) -> dict[uuid.UUID, str]:
    """Whose files an item carries: its own, and those of everything a synthesis consists of now, with their numbers.

    Files stay with what they were handed in with; whoever may see the whole may see them, as long as it is the whole.
    """
    found, level = {item.public_id: item.number}, [item.pk] if item.channel == Channel.SYNTHESIS else []
    while level:
        inside = Part.objects.filter(synthesis__in=level).order_by("synthesis", "rank", "id").select_related("item")
        level = [part.item_id for part in inside if part.item.public_id not in found]
        found.update({part.item.public_id: part.item.number for part in inside})
    return found

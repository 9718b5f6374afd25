# SPDX-License-Identifier: Apache-2.0
"""Who has which share in an item, through merges, splits and transfers."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import QuerySet

from yizhan.domains.items.models import Contribution, Descent, Item, Part
from yizhan.domains.items.states import MADE_HERE, State
from yizhan.domains.network.queries import counted, one_person
from yizhan.kernel.prepared import prepared


class Credited(NamedTuple):
    """A share in an item, in ten-thousandths, and the originals (keys) through which it came."""

    item: int
    person: int | None
    organization: int | None
    name: str
    share: int
    originals: tuple[int, ...]


_Line = tuple[int, int | None, int | None, str, int]


def contributions(item: Item) -> list[Contribution]:
    """Who has a share, the leading contributor first."""
    return _contributions(item.pk)


@prepared
def _contributions(item: int) -> QuerySet[Contribution]:
    return Contribution.objects.filter(item_id=item).select_related("person", "organization").order_by("rank", "id")


def contributions_of(items: Iterable[Item]) -> dict[int, list[Contribution]]:
    """The same for several items, by key, in one query."""
    found: dict[int, list[Contribution]] = {}
    rows = Contribution.objects.filter(item__in=list(items)).select_related("person", "organization")
    for one in rows.order_by("item", "rank", "id"):
        found.setdefault(one.item_id, []).append(one)
    return found


def has_share(item: Item, person_id: int) -> bool:
    """Whether the person contributed to the item."""
    return Contribution.objects.filter(item=item, person__in=one_person(person_id)).exists()


@prepared
def shares(item: int) -> QuerySet[Contribution, tuple[str, int]]:
    """Names and shares alone, the leading contributor first, for an item's key."""
    return Contribution.objects.filter(item_id=item).order_by("rank", "id").values_list("name", "share")


def counted_once(items: QuerySet[Item]) -> QuerySet[Item]:
    """Only what was handed in or came from elsewhere, each fact once: neither what the office made of items itself nor
    what the same people said twice.
    """
    repeated = Part.objects.filter(is_repeat=True).values("item")
    return items.exclude(channel__in=MADE_HERE).exclude(pk__in=repeated)


def credited(items: QuerySet[Item]) -> list[Credited]:
    """Who has which share in these items, and through which of their originals: merges, splits, transfers, reports.

    One line per item and contributor, in the order of the items' keys; the shares of an item add up to 10,000. Who was
    entered in the register twice is one contributor.
    """
    shares_of = Contribution.objects.filter(item__in=items).order_by("item", "rank", "id")
    lines = _once(shares_of.values_list("item", counted(), "organization", "name", "share"))
    ancestry = Descent.objects.filter(item__in=items).order_by("distance", "ancestor")
    shared = set(
        Contribution.objects.filter(item__in=ancestry.order_by().values("ancestor")).values_list(
            "item", counted(), "organization", "name"
        )
    )
    originals: dict[int, list[int]] = {}
    for item, ancestor in ancestry.values_list("item", "ancestor"):
        originals.setdefault(item, []).append(ancestor)
    return [
        Credited(
            item,
            person,
            organization,
            name,
            share,
            tuple(ancestor for ancestor in originals.get(item, []) if (ancestor, person, organization, name) in shared),
        )
        for item, person, organization, name, share in lines
    ]


def _once(lines: Iterable[_Line]) -> list[_Line]:
    """Each contributor of an item once, where two entries of the register turned out to be one person."""
    found: dict[tuple[int, int | None, int | None, str], int] = {}
    for item, person, organization, name, share in lines:
        key = (item, person, organization, name)
        found[key] = found.get(key, 0) + share
    return [(*key, share) for key, share in found.items()]


def credited_in(station_id: int, begins_at: datetime.datetime, ends_before: datetime.datetime) -> list[Credited]:
    """The same for what a station received in a period and carries on, each fact once: originals that went into a
    synthesis or were split are counted through what became of them.
    """
    carried = Item.objects.filter(station_id=station_id, submitted_at__gte=begins_at, submitted_at__lt=ends_before)
    return credited(carried.exclude(state__in=(State.ABSORBED, State.SPLIT, State.DISSOLVED)))

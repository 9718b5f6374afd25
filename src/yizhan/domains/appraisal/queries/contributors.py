# SPDX-License-Identifier: Apache-2.0
"""Who is credited with an item at a station: people and units by share, or the station below that reported it."""

import datetime
from collections.abc import Mapping
from typing import Any

from yizhan.domains.items.models import Contribution, Item
from yizhan.domains.network.models import Organization, Post, Station
from yizhan.domains.reporting.models import Report

#: `person`, `organization`, `below` (a station) are keys or None; `share` is in ten-thousandths.
Holders = list[dict[str, Any]]

WHOLE = 10_000


class Contributors:
    """The contributors of some items of one station, read once."""

    def __init__(self, station: Station, items: Mapping[int, Item]) -> None:
        """Read shares, the posts of those who have one, and who reported what came from below."""
        self._station = station
        self._shares: dict[int, list[Contribution]] = {}
        for one in Contribution.objects.filter(item__in=items).order_by("item", "rank", "id"):
            self._shares.setdefault(one.item_id, []).append(one)
        self._senders = dict(Report.objects.filter(result__in=items).values_list("result", "station"))
        self._posts: dict[int, list[Post]] = {}
        people = {one.person_id for shares in self._shares.values() for one in shares if one.person_id}
        held = Post.objects.filter(station=station, person__in=people).order_by("-starts_on", "-id")
        for post in held:
            self._posts.setdefault(post.person_id, []).append(post)
        units = {one.organization_id for shares in self._shares.values() for one in shares if one.organization_id}
        self._station_of = dict(Organization.objects.filter(pk__in=units).values_list("pk", "station"))

    def of(self, item: Item, day: datetime.date) -> Holders:
        """The contributors of an item on a day, the leading one first."""
        sender = self._senders.get(item.pk)
        if sender is not None:
            return [_holder(below=sender)]
        shares = self._shares.get(item.pk, [])
        if not shares:
            return [_holder(organization=item.organization_id)] if item.organization_id else []
        return [self._contributor(one, item, day) for one in shares]

    def _contributor(self, one: Contribution, item: Item, day: datetime.date) -> dict[str, Any]:
        unit = one.organization_id
        if unit is not None and self._station_of.get(unit) != self._station.pk:
            return _holder(below=self._station_of.get(unit), share=one.share)
        if unit is None:
            unit = item.organization_id or self._unit_of(one.person_id, day)
        return _holder(person=one.person_id, organization=unit, share=one.share)

    def _unit_of(self, person: int | None, day: datetime.date) -> int | None:
        """Where somebody worked on that day."""
        for post in self._posts.get(person or 0, []):
            if post.starts_on <= day and (post.ends_on is None or post.ends_on >= day):
                return post.organization_id
        return None


def of_unit(unit: Organization, station: int) -> Holders:
    """A unit that is credited with something alone; at the station above it is the unit's own station."""
    if unit.station_id != station:
        return [_holder(below=unit.station_id)]
    return [_holder(organization=unit.pk)]


def _holder(
    *, person: int | None = None, organization: int | None = None, below: int | None = None, share: int = WHOLE
) -> dict[str, Any]:
    return {"person": person, "organization": organization, "below": below, "share": share}

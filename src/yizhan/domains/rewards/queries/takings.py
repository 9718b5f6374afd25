# SPDX-License-Identifier: Apache-2.0
"""What items of a station have come to: who adopted them, and which leaders wrote on them. A fact counts once.

Only items that were handed in here are looked at: what a station below reported up, that station pays. Of a synthesis
and its parts the whole counts, as in the figures of the reporting room; what was printed in a medium earns no fee.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet

from yizhan.domains.items.models import Descent, Item
from yizhan.domains.items.states import Channel
from yizhan.domains.items.states import State as ItemState
from yizhan.domains.reporting.models import Credit
from yizhan.domains.reporting.queries.periods import Period
from yizhan.domains.reporting.states import BodyKind
from yizhan.domains.reporting.states import State as AdoptionState
from yizhan.domains.rewards.states import TakingKind
from yizhan.domains.supervision.models import Instruction
from yizhan.domains.supervision.states import InstructionState
from yizhan.kernel.clock import OFFICE_ZONE

_NOT_CARRIED = (ItemState.ABSORBED, ItemState.SPLIT, ItemState.DISSOLVED)


@dataclass(frozen=True, slots=True)
class Taking:
    """That somebody took the item on a day."""

    kind: str
    level: int
    name: str
    on: datetime.date


@dataclass(frozen=True, slots=True)
class Written:
    """That a leader wrote on the item on a day."""

    leader: str
    level: int
    on: datetime.date


@dataclass(slots=True)
class Facts:
    """What is known of one item, each in the order of its days."""

    takings: list[Taking] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)


def stirred(station_id: int, period: Period) -> set[int]:
    """The items (keys) of a station to which something happened in a period that a fee may follow from."""
    adopted = _credits(station_id).filter(adoption__adopted_on__range=period.days)
    written = _instructions().filter(given_on__range=period.days)
    above = Descent.objects.filter(item__in=written.values("item"))
    released = Q(released_at__gte=period.begins_at, released_at__lt=period.ends_before)
    touched = released | Q(pk__in=adopted.values("item")) | Q(pk__in=written.values("item"))
    return set(_carried(station_id).filter(touched | Q(pk__in=above.values("ancestor"))).values_list("pk", flat=True))


def facts_of(station_id: int, items: Collection[int], until: datetime.date) -> dict[int, Facts]:
    """What came of these items until a day, that day included."""
    found: dict[int, Facts] = defaultdict(Facts)
    for one in _releases(items, until):
        found[one[0]].takings.append(one[1])
    for item, taking in _adoptions(station_id, items, until):
        found[item].takings.append(taking)
    for item, written in _writings(items, until):
        found[item].written.append(written)
    for facts in found.values():
        facts.takings.sort(key=lambda taking: (taking.on, taking.level))
    return found


def _releases(items: Collection[int], until: datetime.date) -> Iterable[tuple[int, Taking]]:
    released = Item.objects.filter(pk__in=items, released_at__isnull=False).order_by("released_at", "id")
    rows = released.values_list("pk", "released_at", "station__level", "station__short_name")
    for item, at, level, name in rows:
        if at is not None and (day := at.astimezone(OFFICE_ZONE).date()) <= until:
            yield item, Taking(TakingKind.RELEASE, level, name, day)


def _adoptions(station_id: int, items: Collection[int], until: datetime.date) -> Iterable[tuple[int, Taking]]:
    """The first adoption by each body; a body is known by its name and level, wherever it was recorded."""
    seen: set[tuple[int, str, int]] = set()
    credited = _credits(station_id).filter(item__in=items, adoption__adopted_on__lte=until)
    rows = credited.order_by("adoption__adopted_on", "adoption__id").values_list(
        "item", "adoption__body_name", "adoption__level", "adoption__adopted_on"
    )
    for item, name, level, day in rows:
        if (item, name, level) not in seen:
            seen.add((item, name, level))
            yield item, Taking(TakingKind.ADOPTION, level, name, day)


def _writings(items: Collection[int], until: datetime.date) -> Iterable[tuple[int, Written]]:
    """What leaders wrote on the item, or higher up on what was made of it."""
    made = Descent.objects.filter(ancestor__in=items).values_list("item", "ancestor")
    stands_for: dict[int, list[int]] = {item: [item] for item in items}
    for item, ancestor in made:
        stands_for.setdefault(item, []).append(ancestor)
    standing = _instructions().filter(item__in=list(stands_for), given_on__lte=until).order_by("given_on", "id")
    for item, title, name, level, day in standing.values_list(
        "item", "leader_title", "leader_name", "level", "given_on"
    ):
        for own in stands_for[item]:
            if own in items:
                yield own, Written(f"{title}{name}", level, day)


def _carried(station_id: int) -> QuerySet[Item]:
    own = Item.objects.filter(station_id=station_id)
    return own.exclude(channel=Channel.REPORT).exclude(state__in=_NOT_CARRIED)


def _credits(station_id: int) -> QuerySet[Credit]:
    whole = Credit.objects.filter(
        adoption=OuterRef("adoption"),
        item__station=OuterRef("item__station"),
        item__ancestry__ancestor=OuterRef("item"),
    )
    return Credit.objects.filter(
        ~Exists(whole),
        item__station_id=station_id,
        adoption__state=AdoptionState.RECORDED,
        adoption__body__kind=BodyKind.OFFICE,
    )


def _instructions() -> QuerySet[Instruction]:
    return Instruction.objects.filter(state=InstructionState.GIVEN)

# SPDX-License-Identifier: Apache-2.0
"""What counts towards quotas: facts of a period by whom they are credited to, each with the item it is.

What was handed in is counted by itself, whatever the office made of it later: a merge takes nothing away. What was
released, adopted or instructed is counted through its synthesis, for each of its originals. An item counts once for
one contributor, however many bodies adopt it and however often it is instructed.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Min, Q, QuerySet

from yizhan.domains.items.models import Item
from yizhan.domains.items.operations.writing import WHOLE
from yizhan.domains.items.queries import credit
from yizhan.domains.items.states import MADE_HERE, State
from yizhan.domains.network.queries import one_person
from yizhan.domains.quotas.models import Activity
from yizhan.domains.quotas.queries.subjects import Key
from yizhan.domains.quotas.states import Matter
from yizhan.domains.reporting.queries import figures
from yizhan.domains.reporting.queries.periods import Period
from yizhan.domains.supervision.models import Instruction
from yizhan.domains.supervision.states import InstructionState
from yizhan.kernel.clock import OFFICE_ZONE

#: Taken by its author, or given up: it counts for nothing.
_GONE = (State.WITHDRAWN, State.DISSOLVED)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that counts: what it is, on which day, and for how much of a whole, in ten-thousandths."""

    public_id: UUID
    number: str
    title: str
    on: datetime.date
    share: int = WHOLE


Facts = Mapping[Key, list[Fact]]


def facts(
    station_id: int, period: Period, counted: str, *, where: str = "", by_share: bool = False, only: Key | None = None
) -> Facts:
    """Everything of a kind that a station can count in a period, by whom it is credited to; all of it under `Key()`.

    A person is credited with what he or she has a share in, a body with what came from it and what it has a share in.
    `only` leaves out what does not concern one person or body. Five queries at most, six for one alone.
    """
    if counted in _ACTIVITIES:
        return _activities(station_id, period, counted)
    carried = _CARRIED[counted](station_id, period, where)
    if only is not None and only != Key():
        concerned = set(Item.objects.filter(_of(only), pk__in=list(carried)).values_list("pk", flat=True))
        carried = {key: on for key, on in carried.items() if key in concerned}
    credited = credit.credited(Item.objects.filter(pk__in=list(carried)))
    keys = set(carried) | {original for line in credited for original in line.originals}
    known = {item.pk: item for item in Item.objects.filter(pk__in=keys, station_id=station_id)}
    found: dict[Key, dict[int, Fact]] = defaultdict(dict)
    for line in credited:
        own = [known[key] for key in line.originals if key in known and known[key].channel not in MADE_HERE]
        for item in [known[line.item]] if by_share or not own else own:
            bodies = {one.organization_id for one in own or [item]} if by_share else {item.organization_id}
            for key in _contributors(line, bodies):
                _enter(found[key], item, carried[line.item], line.share if by_share else WHOLE)
    shared = {line.item for line in credited}
    for item_key, on in carried.items():
        item = known[item_key]
        _enter(found[Key()], item, on, WHOLE)
        if item.organization_id is not None and item_key not in shared:
            _enter(found[Key(organization=item.organization_id)], item, on, WHOLE)
    return {key: sorted(several.values(), key=lambda fact: (fact.on, fact.number)) for key, several in found.items()}


def _of(key: Key) -> Q:
    """The items that a person or a body has to do with, by itself or through what they were made of."""
    if key.person is not None:
        return Q(contributions__person__in=one_person(key.person))
    body = key.organization
    return Q(organization=body) | Q(contributions__organization=body) | Q(ancestry__ancestor__organization=body)


def _contributors(line: credit.Credited, bodies: set[int | None]) -> set[Key]:
    """The person, the body with a share of its own, and the bodies from which it came."""
    keys = {Key(organization=body) for body in bodies | {line.organization} if body is not None}
    return keys | {Key(person=line.person)} if line.person is not None else keys


def _enter(several: dict[int, Fact], item: Item, on: datetime.date, share: int) -> None:
    """Once for each item; shares of one body in one item add up to the whole at most."""
    before = several.get(item.pk)
    whole = min(WHOLE, share + (before.share if before else 0))
    several[item.pk] = Fact(item.public_id, item.number, item.title, on, whole)


def members_part(station_id: int, period: Period) -> tuple[int, int]:
    """How many of the items that a station received in a period members handed in, and of how many (RULE-051)."""
    received = _received(station_id, period)
    return received.filter(post__role="member").count(), received.count()


def _received(station_id: int, period: Period) -> QuerySet[Item]:
    handed_in = Item.objects.filter(
        station_id=station_id, submitted_at__gte=period.begins_at, submitted_at__lt=period.ends_before
    )
    return credit.counted_once(handed_in).exclude(state__in=_GONE)


def _handed_in(station_id: int, period: Period, _where: str) -> dict[int, datetime.date]:
    return _days(_received(station_id, period).values_list("pk", "submitted_at"))


def _registered(station_id: int, period: Period, _where: str) -> dict[int, datetime.date]:
    """What the office took: registered, or put into a synthesis at once, and not declined since."""
    taken = Q(registered_at__isnull=False) | Q(state=State.ABSORBED)
    kept = _received(station_id, period).filter(taken).exclude(state=State.DECLINED)
    return _days(kept.values_list("pk", "submitted_at"))


def _released(station_id: int, period: Period, _where: str) -> dict[int, datetime.date]:
    released = Item.objects.filter(
        station_id=station_id, released_at__gte=period.begins_at, released_at__lt=period.ends_before
    )
    return _days(released.values_list("pk", "released_at"))


def _adopted(station_id: int, period: Period, where: str) -> dict[int, datetime.date]:
    firsts = figures.adopted_firsts(station_id, period)
    if where:
        firsts = firsts.filter(Q(adoption__publication=where) | Q(adoption__body_name=where))
    return dict(firsts.order_by().values_list("item").annotate(on=Min("adoption__adopted_on")))


def _instructed(station_id: int, period: Period, _where: str) -> dict[int, datetime.date]:
    given = Instruction.objects.filter(
        station_id=station_id, item__station_id=station_id, state=InstructionState.GIVEN, given_on__range=period.days
    )
    return dict(given.order_by().values_list("item").annotate(on=Min("given_on")))


def _days(rows: Iterable[tuple[int, datetime.datetime | None]]) -> dict[int, datetime.date]:
    return {key: at.astimezone(OFFICE_ZONE).date() for key, at in rows if at is not None}


_CARRIED: Mapping[str, Any] = {
    Matter.HANDED_IN: _handed_in,
    Matter.REGISTERED: _registered,
    Matter.RELEASED: _released,
    Matter.ADOPTED: _adopted,
    Matter.INSTRUCTED: _instructed,
}

#: What the office notes as carried out; a day of training is a training counted by its days.
_ACTIVITIES: Mapping[str, str] = {
    Matter.VISIT: Matter.VISIT,
    Matter.TRAINING: Matter.TRAINING,
    Matter.TRAINING_DAY: Matter.TRAINING,
    Matter.ACTIVITY: Matter.ACTIVITY,
}


def _activities(station_id: int, period: Period, counted: str) -> Facts:
    """Activities by the day on which they ended, for the body whose they are and for the station."""
    kind, found = _ACTIVITIES[counted], defaultdict[Key, list[Fact]](list)
    rows = Activity.objects.filter(station_id=station_id, kind=kind, last_on__range=period.days)
    for row in rows.order_by("last_on", "id"):
        days = (row.last_on - row.first_on).days + 1 if counted == Matter.TRAINING_DAY else 1
        fact = Fact(row.public_id, "", row.title, row.last_on, WHOLE * days)
        for key in {Key(), Key(organization=row.organization_id)}:
            found[key].append(fact)
    return found

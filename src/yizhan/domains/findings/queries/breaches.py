# SPDX-License-Identifier: Apache-2.0
"""What the facts propose: late reports, events told by others only, what went wrong later. A person decides (law 11).

A false report is never proposed by the machine: whether an alarm was false in good faith no clock can say.
"""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from yizhan.domains.clocks.models import Deadline
from yizhan.domains.clocks.states import State as ClockState
from yizhan.domains.findings import rules
from yizhan.domains.findings.models import Finding, Ground
from yizhan.domains.findings.queries import later_breaches, missed
from yizhan.domains.findings.queries.breach import Breach, Limits, answering, with_answering
from yizhan.domains.findings.states import Kind, Origin
from yizhan.domains.items.models import Item
from yizhan.domains.items.states import State as ItemState
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Organization
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.urgent.models import Dispatch, Emergency
from yizhan.domains.urgent.queries import reports
from yizhan.domains.urgent.states import State as UrgentState

_ONE_DAY = datetime.timedelta(days=1)

#: Items that nobody took for true, or that are elsewhere's business.
_SET_ASIDE = (ItemState.SUBMITTED, ItemState.WITHDRAWN, ItemState.DECLINED, ItemState.TRANSFERRED, ItemState.RETURNED)

_Clocks = Mapping[uuid.UUID, Sequence[Deadline]]


def of_station(station: int) -> list[Breach]:
    """Everything that is to be proposed at a station and was not yet, not even to be dropped."""
    limits = Limits.of(station)
    events = Emergency.objects.filter(station_id=station, happened_at__gte=limits.since)
    return [*_of_events(events, limits), *_of_items(station, limits), *later_breaches.of_rosters(limits)]


def of_event(event: Emergency) -> list[Breach]:
    """What is to be proposed about one event."""
    return _of_events(Emergency.objects.filter(pk=event.pk), Limits.of(event.station_id))


def _of_events(found: QuerySet[Emergency], limits: Limits) -> list[Breach]:
    """First reports, follow-ups and words that went elsewhere, of the events for which a unit answers."""
    rows = with_answering(found.exclude(state=UrgentState.WITHDRAWN)).order_by("id")
    events = [one for one in rows if answering(one) is not None]
    if not events:
        return []
    clocks = reports.deadlines_of([one.public_id for one in events])
    return [
        *_of_first_reports(events, clocks, limits),
        *later_breaches.of_follow_ups(events, clocks, limits),
        *later_breaches.of_passages(events),
    ]


def _of_first_reports(events: Sequence[Emergency], clocks: _Clocks, limits: Limits) -> list[Breach]:
    pairs = Finding.objects.filter(emergency__in=events, fact__isnull=True).order_by()
    known = set(pairs.values_list("emergency_id", "organization_id"))
    wrote = set(Dispatch.objects.filter(emergency__in=events).order_by().values_list("emergency_id", "organization_id"))
    breaches = []
    for one in events:
        first = [each for each in clocks.get(one.public_id, ()) if each.kind == reports.FIRST_REPORT]
        pair = (one.pk, answering(one))
        breach = _of_event(one, first[-1], pair in wrote, limits) if first and pair not in known else None
        if breach is not None:
            breaches.append(breach)
    return breaches


def _of_event(event: Emergency, first: Deadline, has_written: bool, limits: Limits) -> Breach | None:
    """Late where the unit's report came late; omitted where only the office, which learned of it otherwise, wrote."""
    organization = answering(event) or 0
    if not has_written:
        if limits.now <= missed.after(first.due_at, limits.omitted_after, limits.calendar):
            return None
        return Breach(organization=organization, kind=Kind.OMITTED, origin=Origin.OFFICE, emergency=event)
    if first.state != ClockState.MET_LATE or first.met_at is None:
        return None
    kind = Kind.CONCEALED if _seems_concealed(event, first, first.met_at, limits) else Kind.LATE
    return Breach(organization=organization, kind=kind, origin=Origin.CLOCK, emergency=event)


def _seems_concealed(event: Emergency, first: Deadline, met_at: datetime.datetime, limits: Limits) -> bool:
    """Whether the unit knew in time and was silent for very long."""
    knew_at = unit_knew_at(event)
    if limits.concealed_after is None or knew_at is None or knew_at > first.due_at:
        return False
    return met_at > missed.after(first.due_at, limits.concealed_after, limits.calendar)


def unit_knew_at(event: Emergency) -> datetime.datetime | None:
    """When the unit learned of it; None where only the office's own note says so, which is the office's knowledge."""
    is_own_note = event.post is not None and event.post.organization_id == answering(event)
    return event.known_at if is_own_note or event.known_at != event.noted_at else None


def _of_items(station: int, limits: Limits) -> list[Breach]:
    """Urgent items whose title tells of an event and names a unit that reported none about that time (PAIN-01)."""
    signs: tuple[str, ...] = rulebook.value(station, rules.SIGNS)
    rows = Item.objects.filter(station_id=station, is_urgent=True, submitted_at__gte=limits.since)
    old = [
        item
        for item in rows.exclude(state__in=_SET_ASIDE).order_by("id")
        if any(sign in item.title for sign in signs)
        and limits.now > missed.after(item.submitted_at, limits.omitted_after, limits.calendar)
    ]
    if not old:
        return []
    units, told = list(network.reporting_units(station)), _Told.of_items(old, near(station))
    return [
        Breach(organization=unit.pk, kind=Kind.OMITTED, origin=Origin.ITEM, item=item)
        for item in old
        for unit in network.named_in(item.title, units)
        if unit.pk != item.organization_id and not told.by(unit, item)
    ]


def silent_units(item: Item) -> list[Organization]:
    """The units that an item names and that told nothing of it: neither this item nor an event near it."""
    told = _Told.of_items([item], near(item.station_id))
    named = network.named_in(item.title, network.reporting_units(item.station_id))
    return [unit for unit in named if unit.pk != item.organization_id and not told.by(unit, item)]


def near(station: int) -> datetime.timedelta:
    """How near two dates must be to concern one event."""
    return rulebook.value(station, rules.NEAR) * _ONE_DAY


@dataclass(frozen=True, slots=True)
class _Told:
    """Which units reported events when, and on which items findings stand against whom; two queries for any number."""

    events: dict[int, list[datetime.datetime]]
    charged: set[tuple[int, object]]
    span: datetime.timedelta

    @classmethod
    def of_items(cls, items: Sequence[Item], span: datetime.timedelta) -> "_Told":
        moments = [item.submitted_at for item in items]
        happened = Emergency.objects.filter(
            station_id=items[0].station_id,
            organization__isnull=False,
            happened_at__gte=min(moments) - span,
            happened_at__lte=max(moments) + span,
        )
        events: dict[int, list[datetime.datetime]] = {}
        for unit, at in happened.order_by().values_list("organization", "happened_at"):
            events.setdefault(unit, []).append(at)
        grounds = Ground.objects.filter(subject__in=[item.public_id for item in items])
        return cls(events, set(grounds.order_by().values_list("finding__organization", "subject")), span)

    def by(self, unit: Organization, item: Item) -> bool:
        """Whether the unit reported an event near the item, or a finding on the item stands against it already."""
        near_by = any(abs(at - item.submitted_at) <= self.span for at in self.events.get(unit.pk, ()))
        return near_by or (unit.pk, item.public_id) in self.charged

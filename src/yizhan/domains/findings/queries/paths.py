# SPDX-License-Identifier: Apache-2.0
"""Who knew of an event when: the way of the news over units and offices, where it lay, whom it went round (E14)."""

import datetime
import itertools
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Min, QuerySet

from yizhan.domains.findings import rules
from yizhan.domains.findings.models import Ground
from yizhan.domains.findings.states import GroundKind, Origin, State
from yizhan.domains.items.models import Item
from yizhan.domains.likeness import queries as likeness
from yizhan.domains.network.models import Organization
from yizhan.domains.network.states import OrganizationKind, Role
from yizhan.domains.notices.models import Notice
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.urgent.models import Dispatch, Emergency, Onward, Passage
from yizhan.domains.urgent.states import Element, Stage

_ONE_DAY = datetime.timedelta(days=1)

#: So many items that look alike are drawn.
_MOST_ITEMS = 6


class StopKind(StrEnum):
    """What the news was at a stop."""

    HAPPENED = "happened"
    KNOWN = "known"
    PHONED = "phoned"
    NOTED = "noted"
    REPORTED = "reported"
    FOLLOWED = "followed"
    RECEIVED = "received"
    READ = "read"
    ITEM = "item"
    REGISTERED = "registered"
    ELSEWHERE = "elsewhere"
    ADDRESSED = "addressed"


class LaneKind(StrEnum):
    """Who stands at a stop."""

    SCENE = "scene"
    UNIT = "unit"
    OFFICE = "office"
    LEADERS = "leaders"
    AUTHORS = "authors"
    BODY = "body"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True, order=True)
class Lane:
    """One who knew: a unit by name, the office, its leaders, those who hand items in, a body or principal that was told
    besides the office, a channel from outside.
    """

    kind: LaneKind
    name: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """That somebody knew, or told, at a moment; `subject` is the item or event that shows it."""

    at: datetime.datetime
    lane: Lane
    kind: StopKind
    words: str = ""
    subject: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Leg:
    """From the first knowledge of one lane to that of the next."""

    source: Lane
    target: Lane
    span: datetime.timedelta


@dataclass(frozen=True, slots=True)
class Detour:
    """The office knew through others, so much before the unit told it; None: the unit has told nothing so far."""

    unit: Lane
    through: Lane
    earlier: datetime.timedelta | None


@dataclass(frozen=True, slots=True)
class Path:
    """The whole way: every stop in its order, the lanes in the order in which they knew."""

    stops: Sequence[Stop]
    lanes: Sequence[Lane]
    legs: Sequence[Leg]
    detours: Sequence[Detour]

    @property
    def stay(self) -> Leg | None:
        """Where the news lay longest. From the scene to the first who knew is no lying: nobody had it."""
        carried = [leg for leg in self.legs if leg.source.kind != LaneKind.SCENE]
        return max(carried, key=lambda leg: leg.span, default=None)

    @property
    def is_upside_down(self) -> bool:
        """Whether the leaders, or a level above, knew before the office that should have told them (PAIN-05)."""
        kinds = [lane.kind for lane in self.lanes]
        from_above = [lane.kind == LaneKind.BODY or lane.name == Origin.ABOVE for lane in self.lanes]
        if LaneKind.OFFICE not in kinds:
            return any(from_above)
        office = kinds.index(LaneKind.OFFICE)
        return any(from_above[:office]) or LaneKind.LEADERS in kinds[:office]


def of_event(emergency: Emergency, found: QuerySet[Item]) -> Path:
    """The way of an event's news; `found` are the items among which look-alikes may be named. Constant in queries."""
    group = _told_by_everybody(emergency)
    stops = sorted(
        {
            *_of_events(group),
            *_of_reports(group),
            *_of_notices(group),
            *_of_items(emergency, found),
            *_of_findings(group),
            *_of_ways(group),
        },
        key=lambda stop: (stop.at, stop.lane, stop.kind),
    )
    lanes = list(dict.fromkeys(stop.lane for stop in stops))
    first = {lane: next(stop for stop in stops if stop.lane == lane) for lane in lanes}
    legs = [Leg(one, other, first[other].at - first[one].at) for one, other in itertools.pairwise(lanes)]
    return Path(stops, lanes, legs, list(_detours(group, stops)))


def _told_by_everybody(emergency: Emergency) -> list[Emergency]:
    """The event as each unit reported it."""
    root = emergency.same_as_id or emergency.pk
    linked = Emergency.objects.filter(same_as_id=root) | Emergency.objects.filter(pk=root)
    return list(linked.select_related("organization").order_by("id"))


def _of_events(group: Iterable[Emergency]) -> Iterator[Stop]:
    for one in group:
        yield Stop(one.happened_at, Lane(LaneKind.SCENE), StopKind.HAPPENED, one.title, one.public_id)
        # A phone note by the office without a moment of knowledge says when the office knew, not the unit.
        if one.organization is not None and one.known_at != one.noted_at:
            yield Stop(one.known_at, _unit(one.organization), StopKind.KNOWN, "", one.public_id)
        if one.received_at is not None:
            yield Stop(one.received_at, Lane(LaneKind.OFFICE), StopKind.RECEIVED, "", one.public_id)


def _of_reports(group: Sequence[Emergency]) -> Iterator[Stop]:
    kinds = {Stage.PHONE: StopKind.PHONED, Stage.FOLLOW_UP: StopKind.FOLLOWED}
    rows = Dispatch.objects.filter(emergency__in=group).select_related("organization", "emergency").order_by("id")
    for one in rows:
        is_by_unit = one.organization is not None and one.organization_id == one.emergency.organization_id
        kind = kinds.get(Stage(one.stage), StopKind.REPORTED)
        words = one.elements.get(Element.SOURCE, "") if one.stage == Stage.PHONE else ""
        if is_by_unit and one.organization is not None:
            yield Stop(one.at, _unit(one.organization), kind, words, one.emergency.public_id)
        elif kind == StopKind.PHONED:
            yield Stop(one.at, Lane(LaneKind.OFFICE), StopKind.NOTED, words, one.emergency.public_id)
        else:
            yield Stop(one.at, Lane(LaneKind.OFFICE), kind, words, one.emergency.public_id)


def _of_notices(group: Sequence[Emergency]) -> Iterator[Stop]:
    """When each circle first read of it: the leaders, the office, each unit."""
    read = Notice.objects.filter(
        matter__in=[one.public_id for one in group],
        entry__event__startswith="urgent.",
        read_at__isnull=False,
        post__isnull=False,
    )
    answerable = {one.organization_id for one in group}
    rows = read.order_by().values_list("post__role", "post__organization", "post__organization__short_name")
    for role, organization, name, at in rows.annotate(first=Min("read_at")):
        if role == Role.LEADER:
            yield Stop(at, Lane(LaneKind.LEADERS), StopKind.READ, name)
        elif role in {Role.OFFICER, Role.HANDLER} and organization in answerable:
            yield Stop(at, Lane(LaneKind.UNIT, name), StopKind.READ)
        elif role not in {Role.OFFICER, Role.HANDLER}:
            yield Stop(at, Lane(LaneKind.OFFICE), StopKind.READ)


def _of_items(emergency: Emergency, found: QuerySet[Item]) -> Iterator[Stop]:
    """Items about the same matter, handed in near the event: somebody knew, and told it by another door."""
    near = rulebook.value(emergency.station_id, rules.NEAR) * _ONE_DAY
    first, last = emergency.happened_at, emergency.happened_at + near
    scope = found.filter(submitted_at__gte=first, submitted_at__lte=last)
    said = "\n".join([emergency.title, *_situations(emergency)])
    alike = likeness.alike(scope, said, likeness.thresholds(emergency.station_id), most=_MOST_ITEMS)
    for one in alike:
        item = one.item
        lane = _author(item.organization)
        yield Stop(item.submitted_at, lane, StopKind.ITEM, f"{item.number} {item.title}", item.public_id)
        if item.registered_at is not None:
            office = Lane(LaneKind.OFFICE)
            yield Stop(item.registered_at, office, StopKind.REGISTERED, item.number, item.public_id)


def _of_findings(group: Sequence[Emergency]) -> Iterator[Stop]:
    """What people named as channels from outside when they made a charge."""
    rows = Ground.objects.filter(finding__emergency__in=group, kind=GroundKind.ELSEWHERE)
    outside = rows.exclude(finding__state=State.DROPPED).filter(origin__in=[Origin.MEDIA, Origin.ABOVE, Origin.OTHER])
    for one in outside.order_by("at", "id"):
        yield Stop(one.at, Lane(LaneKind.ELSEWHERE, one.origin), StopKind.ELSEWHERE, one.words, one.subject)


def _of_ways(group: Sequence[Emergency]) -> Iterator[Stop]:
    """Words along the line, past a level, to principals (RULE-007 to RULE-013), and the report to the next level."""
    gone = Passage.objects.filter(emergency__in=group, gone_at__isnull=False).order_by("id")
    for addressee, gone_at in gone.values_list("addressee", "gone_at"):
        if gone_at is not None:
            yield Stop(gone_at, Lane(LaneKind.BODY, addressee), StopKind.ADDRESSED)
    onward = Onward.objects.filter(emergency__in=group).order_by("id")
    for name, at, received_at in onward.values_list("target__short_name", "at", "received_at"):
        yield Stop(at, Lane(LaneKind.BODY, name), StopKind.ADDRESSED)
        if received_at is not None:
            yield Stop(received_at, Lane(LaneKind.BODY, name), StopKind.RECEIVED)


def _detours(group: Sequence[Emergency], stops: Sequence[Stop]) -> Iterator[Detour]:
    """Units that the news went round: the office knew of it before they told anything."""
    office = next((stop for stop in stops if stop.lane.kind == LaneKind.OFFICE), None)
    if office is None:
        return
    told = {StopKind.PHONED, StopKind.REPORTED, StopKind.FOLLOWED, StopKind.ITEM}
    for unit in dict.fromkeys(_unit(one.organization) for one in group if one.organization is not None):
        first = next((stop for stop in stops if stop.lane == unit and stop.kind in told), None)
        if first is None or first.at > office.at:
            yield Detour(unit, _through(office, unit, stops), first.at - office.at if first else None)


def _through(office: Stop, unit: Lane, stops: Sequence[Stop]) -> Lane:
    """From whom the office had it: of those who had told by then the last; the office itself where nobody had."""
    silent = {LaneKind.SCENE, LaneKind.OFFICE, LaneKind.LEADERS, LaneKind.BODY}
    tellers = [
        stop.lane
        for stop in stops
        if stop.at <= office.at and stop.lane != unit and stop.lane.kind not in silent and stop.kind != StopKind.KNOWN
    ]
    return tellers[-1] if tellers else office.lane


def _situations(emergency: Emergency) -> list[str]:
    """What the first words about it said."""
    rows = emergency.dispatches.order_by("id").values_list("elements", flat=True)[:2]
    return [text for one in rows if (text := one.get(Element.SITUATION, "")) and text != emergency.title]


def _author(organization: Organization | None) -> Lane:
    """Who handed an item in: a unit, or people who write beside the office."""
    if organization is None or organization.kind == OrganizationKind.OFFICE:
        return Lane(LaneKind.AUTHORS)
    return _unit(organization)


def _unit(organization: Organization) -> Lane:
    return Lane(LaneKind.UNIT, organization.short_name)


def items_in_sight(found: QuerySet[Item], stops: Iterable[Stop]) -> set[uuid.UUID]:
    """Of the items at the stops those that the reader may open."""
    named = [stop.subject for stop in stops if stop.kind in {StopKind.ITEM, StopKind.REGISTERED} and stop.subject]
    return set(found.filter(public_id__in=named).values_list("public_id", flat=True))

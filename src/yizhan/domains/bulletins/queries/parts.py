# SPDX-License-Identifier: Apache-2.0
"""What a bulletin says to each unit and each member about itself alone (RULE-074)."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypedDict

from yizhan.domains.bulletins.models import Bulletin, Part
from yizhan.domains.items.models import Contribution, Item
from yizhan.domains.items.queries.credit import counted_once
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Organization, Person
from yizhan.domains.network.queries import counted
from yizhan.domains.network.states import Role
from yizhan.domains.reporting.queries import figures as reported
from yizhan.domains.reporting.queries.periods import Period
from yizhan.engines.papers.circulars import COUNTED, Figures, PointRow


class OwnItem(TypedDict):
    """One item of the reader that the period counts: handed in, or adopted by somebody."""

    key: str
    title: str
    bodies: list[str]


class OwnPoints(TypedDict):
    """The reader's account under one scheme."""

    scheme: str
    total: str
    rank: int | None
    missed: list[str]


class OwnPart(TypedDict):
    """The part of one unit or person."""

    items: dict[str, int]
    points: list[OwnPoints]
    own: list[OwnItem]


def parts(bulletin: Bulletin, figures: Figures) -> list[Part]:
    """The part of every unit in the figures, and of every member of the station and everybody who contributed."""
    period = Period(bulletin.first, bulletin.last)
    by_person, by_unit = _own_items(bulletin.station_id, period)
    points = _points(figures)
    units = {one["key"]: one["items"] for one in figures["units"]}
    people = {one["key"]: one["items"] for one in figures["people"]}
    return [
        *(
            Part(
                bulletin=bulletin,
                organization=unit,
                name=unit.name,
                content=_part(units[unit.public_id.hex], points[unit.public_id.hex], by_unit[unit.pk]),
            )
            for unit in _organizations(units)
        ),
        *(
            Part(
                bulletin=bulletin,
                person=person,
                name=person.name,
                content=_part(
                    people.get(person.public_id.hex, _nothing()), points[person.public_id.hex], by_person[person.pk]
                ),
            )
            for person in _members(bulletin.station_id, people)
        ),
    ]


def _nothing() -> dict[str, int]:
    return dict.fromkeys(COUNTED, 0)


def _part(items: dict[str, int], points: list[OwnPoints], own: list[OwnItem]) -> OwnPart:
    return OwnPart(items=items, points=points, own=own)


def _organizations(keys: Iterable[str]) -> list[Organization]:
    return list(Organization.objects.filter(public_id__in=_ids(keys)).order_by("pk"))


def _members(station_id: int, keys: Iterable[str]) -> list[Person]:
    held = network.holders(station_id, Role.MEMBER).values(counts_as=counted())
    found = Person.objects.filter(pk__in=held) | Person.objects.filter(public_id__in=_ids(keys))
    return list(found.distinct().order_by("pk"))


def _ids(keys: Iterable[str]) -> list[uuid.UUID]:
    return [uuid.UUID(key) for key in keys]


def _points(figures: Figures) -> Mapping[str, list[OwnPoints]]:
    found: dict[str, list[OwnPoints]] = defaultdict(list)
    for one in figures["points"]:
        for row in one["rows"]:
            found[row["key"]].append(_account(one["scheme"], row))
    return found


def _account(scheme: str, row: PointRow) -> OwnPoints:
    return OwnPoints(scheme=scheme, total=row["total"], rank=row["rank"], missed=row["missed"])


def _own_items(station_id: int, period: Period) -> tuple[Mapping[int, list[OwnItem]], Mapping[int, list[OwnItem]]]:
    """The items handed in or adopted in the period, by contributor and by unit, in the order of their numbers."""
    adopted: dict[int, list[str]] = defaultdict(list)
    for item, body in reported.adopted_firsts(station_id, period).values_list("item_id", "adoption__body_name"):
        adopted[item].append(body)
    handed_in = counted_once(Item.objects.filter(station_id=station_id)).filter(
        submitted_at__gte=period.begins_at, submitted_at__lt=period.ends_before
    )
    chosen = Item.objects.filter(pk__in=[*handed_in.values_list("pk", flat=True), *adopted]).order_by("pk")
    by_person: dict[int, list[OwnItem]] = defaultdict(list)
    by_unit: dict[int, list[OwnItem]] = defaultdict(list)
    contributors: dict[int, list[int]] = defaultdict(list)
    shares = Contribution.objects.filter(item__in=chosen.values("pk"), person__isnull=False)
    for key, person in shares.values_list("item_id", counted()).distinct():
        contributors[key].append(person)
    for one in chosen.only("public_id", "title", "organization_id"):
        listed = OwnItem(key=one.public_id.hex, title=one.title, bodies=sorted(adopted[one.pk]))
        for person in contributors[one.pk]:
            by_person[person].append(listed)
        if one.organization_id:
            by_unit[one.organization_id].append(listed)
    return by_person, by_unit

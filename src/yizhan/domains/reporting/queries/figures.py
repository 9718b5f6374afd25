# SPDX-License-Identifier: Apache-2.0
"""The figures of information work, counted exactly, each with the items behind it.

篇 counts items, 篇次 counts times: an item that two bodies adopted is one item and two adoptions (FIX-005, FIX-018).
A body counts once per item, on the day of its first adoption, wherever and however often it was recorded. An item
counts as reported once per destination, when its first wording went up. Of a synthesis and its parts the whole counts
for the station and each contributor is credited by share; what the office made itself was not received, and a fact
that the same people sent through two channels was received once.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from yizhan.domains.items.models import Item
from yizhan.domains.items.queries.credit import counted_once
from yizhan.domains.items.states import Channel
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Organization, Person
from yizhan.domains.reporting.models import Credit, Report
from yizhan.domains.reporting.queries.periods import Period
from yizhan.domains.reporting.states import State


class Figure(StrEnum):
    """A step of the funnel."""

    COLLECTED = "collected"
    ISSUED = "issued"
    REPORTED = "reported"
    ADOPTED = "adopted"
    ADOPTIONS = "adoptions"


@dataclass(frozen=True, slots=True)
class Funnel:
    """Items collected, issued, reported and adopted, and adoptions: items times bodies."""

    collected: int = 0
    issued: int = 0
    reported: int = 0
    adopted: int = 0
    adoptions: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """The funnel of one unit, person or month. Items that came from another station belong to no unit.

    `credit` is a person's part in the adoptions, in ten-thousandths of an item: those of all contributors add up.
    """

    name: str
    funnel: Funnel
    public_id: UUID | None = None
    period: Period | None = None
    credit: int = 0


@dataclass(frozen=True, slots=True)
class _Source:
    """What a figure counts: rows, the way from a row to its item, its days, and what makes one count of it."""

    rows: QuerySet[Any]
    item: str
    during: Callable[[Period], Q]
    unit: str = "pk"

    def count(self, only: Q | None = None) -> Count:
        """How much there is, of all rows or only of some. Rows differ by themselves, their items need not."""
        return Count(self.unit, distinct=self.unit != "pk", filter=only)

    def counted_by(self, key: str) -> dict[Any, int]:
        """How much falls to each value of a column of the item."""
        return self._counted(self.rows, f"{self.item}{key}")

    def counted_by_person(self) -> dict[Any, int]:
        """How much falls to each contributor; who was entered in the register twice is one, and counts once."""
        person = network.counted(f"{self.item}contributions__person")
        rows = self.rows.order_by().values_list(person)
        return dict(rows.annotate(number=Count(self.unit, distinct=True)))

    def counted_by_unit(self) -> dict[Any, int]:
        """How much falls to each unit; a synthesis falls to every unit that an original of it came from."""
        key = f"{self.item}organization"
        made_of_parts = {f"{self.item}channel": Channel.SYNTHESIS}
        counts = Counter(self._counted(self.rows.exclude(**made_of_parts), key))
        parts = f"{self.item}ancestry__ancestor__"
        own = {f"{parts}station": F(f"{self.item}station"), f"{parts}organization__isnull": False}
        wholes = self.rows.filter(**made_of_parts, **own)
        counts.update(self._counted(wholes, f"{parts}organization", is_distinct=True))
        return dict(counts)

    def _counted(self, rows: QuerySet[Any], key: str, *, is_distinct: bool = False) -> dict[Any, int]:
        number = Count(self.unit, distinct=True) if is_distinct else self.count()
        return dict(rows.order_by().values_list(key).annotate(number=number))

    def counted_by_month(self, months: list[Period]) -> dict[datetime.date, int]:
        """How much falls in each month, by its first day."""
        counts = self.rows.aggregate(
            **{f"month_{month.first:%Y_%m}": self.count(self.during(month)) for month in months}
        )
        return dict(zip((month.first for month in months), counts.values(), strict=True))


def funnel(station_id: int, period: Period) -> Funnel:
    """The figures of a station in a period."""
    sources = _sources(station_id, period)
    return Funnel(
        **{figure: source.rows.aggregate(number=source.count())["number"] for figure, source in sources.items()}
    )


def by_organization(station_id: int, period: Period) -> list[Share]:
    """The funnel of each unit, those without anything included; at the end what belongs to none."""
    funnels = _funnels({figure: s.counted_by_unit() for figure, s in _sources(station_id, period).items()})
    units = Organization.objects.filter(pk__in=[key for key in funnels if key])
    listed = {unit.pk: unit for unit in [*network.organizations_of(station_id), *units]}
    shares = [Share(unit.name, funnels.get(unit.pk, Funnel()), unit.public_id) for unit in listed.values()]
    return [*shares, Share("", funnels[None])] if None in funnels else shares


def by_person(station_id: int, period: Period) -> list[Share]:
    """The funnel of everyone with a share in an item, each contributor counted with it, and the adoptions by share."""
    funnels = _funnels({figure: s.counted_by_person() for figure, s in _sources(station_id, period).items()})
    people = Person.objects.filter(pk__in=[person for person in funnels if person]).order_by("name", "id")
    earned = credits_by_person(station_id, period)
    return [
        Share(person.name, funnels[person.pk], person.public_id, credit=earned.get(person.pk, 0)) for person in people
    ]


def credits_by_person(station_id: int, period: Period) -> dict[int | None, int]:
    """What falls to each person (key) of the first adoptions of a period, by share, in ten-thousandths of an item.

    What belongs to units and to people outside the register stands under None. Together it is 10,000 times the
    adoptions of items that name contributors.
    """
    shared = adopted_firsts(station_id, period).filter(item__contributions__isnull=False).order_by()
    by_person = shared.values_list(network.counted("item__contributions__person")).annotate(
        credit=Sum("item__contributions__share")
    )
    return dict(by_person)


def by_month(station_id: int, period: Period) -> list[Share]:
    """The funnel of each month of the period, the empty ones included.

    An item that was adopted in two months counts as adopted in both.
    """
    months = period.months()
    funnels = _funnels({figure: s.counted_by_month(months) for figure, s in _sources(station_id, period).items()})
    return [Share(f"{month.first:%Y-%m}", funnels[month.first], period=month) for month in months]


def items_behind(station_id: int, period: Period, figure: Figure) -> QuerySet[Item]:
    """The items that a figure of the funnel counts, newest first."""
    source = _sources(station_id, period)[figure]
    rows = source.rows.values(f"{source.item}pk")
    return Item.objects.filter(pk__in=rows).select_related("organization").order_by("-id")


def adopted_firsts(station_id: int, period: Period) -> QuerySet[Credit]:
    """One row for each item of the station and body whose first adoption falls in the period."""
    return _firsts(station_id).filter(_adopted(period))


def _sources(station_id: int, period: Period) -> Mapping[Figure, _Source]:
    items = Item.objects.filter(station_id=station_id)
    received = counted_once(items)
    reports = _first_reports(station_id)
    adoptions = adopted_firsts(station_id, period)
    return {
        Figure.COLLECTED: _Source(received.filter(_submitted(period)), "", _submitted),
        Figure.ISSUED: _Source(items.filter(_released(period)), "", _released),
        Figure.REPORTED: _Source(reports.filter(_reported(period)), "item__", _reported),
        Figure.ADOPTED: _Source(adoptions, "item__", _adopted, unit="item"),
        Figure.ADOPTIONS: _Source(adoptions, "item__", _adopted),
    }


def _submitted(period: Period) -> Q:
    return Q(submitted_at__gte=period.begins_at, submitted_at__lt=period.ends_before)


def _released(period: Period) -> Q:
    return Q(released_at__gte=period.begins_at, released_at__lt=period.ends_before)


def _reported(period: Period) -> Q:
    return Q(at__gte=period.begins_at, at__lt=period.ends_before)


def _adopted(period: Period) -> Q:
    return Q(adoption__adopted_on__range=period.days)


def _first_reports(station_id: int) -> QuerySet[Report]:
    earlier = Report.objects.filter(item=OuterRef("item"), target=OuterRef("target"), pk__lt=OuterRef("pk"))
    return Report.objects.filter(~Exists(earlier), station_id=station_id)


def _firsts(station_id: int) -> QuerySet[Credit]:
    """The credit of the first adoption of each item by each body; a body is known by name and level.

    Where an adoption counts for a whole and for its parts at the same station, the whole is the one item adopted.
    """
    whole = Credit.objects.filter(
        adoption=OuterRef("adoption"),
        item__station=OuterRef("item__station"),
        item__ancestry__ancestor=OuterRef("item"),
    )
    before = Q(adoption__adopted_on__lt=OuterRef("adoption__adopted_on")) | Q(
        adoption__adopted_on=OuterRef("adoption__adopted_on"), pk__lt=OuterRef("pk")
    )
    earlier = Credit.objects.filter(
        before,
        item=OuterRef("item"),
        adoption__state=State.RECORDED,
        adoption__body_name=OuterRef("adoption__body_name"),
        adoption__level=OuterRef("adoption__level"),
    )
    return Credit.objects.filter(
        ~Exists(earlier), ~Exists(whole), adoption__state=State.RECORDED, item__station_id=station_id
    )


def _funnels(counts: Mapping[Figure, Mapping[Any, int]]) -> dict[Any, Funnel]:
    """Figures by key, turned into keys with their figures."""
    found: dict[Any, Funnel] = {}
    for figure, by_key in counts.items():
        for key, number in by_key.items():
            found[key] = replace(found.get(key, Funnel()), **{figure: number})
    return found

# SPDX-License-Identifier: Apache-2.0
"""Where items went and who adopted them, counted apart (F04, F10). The rules of counting are those of `figures`."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet

from yizhan.domains.items.models import Descent, Item
from yizhan.domains.periodicals.queries import issues as periodicals
from yizhan.domains.reporting.queries.figures import adopted_firsts
from yizhan.domains.reporting.queries.periods import Period


@dataclass(frozen=True, slots=True)
class BodyCount:
    """How many items a body adopted."""

    name: str
    level: int
    line: str
    items: int


@dataclass(frozen=True, slots=True)
class LevelCount:
    """What the bodies of one level and line adopted: items, and adoptions, which may be more."""

    level: int
    line: str
    items: int
    adoptions: int


@dataclass(frozen=True, slots=True)
class DestinationCount:
    """How many items of a station reached a station above, directly or passed on level by level."""

    name: str
    level: int
    items: int


@dataclass(frozen=True, slots=True)
class SeriesCount:
    """What appeared in a series: issues (期) and the items in them (篇)."""

    name: str
    kind: str
    issues: int
    items: int


def counts_by_body(station_id: int, period: Period) -> list[BodyCount]:
    """Items adopted per body, from the highest level down. An item counts once for each body (FIX-005)."""
    grouped = (
        adopted_firsts(station_id, period)
        .order_by()
        .values_list("adoption__body_name", "adoption__level", "adoption__line")
        .annotate(items=Count("pk"))
        .order_by("adoption__level", "adoption__line", "adoption__body_name")
    )
    return [BodyCount(*row) for row in grouped]


def counts_by_level(station_id: int, period: Period) -> list[LevelCount]:
    """Items and adoptions per level and line, from the highest level down (F04, FIX-005, FIX-012)."""
    grouped = (
        adopted_firsts(station_id, period)
        .order_by()
        .values_list("adoption__level", "adoption__line")
        .annotate(items=Count("item", distinct=True), adoptions=Count("pk"))
        .order_by("adoption__level", "adoption__line")
    )
    return [LevelCount(*row) for row in grouped]


def counts_by_destination(station_id: int, period: Period) -> list[DestinationCount]:
    """Items per station that they reached, from the highest level down, each counted when it arrived first."""
    arrivals = _first_arrivals(station_id).filter(
        item__arrival__at__gte=period.begins_at, item__arrival__at__lt=period.ends_before
    )
    grouped = (
        arrivals.order_by()
        .values_list("item__station__name", "item__station__level")
        .annotate(items=Count("pk"))
        .order_by("item__station__level", "item__station__name")
    )
    return [DestinationCount(*row) for row in grouped]


def counts_by_series(station_id: int, period: Period) -> list[SeriesCount]:
    """Issues and items per series: bulletins first, then the special reports to leaders (FIX-006, FIX-013, FIX-016)."""
    released = periodicals.released(station_id).filter(
        released_at__gte=period.begins_at, released_at__lt=period.ends_before
    )
    grouped = (
        released.order_by()
        .values_list("series__name", "series__kind")
        .annotate(issues=Count("pk", distinct=True), items=Count("entries__item", distinct=True))
        .order_by("series__kind", "series__name")
    )
    return [SeriesCount(*row) for row in grouped]


def items_adopted_by(station_id: int, period: Period, *, name: str, level: int) -> QuerySet[Item]:
    """The items behind one line of `counts_by_body`, newest first."""
    credited = adopted_firsts(station_id, period).filter(adoption__body_name=name, adoption__level=level)
    return Item.objects.filter(pk__in=credited.values("item")).select_related("organization").order_by("-id")


def items_adopted_at(station_id: int, period: Period, *, level: int, line: str) -> QuerySet[Item]:
    """The items behind one line of `counts_by_level`, newest first."""
    credited = adopted_firsts(station_id, period).filter(adoption__level=level, adoption__line=line)
    return Item.objects.filter(pk__in=credited.values("item")).select_related("organization").order_by("-id")


def items_that_reached(station_id: int, period: Period, *, target_id: int) -> QuerySet[Item]:
    """The items behind one line of `counts_by_destination`, newest first."""
    arrivals = _first_arrivals(station_id).filter(
        item__station_id=target_id,
        item__arrival__at__gte=period.begins_at,
        item__arrival__at__lt=period.ends_before,
    )
    return Item.objects.filter(pk__in=arrivals.values("ancestor")).select_related("organization").order_by("-id")


def percent(part: int, whole: int) -> float | None:
    """A share in per cent, rounded to one digit as circulars print it; None where there is no whole."""
    return round(100 * part / whole, 1) if whole else None


def _first_arrivals(station_id: int) -> QuerySet[Descent]:
    """One row for each item of the station and station it reached by report, at its first arrival there."""
    earlier = Descent.objects.filter(
        ancestor=OuterRef("ancestor"),
        item__station=OuterRef("item__station"),
        item__arrival__isnull=False,
        item__arrival__pk__lt=OuterRef("item__arrival__pk"),
    )
    arrived = Descent.objects.filter(ancestor__station_id=station_id, item__arrival__isnull=False)
    return arrived.filter(~Exists(earlier))

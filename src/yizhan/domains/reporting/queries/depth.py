# SPDX-License-Identifier: Apache-2.0
"""How much of what is received looks deeper than one fact (RULE-029: 必须学会深入地看问题)."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, QuerySet

from yizhan.domains.items.models import Item, Text
from yizhan.domains.items.states import Kind
from yizhan.domains.reporting.queries import figures
from yizhan.domains.reporting.queries.figures import Figure
from yizhan.domains.reporting.queries.periods import Period


@dataclass(frozen=True, slots=True)
class Depths:
    """Of the items received in a period those that state one fact of a unit's work, and all others."""

    single_fact: int
    analytical: int


def depths(station_id: int, period: Period) -> Depths:
    """Count both."""
    received = figures.items_behind(station_id, period, Figure.COLLECTED).order_by()
    counted = received.aggregate(every=Count("pk"), single=Count("pk", filter=_is_single_fact()))
    return Depths(counted["single"], counted["every"] - counted["single"])


def items_of(station_id: int, period: Period, *, is_single_fact: bool) -> QuerySet[Item]:
    """The items behind one of the two figures."""
    received = figures.items_behind(station_id, period, Figure.COLLECTED)
    return received.filter(_is_single_fact()) if is_single_fact else received.exclude(_is_single_fact())


def _is_single_fact() -> Exists:
    """Work dynamics whose wording in force analyses nothing."""
    plain = Text.objects.filter(
        item=OuterRef("pk"), number=F("item__text_number"), item__kind=Kind.DYNAMICS, analysis=""
    )
    return Exists(plain)

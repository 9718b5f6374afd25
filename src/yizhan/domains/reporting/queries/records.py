# SPDX-License-Identifier: Apache-2.0
"""Reading reports, adopting bodies and adoptions. Who may read which is in `access`."""

from django.db.models import Exists, OuterRef, QuerySet

from yizhan.domains.items.models import Item
from yizhan.domains.items.states import State as ItemState
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Station
from yizhan.domains.reporting.models import AdoptingBody, Adoption, Report
from yizhan.domains.reporting.states import State

#: Items that carry the recorded approvals a report needs, and that a body can have adopted.
APPROVED = frozenset({ItemState.SIGNED, ItemState.RELEASED, ItemState.ARCHIVED})


def reports_of(item: Item) -> QuerySet[Report]:
    """How an item went up from its station, wording by wording."""
    return Report.objects.filter(item=item).select_related("target", "result", "issue__series").order_by("id")


def arrival_of(item: Item) -> Report | None:
    """The report by which an item came to its station, or None when it was collected there.

    `arrival.item` and `arrival.text_number` name the wording to compare this item's wordings with.
    """
    return Report.objects.filter(result=item).select_related("item__station", "issue__series").first()


def is_reported(item: Item) -> bool:
    """Whether the wording in force has gone up."""
    return Report.objects.filter(item=item, text_number=item.text_number, target_id=item.station.parent_id).exists()


def unreported(station: Station) -> QuerySet[Item]:
    """What could go up and has not: approved items of a station without a report of the wording in force."""
    gone = Report.objects.filter(item=OuterRef("pk"), text_number=OuterRef("text_number"), target_id=station.parent_id)
    approved = Item.objects.filter(station=station, state__in=APPROVED)
    return approved.filter(~Exists(gone)).select_related("organization").order_by("-id")


def bodies(station: Station) -> QuerySet[AdoptingBody]:
    """The bodies that a station may name: those of its own list and of the lists of the stations above it."""
    stations = [station.pk, *(above.pk for above in network.lineage(station))]
    return AdoptingBody.objects.filter(station_id__in=stations, is_active=True).select_related("station")


def adoptions_of(item: Item) -> QuerySet[Adoption]:
    """The adoptions that count for an item, wherever they were recorded, oldest first."""
    return (
        Adoption.objects.filter(credits__item=item, state=State.RECORDED)
        .select_related("station", "item", "post__person")
        .order_by("adopted_on", "id")
    )

# SPDX-License-Identifier: Apache-2.0
"""Reading series and issues: lists, numbers, archives. Who may read which issue is in `access`."""

import uuid
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from yizhan.domains.items.models import Item
from yizhan.domains.items.states import State as ItemState
from yizhan.domains.periodicals.models import Circulation, Column, Entry, Erratum, Issue, Reader, Series
from yizhan.domains.periodicals.states import State
from yizhan.kernel import clock
from yizhan.kernel.numbering import last_number


@dataclass(frozen=True, slots=True)
class Numbers:
    """What an issue is counted as: its number in the year and its number since the series began."""

    year: int
    number: int
    total: int


def series_of(station_id: int) -> QuerySet[Series]:
    """All series of a station, those that still appear first."""
    return Series.objects.filter(station_id=station_id).select_related("successor").order_by("-is_active", "kind", "id")


def columns_of(series: Series) -> QuerySet[Column]:
    """The columns in use, in their order."""
    return Column.objects.filter(series=series, is_active=True).order_by("rank", "id")


def readers_of(series: Series) -> QuerySet[Reader]:
    """Who receives every issue of a series."""
    return Reader.objects.filter(series=series).select_related("post__person", "organization").order_by("rank", "id")


def with_counts(issues: QuerySet[Issue]) -> QuerySet[Issue]:
    """Issues for a list, newest first, each with `entry_count`, `reader_count` and `read_count`."""
    has_read = Q(circulation__read_at__isnull=False)
    return (
        issues.select_related("series", "station")
        .annotate(
            entry_count=Count("entries", distinct=True),
            reader_count=Count("circulation", distinct=True),
            read_count=Count("circulation", filter=has_read, distinct=True),
        )
        .order_by("-released_at", "-id")
    )


def being_composed(station_id: int) -> QuerySet[Issue]:
    """The issues that a station is working on, oldest first."""
    return Issue.objects.filter(station_id=station_id, state=State.COMPOSING).select_related("series").order_by("id")


def released(station_id: int) -> QuerySet[Issue]:
    """Everything a station has released."""
    return Issue.objects.filter(station_id=station_id, state=State.RELEASED)


def archive(series: Series) -> QuerySet[Issue]:
    """The released issues of a series and of all that were merged into it, newest first (FIX-136)."""
    heirs = dict(Series.objects.filter(station_id=series.station_id).values_list("pk", "successor_id"))
    line, added = {series.pk}, {series.pk}
    while added:
        added = {one for one, heir in heirs.items() if heir in added} - line
        line |= added
    return (
        released(series.station_id).filter(series_id__in=line).select_related("series").order_by("-released_at", "-id")
    )


def entries(issue: Issue) -> QuerySet[Entry]:
    """What stands in an issue, in order."""
    return Entry.objects.filter(issue=issue).select_related("item__organization", "column").order_by("position", "id")


def circulation(issue: Issue) -> QuerySet[Circulation]:
    """Who receives an issue, and who has read it."""
    return (
        Circulation.objects.filter(issue=issue)
        .select_related("post__person", "organization", "read_by__person")
        .order_by("rank", "id")
    )


def errata(issue: Issue) -> QuerySet[Erratum]:
    """What was set right after release."""
    return Erratum.objects.filter(issue=issue).select_related("entry__item", "post__person").order_by("number")


def is_complete(issue: Issue) -> bool:
    """Whether everyone on the list has read the issue (RULE-216). A list without anybody is never complete."""
    lines = Circulation.objects.filter(issue=issue)
    return lines.exists() and not lines.filter(read_at__isnull=True).exists()


def waiting_inside(issue: Issue) -> QuerySet[Circulation]:
    """Readers inside the installation who do not have the issue yet."""
    outside = Q(post__isnull=True, organization__isnull=True)
    return Circulation.objects.filter(~outside, issue=issue, delivered_at__isnull=True)


def only_matter(issue: Issue) -> uuid.UUID | None:
    """The item whose story the issue belongs to, when it holds a single one."""
    matters = list(Entry.objects.filter(issue=issue).values_list("item__public_id", flat=True)[:2])
    return matters[0] if len(matters) == 1 else None


def placeable(issue: Issue) -> QuerySet[Item]:
    """The signed items of the station that stand in no open issue of the series, oldest first."""
    placed = Entry.objects.filter(series_id=issue.series_id, item=OuterRef("pk"), is_open=True)
    signed = Item.objects.filter(station_id=issue.station_id, state=ItemState.SIGNED)
    return signed.filter(~Exists(placed)).select_related("organization").order_by("id")


def issues_of(item: Item) -> QuerySet[Issue]:
    """The released issues in which an item was printed."""
    return (
        Issue.objects.filter(entries__item=item, state=State.RELEASED)
        .select_related("series")
        .order_by("released_at", "id")
    )


def presumptive(series: Series) -> Numbers:
    """The numbers an issue would receive if it were released now."""
    year = clock.today().year
    return numbers(series, year, last_number(scope_of_year(series, year)) + 1, last_number(scope_in_total(series)) + 1)


def numbers(series: Series, year: int, in_year: int, in_total: int) -> Numbers:
    """Numbers counted by this installation, continued from those given before it."""
    before = series.opening_number if series.opening_year == year else 0
    return Numbers(year=year, number=before + in_year, total=series.opening_total + in_total)


def scope_of_year(series: Series, year: int) -> str:
    """The counter of a series in a year."""
    return f"periodicals:{series.pk}:{year}"


def scope_in_total(series: Series) -> str:
    """The counter of a series since it began."""
    return f"periodicals:{series.pk}:total"

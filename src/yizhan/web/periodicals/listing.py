# SPDX-License-Identifier: Apache-2.0
"""Long lists of released issues, page by page: the address carries the last issue of the page before, never a number
of rows to skip.
"""

import datetime
import uuid
from typing import NamedTuple

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When

from yizhan.domains.periodicals.models import Entry, Issue, label
from yizhan.domains.periodicals.queries import issues

#: Rows of one page.
SIZE = 50


class Listed(NamedTuple):
    """What a list shows of a released issue."""

    public_id: uuid.UUID
    series_name: str
    year: int
    number: int
    total_number: int
    title: str
    released_at: datetime.datetime
    station_name: str
    leading: str | None
    entry_count: int
    reader_count: int
    read_count: int

    @property
    def label(self) -> str:
        """《社情民意》2026年第12期."""
        return label(self.series_name, self.year, self.number)


#: The heading under which the first entry of an issue is printed: by it people know an issue again.
_HEADING = Case(When(heading="", then=F("item__title")), default=F("heading"))
_LEADING = Entry.objects.filter(issue=OuterRef("pk")).order_by("position").values_list(_HEADING)[:1]

_COLUMNS = tuple(
    {"series_name": "series__name", "station_name": "station__short_name"}.get(name, name) for name in Listed._fields
)


def page(rows: QuerySet[Issue], before: str) -> tuple[list[Listed], str]:
    """At most `SIZE` of the released issues, newest first, behind the one named `before`; and where to go on.

    The keys are found first, so that entries and readers are counted for one page and not for the whole archive.
    """
    keys = list(_behind(rows, before).order_by("-released_at", "-id").values_list("pk", flat=True)[: SIZE + 1])
    counted = issues.with_counts(Issue.objects.filter(pk__in=keys[:SIZE])).annotate(leading=Subquery(_LEADING))
    listed = [Listed._make(row) for row in counted.values_list(*_COLUMNS)]
    return listed, str(listed[-1].public_id) if len(keys) > SIZE else ""


def _behind(rows: QuerySet[Issue], before: str) -> QuerySet[Issue]:
    try:
        last = rows.filter(public_id=uuid.UUID(before)).values_list("released_at", "pk").first()
    except ValueError:
        return rows
    if last is None:
        return rows
    return rows.filter(Q(released_at__lt=last[0]) | Q(released_at=last[0], pk__lt=last[1]))

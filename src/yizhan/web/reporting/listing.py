# SPDX-License-Identifier: Apache-2.0
"""The register of adoptions and the list of reports, narrowed and page by page."""

import datetime
import uuid
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict

from yizhan.domains.network.states import Level
from yizhan.domains.periodicals.models import label
from yizhan.domains.reporting.models import Adoption, Credit, Report
from yizhan.kernel import clock

#: Rows of one page.
SIZE = 50


class Adopted(NamedTuple):
    """What the register shows of an adoption."""

    pk: int
    public_id: uuid.UUID
    adopted_on: datetime.date
    title_used: str
    body_name: str
    level: int
    publication: str
    form: str
    state: str


class Own(NamedTuple):
    """The item of this station that an adoption counts for."""

    public_id: uuid.UUID
    number: str
    title: str


class Reported(NamedTuple):
    """What the list shows of a report: what went up, where to, and what became of the copy there."""

    pk: int
    at: datetime.datetime
    item__public_id: uuid.UUID
    item__number: str
    item__title: str
    target__short_name: str
    issue__series__name: str | None
    issue__year: int | None
    issue__number: int | None
    result_id: int
    result__public_id: uuid.UUID
    result__number: str
    result__state: str

    @property
    def issue_label(self) -> str:
        """The issue with which it went; empty for one that went by itself."""
        if self.issue__series__name is None or self.issue__year is None or self.issue__number is None:
            return ""
        return label(self.issue__series__name, self.issue__year, self.issue__number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """The narrowing of the register, as its address says it. Everything unknown counts as not said."""

    body: str = ""
    level: str = ""
    month: str = ""
    before: str = ""

    @classmethod
    def read(cls, given: QueryDict) -> "Filters":
        """The filters of an address."""
        level = given.get("level", "")
        return cls(
            body=given.get("body", "")[:60],
            level=level if level in {str(one.value) for one in Level} else "",
            month=_month(given.get("month", "")),
            before=given.get("before", ""),
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether anything narrows the register."""
        return bool(self.body or self.level or self.month)

    def address(self, url: str, *, before: str = "") -> str:
        """The register's address with these filters, at its beginning or behind a row."""
        said = {name: value for name, value in asdict(replace(self, before=before)).items() if value}
        return f"{url}?{urlencode(said)}" if said else url

    def narrowed(self, adoptions: QuerySet[Adoption]) -> QuerySet[Adoption]:
        """The adoptions that satisfy the filters."""
        if self.body:
            adoptions = adoptions.filter(body_name=self.body)
        if self.level:
            adoptions = adoptions.filter(level=int(self.level))
        if self.month:
            year, month = (int(part) for part in self.month.split("-"))
            adoptions = adoptions.filter(adopted_on__year=year, adopted_on__month=month)
        return adoptions

    def page(self, adoptions: QuerySet[Adoption]) -> tuple[list[Adopted], str]:
        """The rows of this page, newest first, and the row behind which the next one begins, if there is one."""
        rows = _behind(self.narrowed(adoptions), self.before).order_by("-adopted_on", "-id")
        listed = [Adopted._make(row) for row in rows.values_list(*Adopted._fields)[: SIZE + 1]]
        return listed[:SIZE], str(listed[SIZE - 1].public_id) if len(listed) > SIZE else ""


def own_items(adoptions: Collection[int], station_id: int) -> dict[int, Own]:
    """By key of the adoption the station's own item that it counts for, in one query."""
    counted = Credit.objects.filter(adoption__in=adoptions, item__station_id=station_id).order_by("id")
    rows = counted.values_list("adoption_id", "item__public_id", "item__number", "item__title")
    return {row[0]: Own._make(row[1:]) for row in rows}


def reports(rows: QuerySet[Report], before: str) -> tuple[list[Reported], str]:
    """A page of reports, newest first, behind the row with the key `before`; and where to go on."""
    if before.isascii() and before.isdigit() and len(before) <= 18:
        rows = rows.filter(pk__lt=int(before))
    listed = [Reported._make(row) for row in rows.order_by("-pk").values_list(*Reported._fields)[: SIZE + 1]]
    return listed[:SIZE], str(listed[SIZE - 1].pk) if len(listed) > SIZE else ""


def _behind(rows: QuerySet[Adoption], before: str) -> QuerySet[Adoption]:
    try:
        last = rows.filter(public_id=uuid.UUID(before)).values_list("adopted_on", "pk").first()
    except ValueError:
        return rows
    if last is None:
        return rows
    return rows.filter(Q(adopted_on__lt=last[0]) | Q(adopted_on=last[0], pk__lt=last[1]))


def _month(value: str) -> str:
    try:
        day = datetime.date.fromisoformat(f"{value}-01")
    except ValueError:
        return ""
    return f"{day:%Y-%m}" if day <= clock.today() else ""

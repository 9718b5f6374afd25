# SPDX-License-Identifier: Apache-2.0
"""What a list is narrowed to, as its address says it. Everything unknown in an address counts as not said."""

import datetime
import uuid
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict

from yizhan.domains.items.models import Item
from yizhan.domains.items.queries import finding, listing
from yizhan.domains.items.states import Kind, State
from yizhan.kernel import clock

#: Rows of one page of a list.
SIZE = 50

#: The tab that shows every state.
ALL = "all"

#: The order in which what waits longest comes first.
WAITING = "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """The narrowing of a list. `beyond` is the key of the last row of the page before, `item` the one that is open."""

    state: str = ""
    kind: str = ""
    unit: str = ""
    month: str = ""
    urgent: str = ""
    q: str = ""
    order: str = ""
    beyond: str = ""
    item: str = ""

    @classmethod
    def read(cls, given: QueryDict, *, state: str) -> "Filters":
        """The filters of an address; `state` is the tab that is open when it names none. A search looks everywhere."""
        q = given.get("q", "").strip()[:80]
        named = _one_of(given.get("state", ""), [*State.values, ALL])
        return cls(
            state=named or (ALL if q else state),
            kind=_one_of(given.get("kind", ""), Kind.values),
            unit=_uuid(given.get("unit", "")),
            month=_month(given.get("month", "")),
            urgent=_one_of(given.get("urgent", ""), ["1"]),
            q=q,
            order=_one_of(given.get("order", ""), [WAITING]),
            beyond=_digits(given.get("beyond", "")),
            item=_uuid(given.get("item", "")),
        )

    @property
    def opened(self) -> uuid.UUID | None:
        """The item that is open beside the list."""
        return uuid.UUID(self.item) if self.item else None

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the tab narrows the list."""
        return bool(self.kind or self.unit or self.month or self.urgent or self.q)

    @property
    def is_oldest_first(self) -> bool:
        """Whether what waits longest comes first."""
        return self.order == WAITING

    def but(self, **changes: str) -> "Filters":
        """The same filters with some changed; what was open and the page do not carry over unless they are given."""
        return replace(self, **{"beyond": "", "item": "", **changes})

    def address(self, url: str) -> str:
        """The list's address with these filters."""
        said = {name: value for name in self.__slots__ if (value := getattr(self, name))}
        return f"{url}?{urlencode(said)}" if said else url

    def narrowed(self, items: QuerySet[Item]) -> QuerySet[Item]:
        """The items that satisfy the filters."""
        if self.state != ALL:
            items = items.filter(state=self.state)
        if self.kind:
            items = items.filter(kind=self.kind)
        if self.unit:
            items = items.filter(organization__public_id=self.unit)
        if self.urgent:
            items = items.filter(is_urgent=True)
        if self.month:
            first, after = month_bounds(self.month)
            items = items.filter(submitted_at__gte=first, submitted_at__lt=after)
        return finding.search(items, self.q) if self.q else items

    def page(self, items: QuerySet[Item]) -> tuple[list[listing.Listed], str]:
        """The rows of this page, and the key after which the next one begins, if there is one."""
        beyond = int(self.beyond) if self.beyond else None
        rows = listing.listed(self.narrowed(items), size=SIZE + 1, beyond=beyond, is_oldest_first=self.is_oldest_first)
        return rows[:SIZE], str(rows[SIZE - 1].pk) if len(rows) > SIZE else ""


def month_bounds(month: str) -> tuple[datetime.datetime, datetime.datetime]:
    """The first moment of a month such as 2026-11 and of the one after it, by the office's clock."""
    year, number = (int(part) for part in month.split("-"))
    first = datetime.datetime(year, number, 1, tzinfo=clock.OFFICE_ZONE)
    return first, datetime.datetime(year + number // 12, number % 12 + 1, 1, tzinfo=clock.OFFICE_ZONE)


def recent_months(count: int = 12) -> list[str]:
    """The last months, this one first."""
    today = clock.today()
    number = today.year * 12 + today.month - 1
    return [f"{(number - back) // 12}-{(number - back) % 12 + 1:02d}" for back in range(count)]


def _one_of(value: str, known: list[str]) -> str:
    return value if value in known else ""


def _uuid(value: str) -> str:
    try:
        return str(uuid.UUID(value))
    except ValueError:
        return ""


def _digits(value: str) -> str:
    return value if value.isascii() and value.isdigit() and len(value) <= 18 else ""


def _month(value: str) -> str:
    try:
        return f"{datetime.date.fromisoformat(f'{value}-01'):%Y-%m}"
    except ValueError:
        return ""

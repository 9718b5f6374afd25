# SPDX-License-Identifier: Apache-2.0
"""The two parts of a fee list, payments and how the amounts came about: a page of them, those of one payee, or all."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.items import access as items
from yizhan.domains.rewards.access import fees as access
from yizhan.domains.rewards.models import FeeLine, FeeList, PayeeAccount, Payment
from yizhan.domains.rewards.permissions import Permission
from yizhan.domains.rewards.queries import reading
from yizhan.domains.rewards.queries.tariffs import yuan
from yizhan.domains.rewards.sentences import explained
from yizhan.kernel.actors import Actor
from yizhan.web.components import Column, Pager, Tab
from yizhan.web.items import addresses as going
from yizhan.web.rewards import standing

#: Rows of one page.
SIZE = 50

_LINES = "lines"


@dataclass(frozen=True)
class Wish:
    """What of a list somebody wants to see: which part, whose, which page, or everything, as for printing."""

    part: str
    payee: str
    page: int
    is_whole: bool

    @classmethod
    def of(cls, request: HttpRequest, found: FeeList) -> "Wish":
        """As the address says; before the approval nobody is paid yet, so that only the amounts are there."""
        page = request.GET.get("page", "1")
        number = int(page) if page.isascii() and page.isdigit() and 0 < int(page) < 10_000 else 1
        part = _LINES if found.approved_at is None else request.GET.get("part", "")
        return cls(part, request.GET.get("q", "").strip()[:60], number, request.GET.get("all") == "yes")

    def url(self, **changed: str | int) -> str:
        """The address of the same part with something changed."""
        query = {"part": self.part, "q": self.payee, **changed}
        return f"?{urlencode({name: value for name, value in query.items() if value})}"

    @property
    def everybody_url(self) -> str:
        """The address of the part without the search."""
        return self.url(q="") if self.part else "?"


def part_of(actor: Actor, found: FeeList, wish: Wish) -> dict[str, Any]:
    """What the page of a list shows of one part: rows, the sum over all pages, and the way to the others."""
    shows_lines = wish.part == _LINES
    everything: QuerySet[Any] = reading.lines_of(found) if shows_lines else reading.payments_of(found)
    sought = everything.filter(name__icontains=wish.payee) if wish.payee else everything
    together = sought.order_by().aggregate(total=Sum("amount"))["total"] or 0
    count = sought.count()
    start = min((wish.page - 1) * SIZE, max(0, count - 1) // SIZE * SIZE)
    shown = list(sought if wish.is_whole else sought[start : start + SIZE])
    return {
        "wish": wish,
        "shows_lines": shows_lines,
        "parts": _parts(found, shows_lines=shows_lines),
        "columns": _line_columns() if shows_lines else _payment_columns(),
        "rows": _lines(actor, shown) if shows_lines else _payments(actor, found, shown),
        "row_count": count,
        "row_total": yuan(together),
        "list_url": reverse("fee-list", args=[found.public_id]),
        "whole_url": wish.url(all="yes") if count > SIZE and not wish.is_whole else "",
        "pager": _pager(wish, start, len(shown), count) if count > SIZE and not wish.is_whole else None,
    }


def _pager(wish: Wish, start: int, shown: int, count: int) -> Pager:
    number = start // SIZE + 1
    before = wish.url(page=number - 1) if start else ""
    after = wish.url(page=number + 1) if start + SIZE < count else ""
    return Pager(start + 1, start + shown, count, before, after)


def _parts(found: FeeList, *, shows_lines: bool) -> list[Tab]:
    """Who is paid, and why; before the approval nobody is paid yet."""
    if found.approved_at is None:
        return []
    url = reverse("fee-list", args=[found.public_id])
    return [
        Tab(_("Payments"), url, is_current=not shows_lines),
        Tab(_("How the amounts came about"), f"{url}?part={_LINES}", is_current=shows_lines),
    ]


def _payment_columns() -> list[Column]:
    return [
        Column(_("Payee"), kind="main"),
        Column(_("Yuan"), kind="number"),
        Column(_("Account")),
        Column(_("State"), kind="short"),
        Column(_("Paid on"), kind="short"),
        Column(_("Acts"), kind="short", is_silent=True),
    ]


def _payments(actor: Actor, found: FeeList, payments: list[Payment]) -> list[dict[str, Any]]:
    accounts = reading.accounts_of(one.person_id for one in payments if one.person_id is not None)
    may_enter = access.holds(actor, Permission.ENTER_PAYEE)
    may_return = access.has_right(actor, "pay") and not access.is_involved(actor, "pay", found)
    return [_payment(found, one, accounts, may_enter=may_enter, may_return=may_return) for one in payments]


def _payment(
    found: FeeList, one: Payment, accounts: dict[int, PayeeAccount], *, may_enter: bool, may_return: bool
) -> dict[str, Any]:
    account = accounts.get(one.person_id or 0)
    can_return = may_return and found.state in {"handed_over", "settled"} and one.state != "returned"
    return {
        "payment": one,
        "amount": yuan(one.amount),
        "account": f"{account.bank} {reading.masked(account.account_number)}" if account else "",
        "account_url": reverse("payee-account", args=[found.public_id, one.person.public_id])
        if may_enter and one.person
        else "",
        "standing": standing.of_payment(one),
        "return_url": reverse("payment-return", args=[one.public_id]) if can_return else "",
        "receipt_url": reverse("payment-receipt", args=[one.public_id]),
    }


def _line_columns() -> list[Column]:
    return [Column(_("Item"), kind="main"), Column(_("Payee"), kind="short"), Column(_("Yuan"), kind="number")]


def _lines(actor: Actor, found: list[FeeLine]) -> list[dict[str, Any]]:
    seen = set(items.visible(actor).filter(pk__in={one.item_id for one in found}).values_list("pk", flat=True))
    return [
        {
            "line": one,
            "amount": yuan(one.amount),
            "why": explained(one),
            "url": going.item(one.item.public_id) if one.item_id in seen else "",
        }
        for one in found
    ]

# SPDX-License-Identifier: Apache-2.0
"""The file for the cashier: who gets how much on which account. Words stay words; no cell becomes a formula.

Account numbers are texts, because a spreadsheet would round their last digits away.
"""

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from yizhan.domains.rewards.models import FeeList, Payment
from yizhan.domains.rewards.queries import reading
from yizhan.domains.rewards.queries.tariffs import yuan
from yizhan.web.downloads import csv_lines, name_file

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def answer_with(fee_list: FeeList, file_format: str) -> HttpResponse:
    """The file as an answer."""
    rows = _rows(list(reading.payments_of(fee_list)))
    if file_format == "csv":
        answer = HttpResponse("".join(csv_lines(_heads(), rows)), content_type="text/csv; charset=utf-8")
    else:
        answer = HttpResponse(_workbook(fee_list, rows), content_type=_XLSX)
    name_file(answer, f"{_('Fee list')}{fee_list}.{file_format}")
    return answer


def _heads() -> list[str]:
    return [
        _("Payee"),
        _("Amount in yuan"),
        _("Account holder"),
        _("Bank and branch"),
        _("Account number"),
        _("Identity number"),
        _("State"),
    ]


def _rows(payments: Iterable[Payment]) -> list[list[str | Decimal]]:
    accounts = reading.accounts_of(one.person_id for one in payments if one.person_id is not None)
    rows: list[list[str | Decimal]] = []
    for one in payments:
        account = accounts.get(one.person_id or 0)
        kept = (account.holder, account.bank, account.account_number, account.identity_number) if account else [""] * 4
        rows.append([one.name, Decimal(yuan(one.amount)), *kept, str(one.get_state_display())])
    return rows


def _workbook(fee_list: FeeList, rows: Sequence[Sequence[str | Decimal]]) -> bytes:
    import xlsxwriter  # noqa: PLC0415 -- a tenth of what the pages need to start, for a page few people open

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        strong, money = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.00"})
        page = book.add_worksheet(str(fee_list))
        page.set_column(0, 6, 18)
        page.freeze_panes(2, 1)
        page.write_string(0, 0, f"{fee_list.station.name} {_('Fee list')} {fee_list}", strong)
        for column, head in enumerate(_heads()):
            page.write_string(1, column, head, strong)
        for number, row in enumerate(rows, 2):
            _write(page, number, row, money)
        page.write_string(len(rows) + 2, 0, _("Together"), strong)
        page.write_number(len(rows) + 2, 1, float(Decimal(yuan(fee_list.total))), money)
    return content.getvalue()


def _write(page: Any, number: int, row: Sequence[str | Decimal], money: Any) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, Decimal):
            page.write_number(number, column, float(cell), money)
        else:
            page.write_string(number, column, cell)

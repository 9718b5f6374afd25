# SPDX-License-Identifier: Apache-2.0
"""All tables of the statistics as one workbook. Words stay words: no cell becomes a formula or a link."""

import io
from collections.abc import Sequence
from typing import Any

from yizhan.web.statistics.tables import Cell, Sheet

#: What a sheet's name may not hold, and how long it may be.
_FORBIDDEN = str.maketrans("[]:*?/\\", "       ")
_NAME = 31

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def workbook(title: str, sheets: Sequence[Sheet]) -> bytes:
    """An .xlsx file with one sheet for each table, `title` in its first row."""
    import xlsxwriter  # noqa: PLC0415 -- a tenth of what the pages need to start, for a page few people open

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        strong = book.add_format({"bold": True})
        for sheet in sheets:
            page = book.add_worksheet(sheet.title.translate(_FORBIDDEN)[:_NAME])
            page.set_column(0, 0, 28)
            page.set_column(1, len(sheet.heads), 12)
            page.freeze_panes(2, 1)
            page.write_string(0, 0, title, strong)
            for column, head in enumerate(sheet.heads):
                page.write_string(1, column, head, strong)
            for row, cells in enumerate(sheet.rows, 2):
                _write(page, row, cells)
    return content.getvalue()


def _write(page: Any, row: int, cells: Sequence[str | Cell]) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, Cell):
            page.write_number(row, column, cell.number)
        else:
            page.write_string(row, column, cell)

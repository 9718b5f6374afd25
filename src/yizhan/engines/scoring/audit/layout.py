# SPDX-License-Identifier: Apache-2.0
"""Where the heads, the rows and the totals of a printed table are."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from yizhan.engines.scoring.audit.figures import Figure, is_blank, read_figure
from yizhan.engines.scoring.findings import Place, refusal
from yizhan.engines.scoring.spreadsheets import Sheet, cell_name

RowKind = Literal["body", "subtotal", "total", "average"]

_TOTAL = re.compile(r"^(合计|总计|总数|总和|共计|全[市县区省州旗]合计|total|sum|grandtotal)[::]?$", re.IGNORECASE)
_SUBTOTAL = re.compile(r"^(.{0,8}小计|subtotal)[::]?$", re.IGNORECASE)
_AVERAGE = re.compile(r"^(平均|平均值|均值|average|mean)[::]?$", re.IGNORECASE)
_SERIAL = re.compile(r"^(序号|编号|no\.?|#|电话|联系电话|年份)$", re.IGNORECASE)
#: A column is one of figures if so many of its filled cells are.
_MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row below the heads. `figures[column]` is None where there are words or nothing."""

    number: int
    label: str
    kind: RowKind
    texts: Sequence[str]
    figures: Sequence[Figure | None]


@dataclass(frozen=True)
class Table:
    """A table as it was printed. Columns are counted from 0."""

    file: str
    heads: Sequence[str]
    rows: Sequence[TableRow]
    numeric: Sequence[int]

    @property
    def body(self) -> list[TableRow]:
        """Rows that are neither totals nor averages."""
        return [row for row in self.rows if row.kind == "body"]

    def cell(self, row: TableRow, column: int) -> str:
        """The name of a cell, as spreadsheets count."""
        return cell_name(row.number, column)


def find_table(sheet: Sheet) -> Table:
    """Find the table in a sheet; raises `Refused` if there are no figures."""
    width = max((len(row) for row in sheet.rows), default=0)
    grid = [[*row, *[""] * (width - len(row))] for row in sheet.rows]
    first = next((number for number, row in enumerate(grid) if _has_figures(row)), None)
    if first is None:
        raise refusal("table.empty", "there are no figures in the table", Place(sheet.file))
    heads = _heads(grid[:first], width)
    serial = {column for column, head in enumerate(heads) if _SERIAL.match(head)}
    numeric = [column for column in range(width) if column not in serial and _is_numeric(grid[first:], column)]
    label_column = next((column for column in range(width) if column not in numeric and column not in serial), None)
    rows = []
    for number, texts in enumerate(grid[first:], start=first):
        if _has_figures(texts):
            label = _plain(texts[label_column]) if label_column is not None else str(number + 1)
            figures = [read_figure(text) if column in numeric else None for column, text in enumerate(texts)]
            rows.append(TableRow(number, label, _kind(texts, numeric), texts, figures))
    return Table(sheet.file, heads, rows, numeric)


def _has_figures(row: Sequence[str]) -> bool:
    return any(read_figure(text) for text in row)


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _heads(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """One head per column; heads of several levels are joined, the upper one reaching over the blanks to its right."""
    levels = [row for row in rows if sum(1 for text in row if text.strip()) >= 2]
    parts: list[list[str]] = [[] for _column in range(width)]
    for number, level in enumerate(levels):
        upper = ""
        for column in range(width):
            text = _plain(level[column])
            upper = text or upper
            reaches = number + 1 < len(levels) and any(_plain(below[column]) for below in levels[number + 1 :])
            if name := text or (upper if reaches else ""):
                parts[column].append(name)
    return ["·".join(dict.fromkeys(names)) or cell_name(0, column)[:-1] for column, names in enumerate(parts)]


def _is_numeric(rows: Sequence[Sequence[str]], column: int) -> bool:
    filled = [row[column] for row in rows if not is_blank(row[column])]
    figures = sum(1 for text in filled if read_figure(text))
    return figures > 0 and figures >= _MOSTLY * len(filled)


def _kind(texts: Sequence[str], numeric: Sequence[int]) -> RowKind:
    for column, text in enumerate(texts):
        if column in numeric:
            continue
        words = _plain(text)
        if _SUBTOTAL.match(words):
            return "subtotal"
        if _TOTAL.match(words):
            return "total"
        if _AVERAGE.match(words):
            return "average"
    return "body"

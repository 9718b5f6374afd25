# SPDX-License-Identifier: Apache-2.0
"""Rows of any table: what every reader of tables hands on, and how the row of column names is found."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from yizhan.engines.media.refusals import Reason, Refused
from yizhan.engines.media.workbooks import Cell

_LOOKED_AT = 10
_MOST_COLUMNS = 500
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Row:
    """One row under its column names, or the refusal of one that cannot be read.

    `number` is the one a person sees: the row of the spreadsheet, the line of the text, the place in a folder's list.
    """

    number: int
    place: str
    cells: Mapping[str, Cell] = field(default_factory=dict)
    refusal: Refused | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where the rows come from and how they were read; each is set only where it applies."""

    name: str
    form: str
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    other_sheets: tuple[str, ...] = ()
    header_row: int | None = None

    def __str__(self) -> str:
        named = {"encoding": self.encoding, "sheet": self.sheet, "column names in row": self.header_row}
        details = [f"{label} {value}" for label, value in named.items() if value is not None]
        if self.delimiter is not None:
            details.append("separated by tabs" if self.delimiter == "\t" else f"separated by “{self.delimiter}”")
        if self.other_sheets:
            details.append(f"not read: sheets {', '.join(self.other_sheets)}")
        return f"{self.name}: {self.form}" + (f" ({'; '.join(details)})" if details else "")


@dataclass(frozen=True, slots=True)
class Table:
    """Column names in order, the rows (to be walked through once), and where they come from."""

    columns: tuple[str, ...]
    rows: Iterator[Row]
    source: Source


@dataclass(frozen=True, slots=True)
class Line:
    """A raw row before the column names are known; `refusal` instead of cells when it cannot be read."""

    number: int
    cells: Sequence[Cell]
    refusal: Refused | None = None


def table_under_header(lines: Iterable[Line], describe: Callable[[int], Source], word: str) -> Table:
    """Take the first row that is as wide as the table for its column names, and put the rest under them.

    Narrower rows above it (the heading of a printed list) are passed over. `word` is what a number counts, "row" or
    "line".
    Raises Refused (NO_ROWS) for a table without any row, (TOO_MANY_ROWS) for one with more than 500 columns.
    """
    walk = iter(lines)
    first = list(islice(walk, _LOOKED_AT))
    readable = [line for line in first if line.refusal is None and any(cell is not None for cell in line.cells)]
    if not readable:
        raise next((line.refusal for line in first if line.refusal), Refused(Reason.NO_ROWS, where="blank"))
    widest = max(_filled(line) for line in readable)
    header = next(line for line in readable if _filled(line) * 2 >= widest)
    columns = column_names(header.cells)
    source = describe(header.number)
    rest = chain((line for line in first if line.number > header.number), walk)
    return Table(columns, (_row(line, columns, word, source.name) for line in rest if _is_row(line)), source)


def _filled(line: Line) -> int:
    return sum(1 for cell in line.cells if cell is not None)


def _is_row(line: Line) -> bool:
    return line.refusal is not None or _filled(line) > 0


def column_names(cells: Sequence[Cell]) -> tuple[str, ...]:
    """Names for all columns up to the last named one: unnamed ones by their letter, repeated ones numbered."""
    texts = [" ".join(str(cell).split()) if cell is not None else "" for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    if len(texts) > _MOST_COLUMNS:
        raise Refused(Reason.TOO_MANY_ROWS, where=f"{len(texts)} columns")
    names: list[str] = []
    for index, text in enumerate(texts):
        name = text.lstrip("\ufeff") or f"column {letters(index)}"
        number = 2
        while name in names:
            name = f"{text} ({number})"
            number += 1
        names.append(name)
    return tuple(names)


def letters(index: int) -> str:
    """The letters a spreadsheet shows above a column: 0 is A, 26 is AA."""
    name = ""
    while index >= 0:
        name = chr(ord("A") + index % 26) + name
        index = index // 26 - 1
    return name


def _row(line: Line, columns: tuple[str, ...], word: str, name: str) -> Row:
    place = f"{word} {line.number}"
    if line.refusal is not None:
        return Row(line.number, place, refusal=line.refusal)
    surplus = [cell for cell in line.cells[len(columns) :] if cell is not None]
    if surplus:
        where = f"{place}: {len(columns) + len(surplus)} cells under {len(columns)} columns"
        return Row(line.number, place, refusal=Refused(Reason.BROKEN_ROW, name=name, where=where))
    padded = [*line.cells, *[None] * (len(columns) - len(line.cells))]
    return Row(line.number, place, dict(zip(columns, map(writable, padded), strict=False)))


def writable(cell: Cell) -> Cell:
    """A cell without characters that no database or page can hold; a text of blanks only is no value."""
    if not isinstance(cell, str):
        return cell
    cleaned = _UNWRITABLE.sub("", cell)
    return cleaned if cleaned.strip() else None

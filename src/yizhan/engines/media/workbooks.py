# SPDX-License-Identifier: Apache-2.0
"""Rows of .xlsx, .xls and .ods workbooks, numbered as a person sees them. Runs only inside the extraction worker.

The reader holds a sheet as one block from its first to its last filled cell, so a single cell in the far corner asks
for gigabytes: the worker's memory limit turns that into a refusal.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import IO, Any

from yizhan.engines.media.kinds import Kind
from yizhan.engines.media.refusals import Reason, Refused

Cell = str | int | float | bool | datetime | date | time | None
#: Below this a float holds every whole number exactly; spreadsheets know no other numbers.
_LARGEST_EXACT = 2**53


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that is not blank: its sheet, the number the spreadsheet shows beside it, its cells from column A on."""

    sheet: str
    number: int
    cells: list[Cell]


def rows_of(stream: IO[bytes]) -> Iterator[SheetRow]:
    """All rows of all visible sheets that are not blank, in order. Raises Refused (LOCKED, BROKEN)."""
    workbook = _opened(stream)
    for name in _visible(workbook):
        yield from _rows_of_sheet(name, workbook)


def _opened(stream: IO[bytes]) -> Any:
    import python_calamine  # noqa: PLC0415 -- loaded before the worker confined itself, and only for workbooks

    try:
        return python_calamine.CalamineWorkbook.from_filelike(stream)
    except python_calamine.PasswordError as error:
        raise Refused(Reason.LOCKED, where="workbook") from error


def _visible(workbook: Any) -> list[str]:
    return [
        sheet.name
        for sheet in workbook.sheets_metadata
        if str(sheet.visible).endswith(".Visible") and str(sheet.typ).endswith(".WorkSheet")
    ]


def _rows_of_sheet(name: str, workbook: Any) -> Iterator[SheetRow]:
    sheet = workbook.get_sheet_by_name(name)
    if sheet.start is None:
        return
    first_row, first_column = sheet.start
    margin: list[Cell] = [None] * first_column
    for offset, row in enumerate(sheet.to_python(skip_empty_area=True)):
        cells = [as_given(cell) for cell in row]
        if any(cell is not None for cell in cells):
            yield SheetRow(name, first_row + offset + 1, margin + cells)


def as_given(cell: object) -> Cell:
    """A cell as the person typed it: 188006 and not 188006.0, nothing instead of an empty text."""
    if cell == "" or (isinstance(cell, str) and not cell.strip()):
        return None
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _LARGEST_EXACT:
        return int(cell)
    if isinstance(cell, timedelta):
        return str(cell)
    return cell if isinstance(cell, str | int | float | datetime | date | time) else str(cell)


def write_rows(_kind: Kind, stream: IO[bytes], most: int, write: Callable[[object], None]) -> None:
    """Write the names of the sheets, the one that is read first, then each of its rows as [number, cells].

    Read is the first visible sheet with rows. Raises Refused (NO_ROWS, TOO_MANY_ROWS, LOCKED, BROKEN).
    """
    workbook = _opened(stream)
    names = _visible(workbook)
    for name in names:
        rows = _rows_of_sheet(name, workbook)
        first = next(rows, None)
        if first is not None:
            write([name, *(other for other in names if other != name)])
            _write_all(chain([first], rows), most, write)
            return
    raise Refused(Reason.NO_ROWS, where="every sheet is blank")


def _write_all(rows: Iterable[SheetRow], most: int, write: Callable[[object], None]) -> None:
    left = most
    for row in rows:
        left -= len(row.cells)
        if left < 0:
            raise Refused(Reason.TOO_MANY_ROWS, where=f"{row.sheet}: row {row.number}, more than {most} cells")
        write([row.number, [_json(cell) for cell in row.cells]])


def _json(cell: Cell) -> object:
    if isinstance(cell, datetime):
        return {"datetime": cell.isoformat()}
    if isinstance(cell, date):
        return {"date": cell.isoformat()}
    return {"time": cell.isoformat()} if isinstance(cell, time) else cell


def from_json(value: object) -> Cell:
    """The cell that `write_rows` wrote."""
    match value:
        case {"datetime": str(text)}:
            return datetime.fromisoformat(text)
        case {"date": str(text)}:
            return date.fromisoformat(text)
        case {"time": str(text)}:
            return time.fromisoformat(text)
        case None | str() | int() | float():
            return value
    raise TypeError(f"no cell: {value!r}")

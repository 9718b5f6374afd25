# SPDX-License-Identifier: Apache-2.0
"""Rows of a table file, whatever its format: .csv, .tsv, .xlsx, .xls, .ods; formulas of .xlsx are pointed out."""

import csv
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types
from python_calamine import CalamineError, CalamineWorkbook

from yizhan.engines.scoring.findings import Place, Refused, refusal

SPREADSHEETS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
#: A sheet that unpacks to more than this is not a table anybody filled in.
LARGEST_SHEET = 200_000_000
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
#: Tried in this order: what current programs write, then what older Chinese ones write.
ENCODINGS = ("utf-8-sig", "gb18030")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Cells as texts, numbers written without an exponent; `formulas` are (row, column) from 0."""

    file: str
    rows: list[list[str]]
    formulas: frozenset[tuple[int, int]] = field(default_factory=frozenset)


def read_sheet(path: Path) -> Sheet:
    """The first sheet of a file; raises `Refused` if it cannot be read."""
    if path.suffix.lower() in SPREADSHEETS:
        return _read_workbook(path)
    with open_text(path) as text:
        rows = list(csv.reader(text, delimiter=_delimiter(path)))
    written = (
        (row, column) for row, cells in enumerate(rows) for column, cell in enumerate(cells) if cell.startswith("=")
    )
    return Sheet(str(path), rows, frozenset(written))


@contextmanager
def open_text(path: Path) -> Iterator[io.TextIOBase]:
    """The text of a file in the first encoding that fits all of it; raises `Refused` if none does."""
    try:
        encoding = next((each for each in ENCODINGS if _decodes(path, each)), None)
    except OSError as error:
        raise _refusal("table.unreadable", f"cannot be read: {error.strerror}", path) from error
    if encoding is None:
        raise _refusal("table.encoding", "is neither UTF-8 nor GB 18030", path)
    with path.open(encoding=encoding, newline="") as text:
        yield text


def _delimiter(path: Path) -> str:
    return "\t" if path.suffix.lower() in (".tsv", ".tab") else ","


def _decodes(path: Path, encoding: str) -> bool:
    try:
        with path.open(encoding=encoding, newline="") as text:
            while text.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return False
    return True


def _refusal(code: str, sentence: str, path: Path) -> Refused:
    return refusal(code, sentence, Place(str(path)))


def _read_workbook(path: Path) -> Sheet:
    try:
        book = CalamineWorkbook.from_path(path)
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
        formulas = _formulas(path) if path.suffix.lower() in (".xlsx", ".xlsm") else frozenset()
    except (CalamineError, OSError, zipfile.BadZipFile, etree.XMLSyntaxError, IndexError, KeyError) as error:
        raise _refusal("table.unreadable", f"cannot be read as a spreadsheet: {error}", path) from error
    return Sheet(str(path), [[_text(cell) for cell in row] for row in rows], formulas)


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{Decimal(repr(cell)):f}"
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return str(cell)


def _formulas(path: Path) -> frozenset[tuple[int, int]]:
    """Cells of the first sheet whose value was computed by the program that saved the file."""
    with zipfile.ZipFile(path) as archive:
        name = _first_sheet(archive)
        if archive.getinfo(name).file_size > LARGEST_SHEET:
            raise _refusal("table.too_large", f"the sheet unpacks to more than {LARGEST_SHEET} bytes", path)
        with archive.open(name) as xml:
            found = set()
            for _event, cell in etree.iterparse(xml, tag=f"{_MAIN}c", resolve_entities=False, no_network=True):
                if cell.find(f"{_MAIN}f") is not None:
                    found.add(_coordinates(cell.get("r", "A1")))
                cell.clear()
    return frozenset(found)


def _first_sheet(archive: zipfile.ZipFile) -> str:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    book = etree.fromstring(archive.read("xl/workbook.xml"), parser)
    relations = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), parser)
    office = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
    wanted = book.find(f".//{_MAIN}sheet").get(f"{office}id")
    target = next(each.get("Target") for each in relations if each.get("Id") == wanted)
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _coordinates(reference: str) -> tuple[int, int]:
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(reference[len(letters) :]) - 1, column - 1


def cell_name(row: int, column: int) -> str:
    """A cell as spreadsheets name it: (0, 1) is B1."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"

# SPDX-License-Identifier: Apache-2.0
"""Exported items as a file: one JSON object a line, a workbook, or a folder with the attached files beside them.

Each is written under another name first and renamed when it is whole: there is never half an export.
"""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from yizhan.domains.files import queries as files
from yizhan.engines.media.column_names import SYNONYMS
from yizhan.engines.media.names import fitting

ITEMS, FILES = "items.jsonl", "files"

#: What a cell of a workbook holds at most.
_CELL = 32_767

#: What a sheet of a workbook holds at most.
_SHEET = 1_048_576

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}

#: The sheets beside the items: which list of an item they hold, and under which name.
_LISTS = {"shares": "份额 shares", "texts": "文本 texts", "journal": "经过 journal", "attachments": "附件 attachments"}


#: The names under which an import knows the columns again.
_HEADINGS = {field.value: names[0] for field, names in SYNONYMS.items()}


class TooManyRowsError(Exception):
    """More rows than a sheet of a workbook holds."""


@dataclass(slots=True)
class Written:
    """What an export holds, and what could not be put into it."""

    items: int = 0
    texts: int = 0
    entries: int = 0
    attachments: int = 0
    missing: list[str] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)

    def count(self, row: Mapping[str, Any]) -> None:
        """Count an item with what belongs to it."""
        self.items += 1
        self.texts += len(row["texts"])
        self.entries += len(row["journal"])
        self.attachments += len(row["attachments"])


def write(rows: Iterable[Mapping[str, Any]], target: Path) -> Written:
    """Write to `target`, whose ending tells what it becomes. Raises `TooManyRowsError`, and `OSError` as it comes."""
    unfinished = target.with_name(f".{target.name}.unfinished")
    _discard(unfinished)
    try:
        written = _WAYS.get(target.suffix.lower(), _folder)(rows, unfinished)
        unfinished.replace(target)
    finally:
        _discard(unfinished)
    return written


def _discard(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _lines(rows: Iterable[Mapping[str, Any]], path: Path) -> Written:
    written = Written()
    with path.open("wb") as lines:
        for row in rows:
            lines.write(orjson.dumps(row) + b"\n")
            written.count(row)
    return written


def _folder(rows: Iterable[Mapping[str, Any]], path: Path) -> Written:
    path.mkdir()
    written = Written()
    with (path / ITEMS).open("wb") as lines:
        for row in rows:
            lines.write(orjson.dumps(_with_files(row, path, written)) + b"\n")
            written.count(row)
    return written


def _with_files(row: Mapping[str, Any], path: Path, written: Written) -> Mapping[str, Any]:
    """The row, its attachments copied into a folder of its own and telling where they lie."""
    if not row["attachments"]:
        return row
    own = Path(FILES) / fitting(row["external_number"])
    (path / own).mkdir(parents=True, exist_ok=True)
    attachments = []
    for place, one in enumerate(row["attachments"], 1):
        lies_at = own / f"{place} {fitting(one['name'])}"
        try:
            shutil.copyfile(files.place_of(one["sha256"]), path / lies_at)
        except FileNotFoundError:
            written.missing.append(f"{row['external_number']} {one['name']}")
            attachments.append({**one, "file": ""})
        else:
            attachments.append({**one, "file": lies_at.as_posix()})
    return {**row, "attachments": attachments}


def _workbook(rows: Iterable[Mapping[str, Any]], path: Path) -> Written:
    written = Written()
    with xlsxwriter.Workbook(path, _OPTIONS) as book:
        pages = {
            name: _Page(book.add_worksheet(title), written) for name, title in {"": "信息 items", **_LISTS}.items()
        }
        for row in rows:
            pages[""].add({name: value for name, value in row.items() if name not in _LISTS}, row["external_number"])
            for name in _LISTS:
                for one in row[name]:
                    pages[name].add({"item": row["external_number"], **one}, row["external_number"])
            written.count(row)
    return written


class _Page:
    """A sheet that is written row by row. Texts stay texts: no cell becomes a formula or a link."""

    def __init__(self, sheet: Worksheet, written: Written) -> None:
        self._sheet = sheet
        self._written = written
        self._next = 0

    def add(self, values: Mapping[str, Any], about: str) -> None:
        """Write one row below the others; before the first one the headings."""
        if not self._next:
            self._sheet.freeze_panes(1, 1)
            self._put([_HEADINGS.get(name, name) for name in values], about)
        self._put(list(values.values()), about)

    def _put(self, cells: Sequence[Any], about: str) -> None:
        if self._next >= _SHEET:
            raise TooManyRowsError
        for column, cell in enumerate(cells):
            if isinstance(cell, int | float) and not isinstance(cell, bool):
                self._sheet.write_number(self._next, column, cell)
                continue
            text = str(cell)
            if len(text) > _CELL:
                text = text[: _CELL - 1] + "…"
                self._written.cut.append(about)
            self._sheet.write_string(self._next, column, text)
        self._next += 1


_WAYS = {".jsonl": _lines, ".xlsx": _workbook}

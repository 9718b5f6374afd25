# SPDX-License-Identifier: Apache-2.0
"""Rows to import, whatever they are kept in: text tables, workbooks, lines of JSON objects, a folder of documents."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from yizhan.engines.media import checks, delimited, document_folder, object_lines, sheets, unpacking
from yizhan.engines.media.kinds import Kind
from yizhan.engines.media.limits import MEBIBYTE, Limits
from yizhan.engines.media.refusals import Reason, Refused
from yizhan.engines.media.rows import Row, Source, Table
from yizhan.engines.media.workbooks import Cell

__all__ = ["FORMS", "Cell", "Row", "Source", "Table", "read_rows"]

#: Endings that can be read; each also with .xz behind it.
FORMS = (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".jsonl")
_MOST_BYTES = 1_024 * MEBIBYTE
_WORKBOOKS = {".xlsx": Kind.XLSX, ".xls": Kind.XLS, ".ods": Kind.ODS}
_WORKBOOK_LIMITS = Limits(size=256 * MEBIBYTE, unpacked=2_048 * MEBIBYTE, ratio=400)


def read_rows(path: Path, form: str = "") -> Table:
    """Open a table: its column names, its rows one after the other, and a description of the source.

    `form` (`csv`) says what a file is whose ending does not.

    The rows hold the file open until they are used up or forgotten. A row that cannot be read is a `Row` with a
    refusal; a file that cannot be read raises Refused with its name and the place. An OSError of the file system passes
    through.
    """
    try:
        if path.is_dir():
            return document_folder.read(path)
        return _table(path, f".{form}" if form else "")
    except Refused as refusal:
        raise refusal.about(path.name) from refusal.__cause__


def _table(path: Path, known_as: str) -> Table:
    name = path.name.removesuffix(path.suffix) if path.suffix.lower() == ".xz" else path.name
    form = known_as or Path(name).suffix.lower()
    if form not in FORMS:
        raise Refused(Reason.UNKNOWN_KIND)
    with ExitStack() as stack:
        stream = stack.enter_context(unpacking.opened(path, most=_MOST_BYTES))
        table = _read(stream, name, form)
        return Table(table.columns, _until_used_up(table.rows, stack.pop_all()), table.source)


def _read(stream: IO[bytes], name: str, form: str) -> Table:
    if form in _WORKBOOKS:
        checks.examine(name, stream, limits=_WORKBOOK_LIMITS)
        return sheets.read(stream, name, _WORKBOOKS[form])
    return object_lines.read(stream, name) if form == ".jsonl" else delimited.read(stream, name, form=form[1:])


def _until_used_up(rows: Iterator[Row], stack: ExitStack) -> Iterator[Row]:
    with stack:
        yield from rows

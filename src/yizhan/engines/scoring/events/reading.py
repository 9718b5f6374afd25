# SPDX-License-Identifier: Apache-2.0
"""From an events file to an `EventTable`: nothing is computed unless every row is understood."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import numpy as np

from yizhan.engines.scoring.events.assembly import assemble
from yizhan.engines.scoring.events.columns import Layout, clean, find_columns
from yizhan.engines.scoring.events.encoders import DayEncoder, Encoder, HolderEncoder, TextEncoder, encoder_for
from yizhan.engines.scoring.events.table import EventTable, Integers
from yizhan.engines.scoring.findings import Finding, Findings, Place
from yizhan.engines.scoring.language.scheme import Scheme
from yizhan.engines.scoring.spreadsheets import SPREADSHEETS, Sheet, cell_name, open_text, read_sheet

#: Rows encoded at once: long enough for speed, short enough that the texts of a large file are never all in memory.
CHUNK = 65_536


@dataclass(slots=True)
class _EncodedColumn:
    name: str
    position: int
    encoder: Encoder
    parts: list[Integers] = field(default_factory=list)

    def add(self, texts: Iterable[str], count: int) -> None:
        self.parts.append(np.fromiter(map(self.encoder.__getitem__, texts), self.encoder.dtype, count))

    def codes(self) -> Integers:
        """All rows; the parts are given free."""
        codes = np.concatenate(self.parts) if self.parts else np.zeros(0, self.encoder.dtype)
        self.parts = [codes]
        return codes


class _IdColumn(_EncodedColumn):
    """Every id is another text, so there is nothing to look up."""

    def add(self, texts: Iterable[str], count: int) -> None:  # noqa: ARG002 -- the other columns need it
        cleaned = [clean(text) for text in texts]
        self.parts.append(np.array(cleaned))


def read_events(path: Path, scheme: Scheme) -> tuple[EventTable, tuple[Finding, ...]]:
    """The effective events of a file (cancelled and corrected ones left out) and the notes about it.

    Raises `Refused` with the line or cell of every mistake.
    """
    if path.suffix.lower() in SPREADSHEETS:
        sheet = read_sheet(path)
        return _read(iter(sheet.rows), scheme, _Source(path, sheet))
    with open_text(path) as text:
        return _read(csv.reader(text, delimiter="\t" if path.suffix.lower() == ".tsv" else ","), scheme, _Source(path))


class _Source:
    """Knows on which line or cell a row stands."""

    def __init__(self, path: Path, sheet: Sheet | None = None) -> None:
        self.path, self.sheet = path, sheet

    def place(self, row: int, column: int | None, head: str = "") -> Place:
        """`row` counts the rows below the head from 0, blank rows left out."""
        line = self._line(row)
        if column is None:
            return Place(str(self.path), line)
        cell = cell_name(line - 1, column)
        return Place(str(self.path), line, f"{cell} {head}".strip())

    def _line(self, row: int) -> int:
        if self.sheet is not None:
            filled = (number for number, cells in enumerate(self.sheet.rows[1:], start=2) if any(cells))
            return next(islice(filled, row, None), 0)
        with open_text(self.path) as text:
            reader = csv.reader(text)
            next(reader, None)
            filled = (reader.line_num for cells in reader if any(cells))
            return next(islice(filled, row, None), 0)


def _read(rows: Iterator[list[str]], scheme: Scheme, source: _Source) -> tuple[EventTable, tuple[Finding, ...]]:
    findings = Findings()
    heads = next(rows, [])
    layout = find_columns(heads, scheme, str(source.path), findings)
    findings.refuse_errors()
    if source.sheet and source.sheet.formulas:
        cell = min(source.sheet.formulas)
        place = Place(str(source.path), cell[0] + 1, cell_name(*cell))
        findings.error("events.formula", "the cell holds a formula; put its value there", place)
    columns = _columns(layout, scheme)
    width = len(heads)
    count = 0
    for chunk in _chunks(rows, width, source, findings):
        for column, texts in zip(columns, _texts(chunk, columns), strict=True):
            column.add(texts, len(chunk))
        count += len(chunk)
    for column in columns:
        _report_bad(column, heads, source, findings)
    findings.refuse_errors()
    table = assemble(
        {column.name: (column.codes(), column.encoder) for column in columns}, count, scheme, source.place, findings
    )
    findings.refuse_errors()
    return table, tuple(findings)


def _columns(layout: Layout, scheme: Scheme) -> list[_EncodedColumn]:
    encoders: dict[str, Encoder] = {"date": DayEncoder(), scheme.head.holder: HolderEncoder()}
    wanted = [scheme.head.holder, "date", "event", "item", "role", "weight", "cancels", "replaces"]
    standard = [
        _column(
            "holder" if name == scheme.head.holder else name,
            layout.standard[name],
            encoders[name] if name in encoders else TextEncoder(),
        )
        for name in wanted
        if name in layout.standard
    ]
    fields = [
        _EncodedColumn(f"field {name}", position, encoder_for(scheme.fields[name]))
        for name, position in layout.fields.items()
    ]
    return standard + fields


def _column(name: str, position: int, encoder: Encoder) -> _EncodedColumn:
    return (_IdColumn if name == "event" else _EncodedColumn)(name, position, encoder)


def _chunks(rows: Iterator[list[str]], width: int, source: _Source, findings: Findings) -> Iterator[list[list[str]]]:
    """Rows of equal width; blank rows are left out."""
    seen = 0
    while chunk := list(islice(rows, CHUNK)):
        filled = [row for row in chunk if any(row)]
        if set(map(len, filled)) - {width}:
            for number, row in enumerate(filled):
                if any(row[width:]):
                    findings.error(
                        "events.too_many_cells",
                        "the row has more cells than the head",
                        source.place(seen + number, None),
                    )
            filled = [(row + [""] * width)[:width] for row in filled]
        seen += len(filled)
        if filled:
            yield filled


def _texts(chunk: list[list[str]], columns: list[_EncodedColumn]) -> Iterator[tuple[str, ...]]:
    transposed = list(zip(*chunk, strict=True))
    return (transposed[column.position] for column in columns)


def _report_bad(column: _EncodedColumn, heads: list[str], source: _Source, findings: Findings) -> None:
    if not column.encoder.reasons:
        return
    codes = column.codes()
    for code, (kind, sentence, text) in column.encoder.reasons.items():
        rows = np.flatnonzero(codes == code)
        for row in islice(rows.tolist(), 3):
            findings.error(
                kind, sentence, source.place(row, column.position, heads[column.position]), value=text, rows=rows.size
            )

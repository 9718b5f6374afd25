# SPDX-License-Identifier: Apache-2.0
"""Tables in workbooks (.xlsx, .xls, .ods): the first visible sheet that is not blank, read by the confined worker."""

from collections.abc import Iterator
from typing import IO, Any

from yizhan.engines.media import child
from yizhan.engines.media.kinds import Kind
from yizhan.engines.media.rows import Line, Source, Table, table_under_header
from yizhan.engines.media.workbooks import from_json

_SECONDS = 120.0
_MEGABYTES = 2_048
_MOST_CELLS = 20_000_000


def read(stream: IO[bytes], name: str, kind: Kind) -> Table:
    """Rows of a workbook; blank ones are skipped and keep their numbers.

    Numbers and dates stay as given. Sheets after the first one with rows are named in the source and not read.
    Raises Refused: LOCKED, BROKEN, TOO_LABORIOUS, TOO_MANY_ROWS, NO_ROWS.
    """
    values = _values(stream, kind)
    sheet, *others = next(values)

    def describe(header_row: int) -> Source:
        return Source(name, kind.value, sheet=sheet, other_sheets=tuple(others), header_row=header_row)

    lines = (Line(number, [from_json(cell) for cell in cells]) for number, cells in values)
    return table_under_header(lines, describe, "row")


def _values(stream: IO[bytes], kind: Kind) -> Iterator[Any]:
    with child.lines_from("rows", kind, stream, seconds=_SECONDS, megabytes=_MEGABYTES, most=_MOST_CELLS) as values:
        yield from values

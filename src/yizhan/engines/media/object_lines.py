# SPDX-License-Identifier: Apache-2.0
"""Tables with one JSON object a line (.jsonl): the columns are all keys that occur, in the order in which they do."""

import json
from collections.abc import Iterator
from typing import IO, Any, NoReturn

from yizhan.engines.media import delimited, plain_text
from yizhan.engines.media.refusals import Reason, Refused
from yizhan.engines.media.rows import Row, Source, Table, writable
from yizhan.engines.media.workbooks import Cell

_MOST_COLUMNS = 500


def read(stream: IO[bytes], name: str) -> Table:
    """Rows of a .jsonl file; a line that is no object is a refused row.

    Raises Refused: BROKEN, NO_ROWS, TOO_MANY_ROWS (more than 500 different keys).
    """
    encoding = delimited.known_encoding(stream)
    columns: dict[str, None] = {}
    for row in _rows(stream, encoding, name):
        columns.update(dict.fromkeys(row.cells))
        if len(columns) > _MOST_COLUMNS:
            raise Refused(Reason.TOO_MANY_ROWS, where=f"{row.place}: more than {_MOST_COLUMNS} different keys")
    if not columns:
        raise Refused(Reason.NO_ROWS, where="no line holds an object")
    blank: dict[str, Cell] = dict.fromkeys(columns)
    rows = (
        row if row.refusal else Row(row.number, row.place, {**blank, **row.cells})
        for row in _rows(stream, encoding, name)
    )
    return Table(tuple(columns), rows, Source(name, "jsonl", encoding=encoding))


def _rows(stream: IO[bytes], encoding: str, name: str) -> Iterator[Row]:
    for number, line in enumerate(plain_text.lines(stream, encoding), 1):
        if not line.strip():
            continue
        place = f"line {number}"
        try:
            yield Row(number, place, _cells(line))
        except (ValueError, RecursionError) as error:
            refusal = Refused(Reason.BROKEN_ROW, name=name, where=f"{place}: {_said(error)}")
            yield Row(number, place, refusal=refusal)


def _cells(line: str) -> dict[str, Cell]:
    found = json.loads(line, parse_constant=_refuse_constant)
    if not isinstance(found, dict):
        raise ValueError("not an object")  # noqa: TRY004 -- told apart from nothing else: a broken row
    return {str(writable(key)): _cell(value) for key, value in found.items()}


def _cell(value: Any) -> Cell:
    if isinstance(value, dict | list):
        return writable(json.dumps(value, ensure_ascii=False)) if value else None
    if isinstance(value, str):
        return writable(value)
    return value if value is None or isinstance(value, int | float) else str(value)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _said(error: Exception) -> str:
    return error.msg if isinstance(error, json.JSONDecodeError) else str(error)

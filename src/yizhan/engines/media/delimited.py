# SPDX-License-Identifier: Apache-2.0
"""Tables of plain text (.csv, .tsv): encoding and delimiter found by looking, one broken row refused by itself."""

import csv
from collections.abc import Iterator
from itertools import islice
from typing import IO

from yizhan.engines.media import plain_text
from yizhan.engines.media.refusals import Reason, Refused
from yizhan.engines.media.rows import Line, Source, Table, table_under_header

_DELIMITERS = (",", "\t", ";", "|")
_SAMPLE_RECORDS = 20
#: Enough for the records even where texts of many lines stand in quotes.
_SAMPLE_LINES = 500


def read(stream: IO[bytes], name: str, *, form: str) -> Table:
    """Rows of a .csv or .tsv file. Raises Refused: BROKEN (NUL, no known encoding; with the line), NO_ROWS."""
    encoding = known_encoding(stream)
    sample = list(islice(plain_text.lines(stream, encoding), _SAMPLE_LINES))
    delimiter = "\t" if form == "tsv" else _delimiter_of(sample)

    def describe(header_row: int) -> Source:
        return Source(name, form, encoding=encoding, delimiter=delimiter, header_row=header_row)

    return table_under_header(_lines(stream, encoding, delimiter, name), describe, "line")


def known_encoding(stream: IO[bytes]) -> str:
    """The encoding of a text table; raises Refused (BROKEN) naming the first line that is no text."""
    encoding = plain_text.encoding_of(stream)
    if encoding is not None:
        return encoding
    stream.seek(0)
    for number, line in enumerate(stream, 1):
        if b"\0" in line:
            raise Refused(Reason.BROKEN, where=f"line {number}: a NUL character")
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            raise Refused(Reason.BROKEN, where=f"line {number}: neither UTF-8, GB 18030 nor UTF-16") from None
    raise Refused(Reason.BROKEN, where="no text")


def _delimiter_of(sample: list[str]) -> str:
    """The sign that cuts the first records into the same number of columns most often, and into most of them."""
    return max(_DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: list[str], delimiter: str) -> tuple[float, int]:
    widths = []
    try:
        for record in islice(csv.reader(sample, delimiter=delimiter), _SAMPLE_RECORDS):
            widths.append(len(record))  # noqa: PERF401 -- what was read before a broken record counts
    except csv.Error:
        pass
    if not widths or widths[0] == 1:
        return 0.0, 0
    return sum(1 for width in widths if width == widths[0]) / len(widths), widths[0]


def _lines(stream: IO[bytes], encoding: str, delimiter: str, name: str) -> Iterator[Line]:
    reader = csv.reader(plain_text.lines(stream, encoding), delimiter=delimiter)
    while True:
        number = reader.line_num + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            where = f"line {number}: {error}"
            yield Line(number, (), Refused(Reason.BROKEN_ROW, name=name, where=where))
            continue
        yield Line(number, [cell if cell.strip() else None for cell in record])

# SPDX-License-Identifier: Apache-2.0
"""Tables as files: CSV that spreadsheet programs open as it is, and never as formulas."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from django.http import HttpResponseBase, StreamingHttpResponse

#: What makes a spreadsheet program calculate instead of show.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

#: Tells spreadsheet programs that the text is UTF-8.
_MARK = "\ufeff"


def streamed_csv(name: str, heads: Sequence[object], rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """A CSV file that is written while it is made, so that its length costs no memory."""
    answer = StreamingHttpResponse(csv_lines(heads, rows), content_type="text/csv; charset=utf-8")
    name_file(answer, name)
    return answer


def csv_lines(heads: Sequence[object], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The lines of the file, the mark of its encoding first."""
    writer = csv.writer(_Echo())
    yield _MARK + writer.writerow([plain(cell) for cell in heads])
    for row in rows:
        yield writer.writerow([plain(cell) for cell in row])


def plain(cell: object) -> object:
    """The cell; a text that a spreadsheet would take for a formula gets an apostrophe before it."""
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return cell


def name_file(answer: HttpResponseBase, name: str) -> None:
    """Let the browser save the answer under a name, in whatever script it is written."""
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"


class _Echo:
    """A file that hands back what is written to it; `csv` needs something to write to."""

    def write(self, line: str) -> str:
        return line

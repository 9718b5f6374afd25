# SPDX-License-Identifier: Apache-2.0
"""Text of documents, paragraph by paragraph. Runs only inside the extraction worker.

Not read: automatic numbering, headers and footers, text inside pictures, deleted passages of tracked changes.
"""

import importlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import IO

from yizhan.engines.media import fixed_layout_text, packages, plain_text, workbooks
from yizhan.engines.media.kinds import TEXTUAL, TRAITS, Kind
from yizhan.engines.media.limits import Account, Limits
from yizhan.engines.media.markup_text import paragraphs_of
from yizhan.engines.media.packages import Package
from yizhan.engines.media.refusals import Reason, Refused

#: A database or a page would choke on these: control characters but tab and line feed, and halves of surrogate pairs.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_READER_MODULES = {
    Kind.DOC: "legacy_doc",
    Kind.RTF: "striprtf.striprtf",
    Kind.PDF: "pypdfium2",
    **dict.fromkeys((Kind.XLSX, Kind.XLS, Kind.ODS), "python_calamine"),
}
_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")


class Enough(Exception):  # noqa: N818 -- no error: the wanted amount of text has been read
    """Raised to stop a reader once the allowed amount has been written."""


def load_reader(kind: Kind) -> None:
    """Import what reads this kind while the process may still load libraries."""
    if kind in _READER_MODULES:
        importlib.import_module(_READER_MODULES[kind])


def write_paragraphs(kind: Kind, stream: IO[bytes], most: int, write: Callable[[object], None]) -> None:
    """Write each paragraph as a JSON string; after `most` characters write true ("truncated") and stop.

    Raises Refused (NO_TEXT for kinds without text, LOCKED, BROKEN) and whatever the reader of the format raises.
    """
    left = most
    for paragraph in _clean(_paragraphs(kind, stream)):
        if len(paragraph) > left:
            write(paragraph[:left])
            write(True)
            raise Enough
        write(paragraph)
        left -= len(paragraph)


def _paragraphs(kind: Kind, stream: IO[bytes]) -> Iterator[str]:
    if kind in TEXTUAL:
        return _text_lines(stream)
    if kind not in _READERS:
        raise Refused(Reason.NO_TEXT, where=TRAITS[kind].family.value)
    return _READERS[kind](stream)


def _clean(paragraphs: Iterable[str]) -> Iterator[str]:
    """Paragraphs with one kind of line end, without unwritable characters and without blanks at their ends."""
    for paragraph in paragraphs:
        for line in _LINE_ENDS.sub("\n", paragraph).split("\n"):
            cleaned = _UNWRITABLE.sub("", line).rstrip().lstrip(" \t")
            if cleaned.strip("\u3000"):
                yield cleaned


def _text_lines(stream: IO[bytes]) -> Iterator[str]:
    encoding = plain_text.encoding_of(stream)
    if encoding is None:
        raise Refused(Reason.BROKEN, where="no known encoding")
    yield from plain_text.lines(stream, encoding)


def _package(stream: IO[bytes]) -> Iterator[Package]:
    size = stream.seek(0, 2)
    with packages.opened(stream, size, Account(Limits(size=size))) as package:
        yield package


def _docx(stream: IO[bytes]) -> Iterator[str]:
    for package in _package(stream):
        parts = [name for name in package.files() if re.fullmatch(r"word/document\d*\.xml", name)]
        for part in [
            *parts,
            *(name for name in ("word/footnotes.xml", "word/endnotes.xml") if name in package.members),
        ]:
            yield from paragraphs_of(package, part)


def _pptx(stream: IO[bytes]) -> Iterator[str]:
    for package in _package(stream):
        slides = [match for name in package.files() if (match := _SLIDE.fullmatch(name))]
        for slide in sorted(slides, key=lambda match: int(match[1])):
            yield from paragraphs_of(package, slide[0])


def _ofd(stream: IO[bytes]) -> Iterator[str]:
    for package in _package(stream):
        yield from fixed_layout_text.lines_of(package)


def _doc(stream: IO[bytes]) -> Iterator[str]:
    import legacy_doc  # noqa: PLC0415 -- loaded before the worker confined itself, and only for this kind

    stream.seek(0)
    content = stream.read()
    options = legacy_doc.ExtractionOptions(max_file_bytes=len(content) + 1, max_text_bytes=len(content) * 4)
    yield from legacy_doc.extract_text(content, options=options).text.split("\n")


def _rtf(stream: IO[bytes]) -> Iterator[str]:
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 -- loaded before the worker confined itself

    stream.seek(0)
    content = stream.read()
    if not content.startswith(b"{\\rtf"):
        raise Refused(Reason.BROKEN, where="no RTF")
    text = rtf_to_text(content.decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call]  # no stubs
    # Characters beyond the basic plane are written as two halves (\u-10187?\u-9216?), which only together mean one.
    yield from text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").split("\n")


def _pdf(stream: IO[bytes]) -> Iterator[str]:
    import pypdfium2  # noqa: PLC0415 -- loaded before the worker confined itself, and only for this kind

    stream.seek(0)
    try:
        document = pypdfium2.PdfDocument(stream.read())
    except pypdfium2.PdfiumError as error:
        reason = Reason.LOCKED if "password" in str(error).lower() else Reason.BROKEN
        raise Refused(reason, where="PDF") from error
    for page in document:
        lines = page.get_textpage().get_text_range().splitlines()
        yield from fixed_layout_text.joined(lines)


def _workbook(stream: IO[bytes]) -> Iterator[str]:
    for row in workbooks.rows_of(stream):
        yield "\t".join("" if cell is None else str(cell) for cell in row.cells).rstrip("\t")


_READERS: Mapping[Kind, Callable[[IO[bytes]], Iterator[str]]] = {
    Kind.DOCX: _docx,
    Kind.PPTX: _pptx,
    Kind.OFD: _ofd,
    Kind.DOC: _doc,
    Kind.RTF: _rtf,
    Kind.PDF: _pdf,
    Kind.XLSX: _workbook,
    Kind.XLS: _workbook,
    Kind.ODS: _workbook,
}

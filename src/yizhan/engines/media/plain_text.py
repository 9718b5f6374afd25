# SPDX-License-Identifier: Apache-2.0
"""Plain text: its encoding, judged over the whole content in bounded memory; what is dangerous in a table of text."""

import codecs
import re
from collections.abc import Iterator
from typing import IO

from yizhan.engines.media.refusals import Reason, Refused

_CHUNK = 1 << 20
_SAMPLE = 64 * 1024
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
#: Characters no editor writes, though exports of old systems have a stray one now and then. The vertical tab is not
#: among them: it is the line break of word processors.
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x19\x1b-\x1f\x7f]")
_MOST_CONTROLS = 0.002
_MANY_ZEROS = 0.3
#: The beginning of a cell that makes a spreadsheet start a program: =cmd|'/c …'!A1
_DDE_START = re.compile(r"(?:^|[,;\t\"])\s{0,8}[=+\-@][^\n\r,;\t|\"]{1,200}\|")
#: Private and replacement characters: what bytes that are no GB 18030 turn into.
_RARE = re.compile(r"[\ue000-\uf8ff\ufffd]")
_MOST_RARE = 0.02
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r(?!\Z))|[^\r\n]+\r?\Z|\r\Z")
_LONGEST_LINE = 8_000_000


def encoding_of(stream: IO[bytes]) -> str | None:
    """utf-8-sig, utf-16, utf-16-le, utf-16-be, utf-8 or gb18030: the first in which the whole content is text, or None.

    GB 18030 gives a meaning to nearly every pair of bytes, so it is believed only when hardly any character is one that
    nobody writes.
    """
    stream.seek(0)
    sample = stream.read(_SAMPLE)
    for encoding in _candidates(sample):
        if all(_is_text(part, encoding) for part in decoded(stream, encoding)):
            return encoding
    return None


def _candidates(sample: bytes) -> Iterator[str]:
    for mark, encoding in _BOMS:
        if sample.startswith(mark):
            yield encoding
            return
    if b"\0" in sample:
        yield from _unmarked_utf16(sample)
        return
    yield from ("utf-8", "gb18030")


def _unmarked_utf16(sample: bytes) -> Iterator[str]:
    """UTF-16 without its mark has its zeros on one side; a few zeros in what is else ASCII or UTF-8 are damage."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 2 >= len(sample) * _MANY_ZEROS or not _is_utf8(sample):
        yield "utf-16-le" if odd > even else "utf-16-be"


def _is_utf8(sample: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def decoded(stream: IO[bytes], encoding: str) -> Iterator[str | None]:
    """The content decoded piece by piece; None as the last piece where it is not in that encoding."""
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := stream.read(_CHUNK):
            yield decoder.decode(chunk)
        yield decoder.decode(b"", final=True)
    except UnicodeError:
        yield None


def lines(stream: IO[bytes], encoding: str) -> Iterator[str]:
    """Lines with their ends (\\n, \\r\\n or \\r) of a content that is known to be in this encoding.

    Raises Refused (BROKEN) at a line of more than eight million characters.
    """
    rest, number = "", 0
    for part in decoded(stream, encoding):
        *whole, rest = _LINE.findall(rest + (part or "")) or [""]
        if rest.endswith("\n"):
            whole.append(rest)
            rest = ""
        yield from whole
        number += len(whole)
        if len(rest) > _LONGEST_LINE:
            raise Refused(Reason.BROKEN, where=f"line {number + 1}: longer than {_LONGEST_LINE} characters")
    if rest:
        yield rest


def _is_text(part: str | None, encoding: str) -> bool:
    if part is None or "\0" in part:
        return False
    odd = len(_CONTROLS.findall(part)) / _MOST_CONTROLS
    if encoding == "gb18030":
        odd += len(_RARE.findall(part)) / _MOST_RARE
    return odd <= len(part)


def has_dde_cell(part: str) -> bool:
    """Whether a cell of a .csv or .tsv would start a program when a spreadsheet opens it."""
    return any(
        "|" in line and "!" in line and any(_DDE_START.finditer(line, 0, line.rindex("!"))) for line in part.split("\n")
    )

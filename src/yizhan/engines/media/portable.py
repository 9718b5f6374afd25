# SPDX-License-Identifier: Apache-2.0
"""What stands in a PDF that must not be kept. The file is searched, not interpreted: no viewer runs in this process.

Actions may hide in packed object streams, so these are unpacked, with bounds; a stream packed in another way than Flate
cannot be searched and is refused. Names may be spelt with codes (/J#61vaScript), so both spellings are looked for.
"""

import re
import zlib
from collections.abc import Iterator

from yizhan.engines.media.limits import Account
from yizhan.engines.media.refusals import Reason, Refused

_MOST_STREAMS = 20_000
_MOST_UNPACKED = 64 * 1024 * 1024
_CHUNK = 16 * 1024
_NAME_END = rb"(?=[\s/<>\[\]()%]|$)"


def _name(*names: str) -> re.Pattern[bytes]:
    """Any of these names, each character written plainly or as its code."""
    spelt = ("".join(f"(?:{letter}|#(?i:{ord(letter):02x}))" for letter in name) for name in names)
    return re.compile(rb"/(?:" + "|".join(spelt).encode("ascii") + rb")" + _NAME_END)


_LOCKED = re.compile(rb"/Encrypt\s{0,16}(?:\d{1,10}\s{1,16}\d{1,5}\s{1,16}R|<<)")
#: Only names too long to appear by chance in packed pictures. A script action always says /JavaScript (ISO 32000-1,
#: 12.6.4.16), so the short /JS need not be looked for.
_ACTIONS = (
    (_name("JavaScript"), Reason.SCRIPT, "JavaScript"),
    (_name("Launch"), Reason.SCRIPT, "a Launch action"),
    (_name("RichMedia", "Rendition"), Reason.SCRIPT, "active media"),
    (_name("ImportData", "SubmitForm"), Reason.SCRIPT, "a form that sends"),
    (_name("EmbeddedFile", "EmbeddedFiles"), Reason.EMBEDDED_OBJECT, "an attached file"),
)
_OBJECT_STREAM = _name("ObjStm")
_STREAM_BEGIN = re.compile(rb"stream\r?\n")
_FILTER = re.compile(rb"/Filter\s{0,16}(\[[^\]]{0,200}\]|/\w{1,40})")
_FLATE = {b"/FlateDecode", b"/Fl"}


def inspect(content: bytes, account: Account) -> None:
    """Raises Refused: BROKEN (no end, no object), LOCKED, SCRIPT, EMBEDDED_OBJECT, BOMB."""
    if b"%%EOF" not in content[-4096:] and b"startxref" not in content:
        raise Refused(Reason.BROKEN, where="the end of the file is missing")
    if b" obj" not in content:
        raise Refused(Reason.BROKEN, where="no object")
    if _LOCKED.search(content):
        raise Refused(Reason.LOCKED, where="Encrypt")
    _refuse_actions(content)
    for unpacked in _object_streams(content, account):
        _refuse_actions(unpacked)


def _refuse_actions(content: bytes) -> None:
    for action, reason, where in _ACTIONS:
        if action.search(content):
            raise Refused(reason, where=where)


def _object_streams(content: bytes, account: Account) -> Iterator[bytes]:
    left = min(_MOST_UNPACKED, account.limits.unpacked)
    for number, mark in enumerate(_OBJECT_STREAM.finditer(content)):
        begin = _STREAM_BEGIN.search(content, mark.end(), mark.end() + 4096)
        if begin is None:
            continue
        if number >= _MOST_STREAMS:
            raise Refused(Reason.BOMB, where="object streams without end")
        opening = content.rfind(b" obj", max(0, mark.start() - 4096), mark.start())
        dictionary = content[max(opening, 0) : begin.start()]
        unpacked = _unpacked(content, begin.end(), dictionary, left)
        left -= len(unpacked)
        yield unpacked


def _unpacked(content: bytes, begin: int, dictionary: bytes, left: int) -> bytes:
    packing = _FILTER.search(dictionary)
    if packing is None:
        return b""  # not packed: already searched with the rest
    if packing[1].strip(b"[] \r\n\t") not in _FLATE:
        raise Refused(Reason.BROKEN, where="an object stream packed by a method that cannot be checked")
    return _inflated(content, begin, left)


def _inflated(content: bytes, begin: int, most: int) -> bytes:
    """Unpack piece by piece: what follows the stream is never copied. Damage ends it, as it would end a viewer."""
    decompressor = zlib.decompressobj()
    unpacked = bytearray()
    for offset in range(begin, len(content), _CHUNK):
        try:
            unpacked += decompressor.decompress(content[offset : offset + _CHUNK], most - len(unpacked))
        except zlib.error:
            break
        if len(unpacked) >= most:
            raise Refused(Reason.BOMB, where="object streams")
        if decompressor.eof:
            break
    return bytes(unpacked)

# SPDX-License-Identifier: Apache-2.0
"""What stands in a PDF that must not be kept. The file is searched, not interpreted: no viewer runs in this process.

Actions may hide in packed object streams, so these are unpacked, with bounds; a stream packed in another way than Flate
cannot be searched and is refused. Names may be written with codes (/J#61vaScript), so codes are resolved first.
"""

import re
import zlib
from collections.abc import Iterator

from yizhan.engines.media.limits import Account
from yizhan.engines.media.refusals import Reason, Refused

_MOST_STREAMS = 20_000
_MOST_UNPACKED = 64 * 1024 * 1024
_CODE = re.compile(rb"#([0-9A-Fa-f]{2})")
_NAME_END = rb"(?=[\s/<>\[\]()%]|$)"
_LOCKED = re.compile(rb"/Encrypt\s{0,16}(?:\d{1,10}\s{1,16}\d{1,5}\s{1,16}R|<<)")
_ACTIONS = (
    (re.compile(rb"/(?:JavaScript|JS)" + _NAME_END), Reason.SCRIPT, "JavaScript"),
    (re.compile(rb"/Launch" + _NAME_END), Reason.SCRIPT, "a Launch action"),
    (re.compile(rb"/(?:RichMedia|Rendition)" + _NAME_END), Reason.SCRIPT, "active media"),
    (re.compile(rb"/(?:ImportData|SubmitForm)" + _NAME_END), Reason.SCRIPT, "a form that sends"),
    (re.compile(rb"/(?:EmbeddedFile|EmbeddedFiles)" + _NAME_END), Reason.EMBEDDED_OBJECT, "an attached file"),
    (re.compile(rb"/GoToE" + _NAME_END), Reason.EMBEDDED_OBJECT, "a jump into an attached file"),
)
_OBJECT_STREAM = re.compile(rb"/ObjStm" + _NAME_END)
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
    plain = _CODE.sub(lambda code: bytes([int(code[1], 16)]), content) if b"#" in content else content
    for action, reason, where in _ACTIONS:
        if action.search(plain):
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
    if left <= 0:
        raise Refused(Reason.BOMB, where="object streams")
    try:
        return zlib.decompressobj().decompress(memoryview(content)[begin:], left)
    except zlib.error:
        return b""  # a viewer cannot read it either

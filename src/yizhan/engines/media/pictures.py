# SPDX-License-Identifier: Apache-2.0
"""Width and height of pictures, read from their headers; a picture without them, or without an end, is broken."""

import struct

from yizhan.engines.media.kinds import Kind
from yizhan.engines.media.refusals import Reason, Refused

_FRAME_HEADERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_MOST_SEGMENTS = 10_000
_WEBP_CHUNKS = {b"VP8 ", b"VP8L", b"VP8X"}


def size_of(kind: Kind, content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None for HEIC, whose size lies deep in its boxes. Raises Refused (BROKEN)."""
    if kind is Kind.HEIC:
        return None
    size = {Kind.PNG: _png, Kind.GIF: _gif, Kind.JPEG: _jpeg, Kind.WEBP: _webp}[kind](content)
    if size is None or 0 in size:
        raise Refused(Reason.BROKEN, where="the picture has no size or no end")
    return size


def _png(content: bytes) -> tuple[int, int] | None:
    if content[12:16] != b"IHDR" or b"IEND" not in content[-4096:]:
        return None
    width, height = struct.unpack_from(">II", content, 16)
    return int(width), int(height)


def _gif(content: bytes) -> tuple[int, int] | None:
    if len(content) < 14:
        return None
    width, height = struct.unpack_from("<HH", content, 6)
    return int(width), int(height)


def _jpeg(content: bytes) -> tuple[int, int] | None:
    """Walk the segments up to the frame header (ITU-T T.81, annex B)."""
    offset = 2
    for _ in range(_MOST_SEGMENTS):
        if offset + 9 > len(content) or content[offset] != 0xFF:
            return None
        marker = content[offset + 1]
        if marker == 0xFF:
            offset += 1
            continue
        if marker in _FRAME_HEADERS:
            height, width = struct.unpack_from(">HH", content, offset + 5)
            return (int(width), int(height)) if b"\xff\xd9" in content[offset:] else None
        length = 0 if marker in _ALONE else struct.unpack_from(">H", content, offset + 2)[0]
        offset += 2 + length
    return None


def _webp(content: bytes) -> tuple[int, int] | None:
    chunk = content[12:16]
    if chunk not in _WEBP_CHUNKS or len(content) < 30:
        return None
    if chunk == b"VP8X":
        return 1 + int.from_bytes(content[24:27], "little"), 1 + int.from_bytes(content[27:30], "little")
    if chunk == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = struct.unpack_from("<HH", content, 26)
    return int(width) & 0x3FFF, int(height) & 0x3FFF

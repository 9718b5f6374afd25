# SPDX-License-Identifier: Apache-2.0
"""Files ending in .xz, unpacked with bounds to a nameless temporary file."""

import lzma
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from yizhan.engines.media.limits import MEBIBYTE
from yizhan.engines.media.refusals import Reason, Refused

_CHUNK = 1 << 20
_MOST_MEMORY = 256 * MEBIBYTE


@contextmanager
def opened(path: Path, *, most: int) -> Iterator[IO[bytes]]:
    """The content of a file; of a .xz file what is packed in it. Raises Refused: EMPTY, TOO_LARGE, BOMB, BROKEN."""
    with path.open("rb") as packed:
        if path.suffix.lower() != ".xz":
            _refuse_size(packed.seek(0, 2), most)
            packed.seek(0)
            yield packed
            return
        with tempfile.TemporaryFile() as unpacked:
            _unpack(packed, unpacked, most)
            _refuse_size(unpacked.tell(), most)
            unpacked.seek(0)
            yield unpacked


def _refuse_size(size: int, most: int) -> None:
    if not size:
        raise Refused(Reason.EMPTY)
    if size > most:
        raise Refused(Reason.TOO_LARGE, limit=f"{most // MEBIBYTE} MB", where=f"{size // MEBIBYTE} MB")


def _unpack(packed: IO[bytes], unpacked: IO[bytes], most: int) -> None:
    decompressor = lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=_MOST_MEMORY)
    size = 0
    try:
        while not decompressor.eof:
            chunk = packed.read(_CHUNK) if decompressor.needs_input else b""
            if not chunk and decompressor.needs_input:
                raise Refused(Reason.BROKEN, where="the end of the packed file is missing")
            piece = decompressor.decompress(chunk, _CHUNK)
            size += len(piece)
            if size > most:
                raise Refused(Reason.BOMB, where=f"more than {most // MEBIBYTE} MB unpacked")
            unpacked.write(piece)
    except lzma.LZMAError as error:
        raise Refused(Reason.BROKEN, where="xz") from error

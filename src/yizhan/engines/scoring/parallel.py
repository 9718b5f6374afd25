# SPDX-License-Identifier: Apache-2.0
"""Work on long columns in pieces: pieces stay in the processor's cache, and numpy lets two of them run at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

PIECE = 1 << 16
WORKERS = 2
#: Below this many rows, starting threads costs more than it saves.
FEW = 1 << 18

T = TypeVar("T")


def in_halves(rows: int, work: Callable[[slice], T]) -> list[T]:
    """The results of `work` on one part of the rows per worker, in order."""
    if rows < FEW:
        return [work(slice(0, rows))]
    part = -(-rows // WORKERS)
    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(work, [slice(start, min(start + part, rows)) for start in range(0, rows, part)]))


def in_pieces(rows: int, work: Callable[[slice], None]) -> None:
    """Call `work` on small pieces, in any order."""

    def half(part: slice) -> None:
        for start in range(part.start, part.stop, PIECE):
            work(slice(start, min(start + PIECE, part.stop)))

    in_halves(rows, half)

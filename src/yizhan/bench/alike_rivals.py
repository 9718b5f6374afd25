# SPDX-License-Identifier: Apache-2.0
"""The same texts and questions in the memory of well-known libraries, each candidate checked exactly.

python -m yizhan.bench.alike_rivals rensa|datasketch FOLDER COUNT QUERIES
"""

import importlib
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import orjson
from rensa import RMinHash, RMinHashLSH

from yizhan.bench import alike_corpus
from yizhan.bench.alike_store import THRESHOLD, anonymous_mib, read_sentences
from yizhan.bench.percentiles import in_ms
from yizhan.engines.text.shingles import jaccard, shingles

_PERMUTATIONS, _BANDS, _SEED = 128, 32, 42

#: Shingles to candidates.
Lookup = Callable[[frozenset[str]], Iterable[int]]


def measure(name: str, folder: Path, count: int, queries: int) -> dict[str, Any]:
    """Build the library's index in memory, then ask it; the exact check makes the texts anew, as a store reads them."""
    sentences = read_sentences(folder)

    def said(number: int) -> frozenset[str]:
        return shingles("\n".join(alike_corpus.text_of(number, sentences)))

    before, begun = anonymous_mib(), time.perf_counter()
    look = _BUILDERS[name](count, said)
    built = time.perf_counter() - begun
    found, seconds = [], []
    for one in alike_corpus.asked(queries, count, sentences):
        begun = time.perf_counter()
        own = shingles(one.said)
        found.append([number for number in look(own) if jaccard(own, said(number)) >= THRESHOLD])
        seconds.append(time.perf_counter() - begun)
    return {
        "found": found,
        "lookup": in_ms(seconds),
        "build_s": round(built, 1),
        "memory_mib": round(anonymous_mib() - before, 1),
    }


def _rensa(count: int, said: Callable[[int], frozenset[str]]) -> Lookup:
    index = RMinHashLSH(THRESHOLD, _PERMUTATIONS, _BANDS)

    def sketch(own: frozenset[str]) -> RMinHash:
        made = RMinHash(_PERMUTATIONS, _SEED)
        made.update(list(own))
        return made

    for number in range(count):
        index.insert(number, sketch(said(number)))
    return lambda own: index.query(sketch(own))


def _datasketch(count: int, said: Callable[[int], frozenset[str]]) -> Lookup:
    library = importlib.import_module("datasketch")
    index = library.MinHashLSH(threshold=THRESHOLD, num_perm=_PERMUTATIONS)

    def sketch(own: frozenset[str]) -> Any:
        made = library.MinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        made.update_batch([shingle.encode() for shingle in own])
        return made

    for number in range(count):
        index.insert(number, sketch(said(number)), check_duplication=False)
    return lambda own: index.query(sketch(own))


_BUILDERS: dict[str, Callable[[int, Callable[[int], frozenset[str]]], Lookup]] = {
    "rensa": _rensa,
    "datasketch": _datasketch,
}

if __name__ == "__main__":
    result = measure(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    sys.stdout.buffer.write(orjson.dumps(result))

# SPDX-License-Identifier: Apache-2.0
"""All near-duplicates within a corpus: candidates by equal bands, each checked exactly."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np

from yizhan.engines.text.shingles import SIZE, jaccard, shingles
from yizhan.engines.text.signatures import CORPUS, Bands, band_keys

#: Shingles take fifty times the room of their text; so many texts have theirs in memory at a time.
_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts by their places in the corpus, first < second, and the Jaccard likeness of their shingles."""

    first: int
    second: int
    likeness: float


def duplicate_pairs(
    texts: Sequence[str], threshold: float = 0.5, bands: Bands = CORPUS, size: int = SIZE
) -> list[Pair]:
    """The pairs of texts whose likeness is at least `threshold`, in the order of the corpus. Empty texts have none.

    Exact but for pairs that share no band (`bands.missed_at(threshold)`); equal texts are never missed.
    """
    keys, is_filled = _signed(texts, bands, size)
    sets = lru_cache(maxsize=_BATCH)(lambda place: shingles(texts[place], size))
    likened = ((first, second, jaccard(sets(first), sets(second))) for first, second in _candidates(keys, is_filled))
    return [Pair(first, second, likeness) for first, second, likeness in likened if likeness >= threshold]


def _signed(texts: Sequence[str], bands: Bands, size: int) -> tuple[np.ndarray, np.ndarray]:
    """The keys of all texts, and which of them have any letters."""
    keys, is_filled = [band_keys([], bands)], []
    for start in range(0, len(texts), _BATCH):
        sets = [shingles(text, size) for text in texts[start : start + _BATCH]]
        keys.append(band_keys(sets, bands))
        is_filled += [bool(one) for one in sets]
    return np.concatenate(keys), np.array(is_filled, dtype=bool)


def _candidates(keys: np.ndarray, is_filled: np.ndarray) -> list[tuple[int, int]]:
    """Pairs of places that share a key in some band, in order."""
    groups = (group for band in range(keys.shape[1]) for group in _equal(keys[:, band], is_filled))
    return sorted({pair for group in groups for pair in combinations(group, 2)})


def _equal(keys: np.ndarray, is_filled: np.ndarray) -> Iterator[list[int]]:
    """Places with the same key, ascending, for each key that occurs more than once."""
    order = np.argsort(keys, kind="stable")
    order = order[is_filled[order]]
    edges = np.flatnonzero(np.diff(keys[order])) + 1
    for group in np.split(order, edges):
        if len(group) > 1:
            yield group.tolist()

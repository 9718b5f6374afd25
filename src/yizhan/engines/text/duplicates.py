# SPDX-License-Identifier: Apache-2.0
"""All near-duplicates within a corpus: candidates by equal bands, each checked exactly."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from yizhan.engines.text.shingles import SIZE, jaccard, shingles
from yizhan.engines.text.signatures import CORPUS, Bands, band_keys

#: Texts are signed in batches, so that only one batch of shingles is held twice.
_BATCH = 5_000


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
    sets = [shingles(text, size) for text in texts]
    keys = _keys(sets, bands)
    pairs = []
    for first, second in sorted(_candidates(keys, np.array([bool(one) for one in sets], dtype=bool))):
        likeness = jaccard(sets[first], sets[second])
        if likeness >= threshold:
            pairs.append(Pair(first, second, likeness))
    return pairs


def _keys(sets: Sequence[frozenset[str]], bands: Bands) -> np.ndarray:
    batches = [band_keys(sets[start : start + _BATCH], bands) for start in range(0, len(sets), _BATCH)]
    return np.concatenate(batches) if batches else np.empty((0, bands.count), dtype=np.int64)


def _candidates(keys: np.ndarray, is_filled: np.ndarray) -> set[tuple[int, int]]:
    return {
        pair
        for band in range(keys.shape[1])
        for group in _equal(keys[:, band], is_filled)
        for pair in combinations(group, 2)
    }


def _equal(keys: np.ndarray, is_filled: np.ndarray) -> Iterator[list[int]]:
    """Places with the same key, ascending, for each key that occurs more than once."""
    order = np.argsort(keys, kind="stable")
    order = order[is_filled[order]]
    edges = np.flatnonzero(np.diff(keys[order])) + 1
    for group in np.split(order, edges):
        if len(group) > 1:
            yield group.tolist()

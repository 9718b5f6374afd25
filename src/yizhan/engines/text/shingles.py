# SPDX-License-Identifier: Apache-2.0
"""Overlapping stretches of a text, the measure of how much two texts copy from each other."""

import re
from collections.abc import Set as AbstractSet

from yizhan.engines.text.normalisation import fold

#: Length of a shingle in characters. Five separate copying from the stock phrases of petitions (data.md, part 2c).
SIZE = 5

_NOT_A_LETTER = re.compile(r"[\W_]+")


def bare(text: str) -> str:
    """The folded text without punctuation, signs and white space."""
    return _NOT_A_LETTER.sub("", fold(text))


def shingles(text: str, size: int = SIZE) -> frozenset[str]:
    """All stretches of `size` characters of the bare text; a shorter text is one shingle, an empty one has none."""
    letters = bare(text)
    if not letters:
        return frozenset()
    return frozenset(letters[place : place + size] for place in range(max(1, len(letters) - size + 1)))


def jaccard(first: AbstractSet[str], second: AbstractSet[str]) -> float:
    """Share of the shingles of both texts that stand in both, 0 to 1; 0 when either is empty."""
    shared = len(first & second)
    return shared / (len(first) + len(second) - shared) if shared else 0.0


def containment(first: AbstractSet[str], second: AbstractSet[str]) -> float:
    """Share of the shorter text's shingles that stand in the other, 0 to 1."""
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0

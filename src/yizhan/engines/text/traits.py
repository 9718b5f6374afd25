# SPDX-License-Identifier: Apache-2.0
"""What labels are learned from in a text: its words, its characters and their pairs, and how it opens.

Needs neither scikit-learn nor scipy, so that who only asks for a suggestion loads neither.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from yizhan.engines.text.normalisation import fold
from yizhan.engines.text.segmentation import words

#: The opening of a text is its title or names the matter; it is seen a second time, apart from the rest.
OPENING = 30

#: Weight of each kind of trait, found by cross-validation (docs/developer/engine-text.md).
WEIGHTS: Mapping[str, float] = {"words": 1.0, "characters": 1.0, "opening": 0.7}

#: Numbers and masked place codes (A3区) say nothing of the kind of matter: each becomes one sign.
_NUMBER = re.compile(r"[a-z]?\d+(?:\.\d+)?")

#: Bits of one character in a code; three of them fit into a signed number of 64 bits.
_BITS = 21


class Found(NamedTuple):
    """The different traits of a text by their codes, in ascending order, and how often each stands in it."""

    codes: np.ndarray
    counts: np.ndarray


def spelled(text: str) -> str:
    """The text as its traits are looked for."""
    return _NUMBER.sub("0", fold(text))


def words_of(text: str) -> list[str]:
    """The words of a spelled text that say something."""
    return [word for word in words(text) if says(word)]


def says(word: str) -> bool:
    """Whether a word is one at all, and not a sign or a space."""
    return word.isalnum()


def characters_of(text: str) -> Iterator[str]:
    """Characters of a spelled text and their pairs."""
    yield from text
    for first, second in pairwise(text):
        yield first + second


def opening_of(text: str) -> Iterator[str]:
    """Characters, pairs and triples of the opening of a spelled text."""
    opening = text[:OPENING]
    yield from characters_of(opening)
    for place in range(len(opening) - 2):
        yield opening[place : place + 3]


def word_codes(found: Iterable[str]) -> np.ndarray:
    """Codes of words: 63 bits of a digest, so that a code tells nothing of a word that somebody does not know."""
    digests = (hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest() for word in found)
    return np.array([int.from_bytes(digest, "big") >> 1 for digest in digests], dtype=np.int64)


def codes_of(kind: str, traits: Iterable[str]) -> np.ndarray:
    """Codes of traits of one kind, each trait as the functions above spell it."""
    if kind == "words":
        return word_codes(traits)
    return np.array([_packed(trait) for trait in traits], dtype=np.int64)


def signs_of(text: str) -> np.ndarray:
    """The characters of a spelled text as numbers above 0."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64) + 1


def stretches_of(signs: np.ndarray) -> Mapping[str, tuple[np.ndarray, ...]]:
    """Codes of the characters and of the opening in order, one array for each length of the stretches."""
    opening = signs[:OPENING]
    return {
        "characters": (signs, _joined(signs, 2)),
        "opening": (opening, _joined(opening, 2), _joined(opening, 3)),
    }


def counted(codes: np.ndarray) -> Found:
    """Which codes there are, and how often."""
    return Found(*np.unique(codes, return_counts=True))


def _packed(trait: str) -> int:
    packed = 0
    for sign in trait:
        packed = (packed << _BITS) | (ord(sign) + 1)
    return packed


def _joined(signs: np.ndarray, length: int) -> np.ndarray:
    """The codes of all stretches of that length."""
    number = max(len(signs) - length + 1, 0)
    joined = np.zeros(number, dtype=np.int64)
    for place in range(length):
        joined = (joined << _BITS) | signs[place : place + number]
    return joined

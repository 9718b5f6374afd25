# SPDX-License-Identifier: Apache-2.0
"""What a linear classifier sees of a text: its words, its characters and their pairs, and how it opens."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.preprocessing import normalize

from yizhan.engines.text.normalisation import fold
from yizhan.engines.text.segmentation import words

#: The opening of a text is its title or names the matter; it is seen a second time, apart from the rest.
OPENING = 30

#: Numbers and masked place codes (A3区) say nothing of the kind of matter: each becomes one sign.
_NUMBER = re.compile(r"[a-z]?\d+(?:\.\d+)?")

#: Weight of the opening beside words and characters, found by cross-validation (docs/developer/engine-text.md).
_WEIGHTS = {"words": 1.0, "characters": 1.0, "opening": 0.7}


def spelled(text: str) -> str:
    """The text as the features see it."""
    return _NUMBER.sub("0", fold(text))


def _words(text: str) -> list[str]:
    return [word for word in words(text) if word.strip() and word.isalnum()]


def _characters(text: str) -> Iterator[str]:
    yield from text
    for first, second in pairwise(text):
        yield first + second


def _opening(text: str) -> Iterator[str]:
    opening = text[:OPENING]
    yield from _characters(opening)
    for place in range(len(opening) - 2):
        yield opening[place : place + 3]


_ANALYSERS = {"words": _words, "characters": _characters, "opening": _opening}


class Features:
    """Counts of features seen in at least two training texts, damped and weighted by their rarity there."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Learns which features exist and how rare each is from the training texts."""
        self._vectorizers: dict[str, CountVectorizer] = {}
        self._rarity: dict[str, np.ndarray] = {}
        for name, analyser in _ANALYSERS.items():
            vectorizer = CountVectorizer(analyzer=analyser, min_df=min(2, len(texts)), dtype=np.float64)
            counts = vectorizer.fit_transform(texts)
            frequencies = np.asarray((counts > 0).sum(axis=0)).ravel()
            self._vectorizers[name] = vectorizer
            self._rarity[name] = np.log((1 + len(texts)) / (1 + frequencies)) + 1

    def matrix(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """One row a text: words, characters and opening, each of unit length times its weight."""
        parts = []
        for name, vectorizer in self._vectorizers.items():
            counts = vectorizer.transform(texts)
            counts.data = 1 + np.log(counts.data)
            parts.append(normalize(counts @ sparse.diags(self._rarity[name])) * _WEIGHTS[name])
        return sparse.hstack(parts).tocsr()

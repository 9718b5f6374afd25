# SPDX-License-Identifier: Apache-2.0
"""What a linear classifier sees of a text: its words, its characters and their pairs, and how it opens."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
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


#: Damped counts of a number of texts, one matrix for each kind of feature.
Counts = dict[str, sparse.csr_matrix]


class Vocabulary:
    """Which features exist: those of at least two training texts, where any are."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Learns the features from spelled texts. Raises `ValueError` when none of them holds a letter or digit."""
        self._vectorizers = {name: _vectorizer(analyser, texts) for name, analyser in _ANALYSERS.items()}

    def counts(self, texts: Sequence[str]) -> Counts:
        """How often each feature stands in each text; the second time counts less than the first."""
        found: Counts = {}
        for name, vectorizer in self._vectorizers.items():
            counts = vectorizer.transform(texts)
            counts.data = 1 + np.log(counts.data)
            found[name] = counts
        return found


class Rarity:
    """How rare each feature is among the texts learned from."""

    def __init__(self, counts: Counts) -> None:
        """Looks at the texts learned from."""
        self._rarity = {name: _rarity(matrix) for name, matrix in counts.items()}

    def rows(self, counts: Counts) -> sparse.csr_matrix:
        """One row a text: words, characters and opening, each of unit length times its weight."""
        parts = [
            normalize(matrix @ sparse.diags(self._rarity[name])) * _WEIGHTS[name] for name, matrix in counts.items()
        ]
        return sparse.hstack(parts).tocsr()


def chosen(counts: Counts, places: np.ndarray) -> Counts:
    """The counts of some of the texts."""
    return {name: matrix[places] for name, matrix in counts.items()}


def _vectorizer(analyser: Callable[[str], Iterable[str]], texts: Sequence[str]) -> CountVectorizer:
    try:
        return CountVectorizer(analyzer=analyser, min_df=min(2, len(texts)), dtype=np.float64).fit(texts)
    except ValueError:
        # A handful of texts may have nothing in common; then everything counts.
        return CountVectorizer(analyzer=analyser, dtype=np.float64).fit(texts)


def _rarity(matrix: sparse.csr_matrix) -> np.ndarray:
    texts, frequencies = matrix.shape[0], np.asarray((matrix > 0).sum(axis=0)).ravel()
    return np.asarray(np.log((1 + texts) / (1 + frequencies)) + 1)

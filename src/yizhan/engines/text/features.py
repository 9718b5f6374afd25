# SPDX-License-Identifier: Apache-2.0
"""What a linear classifier sees of a text: its words, its characters and their pairs, and how it opens."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.preprocessing import normalize

from yizhan.engines.text.traits import WEIGHTS, characters_of, opening_of, words_of

_ANALYSERS = {"words": words_of, "characters": characters_of, "opening": opening_of}

#: Damped counts of a number of texts, one matrix for each kind of feature.
Counts = dict[str, sparse.csr_matrix]


class Vocabulary:
    """Which features exist: those of at least two training texts, where any are, and at most so many of each kind."""

    def __init__(self, texts: Sequence[str], most: int | None = None) -> None:
        """Learns the features from spelled texts. Raises `ValueError` when none of them holds a letter or digit."""
        self._vectorizers = {name: _vectorizer(analyser, texts, most) for name, analyser in _ANALYSERS.items()}

    def names(self) -> dict[str, Sequence[str]]:
        """The features of each kind, in the order of their columns."""
        return {name: vectorizer.get_feature_names_out() for name, vectorizer in self._vectorizers.items()}

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
        self.of: dict[str, np.ndarray] = {name: _rarity(matrix) for name, matrix in counts.items()}

    def rows(self, counts: Counts) -> sparse.csr_matrix:
        """One row a text: words, characters and opening, each of unit length times its weight."""
        parts = [normalize(matrix @ sparse.diags(self.of[name])) * WEIGHTS[name] for name, matrix in counts.items()]
        return sparse.hstack(parts).tocsr()


def chosen(counts: Counts, places: np.ndarray) -> Counts:
    """The counts of some of the texts."""
    return {name: matrix[places] for name, matrix in counts.items()}


def _vectorizer(analyser: Callable[[str], Iterable[str]], texts: Sequence[str], most: int | None) -> CountVectorizer:
    fewest = min(2, len(texts))
    try:
        return CountVectorizer(analyzer=analyser, min_df=fewest, max_features=most, dtype=np.float64).fit(texts)
    except ValueError:
        # A handful of texts may have nothing in common; then everything counts.
        return CountVectorizer(analyzer=analyser, max_features=most, dtype=np.float64).fit(texts)


def _rarity(matrix: sparse.csr_matrix) -> np.ndarray:
    texts, frequencies = matrix.shape[0], np.asarray((matrix > 0).sum(axis=0)).ravel()
    return np.asarray(np.log((1 + texts) / (1 + frequencies)) + 1)

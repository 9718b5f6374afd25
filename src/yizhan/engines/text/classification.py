# SPDX-License-Identifier: Apache-2.0
"""Suggests a label (kind, category, department, column) as the station has decided before, and says how sure it is.

Confidence is calibrated on texts held back from training.
Nothing is applied without a person (law 11 of the house).
"""

from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from yizhan.engines.text.features import Counts, Vocabulary, chosen
from yizhan.engines.text.fitted import FittedLabels
from yizhan.engines.text.label_scores import LabelScores
from yizhan.engines.text.traits import codes_of, spelled

_FOLDS = 5

#: Of more examples the last are learned from: with these the machines need some 1.2 GB, and more add little.
MOST = 20_000

#: Confidence of the suggestion for each held-back text, and whether it was right.
_HeldBack = tuple[np.ndarray, np.ndarray]


class Classifier:
    """Learns labels from texts that people have labelled. Texts that are the same but for spaces count once."""

    def __init__(
        self, texts: Sequence[str], labels: Sequence[str], seed: int = 0, *, most_features: int | None = None
    ) -> None:
        """Trains, on at most so many features of each kind. Raises `ValueError` for fewer than two labels."""
        examples = {spelled(text): label for text, label in zip(texts, labels, strict=True) if text.strip()}
        kept = list(examples)[-MOST:]
        self._targets = np.array([examples[text] for text in kept], dtype=object)
        self.labels: tuple[str, ...] = tuple(sorted({examples[text] for text in kept}))
        if len(self.labels) < 2:
            raise ValueError("a classifier needs examples of at least two labels")
        self._columns = np.array(self.labels, dtype=object)
        self.examples = len(kept)
        self._vocabulary = Vocabulary(kept, most_features)
        counts = self._vocabulary.counts(kept)
        self._scores = LabelScores(counts, self._targets, self._columns, seed)
        self._calibration, self._held_back = self._calibrate(counts, seed)

    def probabilities(self, texts: Sequence[str]) -> np.ndarray:
        """One row a text, one column a label in the order of `labels`; rows sum to 1."""
        scores = self._scores.of(self._counts(texts))
        return np.asarray(self._calibration.predict_proba(scores)) if self._calibration else _softmax(scores)

    def predict(self, texts: Sequence[str]) -> list[tuple[str, float]]:
        """The most probable label of each text with its probability."""
        probabilities = self.probabilities(texts)
        best = probabilities.argmax(axis=1)
        return [(self.labels[column], float(row[column])) for column, row in zip(best, probabilities, strict=True)]

    def threshold(self, precision: float = 0.95) -> float | None:
        """The confidence above which labels may be expected to be right with that precision; None if there is none.

        Found on held-back training texts: the lower end of the 90 % interval of the precision must reach the goal.
        """
        if self._held_back is None:
            return None
        confidence, is_right = self._held_back
        order = np.argsort(-confidence)
        right, taken = np.cumsum(is_right[order]), np.arange(1, len(order) + 1)
        enough = np.flatnonzero(_lower_bound(right, taken) >= precision)
        return float(confidence[order][enough[-1]]) if len(enough) else None

    def held_back(self) -> list[tuple[float, bool]]:
        """Confidence for each text held back from training, and whether it was right; none of too few examples."""
        if self._held_back is None:
            return []
        return list(zip(self._held_back[0].tolist(), self._held_back[1].astype(bool).tolist(), strict=True))

    def fitted(self) -> FittedLabels:
        """What was learned, as plain arrays that suggest the same."""
        leans, weights, offsets = self._scores.linear()
        codes = {kind: codes_of(kind, names) for kind, names in self._vocabulary.names().items()}
        order = {kind: np.argsort(one) for kind, one in codes.items()}
        starts = np.cumsum([0, *(len(one) for one in codes.values())])
        columns = np.concatenate([one + start for one, start in zip(order.values(), starts, strict=False)])
        calibration, calibration_offsets = self._linear_calibration()
        return FittedLabels(
            labels=self.labels,
            codes={kind: one[order[kind]] for kind, one in codes.items()},
            rarity={kind: one[order[kind]].astype(np.float32) for kind, one in self._scores.rarity.items()},
            leans=np.ascontiguousarray(leans[:, columns].T, dtype=np.float32),
            weights=np.ascontiguousarray(weights[:, columns].T, dtype=np.float32),
            offsets=offsets,
            calibration=calibration,
            calibration_offsets=calibration_offsets,
        )

    def _linear_calibration(self) -> tuple[np.ndarray, np.ndarray]:
        """Scores times this, plus that, are the logarithms of the probabilities but for a constant."""
        if self._calibration is None:
            return np.eye(len(self.labels)), np.zeros(len(self.labels))
        matrix, offsets = self._calibration.coef_, self._calibration.intercept_
        if len(self.labels) == 2:
            # Of two labels only the second has a function of its own; the first is what it leaves over.
            return np.vstack([np.zeros_like(matrix), matrix]), np.array([0.0, float(offsets[0])])
        return matrix, offsets

    def _counts(self, texts: Sequence[str]) -> Counts:
        return self._vocabulary.counts([spelled(text) for text in texts])

    def _calibrate(self, counts: Counts, seed: int) -> tuple[LogisticRegression | None, _HeldBack | None]:
        """Probabilities from scores that each text received from machines that had not seen it or its label."""
        smallest = min(int((self._targets == label).sum()) for label in self.labels)
        if smallest < 2:
            return None, None
        scores = np.zeros((len(self._targets), len(self.labels)))
        folds = StratifiedKFold(min(_FOLDS, smallest), shuffle=True, random_state=seed)
        for seen, held_back in folds.split(scores, self._targets):
            machines = LabelScores(chosen(counts, seen), self._targets[seen], self._columns, seed)
            scores[held_back] = machines.of(chosen(counts, held_back))
        calibration = LogisticRegression(C=1.0, max_iter=2000).fit(scores, self._targets)
        probabilities = calibration.predict_proba(scores)
        is_right = self._columns[probabilities.argmax(axis=1)] == self._targets
        return calibration, (probabilities.max(axis=1), is_right)


def _softmax(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def _lower_bound(right: np.ndarray, taken: np.ndarray, z: float = 1.28) -> np.ndarray:
    """Wilson's lower bound of a share."""
    share = right / taken
    spread = z * np.sqrt(share * (1 - share) / taken + z * z / (4 * taken * taken))
    return np.asarray((share + z * z / (2 * taken) - spread) / (1 + z * z / taken))

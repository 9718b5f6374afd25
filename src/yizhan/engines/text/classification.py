# SPDX-License-Identifier: Apache-2.0
"""Suggests a label (kind, category, department, column) as the station has decided before, and says how sure it is.

A linear support vector machine for each label over features scaled by how strongly they lean to or from that label (the
log-count ratio of Wang and Manning 2012, interpolated). Confidence is calibrated on texts held back from training.
Nothing is applied without a person (law 11 of the house).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.preprocessing import normalize
from sklearn.svm import LinearSVC

from yizhan.engines.text.features import Features, spelled

#: How far a feature's lean counts (0 not at all, 1 fully) and the count added to each feature before the ratio.
_LEAN, _SMOOTHING = 0.7, 0.01
_FOLDS = 5
_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]*")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the text that speaks for a label: `text[start:end]`, and how strongly (1 is the strongest)."""

    start: int
    end: int
    words: str
    weight: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A label for a text, the probability that a person would choose it, and the sentences that speak for it."""

    label: str
    confidence: float
    passages: tuple[Passage, ...]


class LabelScores:
    """One linear function a label over the same features, trained against all other labels."""

    def __init__(self, rows: sparse.csr_matrix, targets: np.ndarray, labels: np.ndarray, seed: int) -> None:
        """`targets` holds the label of each row; the seed orders the coordinate descent."""
        self._leans: list[np.ndarray] = []
        self._machines: list[LinearSVC] = []
        for label in labels:
            lean = _lean(rows, targets == label)
            machine = LinearSVC(C=1.0, class_weight="balanced", random_state=seed)
            self._leans.append(lean)
            self._machines.append(machine.fit(_scaled(rows, lean), targets == label))

    def of(self, rows: sparse.csr_matrix) -> np.ndarray:
        """Scores, one row a text and one column a label; above 0 speaks for the label."""
        columns = [
            machine.decision_function(_scaled(rows, lean))
            for lean, machine in zip(self._leans, self._machines, strict=True)
        ]
        return np.column_stack(columns)

    def contributions(self, rows: sparse.csr_matrix, label: int) -> np.ndarray:
        """What each row adds to the score of a label when rows are parts of one text (no length scaling)."""
        weights = self._machines[label].coef_.ravel() * self._leans[label]
        return np.asarray(rows @ weights).ravel()


class Classifier:
    """Learns labels from texts that people have labelled. Texts that are the same but for spaces count once."""

    def __init__(self, texts: Sequence[str], labels: Sequence[str], seed: int = 0) -> None:
        """Trains. Raises `ValueError` for fewer than two labels or lists of different lengths."""
        examples = {spelled(text): label for text, label in zip(texts, labels, strict=True) if text.strip()}
        self._targets = np.array(list(examples.values()), dtype=object)
        self.labels: tuple[str, ...] = tuple(sorted(set(examples.values())))
        if len(self.labels) < 2:
            raise ValueError("a classifier needs examples of at least two labels")
        kept = list(examples)
        self._columns = np.array(self.labels, dtype=object)
        self._features = Features(kept)
        self._scores = LabelScores(self._features.matrix(kept), self._targets, self._columns, seed)
        self._calibration, self._held_back = self._calibrate(kept, seed)

    def probabilities(self, texts: Sequence[str]) -> np.ndarray:
        """One row a text, one column a label in the order of `labels`; rows sum to 1."""
        scores = self._scores.of(self._features.matrix([spelled(text) for text in texts]))
        return np.asarray(self._calibration.predict_proba(scores)) if self._calibration else _softmax(scores)

    def predict(self, texts: Sequence[str]) -> list[tuple[str, float]]:
        """The most probable label of each text with its probability."""
        probabilities = self.probabilities(texts)
        best = probabilities.argmax(axis=1)
        return [(self.labels[column], float(row[column])) for column, row in zip(best, probabilities, strict=True)]

    def suggest(self, text: str, count: int = 3) -> list[Suggestion]:
        """The most probable labels of a text, best first, each with the sentences that speak for it."""
        [probabilities] = self.probabilities([text])
        order = np.argsort(-probabilities)[:count]
        return [
            Suggestion(self.labels[column], float(probabilities[column]), self._passages(text, int(column)))
            for column in order
        ]

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

    def _calibrate(
        self, texts: list[str], seed: int
    ) -> tuple[LogisticRegression | None, tuple[np.ndarray, np.ndarray] | None]:
        """Probabilities from scores that each text received from machines that had not seen it."""
        smallest = min(int((self._targets == label).sum()) for label in self.labels)
        if smallest < 2:
            return None, None
        scores = np.zeros((len(texts), len(self.labels)))
        folds = StratifiedKFold(min(_FOLDS, smallest), shuffle=True, random_state=seed)
        for seen, held_back in folds.split(texts, self._targets):
            features = Features([texts[place] for place in seen])
            machines = LabelScores(
                features.matrix([texts[place] for place in seen]), self._targets[seen], self._columns, seed
            )
            scores[held_back] = machines.of(features.matrix([texts[place] for place in held_back]))
        calibration = LogisticRegression(C=1.0, max_iter=2000).fit(scores, self._targets)
        probabilities = calibration.predict_proba(scores)
        is_right = self._columns[probabilities.argmax(axis=1)] == self._targets
        return calibration, (probabilities.max(axis=1), is_right)

    def _passages(self, text: str, label: int) -> tuple[Passage, ...]:
        sentences = list(_SENTENCE.finditer(text))
        if not sentences:
            return ()
        added = self._scores.contributions(
            self._features.matrix([spelled(match.group()) for match in sentences]), label
        )
        strongest = max(float(added.max()), 1e-9)
        best = [place for place in np.argsort(-added)[:2] if added[place] > 0]
        return tuple(_passage(sentences[place], float(added[place]) / strongest) for place in best)


def _passage(sentence: re.Match[str], weight: float) -> Passage:
    return Passage(sentence.start(), sentence.end(), sentence.group().strip(), round(weight, 3))


def _lean(rows: sparse.csr_matrix, is_label: np.ndarray) -> np.ndarray:
    """How strongly each feature leans to or from a label: |log of its share inside over its share outside|, damped."""
    inside = np.asarray(rows[is_label].sum(axis=0)).ravel() + _SMOOTHING
    outside = np.asarray(rows[~is_label].sum(axis=0)).ravel() + _SMOOTHING
    ratio = np.abs(np.log((inside / inside.sum()) / (outside / outside.sum())))
    return np.asarray((ratio / max(float(ratio.mean()), 1e-9)) ** _LEAN)


def _scaled(rows: sparse.csr_matrix, lean: np.ndarray) -> sparse.csr_matrix:
    return normalize(rows @ sparse.diags(lean))


def _softmax(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def _lower_bound(right: np.ndarray, taken: np.ndarray, z: float = 1.28) -> np.ndarray:
    """Wilson's lower bound of a share."""
    share = right / taken
    spread = z * np.sqrt(share * (1 - share) / taken + z * z / (4 * taken * taken))
    return np.asarray((share + z * z / (2 * taken) - spread) / (1 + z * z / taken))

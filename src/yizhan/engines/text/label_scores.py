# SPDX-License-Identifier: Apache-2.0
"""How strongly a text speaks for each label: a linear support vector machine a label.

Features are scaled by how far they lean to or from the label (log-count ratio of Wang and Manning 2012, interpolated
towards 1), which lets a few thousand examples do the work of many.
"""

import numpy as np
from scipy import sparse
from sklearn.preprocessing import normalize
from sklearn.svm import LinearSVC

from yizhan.engines.text.features import Counts, Rarity

#: How far a feature's lean counts (0 not at all, 1 fully) and the count added to each feature before the ratio.
_LEAN, _SMOOTHING = 0.7, 0.01


class LabelScores:
    """One linear function a label over the same features, trained against all other labels."""

    def __init__(self, counts: Counts, targets: np.ndarray, labels: np.ndarray, seed: int) -> None:
        """`targets` holds the label of each text; the seed orders the coordinate descent."""
        self._rarity = Rarity(counts)
        rows = self._rarity.rows(counts)
        self._leans = [_lean(rows, targets == label) for label in labels]
        self._machines = [
            LinearSVC(C=1.0, class_weight="balanced", random_state=seed).fit(_scaled(rows, lean), targets == label)
            for label, lean in zip(labels, self._leans, strict=True)
        ]

    def of(self, counts: Counts) -> np.ndarray:
        """Scores, one row a text and one column a label; above 0 speaks for the label."""
        rows = self._rarity.rows(counts)
        columns = [
            machine.decision_function(_scaled(rows, lean))
            for lean, machine in zip(self._leans, self._machines, strict=True)
        ]
        return np.column_stack(columns)

    @property
    def rarity(self) -> dict[str, np.ndarray]:
        """How rare each feature is, by kind."""
        return self._rarity.of

    def linear(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Leans and weights, one row a label and one column a feature, and the offset of each label."""
        weights = np.vstack([machine.coef_.ravel() for machine in self._machines])
        offsets = np.array([float(np.ravel(machine.intercept_)[0]) for machine in self._machines])
        return np.vstack(self._leans), weights, offsets


def _lean(rows: sparse.csr_matrix, is_label: np.ndarray) -> np.ndarray:
    """How strongly each feature leans to or from a label: |log of its share inside over its share outside|, damped."""
    inside = np.asarray(rows[is_label].sum(axis=0)).ravel() + _SMOOTHING
    outside = np.asarray(rows[~is_label].sum(axis=0)).ravel() + _SMOOTHING
    ratio = np.abs(np.log((inside / inside.sum()) / (outside / outside.sum())))
    return np.asarray((ratio / max(float(ratio.mean()), 1e-9)) ** _LEAN)


def _scaled(rows: sparse.csr_matrix, lean: np.ndarray) -> sparse.csr_matrix:
    return normalize(rows @ sparse.diags(lean))

# SPDX-License-Identifier: Apache-2.0
"""How well labels are suggested for texts that were not learned from."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sklearn.metrics import accuracy_score, f1_score

from yizhan.cli.evaluations.corpora import Labelled, Rows, labelled
from yizhan.cli.evaluations.refusals import Unusable
from yizhan.engines.text.classification import Classifier
from yizhan.engines.text.shingles import bare

PRECISION = 0.95


def measure(train: Sequence[Path], test: Path, seed: int) -> tuple[dict[str, Any], list[Rows]]:
    """Learns from `train`, suggests for the rows of `test` that do not stand in `train` (but for spaces and signs)."""
    read = [labelled(path) for path in train]
    examples = [one for found, _ in read for one in found]
    every, test_rows = labelled(test)
    learned = {bare(one.text) for one in examples}
    unseen = [one for one in every if bare(one.text) not in learned]
    if len({one.label for one in examples}) < 2 or not unseen:
        raise Unusable(
            "训练文件至少要有两个标签，测试文件至少要有一行未见过的文本。",
            "The training files need at least two labels, the test file at least one text that is not among them.",
        )
    figures = _figures(Classifier([one.text for one in examples], [one.label for one in examples], seed), unseen)
    counts = {"rows_trained": len(examples), "rows_tested": len(unseen), "rows_seen_left_out": len(every) - len(unseen)}
    return {**figures, **counts}, [*(rows for _, rows in read), test_rows]


def _figures(classifier: Classifier, tested: list[Labelled]) -> dict[str, Any]:
    suggested = classifier.predict([one.text for one in tested])
    truth, labels = [one.label for one in tested], [label for label, _ in suggested]
    threshold = classifier.threshold(PRECISION)
    routed = [
        place for place, (_, confidence) in enumerate(suggested) if threshold is not None and confidence >= threshold
    ]
    right = sum(labels[place] == truth[place] for place in routed)
    each = f1_score(truth, labels, labels=sorted(set(truth)), average=None, zero_division=0.0)
    return {
        "macro_f1": round(
            float(f1_score(truth, labels, labels=sorted(set(truth)), average="macro", zero_division=0.0)), 6
        ),
        "accuracy": round(float(accuracy_score(truth, labels)), 6),
        "share_at_precision_95": round(len(routed) / len(tested), 6),
        "precision_of_routed": round(right / len(routed), 6) if routed else None,
        "confidence_threshold": threshold,
        "f1_per_label": {label: round(float(score), 6) for label, score in zip(sorted(set(truth)), each, strict=True)},
    }

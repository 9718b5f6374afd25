# SPDX-License-Identifier: Apache-2.0
"""How well likeness of two sentences follows what people said of them."""

from pathlib import Path
from typing import Any

import numpy as np
from scipy.stats import spearmanr
from sklearn.metrics import roc_auc_score

from yizhan.cli.evaluations.corpora import Rows, column, read
from yizhan.cli.evaluations.refusals import Unusable
from yizhan.engines.text.matters import matter_likenesses

_NAMES = (
    ("sentence1", "text1", "text_a", "句子1"),
    ("sentence2", "text2", "text_b", "句子2"),
    ("label", "score", "标签"),
)


def measure(path: Path) -> tuple[dict[str, Any], list[Rows]]:
    """Compares each pair; nothing is learned, how rare a word is comes from the sentences alone.

    Columns named sentence1, sentence2 and label, or three columns without names.
    """
    rows = read(path, named=[name for names in _NAMES for name in names])
    columns = [column(rows, names) for names in _NAMES]
    if None in columns and len(rows.columns) == 3:
        columns = list(rows.columns)
    if None in columns:
        raise Unusable(
            f"{path.name} 需要 sentence1、sentence2、label 三列。", f"{path.name} needs sentence1, sentence2 and label."
        )
    first, second, label = (str(name) for name in columns)
    pairs = [(str(cells.get(first) or ""), str(cells.get(second) or "")) for cells in rows.cells]
    truth = np.array([_value(path, cells.get(label)) for cells in rows.cells])
    if len(set(truth)) < 2:
        raise Unusable(
            f"{path.name} 只有一种标签，无法衡量。", f"{path.name} has one label only; nothing can be measured."
        )
    likeness = matter_likenesses(pairs)
    is_binary = len(set(truth)) == 2
    figures = {
        "spearman": round(float(spearmanr(likeness, truth)[0]), 6),
        "auc": round(float(roc_auc_score(truth == truth.max(), likeness)), 6) if is_binary else None,
        "pairs": len(pairs),
    }
    return figures, [rows]


def _value(path: Path, cell: object) -> float:
    try:
        return float(str(cell))
    except ValueError as error:
        raise Unusable(
            f"{path.name} 的标签“{cell}”不是数字。", f"{path.name}: the label “{cell}” is not a number."
        ) from error

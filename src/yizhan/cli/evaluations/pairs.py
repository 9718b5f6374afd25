# SPDX-License-Identifier: Apache-2.0
"""How well likeness of two sentences follows what people said of them."""

from pathlib import Path
from typing import Any

import numpy as np
from scipy.stats import spearmanr
from sklearn.metrics import roc_auc_score

from yizhan.cli.evaluations.corpora import LeftOut, Rows, column, read
from yizhan.cli.evaluations.refusals import Unusable
from yizhan.engines.text.matters import matter_likenesses

_NAMES = (
    ("sentence1", "text1", "text_a", "句子1"),
    ("sentence2", "text2", "text_b", "句子2"),
    ("label", "score", "标签"),
)


def measure(path: Path) -> tuple[dict[str, Any], list[Rows]]:
    """Compares each pair; nothing is learned, how rare a word is comes from the sentences alone.

    Columns named sentence1, sentence2 and label, or three columns under other names or none; of four the first is a
    number. Rows without two sentences and a number as their label are left out and named.
    """
    rows = read(path, named=[name for names in _NAMES for name in names])
    first, second, label = _columns(rows)
    pairs, truth = _judged(rows, first, second, label)
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


def _columns(rows: Rows) -> list[str]:
    columns = [column(rows, names) for names in _NAMES]
    if None in columns and len(rows.columns) in (3, 4):
        columns = list(rows.columns[-3:])
    found = [name for name in columns if name is not None]
    if len(found) < len(_NAMES):
        raise Unusable(
            f"{rows.path.name} 需要 sentence1、sentence2、label 三列，现有列：{'、'.join(rows.columns)}。",
            f"{rows.path.name} needs sentence1, sentence2 and label.",
        )
    return found


def _judged(rows: Rows, first: str, second: str, label: str) -> tuple[list[tuple[str, str]], np.ndarray]:
    pairs: list[tuple[str, str]] = []
    truth: list[float] = []
    for line, cells in zip(rows.lines, rows.cells, strict=True):
        pair = (str(cells.get(first) or ""), str(cells.get(second) or ""))
        value = _value(cells.get(label))
        if value is not None and all(pair):
            pairs.append(pair)
            truth.append(value)
        elif value is not None:
            rows.left_out.append(LeftOut(line, "a sentence is missing"))
        elif line != rows.lines[0] or line > 1:
            rows.left_out.append(LeftOut(line, f"the label “{cells.get(label) or ''}” is not a number"))
    if not pairs:
        worst = rows.left_out[0] if rows.left_out else LeftOut(1, "no pairs")
        raise Unusable(
            f"{rows.path.name} 没有可用的句对（第 {worst.line} 行）。",
            f"{rows.path.name} has no pairs that can be measured (line {worst.line}: {worst.why}).",
        )
    return pairs, np.array(truth)


def _value(cell: object) -> float | None:
    try:
        value = float(str(cell))
    except ValueError:
        return None
    return value if np.isfinite(value) else None

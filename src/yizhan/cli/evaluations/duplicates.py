# SPDX-License-Identifier: Apache-2.0
"""How many of the known near-duplicates are found, and how many of those found are known."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from yizhan.cli.evaluations.corpora import Rows, documents, id_pairs
from yizhan.cli.evaluations.refusals import Unusable
from yizhan.engines.text.duplicates import duplicate_pairs


def measure(corpus: Sequence[Path], pairs: Path, threshold: float) -> tuple[dict[str, Any], list[Rows]]:
    """Compares the texts (not the titles) of all files with each other."""
    found_documents, files = documents(corpus)
    truth = id_pairs(pairs)
    known = {document.id for document in found_documents}
    named = {number for pair in truth for number in pair}
    if not named & known:
        raise Unusable(
            f"{pairs.name} 里的编号都不在语料中。", f"None of the numbers in {pairs.name} occurs in the corpus."
        )
    bodies = [document.body or document.title for document in found_documents]
    found = {
        frozenset((found_documents[pair.first].id, found_documents[pair.second].id))
        for pair in duplicate_pairs(bodies, threshold)
    }
    right = len(found & truth)
    figures = {
        "recall": round(right / len(truth), 6),
        "precision": round(right / len(found), 6) if found else None,
        "found": len(found),
        "expected": len(truth),
        "threshold": threshold,
        "texts": len(bodies),
        "ids_unknown": sorted(named - known)[:20],
    }
    return figures, files

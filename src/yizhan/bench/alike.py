# SPDX-License-Identifier: Apache-2.0
"""Look-alikes of new texts in growing stores: our index, libraries in memory, brute force; search beside FTS5."""

import importlib.util
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import orjson

from yizhan.bench import alike_corpus

#: Beyond this size the libraries are left out: they hold everything in memory.
RIVALS_UP_TO = 100_000


def run(
    sizes: Sequence[int],
    texts: Sequence[str],
    *,
    queries: int,
    has_words: bool,
    postgresql: str,
    tell: Callable[[str], None],
) -> dict[str, Any]:
    """Measure each size in processes and an installation of its own, which end with it.

    `recall` is the share of the exactly computed pairs (Jaccard 0.5 and more) that were found.
    """
    sentences = alike_corpus.sentences_of(texts)
    rows = []
    for count in sizes:
        with tempfile.TemporaryDirectory(prefix="yizhan-bench-") as name:
            folder = Path(name)
            (folder / "sentences.json").write_bytes(orjson.dumps(sentences))
            options = [] if has_words else ["without-words"]
            rows.append(_at(folder, count, queries, options, postgresql, tell))
    return {
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "seed": alike_corpus.SEED,
        "sentences": len(sentences),
        "queries": queries,
        "sizes": rows,
    }


def _at(
    folder: Path, count: int, queries: int, options: list[str], postgresql: str, tell: Callable[[str], None]
) -> dict[str, Any]:
    size = [str(folder), str(count), str(queries)]
    tell(f"filling a store with {count} items …")
    (folder / "home").mkdir()
    filled = _python("alike_store", ["fill", *size, *options], folder, postgresql)
    truth = filled.pop("truth")
    tell("asking it …")
    asked = _python("alike_store", ["ask", *size, *options], folder, postgresql)
    asked["recall"] = _recall(asked.pop("found"), truth)
    row = {"items": count, "pairs": sum(map(len, truth)), **filled, "yizhan": asked}
    for rival in ("rensa", "datasketch"):
        if count > RIVALS_UP_TO or importlib.util.find_spec(rival) is None:
            continue
        tell(f"{rival} …")
        row[rival] = _python("alike_rivals", [rival, *size], folder, "")
        row[rival]["recall"] = _recall(row[rival].pop("found"), truth)
    return row


def _recall(found: Sequence[Sequence[int]], truth: Sequence[Sequence[int]]) -> float:
    hit = sum(len(set(one) & set(wanted)) for one, wanted in zip(found, truth, strict=True))
    return round(hit / max(1, sum(map(len, truth))), 4)


def _python(module: str, arguments: Sequence[str], folder: Path, postgresql: str) -> dict[str, Any]:
    environment = {**os.environ, "YIZHAN_HOME": str(folder / "home"), "YIZHAN_DATABASE_URL": postgresql}
    command = [sys.executable, "-m", f"yizhan.bench.{module}", *arguments]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)  # noqa: S603 -- our own command
    result: dict[str, Any] = orjson.loads(done.stdout)
    return result

# SPDX-License-Identifier: Apache-2.0
"""Whether every substring is found, how fast, and what the index costs. The index lies in a temporary SQLite file."""

import random
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np

from yizhan.cli.evaluations.corpora import Rows, documents
from yizhan.cli.evaluations.refusals import Unusable
from yizhan.engines.text.bigrams import index_tokens, query_phrase
from yizhan.engines.text.normalisation import fold

#: What a page of results shows: the newest.
_NEWEST = 50

#: So many queries are also answered by reading every text, to see that nothing is missed and nothing is wrong.
_COMPARED = 40
_LENGTHS = (2, 3, 4, 5, 6)


def measure(corpus: Sequence[Path], queries: int, seed: int) -> tuple[dict[str, Any], list[Rows]]:
    """Indexes title and text of every row, then looks for substrings of 2 to 6 characters taken from them by chance."""
    found_documents, files = documents(corpus)
    texts = [document.text for document in found_documents]
    asked = _substrings(texts, queries, seed)
    if not asked:
        raise Unusable("语料里没有可检索的文字。", "There is nothing to search for in the corpus.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index.sqlite3"
        with closing(sqlite3.connect(path)) as connection:
            started = time.perf_counter()
            _build(connection, texts)
            seconds = time.perf_counter() - started
            return {
                **_asked(connection, asked),
                **_compared(connection, asked, texts),
                **_sizes(path, texts, seconds),
            }, files


def _build(connection: sqlite3.Connection, texts: Sequence[str]) -> None:
    connection.execute(
        "CREATE VIRTUAL TABLE found USING fts5(tokens, content='', tokenize='unicode61 remove_diacritics 0')"
    )
    with connection:
        connection.executemany(
            "INSERT INTO found(rowid, tokens) VALUES (?, ?)",
            ((row, " ".join(index_tokens(text))) for row, text in enumerate(texts, start=1)),
        )
        connection.execute("INSERT INTO found(found) VALUES ('optimize')")
    connection.execute("VACUUM")


def _substrings(texts: Sequence[str], count: int, seed: int) -> list[tuple[int, str]]:
    """(place of the text, substring) by chance; each holds at least two characters that are no space."""
    chance = random.Random(seed)  # noqa: S311 -- a sample that can be drawn again, no secret
    long_enough = [place for place, text in enumerate(texts) if len(fold(text)) >= max(_LENGTHS)]
    drawn: list[tuple[int, str]] = []
    for _ in range(count * 3 if long_enough else 0):
        place = chance.choice(long_enough)
        length = chance.choice(_LENGTHS)
        start = chance.randrange(len(texts[place]) - length + 1)
        substring = texts[place][start : start + length]
        if len(query_phrase(substring)) >= 1 and len("".join(fold(substring).split())) >= 2:
            drawn.append((place, substring))
        if len(drawn) == count:
            break
    return drawn


def _match(substring: str) -> str:
    return f'"{" ".join(query_phrase(substring))}"'


def _asked(connection: sqlite3.Connection, asked: Sequence[tuple[int, str]]) -> dict[str, Any]:
    found, milliseconds = 0, []
    for place, substring in asked:
        started = time.perf_counter()
        connection.execute(
            "SELECT rowid FROM found WHERE found MATCH ? ORDER BY rowid DESC LIMIT ?", [_match(substring), _NEWEST]
        ).fetchall()
        milliseconds.append((time.perf_counter() - started) * 1000)
        source = "SELECT 1 FROM found WHERE found MATCH ? AND rowid = ?"
        found += connection.execute(source, [_match(substring), place + 1]).fetchone() is not None
    return {
        "found": round(found / len(asked), 6),
        "queries": len(asked),
        "p50_ms": round(float(np.percentile(milliseconds, 50)), 3),
        "p95_ms": round(float(np.percentile(milliseconds, 95)), 3),
    }


def _compared(connection: sqlite3.Connection, asked: Sequence[tuple[int, str]], texts: Sequence[str]) -> dict[str, Any]:
    """Recall and precision over all texts against plain reading, for the first queries."""
    folded = ["".join(fold(text).split()) for text in texts]
    expected = right = answered = 0
    for _, substring in asked[:_COMPARED]:
        wanted = "".join(fold(substring).split())
        truth = {row for row, text in enumerate(folded, start=1) if wanted in text}
        rows = {
            row for (row,) in connection.execute("SELECT rowid FROM found WHERE found MATCH ?", [_match(substring)])
        }
        expected, answered, right = expected + len(truth), answered + len(rows), right + len(truth & rows)
    return {
        "recall_of_rows": round(right / expected, 6) if expected else None,
        "precision_of_rows": round(right / answered, 6) if answered else None,
        "queries_compared": min(_COMPARED, len(asked)),
    }


def _sizes(path: Path, texts: Sequence[str], seconds: float) -> dict[str, Any]:
    return {
        "index_bytes": path.stat().st_size,
        "text_bytes": sum(len(text.encode("utf-8", "replace")) for text in texts),
        "texts": len(texts),
        "index_seconds": round(seconds, 2),
        "engine": f"SQLite {sqlite3.sqlite_version} FTS5",
    }

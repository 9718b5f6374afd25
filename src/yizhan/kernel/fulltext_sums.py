# SPDX-License-Identifier: Apache-2.0
"""One number for each row of a full-text table, and the same number from its words: so an index is compared as a whole.

SQLite's contentless index cannot be asked what a row says, but it can be read term by term; a sum over terms and their
places does not mind that order. PostgreSQL keeps the text and the set of terms.
"""

import zlib
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from django.db import connection

#: Sums are kept in as many bits; that two different texts agree by accident is then out of the question.
_BITS = (1 << 64) - 1
_MULTIPLIER = 0x9E3779B97F4A7C15


def kept_sums(table: str) -> dict[int, int]:
    """The number of each row that stands in the table."""
    return _postgresql_sums(table) if connection.vendor == "postgresql" else _sqlite_sums(table)


def sum_of(tokens: Sequence[str], text: str) -> int:
    """The number of a row with these tokens and this normalised text."""
    if connection.vendor == "postgresql":
        return _sum_of_set(set(tokens), text)
    return sum(_weight(token) * place for place, token in enumerate(tokens, start=1)) & _BITS


def is_filled(table: str) -> bool:
    """Whether the table holds any row."""
    rows = table if connection.vendor == "postgresql" else f"{table}_docsize"
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT 1 FROM "{rows}" LIMIT 1')  # noqa: S608 -- table is ours
        return cursor.fetchone() is not None


def _sqlite_sums(table: str) -> dict[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT id FROM "{table}_docsize"')  # noqa: S608 -- table is ours
        sums = dict.fromkeys((row for (row,) in cursor), 0)
        cursor.execute("DROP TABLE IF EXISTS temp.kept_terms")
        cursor.execute(f"CREATE VIRTUAL TABLE temp.kept_terms USING fts5vocab(main, '{table}', 'instance')")
        cursor.execute("SELECT term, doc, offset FROM temp.kept_terms")
        found: dict[int, int] = defaultdict(int)
        for term, row, offset in cursor:
            found[row] += _weight(term) * (offset + 1)
        cursor.execute("DROP TABLE temp.kept_terms")
    return sums | {row: total & _BITS for row, total in found.items()}


def _postgresql_sums(table: str) -> dict[int, int]:
    sums = {}
    with connection.chunked_cursor() as cursor:
        cursor.execute(f'SELECT rowid, tsvector_to_array(tokens), document FROM "{table}"')  # noqa: S608 -- table is ours
        for row, tokens, text in cursor:
            sums[row] = _sum_of_set(set(tokens), text)
    return sums


def _sum_of_set(tokens: set[str], text: str) -> int:
    return (sum(map(_weight, tokens)) + _weight(text) * _MULTIPLIER) & _BITS


@lru_cache(maxsize=200_000)
def _weight(token: str) -> int:
    spelled = token.encode("utf-8", "surrogatepass")
    return (zlib.crc32(spelled) << 32 | zlib.adler32(spelled)) * _MULTIPLIER & _BITS

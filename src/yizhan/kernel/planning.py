# SPDX-License-Identifier: Apache-2.0
"""What the store knows about its own tables, so that it finds the short way through them.

SQLite counts while it holds the one writer: a whole table of a large store for as long as the disk takes to read it. So
each table is counted by itself, between two writers of this process, and from a sample of each of its indexes.
"""

from collections.abc import Iterator

from django.db import connection, transaction

#: Rows of an index that are looked at; what SQLite recommends is 100 to 1000.
_SAMPLE = 400

#: A table is counted anew when it has grown so many times: the way through it changes with orders of magnitude.
_GROWTH = 4

#: Tables that are looked up by key alone gain nothing by a count, and without an index SQLite would count every row.
_INDEXED = (
    "SELECT t.name, t.wr FROM pragma_table_list AS t WHERE t.schema = 'main' AND t.type = 'table'"
    " AND EXISTS (SELECT 1 FROM pragma_index_list(t.name)) AND t.name NOT LIKE 'sqlite!_%%' ESCAPE '!' ORDER BY t.name"
)


def renew_statistics(*, whole: bool = False) -> int:
    """Let SQLite count its tables again where they have grown, or all of them after a large intake.

    Answers how many tables were counted. Without these counts it may probe every item once per adoption. PostgreSQL
    does this by itself.
    """
    if connection.vendor != "sqlite":
        return 0
    outgrown = list(_outgrown(whole=whole))
    for table in outgrown:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit={_SAMPLE}")
            cursor.execute(f'ANALYZE "{table}"')
    return len(outgrown)


def _outgrown(*, whole: bool) -> Iterator[str]:
    counted = _counted()
    with connection.cursor() as cursor:
        cursor.execute(_INDEXED)
        tables = cursor.fetchall()
        for table, has_no_rowid in tables:
            known = counted.get(table)
            if whole or known is None or (not has_no_rowid and _highest(table) >= known * _GROWTH):
                cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')  # noqa: S608 -- the database told the name
                if cursor.fetchone() is not None:
                    yield table


def _counted() -> dict[str, int]:
    """How many rows each table had when it was counted last, as well as a sample can tell."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'")
        if cursor.fetchone() is None:
            return {}
        cursor.execute("SELECT tbl, MAX(CAST(stat AS INTEGER)) FROM sqlite_stat1 GROUP BY tbl")
        return dict(cursor.fetchall())


def _highest(table: str) -> int:
    """The highest key, found at the end of the table without reading it."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT MAX(rowid) FROM "{table}"')  # noqa: S608 -- the database told the name
        return int(cursor.fetchone()[0] or 0)

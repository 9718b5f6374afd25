# SPDX-License-Identifier: Apache-2.0
"""Band keys inside the database, in the same transaction as the text they are made of: equal keys make look-alikes.

A table of pairs (key, owner), stored in the order of its primary key, so that one key is one range of one page and
nothing has to be read at start. Which keys a text has is the text engine's business. The caller's unmanaged model gives
the table a place in the ORM, so that a lookup is one more filter on `visible()`:

    Item.objects.filter(bands__key=key)

Beside the pairs stands the version they were made with; keys of two versions never meet.
"""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from yizhan.kernel import clock

#: Owners whose keys are written in one statement.
_BATCH = 500


class Banded(NamedTuple):
    """A row that is to be found by its keys."""

    owner: int
    keys: Sequence[int]


def create_table(table: str, editor: BaseDatabaseSchemaEditor, *, version: str = "") -> None:
    """Make the table of pairs and the one beside it; for migrations. `version` where nothing is to be entered yet."""
    without_rowid = "" if editor.connection.vendor == "postgresql" else " WITHOUT ROWID"
    editor.execute(
        f'CREATE TABLE "{table}" (key bigint NOT NULL, owner bigint NOT NULL, PRIMARY KEY (key, owner)){without_rowid}'
    )
    editor.execute(f'CREATE TABLE "{table}_made" (version varchar(80) NOT NULL, made_at varchar(40) NOT NULL)')
    if version:
        made = (version, clock.now().isoformat())
        editor.execute(f'INSERT INTO "{table}_made"(version, made_at) VALUES (%s, %s)', made)  # noqa: S608 -- table is ours


def drop_table(table: str, editor: BaseDatabaseSchemaEditor) -> None:
    """Undo `create_table`."""
    editor.execute(f'DROP TABLE "{table}"')
    editor.execute(f'DROP TABLE "{table}_made"')


def enter(table: str, *rows: Banded) -> None:
    """Enter new rows under their keys."""
    pairs = [(key, row.owner) for row in rows for key in row.keys]
    if not pairs:
        return
    with connection.cursor() as cursor:
        statement = f'INSERT INTO "{table}"(key, owner) VALUES (%s, %s) ON CONFLICT DO NOTHING'  # noqa: S608 -- table is ours
        cursor.executemany(statement, pairs)


def remove(table: str, row: Banded) -> None:
    """Take a row out; the table is found by key, so it must be told the same keys again."""
    if not row.keys:
        return
    places = ", ".join("%s" for _key in row.keys)
    with connection.cursor() as cursor:
        statement = f'DELETE FROM "{table}" WHERE key IN ({places}) AND owner = %s'  # noqa: S608 -- table is ours
        cursor.execute(statement, [*row.keys, row.owner])


def present(table: str, rows: Sequence[Banded]) -> dict[int, int]:
    """How many of their keys the table holds, by owner."""
    pairs = [(key, row.owner) for row in rows for key in row.keys]
    if not pairs:
        return {}
    places = ", ".join(["(%s, %s)"] * len(pairs))
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT owner, COUNT(*) FROM "{table}" WHERE (key, owner) IN (VALUES {places}) GROUP BY owner',  # noqa: S608 -- table is ours
            [value for pair in pairs for value in pair],
        )
        return dict(cursor.fetchall())


def version(table: str) -> str:
    """What the stored keys were made with; empty where none were made yet."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT version FROM "{table}_made"')  # noqa: S608 -- table is ours
        row = cursor.fetchone()
    return str(row[0]) if row else ""


def make_anew(table: str, rows: Iterable[Banded], *, version: str) -> None:
    """Replace all pairs, in the caller's transaction.

    They are gathered first and sorted by the database, which writes the table from its first page to its last; entered
    one by one, a million rows would touch pages at random. On PostgreSQL others may write meanwhile: what they enter
    stays, and two who make the table anew wait for each other.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [table])
        cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608 -- table is ours
        cursor.execute(f'CREATE TEMPORARY TABLE "{table}_new" (key bigint NOT NULL, owner bigint NOT NULL)')
        statement = f'INSERT INTO "{table}_new"(key, owner) VALUES (%s, %s)'  # noqa: S608 -- table is ours
        waiting = iter(rows)
        while some := list(islice(waiting, _BATCH)):
            cursor.executemany(statement, [(key, row.owner) for row in some for key in row.keys])
        cursor.execute(
            f'INSERT INTO "{table}"(key, owner) SELECT DISTINCT key, owner FROM "{table}_new" WHERE true '  # noqa: S608 -- table is ours
            "ORDER BY key, owner ON CONFLICT DO NOTHING"
        )
        cursor.execute(f'DROP TABLE "{table}_new"')
        cursor.execute(f'DELETE FROM "{table}_made"')  # noqa: S608 -- table is ours
        made = [version, clock.now().isoformat()]
        cursor.execute(f'INSERT INTO "{table}_made"(version, made_at) VALUES (%s, %s)', made)  # noqa: S608 -- table is ours

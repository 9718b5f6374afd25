# SPDX-License-Identifier: Apache-2.0
"""Full text inside the database, in the same transaction as what it finds: FTS5 on SQLite, tsvector on PostgreSQL.

The kernel stores tokens; which tokens a text has is the text engine's business. The caller's unmanaged model gives the
index a place in the ORM, so that a search is one more filter on `visible()`:

    Item.objects.filter(fulltext__tokens__match=Phrase(...)).order_by("-fulltext")
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


@dataclass(frozen=True, slots=True)
class Phrase:
    """What is looked for: its tokens in order, and its normalised text for databases that must look twice."""

    tokens: Sequence[str]
    text: str
    is_prefix: bool = False


class TokensField(models.TextField):  # type: ignore[type-arg]  # Django's fields take no parameters at run time
    """The column that holds the tokens; only the lookup `match` makes sense on it."""

    def db_type(self, connection: Any) -> str:  # noqa: ARG002 -- Django's signature
        """The table is made by `create_index`, never by the ORM."""
        return "text"

    def get_prep_value(self, value: Any) -> Any:
        """A phrase stays a phrase until the lookup writes it for its database."""
        return value


@TokensField.register_lookup
class Match(models.Lookup):
    """True for rows whose text contains the phrase, exactly, as a substring."""

    lookup_name = "match"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: Any) -> Any:  # noqa: ARG002 -- Django's signature
        """Leave the phrase alone."""
        return "%s", [value]

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """A phrase query; overlapping bigrams in a row are the substring itself."""
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} MATCH %s", [*parameters, _fts5_phrase(self.rhs)]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """All tokens through the GIN index, then the text itself: tsvector keeps too few positions for long texts."""
        column, parameters = self.process_lhs(compiler, connection)
        document = column.replace('"tokens"', '"document"')
        phrase: Phrase = self.rhs
        return (
            f"({column} @@ %s::tsquery AND position(%s in {document}) > 0)",
            [*parameters, _tsquery(phrase), *parameters, phrase.text],
        )

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Dispatch for databases Django does not know by name."""
        if connection.vendor == "postgresql":
            return self.as_postgresql(compiler, connection)
        return self.as_sqlite(compiler, connection)


class Contains(models.Func):
    """True for rows whose text, indexed in `table` under their key, contains every phrase.

    A condition on the key alone, so that it may stand inside an OR and beside any join, which FTS5's MATCH may not:

        Reply.objects.filter(Contains("supervision_reply_fulltext", phrases))
    """

    output_field = models.BooleanField()

    def __init__(self, table: str, phrases: Sequence[Phrase], key: str = "pk") -> None:
        super().__init__(F(key))
        self.table = table
        self.phrases = tuple(phrases)

    def as_sql(self, compiler: Any, connection: Any, **_extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]  # Django's signature, looser than its stubs
        """The key is among the rows that the index finds."""
        key, parameters = compiler.compile(self.source_expressions[0])
        if connection.vendor == "postgresql":
            tests = " AND ".join("tokens @@ %s::tsquery AND position(%s in document) > 0" for _ in self.phrases)
            wanted = [value for phrase in self.phrases for value in (_tsquery(phrase), phrase.text)]
        else:
            tests = f'"{self.table}" MATCH %s'
            wanted = [" ".join(_fts5_phrase(phrase) for phrase in self.phrases)]
        return f'{key} IN (SELECT rowid FROM "{self.table}" WHERE {tests})', [*parameters, *wanted]  # noqa: S608 -- table is ours


def newest_first(rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
    """Found rows in the order of their keys, newest first, so that a page of them is cheap.

    Beside `Contains` PostgreSQL asks the index as a whole; joined with the index it would walk it row by row.
    """
    return rows.order_by("-pk")


def create_index(table: str, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index table; for migrations."""
    if editor.connection.vendor == "postgresql":
        editor.execute(
            f'CREATE TABLE "{table}" (rowid bigint PRIMARY KEY, document text NOT NULL, tokens tsvector NOT NULL)'
        )
        editor.execute(f'CREATE INDEX "{table}_gin" ON "{table}" USING gin (tokens)')
    else:
        editor.execute(
            f"CREATE VIRTUAL TABLE \"{table}\" USING fts5(tokens, content='', tokenize=\"unicode61 tokenchars '_'\")"
        )


def drop_index(table: str, editor: BaseDatabaseSchemaEditor) -> None:
    """Undo `create_index`."""
    editor.execute(f'DROP TABLE "{table}"')


@dataclass(frozen=True, slots=True)
class Document:
    """A row to be found: its tokens in order, and its normalised text."""

    row: int
    tokens: Sequence[str]
    text: str


def enter(table: str, *documents: Document) -> None:
    """Index new rows."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            statement = f'INSERT INTO "{table}"(rowid, document, tokens) VALUES (%s, %s, %s::tsvector)'  # noqa: S608 -- table is ours
            cursor.executemany(statement, [[one.row, one.text, _vector(one.tokens)] for one in documents])
        else:
            statement = f'INSERT INTO "{table}"(rowid, tokens) VALUES (%s, %s)'  # noqa: S608 -- table is ours
            cursor.executemany(statement, [[one.row, " ".join(one.tokens)] for one in documents])


def remove(table: str, row: int, tokens: Sequence[str]) -> None:
    """Take a row out. A contentless index forgets a row only when it is told the same tokens again."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f'DELETE FROM "{table}" WHERE rowid = %s', [row])  # noqa: S608 -- table is ours
        else:
            statement = f'INSERT INTO "{table}"("{table}", rowid, tokens) VALUES (\'delete\', %s, %s)'  # noqa: S608 -- table is ours
            cursor.execute(statement, [row, " ".join(tokens)])


def clear(table: str) -> None:
    """Empty the index, before it is made anew."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f'TRUNCATE "{table}"')
        else:
            cursor.execute(f'INSERT INTO "{table}"("{table}") VALUES (\'delete-all\')')  # noqa: S608 -- table is ours


def _fts5_phrase(phrase: Phrase) -> str:
    wanted = " ".join(token.replace('"', '""') for token in phrase.tokens)
    return f'"{wanted}"{" *" if phrase.is_prefix else ""}'


def _tsquery(phrase: Phrase) -> str:
    return " & ".join(_lexeme(token) + (":*" if phrase.is_prefix else "") for token in phrase.tokens)


def _vector(tokens: Sequence[str]) -> str:
    return " ".join(_lexeme(token) for token in dict.fromkeys(tokens))


def _lexeme(token: str) -> str:
    quoted = token.replace("\\", "\\\\").replace("'", "''")
    return f"'{quoted}'"

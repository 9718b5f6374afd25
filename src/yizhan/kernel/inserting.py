# SPDX-License-Identifier: Apache-2.0
"""New rows by a statement that is written once per table; Django would write it anew for every row."""

import functools
from collections.abc import Collection, Mapping
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.sql import InsertQuery
from django.db.models.sql.compiler import SQLInsertCompiler

Row = TypeVar("Row", bound=models.Model)

#: Types that a kind of field hands to the database as they are.
_PLAIN: "Mapping[type[models.Field[Any, Any]], Collection[type]]" = {
    models.CharField: {str, type(None)},
    models.TextField: {str, type(None)},
    models.IntegerField: {int, type(None)},
    models.BooleanField: {bool, type(None)},
    models.ForeignKey: {int, type(None)},
}


def insert(row: Row) -> Row:
    """Write a new row and give it its key, as `save(force_insert=True)` does for a model without signals.

    Raises `IntegrityError` when a constraint of the table forbids the row.
    """
    database = connections[DEFAULT_DB_ALIAS]
    values = [
        value if type(value := getattr(row, field.attname)) in plain else _prepared(field, row, database)
        for field, plain in _columns(type(row))
    ]
    with database.cursor() as cursor:
        cursor.execute(_statement(type(row), database.vendor), values)
        row.pk = cursor.fetchone()[0]
    row._state.adding = False
    row._state.db = DEFAULT_DB_ALIAS
    return row


def _prepared(field: "models.Field[Any, Any]", row: models.Model, database: Any) -> Any:
    """A value as its field prepares it for the database."""
    return field.get_db_prep_save(field.pre_save(row, add=True), database)


@functools.cache
def _columns(model: type[models.Model]) -> "list[tuple[models.Field[Any, Any], Collection[type]]]":
    """The columns, and the types of the values that go into each as they are."""
    return [(field, _plain(field)) for field in _fields(model)]


def _plain(field: "models.Field[Any, Any]") -> Collection[type]:
    return next((types for kind, types in _PLAIN.items() if isinstance(field, kind)), ())


@functools.cache
def _fields(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    return [field for field in model._meta.local_concrete_fields if not field.primary_key]


@functools.cache
def _statement(model: type[models.Model], vendor: str) -> str:  # noqa: ARG001 -- part of the key
    """INSERT … RETURNING the key, in the words of the database."""
    query, database = InsertQuery(model), connections[DEFAULT_DB_ALIAS]
    query.insert_values(_fields(model), [model()], raw=False)
    compiler = SQLInsertCompiler(query, database, DEFAULT_DB_ALIAS)
    compiler.returning_fields = [model._meta.pk]
    [(statement, _parameters)] = compiler.as_sql()
    return str(statement)

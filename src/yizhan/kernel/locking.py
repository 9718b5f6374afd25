# SPDX-License-Identifier: Apache-2.0
"""Loading for change: the row is locked where the database locks rows, and always read inside the transaction."""

import functools
from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.db import connection, models
from django.db.models import QuerySet

from yizhan.kernel.prepared import prepared

Row = TypeVar("Row", bound=models.Model)


def locked(model: type[Row], pk: int) -> Row:
    """The row, locked until the transaction ends. SQLite has one writer at a time, so a plain read suffices there.

    Raises the model's `DoesNotExist`. Visibility is the caller's question and comes first: a locked query must not
    contain DISTINCT or outer joins on PostgreSQL.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a row is locked inside a transaction or not at all")
    found: list[Row] = _by_key(model)(pk)
    if not found:
        raise cast("Any", model).DoesNotExist(f"{model.__name__} {pk}")
    return found[0]


@functools.cache
def _by_key(model: type[models.Model]) -> Callable[[int], list[Any]]:
    def row(pk: int) -> QuerySet[Any]:
        return model._base_manager.select_for_update().filter(pk=pk)

    return prepared(row)

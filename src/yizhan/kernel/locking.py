# SPDX-License-Identifier: Apache-2.0
"""Loading for change: the row is locked where the database locks rows, and always read inside the transaction."""

from typing import TypeVar

from django.db import connection, models

Row = TypeVar("Row", bound=models.Model)


def locked(model: type[Row], pk: int) -> Row:
    """The row, locked until the transaction ends. SQLite has one writer at a time, so a plain read suffices there.

    Raises the model's `DoesNotExist`. Visibility is the caller's question and comes first: a locked query must not
    contain DISTINCT or outer joins on PostgreSQL.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a row is locked inside a transaction or not at all")
    return model._base_manager.select_for_update().get(pk=pk)

# SPDX-License-Identifier: Apache-2.0
"""Counts of many lists in one statement, each stopping at a number nobody reads further than."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection

from yizhan.domains.search.queries.sources import Rows


def counts(lists: Sequence[Rows], *, most: int) -> list[int]:
    """How many rows each list has, counting at most `most`."""
    parts: list[str] = []
    parameters: list[Any] = []
    for rows in lists:
        try:
            statement, given = rows.order_by().values("pk")[:most].query.sql_with_params()
        except EmptyResultSet:
            parts.append("0")
            continue
        parts.append(f"(SELECT COUNT(*) FROM ({statement}) AS counted)")  # noqa: S608 -- Django's own statement
        parameters += given
    if not parameters:
        return [0 for _ in lists]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", parameters)
        return list(cursor.fetchone())

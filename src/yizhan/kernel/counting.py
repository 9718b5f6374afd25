# SPDX-License-Identifier: Apache-2.0
"""Counts that stop where nobody counts on, as columns of one row, so that several of them are one query."""

from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery


class Counted(Subquery):
    """How many rows a queryset has, `most` at the most; the order of its rows does not matter."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()
    empty_result_set_value = 0

    def __init__(self, rows: QuerySet[Any, Any], *, most: int) -> None:
        super().__init__(rows.order_by().values("pk")[:most])

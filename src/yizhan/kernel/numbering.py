# SPDX-License-Identifier: Apache-2.0
"""Numbers without gap or repetition: the counter's row is locked until the transaction that took a number ends."""

from django.db import connection

from yizhan.kernel.models import Counter


def next_number(scope: str) -> int:
    """The next number of a numbering such as `items:3:2026`. Given back by itself when the transaction fails."""
    return next_numbers(scope, 1)[0]


def next_numbers(scope: str, count: int) -> range:
    """The next `count` numbers of a numbering, in a row."""
    last = _advance(scope, count)
    if last is None:
        Counter.objects.bulk_create([Counter(scope=scope, last=0)], ignore_conflicts=True)
        last = _advance(scope, count)
    if last is None:
        raise RuntimeError(f"the numbering {scope} cannot be opened")
    return range(last - count + 1, last + 1)


def _advance(scope: str, count: int) -> int | None:
    """Move the counter and read it in one statement; None when the numbering has not begun."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kernel_counter SET last = last + %s WHERE scope = %s RETURNING last", [count, scope])
        row = cursor.fetchone()
    return int(row[0]) if row else None


def last_number(scope: str) -> int:
    """The number given last, 0 when none was."""
    return Counter.objects.filter(scope=scope).values_list("last", flat=True).first() or 0

# SPDX-License-Identifier: Apache-2.0
"""Numbers without gap or repetition: the counter's row is locked until the transaction that took a number ends."""

from django.db.models import F

from yizhan.kernel.models import Counter


def next_number(scope: str) -> int:
    """The next number of a numbering such as `items:3:2026`. Given back by itself when the transaction fails."""
    return next_numbers(scope, 1)[0]


def next_numbers(scope: str, count: int) -> range:
    """The next `count` numbers of a numbering, in a row."""
    if not Counter.objects.filter(scope=scope).update(last=F("last") + count):
        Counter.objects.bulk_create([Counter(scope=scope, last=0)], ignore_conflicts=True)
        Counter.objects.filter(scope=scope).update(last=F("last") + count)
    last = Counter.objects.values_list("last", flat=True).get(scope=scope)
    return range(last - count + 1, last + 1)


def last_number(scope: str) -> int:
    """The number given last, 0 when none was."""
    return Counter.objects.filter(scope=scope).values_list("last", flat=True).first() or 0

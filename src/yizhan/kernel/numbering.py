# SPDX-License-Identifier: Apache-2.0
"""Numbers without gap or repetition: the counter's row is locked until the transaction that took a number ends."""

from django.db.models import F

from yizhan.kernel.models import Counter


def next_number(scope: str) -> int:
    """The next number of a numbering such as `items:3:2026`. Given back by itself when the transaction fails."""
    if not Counter.objects.filter(scope=scope).update(last=F("last") + 1):
        Counter.objects.bulk_create([Counter(scope=scope, last=0)], ignore_conflicts=True)
        Counter.objects.filter(scope=scope).update(last=F("last") + 1)
    return Counter.objects.values_list("last", flat=True).get(scope=scope)


def last_number(scope: str) -> int:
    """The number given last, 0 when none was."""
    return Counter.objects.filter(scope=scope).values_list("last", flat=True).first() or 0

# SPDX-License-Identifier: Apache-2.0
"""Which value of a rule is in force."""

import datetime

from django.db.models import QuerySet

from yizhan.domains.rulebook.models import Rule
from yizhan.domains.rulebook.rules import Definition
from yizhan.kernel import clock


def value(station_id: int, definition: Definition, on: datetime.date | None = None) -> int:
    """The value of a rule at a station on a day (today by default); the shipped default where none was set."""
    found = (
        Rule.objects.filter(station_id=station_id, key=definition.key, valid_from__lte=on or clock.today())
        .order_by("-valid_from", "-id")
        .values_list("value", flat=True)
        .first()
    )
    return definition.default if found is None else found


def history(station_id: int) -> QuerySet[Rule]:
    """All values ever set at a station, by rule and day."""
    return Rule.objects.filter(station_id=station_id)

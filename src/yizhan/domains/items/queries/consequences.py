# SPDX-License-Identifier: Apache-2.0
"""What another value of a rule would have meant for last year's items."""

import datetime

from django.db.models.functions import Length

from yizhan.domains.items.models import Item, Text
from yizhan.domains.rulebook.rules.consequences import Counted


def longer_than(station_id: int, length: int, since: datetime.date) -> Counted:
    """Items handed in at a station since a day, and how many described the situation in more characters."""
    first = Text.objects.filter(number=1, item__station_id=station_id, item__submitted_at__date__gte=since)
    return Counted(first.annotate(size=Length("situation")).filter(size__gt=length).count(), first.count())


def passed_by_fewer(station_id: int, levels: int, since: datetime.date) -> Counted:
    """Items of a station that were reviewed since a day, and how many by fewer levels."""
    reviewed = Item.objects.filter(station_id=station_id, submitted_at__date__gte=since, review_levels__gt=0)
    return Counted(reviewed.filter(review_levels__lt=levels).count(), reviewed.count())

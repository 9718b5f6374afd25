# SPDX-License-Identifier: Apache-2.0
"""What speaks for a person in figures: awards, and items of the last twelve months (RULE-078)."""

import datetime
from typing import Any

from yizhan.domains.awards.queries import reading
from yizhan.domains.items.models import Contribution
from yizhan.domains.reporting.queries.periods import Period
from yizhan.domains.rewards.queries import eligibility

_YEAR = datetime.timedelta(days=365)


def of_person(station_id: int, person: int, until: datetime.date) -> dict[str, Any]:
    """Items handed in and adopted in the twelve months before a day, and the awards held then, as plain values."""
    period = Period(until - _YEAR, until)
    shares = Contribution.objects.filter(person_id=person)
    return {
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "submitted": _number(shares, eligibility.handed_in(station_id, period)),
        "adopted": _number(shares, eligibility.first_adopted(station_id, period)),
        "awards": [
            {"name": one.round.name, "what": one.candidate.name, "serial": one.serial}
            for one in reading.honours_of(person).filter(station_id=station_id)
        ],
    }


def _number(shares: Any, items: set[int]) -> int:
    return int(shares.filter(item__in=items).values("item").distinct().count())

# SPDX-License-Identifier: Apache-2.0
"""How the quotas of one who is nominated stand: evidence for those who choose, no condition (RULE-076)."""

import datetime
from typing import Any

from yizhan.domains.awards.models import Candidate
from yizhan.domains.quotas.queries import lines
from yizhan.domains.quotas.queries.subjects import Key


def quotas_of(station_id: int, candidate: Candidate, on: datetime.date) -> list[dict[str, Any]]:
    """Name, what is due and what counts of each quota that binds the person or unit on a day; items have none."""
    if candidate.item_id is not None:
        return []
    key = Key(person=candidate.person_id, organization=candidate.organization_id)
    return [
        {
            "name": line.duty.name,
            "required": line.required,
            "count": str(line.count.normalize() + 0),
            "first": line.period.first.isoformat(),
            "last": line.period.last.isoformat(),
            "standing": str(line.standing),
        }
        for line in lines.current(station_id, on, only=[key])
        if line.required is not None
    ]

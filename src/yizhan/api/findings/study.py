# SPDX-License-Identifier: Apache-2.0
"""The way of the news, and the study of past events, through the interface."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from yizhan.api.application import actor_of
from yizhan.api.findings.schemas import PastOut, PathOut, PeriodIn
from yizhan.domains.findings import access
from yizhan.domains.findings.permissions import Permission
from yizhan.domains.findings.queries import paths, study
from yizhan.domains.findings.queries.paths import Stop
from yizhan.domains.findings.queries.study import Past
from yizhan.domains.items import access as items
from yizhan.domains.reporting.queries.periods import Period
from yizhan.domains.urgent import access as urgent

router = Router(tags=["findings"])


@router.get("/urgent/{emergency_id}/path", response=PathOut, by_alias=True)
def get_path(request: HttpRequest, emergency_id: uuid.UUID) -> dict[str, Any]:
    """Who knew of an event when, where the news lay longest (minutes), and whom it went round."""
    actor = actor_of(request)
    access.require(actor, Permission.STUDY)
    path = paths.of_event(urgent.find(actor, emergency_id), items.visible(actor))
    stay = path.stay
    return {
        "stops": [_stop(one) for one in path.stops],
        "stay": {"from": stay.source, "to": stay.target, "minutes": _minutes(stay.span)} if stay else None,
        "detours": [
            {
                "unit": one.unit.name,
                "through": one.through,
                "minutes": _minutes(one.earlier) if one.earlier is not None else None,
            }
            for one in path.detours
        ],
    }


@router.get("/urgent-study", response=list[PastOut])
def get_study(request: HttpRequest, given: Query[PeriodIn]) -> list[Past]:
    """The first reports of events that happened in a period: what, who, when, how late, how fast."""
    actor = actor_of(request)
    access.require(actor, Permission.STUDY)
    period = Period(given.first, given.last)
    return study.of_period(urgent.visible(actor), period.begins_at, period.ends_before)


def _stop(one: Stop) -> dict[str, Any]:
    return {"at": one.at, "who": one.lane, "what": one.kind, "words": one.words, "subject": one.subject}


def _minutes(span: datetime.timedelta) -> int:
    return int(span.total_seconds() // 60)

# SPDX-License-Identifier: Apache-2.0
"""Units that have long been silent (久未报送, RULE-058), and units that handed in nothing in a period (RULE-057)."""

import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Max

from yizhan.domains.items.models import Item
from yizhan.domains.items.queries.credit import counted_once
from yizhan.domains.items.states import State
from yizhan.domains.network.models import Organization, Station
from yizhan.domains.quotas import rules
from yizhan.domains.quotas.queries import subjects
from yizhan.domains.quotas.states import Who
from yizhan.domains.reporting.queries.periods import Period
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.rulebook.models import Rule
from yizhan.kernel.clock import OFFICE_ZONE


class Silent(NamedTuple):
    """A unit, when it last handed something in if ever, and for how many days the rule allows silence."""

    public_id: UUID
    name: str
    last_on: datetime.date | None
    limit: int


def long_silent(station: Station, on: datetime.date) -> list[Silent]:
    """The units from which nothing has come for longer than the rule allows, those that never wrote first.

    Each unit by the rule that is closest to it; one that is exempt on the day is not listed. Four queries.
    """
    units = subjects.bound(station, {Who.UNIT}, Period(on, on))[Who.UNIT]
    laid_down = list(
        Rule.objects.filter(station_id=station.pk, key=rules.SILENT_DAYS.key, valid_from__lte=on).order_by(
            "valid_from", "id"
        )
    )
    last = _last_days(station.pk, on)
    found = []
    for unit in units:
        limit = rulebook.counting(
            rules.SILENT_DAYS, rulebook.applying(rules.SILENT_DAYS, laid_down, unit.subject)
        ).value
        last_on = last.get(unit.key.organization or 0)
        if limit is None or unit.free or (last_on is not None and (on - last_on).days <= limit):
            continue
        found.append(Silent(unit.public_id, unit.name, last_on, limit))
    return sorted(found, key=lambda one: one.last_on or datetime.date.min)


def without_items(station: Station, period: Period) -> list[Organization]:
    """The units that existed throughout a period and handed in nothing in it, to be named (RULE-057)."""
    handed_in = Item.objects.filter(
        station_id=station.pk, submitted_at__gte=period.begins_at, submitted_at__lt=period.ends_before
    ).exclude(state=State.WITHDRAWN)
    writing = counted_once(handed_in).filter(organization__isnull=False).values("organization")
    units = subjects.bound(station, {Who.UNIT}, period)[Who.UNIT]
    keys = [unit.key.organization or 0 for unit in units if unit.days - unit.free]
    return list(Organization.objects.filter(pk__in=keys).exclude(pk__in=writing).order_by("level", "rank", "id"))


def _last_days(station_id: int, on: datetime.date) -> dict[int, datetime.date]:
    until = Period(on, on).ends_before
    rows = (
        counted_once(Item.objects.filter(station_id=station_id, organization__isnull=False, submitted_at__lt=until))
        .exclude(state=State.WITHDRAWN)
        .order_by()
        .values_list("organization")
        .annotate(last=Max("submitted_at"))
    )
    return {body: last.astimezone(OFFICE_ZONE).date() for body, last in rows}

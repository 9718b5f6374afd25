# SPDX-License-Identifier: Apache-2.0
"""How well a decision is covered in its three phases (RULE-039 to RULE-041)."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from yizhan.domains.network.models import Organization
from yizhan.domains.topics.models import Coverage, Decision
from yizhan.domains.topics.queries import wanted
from yizhan.domains.topics.states import DecisionState, Phase


@dataclass(frozen=True, slots=True)
class UnitCoverage:
    """How many items a unit sent in each phase; `is_missing` when its reaction is expected and has not come."""

    unit: Organization
    before: int
    reaction: int
    result: int
    is_missing: bool


def items_of(decision: Decision) -> QuerySet[Coverage]:
    """The items that follow a decision, newest first."""
    return Coverage.objects.filter(decision=decision).select_related("item__organization").order_by("-id")


def by_phase(decision: Decision) -> dict[str, int]:
    """Items in each phase, the empty ones included."""
    counts = dict(decision.coverage.order_by().values_list("phase").annotate(number=Count("pk")))
    return {phase: counts.get(phase, 0) for phase in Phase.values}


def share_before(station_id: int) -> tuple[int, int]:
    """How many of the items that follow decisions of a station came before the decision, and how many there are."""
    marked = Coverage.objects.filter(decision__station_id=station_id)
    return marked.filter(phase=Phase.BEFORE).count(), marked.count()


def by_unit(decision: Decision) -> list[UnitCoverage]:
    """Each reporting unit. Once the decision is issued, an item of reaction is expected of each (RULE-040)."""
    counted = decision.coverage.order_by().values_list("item__organization", "phase").annotate(number=Count("pk"))
    found = {(unit, phase): number for unit, phase, number in counted}
    is_expected = decision.state != DecisionState.PREPARED
    rows = []
    for unit in wanted.reporting_units(decision.station_id):
        before, reaction, result = (found.get((unit.pk, phase), 0) for phase in Phase.values)
        rows.append(UnitCoverage(unit, before, reaction, result, is_expected and not reaction))
    return rows

# SPDX-License-Identifier: Apache-2.0
"""What the records tell of items, with what people decided about it: the same that points are counted from."""

from collections.abc import Collection
from dataclasses import replace

from yizhan.domains.appraisal.models import Occasion
from yizhan.domains.appraisal.queries import facts as recorded
from yizhan.domains.appraisal.queries.facts import Fact
from yizhan.domains.appraisal.states import Origin
from yizhan.domains.items.models import Item
from yizhan.domains.network.models import Station
from yizhan.engines.scoring.periods import Period
from yizhan.kernel.clock import OFFICE_ZONE


def facts_of(station: Station, items: Collection[int]) -> list[Fact]:
    """All occasions about items (keys) as they count now, whole families at a time, in the order of their days.

    Nothing has to be booked for it. A correction stands as long as the records say what they said when it was made.
    """
    named = Item.objects.filter(pk__in=items).values_list("public_id", flat=True)
    found = recorded.facts(station, recorded.families(named).get(station.pk, set()))
    decisions = _decisions(station, {fact.key for fact in found})
    counted = [(fact, decisions.get(fact.key)) for fact in found]
    kept = [one for fact, decision in counted if (one := _decided(fact, decision)) is not None]
    return sorted(kept, key=lambda fact: (fact.day, fact.key))


def corrected(station_id: int, period: Period) -> set[int]:
    """Items (keys) about which something was corrected in a period."""
    decided = Occasion.objects.filter(station_id=station_id, origin=Origin.CORRECTION, matter__isnull=False)
    matters = {
        matter
        for matter, at in decided.values_list("matter", "at")
        if matter is not None and period.start <= at.astimezone(OFFICE_ZONE).date() <= period.end
    }
    return set(Item.objects.filter(public_id__in=matters).values_list("pk", flat=True))


def _decided(fact: Fact, decision: Occasion | None) -> Fact | None:
    """The fact as it counts: as recorded, as decided, or not at all."""
    if decision is None or not _rests_on(decision, fact):
        return fact
    if decision.is_cancellation:
        return None
    return replace(fact, fields=decision.fields, holders=decision.holders, is_decided=True)


def _rests_on(decision: Occasion, fact: Fact) -> bool:
    """Whether the records still say what they said when people decided."""
    row = decision
    while row.origin == Origin.CORRECTION and row.replaces is not None:
        row = row.replaces
    return (row.day, row.matter, row.thread, row.fields, row.holders) == fact.content()


def _decisions(station: Station, keys: Collection[str]) -> dict[str, Occasion]:
    """What people decided about these facts last; there are few decisions, however many facts there are."""
    rows = Occasion.objects.filter(station=station, origin=Origin.CORRECTION, replaced_by__isnull=True)
    return {row.key: row for row in rows.select_related("replaces") if row.key in keys}

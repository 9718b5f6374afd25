# SPDX-License-Identifier: Apache-2.0
"""Who and what is considered in a round, with the figures, and what is lacking (RULE-069 to RULE-071, RULE-075).

Reckoned once, when the round is opened, and kept with it; later facts change nothing in it.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from yizhan.domains.awards import rules
from yizhan.domains.awards.models import Candidate
from yizhan.domains.awards.queries import effects
from yizhan.domains.awards.states import Kind, Lack
from yizhan.domains.findings.models import Finding
from yizhan.domains.findings.states import Outcome
from yizhan.domains.findings.states import State as FindingState
from yizhan.domains.items.models import Item
from yizhan.domains.network import queries as network
from yizhan.domains.reporting.queries.periods import Period
from yizhan.domains.rewards.queries import eligibility
from yizhan.domains.rulebook import queries as rulebook

Considered = Callable[[int, Period], list[Candidate]]


def considered(kind: str, station_id: int, period: Period) -> list[Candidate]:
    """Everybody or everything that a round of this kind looks at, not yet stored, in a readable order."""
    return _CONSIDERED[kind](station_id, period)


def asked(kind: str, station_id: int, period: Period) -> dict[str, Any]:
    """The thresholds that the rules of the period's last day set, as they are kept with the round."""
    if kind == Kind.OFFICER:
        one = eligibility.threshold_on(station_id, period.last)
        return {"submitted": one.submitted, "adopted": one.adopted, "includes": one.includes}
    if kind == Kind.UNIT:
        return {
            "adopted": rulebook.value(station_id, rules.UNIT_ADOPTED, period.last),
            "without_findings": rulebook.value(station_id, rules.UNIT_WITHOUT_FINDINGS, period.last),
        }
    return {}


def _officers(station_id: int, period: Period) -> list[Candidate]:
    return [
        _candidate(
            {"submitted": one.submitted, "adopted": one.adopted},
            {Lack.SUBMITTED: one.missing[0], Lack.ADOPTED: one.missing[1]},
            person=one.person,
            name=one.person.name,
        )
        for one in eligibility.candidates_in(station_id, period)
    ]


def _units(station_id: int, period: Period) -> list[Candidate]:
    submitted = _by_unit(eligibility.handed_in(station_id, period))
    adopted = _by_unit(eligibility.first_adopted(station_id, period))
    found = _findings(station_id, period)
    limits = asked(Kind.UNIT, station_id, period)
    units = network.reporting_units(station_id).order_by("rank", "id")
    return [
        _candidate(
            {"submitted": submitted[one.pk], "adopted": adopted[one.pk], "findings": found[one.pk]},
            {
                Lack.ADOPTED: limits["adopted"] - adopted[one.pk],
                Lack.FINDING: found[one.pk] if limits["without_findings"] else 0,
            },
            organization=one,
            name=one.name,
        )
        for one in units
    ]


def _good_items(station_id: int, period: Period) -> list[Candidate]:
    brought = effects.effects_in(station_id, period)
    adopted = eligibility.first_adopted(station_id, period)
    return [
        _candidate(
            {"effects": [effect.record() for effect in brought.get(one.pk, ())], "adopted": int(one.pk in adopted)},
            {Lack.EFFECT: int(one.pk not in brought)},
            item=one,
            name=one.title,
        )
        for one in _items({*brought, *adopted})
    ]


def _works(station_id: int, period: Period) -> list[Candidate]:
    brought = effects.effects_in(station_id, period)
    adopted = eligibility.first_adopted(station_id, period)
    return [
        _candidate(
            {"effects": [effect.record() for effect in brought.get(one.pk, ())], "adopted": 1},
            {},
            item=one,
            name=one.title,
        )
        for one in _items(adopted)
    ]


_CONSIDERED: dict[str, Considered] = {
    Kind.OFFICER: _officers,
    Kind.UNIT: _units,
    Kind.ITEM: _good_items,
    Kind.WORK: _works,
}


def _candidate(figures: Mapping[str, Any], missing: Mapping[Lack, int], **subject: Any) -> Candidate:
    lacks = [{"what": str(lack), "number": number} for lack, number in missing.items() if number > 0]
    return Candidate(figures=dict(figures), lacks=lacks, is_eligible=not lacks, **subject)


def _items(keys: set[int]) -> list[Item]:
    return list(Item.objects.filter(pk__in=keys).order_by("submitted_at", "id"))


def _by_unit(items: set[int]) -> Counter[int]:
    handed_in = Item.objects.filter(pk__in=items, organization__isnull=False)
    return Counter(handed_in.values_list("organization", flat=True))


def _findings(station_id: int, period: Period) -> Counter[int]:
    """How many charges against each unit were upheld, wholly or in part, and closed in the period."""
    closed = Finding.objects.filter(
        station_id=station_id,
        state=FindingState.CLOSED,
        outcome__in=[Outcome.UPHELD, Outcome.LESSENED],
        closed_at__gte=period.begins_at,
        closed_at__lt=period.ends_before,
    )
    return Counter(closed.values_list("organization", flat=True))

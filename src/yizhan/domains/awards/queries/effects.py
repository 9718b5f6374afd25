# SPDX-License-Identifier: Apache-2.0
"""What items are recorded to have brought about (RULE-069): a leader's instruction, a result that supervision
established, an author who says that the problem is solved. A reply alone is no effect (law 5).
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from yizhan.domains.items.models import Descent, Item
from yizhan.domains.reporting.queries.periods import Period
from yizhan.domains.supervision.models import Answer, Case, Instruction
from yizhan.domains.supervision.states import InstructionState, Outcome, Verdict
from yizhan.kernel.clock import OFFICE_ZONE


class EffectKind(StrEnum):
    """What kind of effect it is."""

    INSTRUCTED = "instructed"
    RESULT = "result"
    SOLVED = "solved"


#: Results that make a good item; a plan, a part or a refusal does not yet solve anything.
GOOD = frozenset({Outcome.CARRIED_OUT, Outcome.RISK_REMOVED})


@dataclass(frozen=True, slots=True)
class Effect:
    """One effect: its kind, who or what it was (a leader, an outcome's code), the day as ISO text."""

    kind: str
    words: str
    on: str

    def record(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)


def effects_in(station_id: int, period: Period) -> dict[int, list[Effect]]:
    """The effects that the station's own items had in a period, by the item's key, each list by day.

    What was written on or done about something made of an item, at whatever station, is an effect of the item as well.
    """
    found: dict[int, list[Effect]] = defaultdict(list)
    for item, effect in [*_instructed(period), *_established(period), *_solved(period)]:
        found[item].append(effect)
    own = _own(station_id, found)
    known: dict[int, set[Effect]] = defaultdict(set)
    for item, effects in found.items():
        for key in own[item]:
            known[key].update(effects)
    return {key: sorted(effects, key=lambda one: (one.on, one.kind, one.words)) for key, effects in known.items()}


def _own(station_id: int, items: Collection[int]) -> dict[int, list[int]]:
    """For each item the items of the station that it is or was made of."""
    found: dict[int, list[int]] = defaultdict(list)
    for key in Item.objects.filter(pk__in=list(items), station_id=station_id).values_list("pk", flat=True):
        found[key].append(key)
    made = Descent.objects.filter(item__in=list(items), ancestor__station_id=station_id)
    for item, ancestor in made.values_list("item", "ancestor"):
        found[item].append(ancestor)
    return found


def _instructed(period: Period) -> list[tuple[int, Effect]]:
    given = Instruction.objects.filter(state=InstructionState.GIVEN, given_on__range=period.days)
    rows = given.order_by("id").values_list("item", "leader_title", "leader_name", "given_on")
    return [(item, Effect(EffectKind.INSTRUCTED, f"{title}{name}", on.isoformat())) for item, title, name, on in rows]


def _established(period: Period) -> list[tuple[int, Effect]]:
    cases = Case.objects.filter(
        outcome__in=sorted(GOOD), implemented_at__gte=period.begins_at, implemented_at__lt=period.ends_before
    )
    rows = cases.order_by("id").values_list("item", "outcome", "implemented_at")
    return [
        (item, Effect(EffectKind.RESULT, outcome, at.astimezone(OFFICE_ZONE).date().isoformat()))
        for item, outcome, at in rows
        if at is not None
    ]


def _solved(period: Period) -> list[tuple[int, Effect]]:
    answers = Answer.objects.filter(
        verdict=Verdict.SOLVED, at__gte=period.begins_at, at__lt=period.ends_before
    ).order_by("id")
    rows = answers.values_list("feedback__case__item", "person__name", "at")
    return [
        (item, Effect(EffectKind.SOLVED, name, at.astimezone(OFFICE_ZONE).date().isoformat()))
        for item, name, at in rows
    ]

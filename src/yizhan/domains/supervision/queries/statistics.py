# SPDX-License-Identifier: Apache-2.0
"""Counting instructions, cases, outcomes and answers. A reply, a result and a solved problem are counted apart."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from yizhan.domains.items.models import Contribution, Item
from yizhan.domains.reporting.queries.periods import Period
from yizhan.domains.supervision.models import Answer, Assignment, Case, Instruction
from yizhan.domains.supervision.states import AssignmentState, CaseState, InstructionState

Key = TypeVar("Key", int, datetime.date, uuid.UUID)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many items were instructed (篇) and how many instructions there were (篇次)."""

    items: int
    instructions: int


@dataclass(frozen=True, slots=True)
class Instructed:
    """The instructions on a station's items in a period: in all, by level, by month (its first day)."""

    total: Counted
    by_level: dict[int, Counted]
    by_month: dict[datetime.date, Counted]


@dataclass(frozen=True, slots=True)
class _Fact:
    instruction: int
    item: int
    level: int
    given_on: datetime.date


def instructed(station_id: int, period: Period) -> Instructed:
    """Count what leaders wrote in a period on items of a station.

    An instruction given higher up on what was made of an item counts for that item too (FIX-014, FIX-018, FIX-032).
    """
    facts = _facts(station_id, period)
    return Instructed(
        total=_counted(facts),
        by_level=_grouped((fact.level, fact) for fact in facts),
        by_month=_grouped((fact.given_on.replace(day=1), fact) for fact in facts),
    )


def instructed_by_unit(station_id: int, period: Period) -> dict[uuid.UUID, Counted]:
    """The same by the unit that handed the item in; the keys are public ids."""
    facts = _facts(station_id, period)
    units = Item.objects.filter(pk__in={fact.item for fact in facts}, organization__isnull=False)
    owners = dict(units.values_list("pk", "organization__public_id"))
    return _grouped((owners[fact.item], fact) for fact in facts if fact.item in owners)


def instructed_by_person(station_id: int, period: Period) -> dict[uuid.UUID, Counted]:
    """The same by contributor; an item counts for each person with a share in it. The keys are public ids."""
    facts = _facts(station_id, period)
    shares = Contribution.objects.filter(item__in={fact.item for fact in facts}, person__isnull=False)
    contributors: dict[int, set[uuid.UUID]] = defaultdict(set)
    for item, person in shares.values_list("item_id", Coalesce("person__merged_into__public_id", "person__public_id")):
        contributors[item].add(person)
    return _grouped((person, fact) for fact in facts for person in contributors[fact.item])


def items_instructed(station_id: int, period: Period) -> QuerySet[Item]:
    """The items behind the figures of `instructed`, newest first."""
    facts = _facts(station_id, period)
    return Item.objects.filter(pk__in={fact.item for fact in facts}).select_related("organization").order_by("-id")


def instructed_among(items: QuerySet[Item]) -> QuerySet[Item]:
    """Those of the items on which, or on what was made of which, an instruction stands: the end of the funnel."""
    given = Instruction.objects.filter(state=InstructionState.GIVEN)
    own = given.filter(item=OuterRef("pk"))
    above = given.filter(item__ancestry__ancestor=OuterRef("pk"))
    return items.filter(Q(Exists(own)) | Q(Exists(above)))


def cases_by_state(station_id: int) -> dict[str, int]:
    """How many cases of a station stand in each state."""
    return _by(Case.objects.filter(station_id=station_id), "state")


def outcomes(station_id: int, period: Period) -> dict[str, int]:
    """What came of the cases that were concluded in a period."""
    concluded = Case.objects.filter(
        station_id=station_id,
        state=CaseState.CONCLUDED,
        concluded_at__gte=period.begins_at,
        concluded_at__lt=period.ends_before,
    )
    return _by(concluded, "outcome")


def verdicts(station_id: int) -> dict[str, int]:
    """What contributors answered: how many called their problem solved, partly solved, not solved."""
    return _by(Answer.objects.filter(feedback__case__station_id=station_id), "verdict")


def assignments_by_unit(station_id: int) -> dict[int, dict[str, int]]:
    """How many assignments of each unit stand in each state."""
    rows = (
        Assignment.objects.filter(station_id=station_id)
        .exclude(state=AssignmentState.REASSIGNED)
        .order_by()
        .values_list("organization_id", "state")
        .annotate(number=Count("pk"))
    )
    by_unit: dict[int, dict[str, int]] = defaultdict(dict)
    for organization, state, number in rows:
        by_unit[organization][state] = number
    return dict(by_unit)


def _facts(station_id: int, period: Period) -> list[_Fact]:
    """One fact for each instruction and the station's own item that it is about, however far up it was given."""
    given = Instruction.objects.filter(state=InstructionState.GIVEN, given_on__range=period.days)
    own = given.filter(item__station_id=station_id).values_list("pk", "item_id", "level", "given_on")
    above = (
        given.exclude(item__station_id=station_id)
        .filter(item__ancestry__ancestor__station_id=station_id)
        .values_list("pk", "item__ancestry__ancestor_id", "level", "given_on")
    )
    return [_Fact(*row) for row in (*own, *above)]


def _counted(facts: Iterable[_Fact]) -> Counted:
    known = list(facts)
    return Counted(items=len({fact.item for fact in known}), instructions=len({fact.instruction for fact in known}))


def _grouped(pairs: Iterable[tuple[Key, _Fact]]) -> dict[Key, Counted]:
    groups: dict[Key, list[_Fact]] = defaultdict(list)
    for key, fact in pairs:
        groups[key].append(fact)
    return {key: _counted(groups[key]) for key in sorted(groups)}


def _by(rows: QuerySet[Any], column: str) -> dict[str, int]:
    return dict(rows.order_by().values_list(column).annotate(number=Count("pk")))

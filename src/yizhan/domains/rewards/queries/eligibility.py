# SPDX-License-Identifier: Apache-2.0
"""Who may be chosen as excellent officer of a year: what everybody handed in and had adopted, and what is missing.

Items count by the person's name among the contributors, each item once, whatever the share (RULE-070). Handed in is
what the station received in the year; adopted is what was first taken in the year, whenever it was handed in.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from yizhan.domains.items.models import Contribution, Item
from yizhan.domains.items.queries.credit import counted_once
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Person, Post
from yizhan.domains.network.queries import counted
from yizhan.domains.network.states import Role
from yizhan.domains.reporting.queries.periods import Period
from yizhan.domains.rewards import rules
from yizhan.domains.rewards.queries import takings
from yizhan.domains.rewards.queries.tariffs import Tariffs
from yizhan.domains.rewards.states import TakingKind
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.rulebook.rules.open_values import OR_MORE_INCLUDES


@dataclass(frozen=True, slots=True)
class Threshold:
    """How many items must have been handed in and adopted; `includes` says whether the number itself is enough."""

    submitted: int
    adopted: int
    includes: bool = True

    def missing(self, submitted: int, adopted: int) -> tuple[int, int]:
        """How many items handed in and how many adopted are still missing; (0, 0) for who may be chosen."""
        step = 0 if self.includes else 1
        return max(0, self.submitted + step - submitted), max(0, self.adopted + step - adopted)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who writes for the station, with the figures of a year."""

    person: Person
    roles: tuple[str, ...]
    submitted: int
    adopted: int
    missing: tuple[int, int]

    @property
    def is_eligible(self) -> bool:
        """Whether he or she may be chosen."""
        return not any(self.missing)


def threshold(station_id: int, year: int) -> Threshold:
    """What the rules of the year's last day ask for."""
    return threshold_on(station_id, Period.of_year(year).last)


def threshold_on(station_id: int, on: datetime.date) -> Threshold:
    """What the rules of a day ask for."""
    return Threshold(
        rulebook.value(station_id, rules.AWARD_SUBMITTED, on),
        rulebook.value(station_id, rules.AWARD_ADOPTED, on),
        rulebook.value(station_id, OR_MORE_INCLUDES, on),
    )


def candidates(station_id: int, year: int) -> list[Candidate]:
    """Members and information officers of a station who handed in or had adopted anything in a year, by name.

    There is no ranking: everybody who reaches the threshold is as eligible as everybody else.
    """
    return candidates_in(station_id, Period.of_year(year))


def candidates_in(station_id: int, period: Period) -> list[Candidate]:
    """The same for any period, by the rules of its last day."""
    asked = threshold_on(station_id, period.last)
    submitted = _by_person(handed_in(station_id, period))
    adopted = _by_person(first_adopted(station_id, period))
    roles = _roles(station_id, {*submitted, *adopted})
    people = Person.objects.filter(pk__in=roles).order_by("name", "id")
    return [
        Candidate(
            one,
            tuple(roles[one.pk]),
            len(submitted[one.pk]),
            len(adopted[one.pk]),
            asked.missing(len(submitted[one.pk]), len(adopted[one.pk])),
        )
        for one in people
    ]


def handed_in(station_id: int, period: Period) -> set[int]:
    """The items (keys) that the station received in a period, each fact once."""
    received = counted_once(Item.objects.filter(station_id=station_id))
    in_period = received.filter(submitted_at__gte=period.begins_at, submitted_at__lt=period.ends_before)
    return set(in_period.values_list("pk", flat=True))


def first_adopted(station_id: int, period: Period) -> set[int]:
    """The items (keys) that were taken for the first time in a period, whenever they were handed in."""
    tariffs = Tariffs(station_id)
    found = set()
    for item, facts in takings.facts_of(station_id, takings.stirred(station_id, period), period.last).items():
        days = [
            one.on for one in facts.takings if one.kind != TakingKind.RELEASE or tariffs.on(one.on).counts_own_release
        ]
        if days and period.first <= min(days):
            found.add(item)
    return found


def _by_person(items: Iterable[int]) -> dict[int, set[int]]:
    shares = Contribution.objects.filter(item__in=list(items), person__isnull=False)
    found: dict[int, set[int]] = defaultdict(set)
    for person, item in shares.order_by().values_list(counted(), "item"):
        if person is not None:
            found[person].add(item)
    return found


def _roles(station_id: int, people: set[int]) -> dict[int, list[str]]:
    """The roles in which people write for the station today; who writes in none of these is not chosen."""
    writing = (Role.MEMBER, Role.OFFICER)
    posts = (
        Post.objects.filter(network.in_force(), station_id=station_id, role__in=writing)
        .annotate(counts_as=network.counted())
        .filter(counts_as__in=people)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for person, role in posts.order_by("counts_as", "id").values_list("counts_as", "role"):
        if role not in found[person]:
            found[person].append(role)
    return found

# SPDX-License-Identifier: Apache-2.0
"""Who is concerned by a round: nominated, of a nominated unit, or with a share in a nominated item."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from yizhan.domains.awards.models import Nomination, Round
from yizhan.domains.awards.states import NominationState, Recusal
from yizhan.domains.items.models import Contribution
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Post
from yizhan.kernel.actors import Actor


def own_nominations(person: int, organization: int | None = None) -> Q:
    """The nominations that concern a person, and those of a unit: its own and those of items it has a share in."""
    shares = Contribution.objects.filter(item=OuterRef("candidate__item"))
    concerned = Q(candidate__person_id=person) | Q(Exists(shares.filter(person_id=person)))
    if organization is not None:
        concerned |= Q(candidate__organization_id=organization)
        concerned |= Q(Exists(shares.filter(organization_id=organization)))
    return concerned


def standing(found: Round) -> QuerySet[Nomination]:
    """The nominations that are voted and decided on."""
    return Nomination.objects.filter(round=found).exclude(state=NominationState.WITHDRAWN)


def is_party(actor: Actor, found: Round) -> bool:
    """Whether the actor, by any post, is concerned by a nomination of the round."""
    if actor.person is None:
        return False
    return bool(recusals(found, [actor.person]))


def recusals(found: Round, people: Iterable[int]) -> dict[int, Recusal]:
    """Who of these people is concerned, by key, and how; the number of queries does not grow with them."""
    wanted = set(people)
    rows: list[tuple[Any, ...]] = list(
        standing(found).values_list("candidate__person", "candidate__organization", "candidate__item")
    )
    units = {unit for _person, unit, _item in rows if unit is not None}
    items = {item for _person, _unit, item in rows if item is not None}
    held_by = Contribution.objects.filter(item__in=items)
    shares: list[tuple[Any, ...]] = list(held_by.values_list("person", "organization")) if items else []
    units |= {unit for _person, unit in shares if unit is not None}
    found_so: dict[int, Recusal] = {}
    if units:
        held = Post.objects.filter(network.in_force(), person__in=wanted, organization__in=units)
        found_so.update(dict.fromkeys(held.values_list("person_id", flat=True), Recusal.UNIT))
    found_so.update({one: Recusal.CONTRIBUTOR for one, _unit in shares if one is not None and one in wanted})
    found_so.update({one: Recusal.NOMINEE for one, _unit, _item in rows if one is not None and one in wanted})
    return found_so

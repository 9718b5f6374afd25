# SPDX-License-Identifier: Apache-2.0
"""Keeping what a synthesis consists of: the relation, the shares and the record of every change. Used by the operations
beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from yizhan.domains.items.models import Composition, Contribution, Descent, Item, Part
from yizhan.domains.items.operations import writing
from yizhan.domains.items.operations.apportioning import Portion, repeats
from yizhan.domains.items.operations.writing import Contributor
from yizhan.domains.items.queries import credit, descent
from yizhan.domains.items.states import Change, Channel
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor


def portion_of(item: Item, share: int) -> Portion:
    """An item as part of a whole, with those who have a share in it now."""
    return Portion(item=item.pk, share=share, contributors=tuple(contributors_of(item)))


def contributors_of(item: Item) -> list[Contributor]:
    """Who has which share in an item, as operations hand it around."""
    return [
        Contributor(share=one.share, person=one.person_id, organization=one.organization_id, name=one.name)
        for one in credit.contributions(item)
    ]


def keep(
    actor: Actor,
    item: Item,
    portions: Sequence[Portion],
    contributors: Sequence[Contributor],
    *,
    change: str,
    reason: str,
) -> Composition:
    """Note a change of parts or shares; what it follows is what stood until now."""
    standing = descent.composition_of(item)
    return _note(
        actor,
        item,
        change=change,
        follows=standing.number if standing else 0,
        parts=[{"item": part.item, "share": part.share} for part in portions],
        contributors=[asdict(one) for one in contributors],
        reason=reason,
    )


def keep_shares(actor: Actor, item: Item, contributors: Sequence[Contributor], reason: str) -> None:
    """Note shares that a person set by hand; of other items than syntheses the journal alone keeps the former ones."""
    if item.channel == Channel.SYNTHESIS:
        keep(actor, item, portions_of(item), contributors, change=Change.SHARED, reason=reason)


def return_to(actor: Actor, item: Item, earlier: Composition, reason: str) -> Composition:
    """Note that a former composition stands again; undoing once more leads to what that one followed."""
    return _note(
        actor,
        item,
        change=Change.UNDONE,
        follows=earlier.follows,
        parts=earlier.parts,
        contributors=earlier.contributors,
        reason=reason,
    )


def portions_of(item: Item) -> list[Portion]:
    """The parts of a synthesis as they stand."""
    return [portion_of(part.item, part.share) for part in descent.parts(item)]


def restored(earlier: Composition) -> tuple[dict[int, int], list[Contributor]]:
    """Parts (item to share) and contributors of a former composition."""
    return {part["item"]: part["share"] for part in earlier.parts}, [Contributor(**one) for one in earlier.contributors]


def set_parts(synthesis: Item, portions: Sequence[Portion], came_from: Mapping[int, str]) -> None:
    """Let the synthesis consist of exactly these parts, in this order, and descend from them."""
    Part.objects.filter(synthesis=synthesis).delete()
    Part.objects.bulk_create(
        Part(
            synthesis=synthesis,
            item_id=part.item,
            share=part.share,
            rank=rank,
            came_from=came_from[part.item],
            is_repeat=is_repeat,
        )
        for rank, (part, is_repeat) in enumerate(zip(portions, repeats(portions), strict=True))
    )
    _set_descent(synthesis, [part.item for part in portions])


def set_contributors(item: Item, contributors: Sequence[Contributor]) -> str:
    """Replace the shares of an item; answers with the names as lists show them."""
    Contribution.objects.filter(item=item).delete()
    writing.keep_contributors(item, contributors)
    return writing.authors_of(contributors)


def _set_descent(synthesis: Item, parts: Sequence[int]) -> None:
    Descent.objects.filter(item=synthesis).delete()
    distances = dict.fromkeys(parts, 1)
    for ancestor, distance in Descent.objects.filter(item__in=parts).values_list("ancestor", "distance"):
        distances[ancestor] = min(distances.get(ancestor, distance + 1), distance + 1)
    Descent.objects.bulk_create(
        Descent(item=synthesis, ancestor_id=ancestor, distance=distance) for ancestor, distance in distances.items()
    )


def _note(actor: Actor, item: Item, **said: object) -> Composition:
    standing = descent.composition_of(item)
    number = standing.number + 1 if standing else 1
    return Composition.objects.create(item=item, number=number, post_id=actor.post, at=clock.now(), **said)

# SPDX-License-Identifier: Apache-2.0
"""Shares that always add up: ten-thousandths, given out by the largest remainder, nobody with a claim left without."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from yizhan.domains.items.operations.writing import WHOLE, Contributor

#: Who somebody is, whatever the share: the person, the unit, or the bare name.
Identity = tuple[int | None, int | None, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """One part of a synthesis: whose item (its key), how much of the whole, and who has which share in it."""

    item: int
    share: int
    contributors: tuple[Contributor, ...] = ()


def apportioned(claims: Sequence[int], whole: int = WHOLE) -> list[int]:
    """The whole in proportion to the claims (largest remainder, the earlier first); a claim above nothing gets 1 at
    least. Without any claim all are equal.
    """
    if not any(claims):
        claims = [1] * len(claims)
    total = sum(claims)
    given = [claim * whole // total for claim in claims]
    by_remainder = sorted(range(len(claims)), key=lambda place: -(claims[place] * whole % total))
    for place in by_remainder[: whole - sum(given)]:
        given[place] += 1
    for place, claim in enumerate(claims):
        if claim and not given[place]:
            given[given.index(max(given))] -= 1
            given[place] = 1
    return given


def even_shares(parts: Sequence[Portion]) -> list[int]:
    """What each part is worth when nobody says otherwise: equal shares for each set of contributors.

    The same people reporting one fact through two channels have one share between the two reports.
    """
    sets = [_people(part) or (part.item,) for part in parts]
    groups = len(set(sets))
    return apportioned([WHOLE * WHOLE // (groups * sets.count(one)) for one in sets])


def repeats(parts: Sequence[Portion]) -> list[bool]:
    """Which parts say once more what the same contributors said in an earlier one."""
    seen: set[frozenset[Identity]] = set()
    found = []
    for part in parts:
        people = _people(part)
        found.append(bool(people) and people in seen)
        seen.add(people)
    return found


def blended(parts: Sequence[Portion]) -> list[Contributor]:
    """The contributors of a whole: each with what he or she has in every part, together the whole or nobody at all."""
    claims: dict[Identity, int] = {}
    known: dict[Identity, Contributor] = {}
    for part in parts:
        for one in part.contributors:
            known.setdefault(identity(one), one)
            claims[identity(one)] = claims.get(identity(one), 0) + part.share * one.share
    return _settled(known, claims)


def joined(present: Sequence[Contributor], added: Sequence[Portion]) -> list[Contributor]:
    """The shares after parts were added: those before keep their proportions, whatever a person made of them."""
    rest = Portion(item=0, share=WHOLE - sum(part.share for part in added), contributors=tuple(present))
    return blended([rest, *added])


def parted(present: Sequence[Contributor], leaving: Sequence[Portion], staying: Sequence[Portion]) -> list[Contributor]:
    """The shares after parts were taken out: what they brought goes with them, the others keep their proportions.

    Who contributed to what stays, or was named by hand, keeps a share in any case.
    """
    brought = _claims(leaving)
    remaining = _claims(staying)
    kept = [one for one in present if identity(one) in remaining or identity(one) not in brought]
    claims = {identity(one): max(1, one.share * WHOLE - brought.get(identity(one), 0)) for one in kept}
    return _settled({identity(one): one for one in kept}, claims) if kept else blended(staying)


def identity(one: Contributor) -> Identity:
    """Who it is, whatever the share."""
    if one.person is not None:
        return one.person, None, ""
    return None, one.organization, "" if one.organization is not None else one.name


def _settled(known: Mapping[Identity, Contributor], claims: Mapping[Identity, int]) -> list[Contributor]:
    shares = apportioned([claims[key] for key in known]) if known else []
    return [replace(one, share=share) for one, share in zip(known.values(), shares, strict=True)]


def _claims(parts: Sequence[Portion]) -> dict[Identity, int]:
    claims: dict[Identity, int] = {}
    for part in parts:
        for one in part.contributors:
            claims[identity(one)] = claims.get(identity(one), 0) + part.share * one.share
    return claims


def _people(part: Portion) -> frozenset[Identity]:
    return frozenset(identity(one) for one in part.contributors)

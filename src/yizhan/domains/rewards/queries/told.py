# SPDX-License-Identifier: Apache-2.0
"""The facts that fees are reckoned from: those that points are counted from, with who contributed by name.

What a station below reported, that station pays; everybody else who is named has his or her share.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from yizhan.domains.appraisal.queries import decided
from yizhan.domains.appraisal.queries.facts import Fact
from yizhan.domains.items.models import Contribution, Item
from yizhan.domains.network.models import Organization, Person, Station
from yizhan.domains.network.queries import counted, counting_for
from yizhan.domains.reporting.models import Adoption
from yizhan.domains.reporting.states import BodyKind
from yizhan.domains.rewards.queries.reckoning import Payee, Told

_ADOPTION = "adoption/"


def payee_of(person: int | None, organization: int | None, name: str) -> Payee:
    """Who is paid: a person before a unit, and a bare name only where the register has neither."""
    if person is not None:
        return person, None, ""
    return None, organization, "" if organization is not None else name


def told_of(station: Station, items: Collection[int], until: datetime.date) -> tuple[list[Told], dict[Payee, str]]:
    """What is known of items (keys) until a day, in the order of the days, and the names of all contributors."""
    found = [fact for fact in decided.facts_of(station, items) if fact.day <= until]
    keys = dict(Item.objects.filter(public_id__in={one.matter for one in found}).values_list("public_id", "pk"))
    shares, names = _shares(keys.values())
    media = _media(found)
    told = [
        Told(keys[one.matter], one, _shares_of(one, shares.get(keys[one.matter], ())), one.key in media)
        for one in found
    ]
    return told, names | _further_names(told, names)


def _shares_of(fact: Fact, recorded: Sequence[tuple[Payee, int]]) -> Sequence[tuple[Payee, int]]:
    """Who contributed: as the item says, or as people decided about this fact."""
    if fact.is_decided:
        return _decided(fact.holders)
    is_from_below = any(one.get("below") is not None and one["share"] == _WHOLE for one in fact.holders)
    return () if is_from_below else recorded


_WHOLE = 10_000


def _decided(holders: Iterable[Mapping[str, Any]]) -> list[tuple[Payee, int]]:
    found: dict[Payee, int] = defaultdict(int)
    named = list(holders)
    merged = counting_for(one["person"] for one in named if one.get("person") is not None)
    for one in named:
        person = one.get("person")
        found[payee_of(merged.get(person or 0, person), one.get("organization"), "")] += one["share"]
    return [(payee, share) for payee, share in found.items() if payee != (None, None, "")]


def _shares(items: Iterable[int]) -> tuple[dict[int, list[tuple[Payee, int]]], dict[Payee, str]]:
    """Who contributed to each item, each once, the leading one first; and what they are called there."""
    rows = Contribution.objects.filter(item__in=list(items)).order_by("item", "rank", "id")
    found: dict[int, dict[Payee, int]] = defaultdict(dict)
    names: dict[Payee, str] = {}
    for item, person, organization, name, share in rows.values_list("item", counted(), "organization", "name", "share"):
        payee = payee_of(person, organization, name)
        names[payee] = name
        found[item][payee] = found[item].get(payee, 0) + share
    return {item: list(shares.items()) for item, shares in found.items()}, names


def _further_names(told: Iterable[Told], known: Mapping[Payee, str]) -> dict[Payee, str]:
    """The names of those whom only a correction credits."""
    further = {payee for one in told for payee, _ in one.shares if payee not in known}
    people = dict(Person.objects.filter(pk__in=[one[0] for one in further if one[0]]).values_list("pk", "name"))
    units = Organization.objects.filter(pk__in=[one[1] for one in further if one[1]])
    bodies = dict(units.values_list("pk", "short_name"))
    return {one: people.get(one[0] or 0) or bodies.get(one[1] or 0, "") for one in further}


def _media(found: Iterable[Fact]) -> set[str]:
    """The keys of adoptions that are no office's but a newspaper's, a station's, a site's."""
    adoptions = {one.key: one.key.removeprefix(_ADOPTION).partition("/")[0] for one in found if _is_adoption(one)}
    printed = Adoption.objects.filter(public_id__in=set(adoptions.values())).exclude(body__kind=BodyKind.OFFICE)
    media = {str(public_id) for public_id in printed.values_list("public_id", flat=True)}
    return {key for key, adoption in adoptions.items() if adoption in media}


def _is_adoption(fact: Fact) -> bool:
    return fact.key.startswith(_ADOPTION)

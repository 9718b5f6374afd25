# SPDX-License-Identifier: Apache-2.0
"""The arithmetic of fees. Every amount is whole fen and comes with its workings, from which a page makes sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yizhan.domains.rewards.queries.takings import Facts, Taking, Written
from yizhan.domains.rewards.queries.tariffs import Tariff, Tariffs
from yizhan.domains.rewards.rules import EACH, HIGHEST, ONCE
from yizhan.domains.rewards.states import TakingKind


@dataclass(frozen=True, slots=True)
class Fee:
    """What an item has earned, for all its contributors together, and how."""

    amount: int
    workings: dict[str, Any]


def fee_of(facts: Facts, tariffs: Tariffs) -> Fee:
    """What came of an item as an amount (RULE-065 to RULE-068).

    Each level counts once, with the amount of the day on which it first adopted; how several levels are read, whether
    an instruction doubles and what the limit is, say the rules of the day on which the item was first adopted.
    """
    takings = [one for one in facts.takings if one.kind != TakingKind.RELEASE or tariffs.on(one.on).counts_own_release]
    if not takings:
        return Fee(0, {"takings": [], "written": [_written(one) for one in facts.written], "fee": 0})
    tariff = tariffs.on(takings[0].on)
    first = _first_of_each_level(takings)
    priced = {
        level: tariffs.on(one.on).rates[level] for level, one in first.items() if level in tariffs.on(one.on).rates
    }
    counted = _counted(priced, tariff)
    base = sum(priced[level] for level in counted)
    factor = _factor(len(facts.written), tariff)
    uncapped = base * factor
    fee = uncapped if tariff.cap is None else min(uncapped, tariff.cap)
    workings = {
        "takings": [_taking(one, priced.get(level), level in counted, tariffs) for level, one in first.items()],
        "levels": tariff.levels,
        "base": base,
        "written": [_written(one) for one in facts.written],
        "doubling": tariff.doubling,
        "factor": factor,
        "cap": tariff.cap if fee < uncapped else None,
        "fee": fee,
    }
    return Fee(fee, workings)


def shared(amount: int, claims: Sequence[int]) -> list[int]:
    """An amount in proportion to the claims, to the fen: by the largest remainder, so that the parts add up."""
    total = sum(claims)
    if not total:
        return [0] * len(claims)
    parts = [amount * claim // total for claim in claims]
    by_remainder = sorted(range(len(claims)), key=lambda place: -(amount * claims[place] % total))
    for place in by_remainder[: amount - sum(parts)]:
        parts[place] += 1
    return parts


def within(amounts: Sequence[int], cap: int | None) -> list[tuple[int, int]]:
    """One payee's amounts on one list: what is paid of each and what the limit takes.

    What was paid too much is taken off as far as there is something to take it off; the rest stays for the next list.
    The limit then takes from the last ones first.
    """
    gained = sum(amount for amount in amounts if amount > 0)
    paid: list[int] = []
    left = gained
    for amount in amounts:
        taken = max(amount, -left) if amount < 0 else amount
        left += min(taken, 0)
        paid.append(taken)
    over = max(0, sum(paid) - cap) if cap is not None else 0
    cuts = [0] * len(paid)
    for place in reversed(range(len(paid))):
        cuts[place] = min(over, max(0, paid[place]))
        over -= cuts[place]
    return [(amount - cut, cut) for amount, cut in zip(paid, cuts, strict=True)]


def _first_of_each_level(takings: Sequence[Taking]) -> dict[int, Taking]:
    """By level from the highest down; the takings are in the order of their days."""
    first: dict[int, Taking] = {}
    for one in takings:
        first.setdefault(one.level, one)
    return dict(sorted(first.items()))


def _counted(priced: Mapping[int, int], tariff: Tariff) -> set[int]:
    """The levels that count. Of those without an amount none does; the highest is then the next one below."""
    if tariff.levels == HIGHEST:
        return {min(priced)} if priced else set()
    return set(priced)


def _factor(instructions: int, tariff: Tariff) -> int:
    if tariff.doubling == EACH:
        return 1 + instructions
    return 2 if tariff.doubling == ONCE and instructions else 1


def _taking(one: Taking, rate: int | None, counts: bool, tariffs: Tariffs) -> dict[str, Any]:
    tariff = tariffs.on(one.on)
    return {
        "kind": one.kind,
        "level": one.level,
        "name": one.name,
        "on": one.on.isoformat(),
        "rate": rate,
        "counts": counts,
        "rule": tariff.version,
        "instrument": tariff.instrument,
    }


def _written(one: Written) -> dict[str, Any]:
    return {"leader": one.leader, "level": one.level, "on": one.on.isoformat()}

# SPDX-License-Identifier: Apache-2.0
"""The lines of a fee list, reckoned from what is known now. Nothing here is written."""

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import orjson

from yizhan.domains.appraisal.queries import decided
from yizhan.domains.network.models import Station
from yizhan.domains.network.queries import counted
from yizhan.domains.reporting.queries.periods import Period
from yizhan.domains.rewards.models import FeeLine, FeeList
from yizhan.domains.rewards.queries import reckoning, takings
from yizhan.domains.rewards.queries.reckoning import Earned, Payee
from yizhan.domains.rewards.queries.schemes import FeeSchemes
from yizhan.domains.rewards.queries.tariffs import Tariff
from yizhan.domains.rewards.queries.told import payee_of, told_of
from yizhan.domains.rewards.states import State
from yizhan.engines.scoring.periods import Period as Span

_NOTHING = Earned()


@dataclass(frozen=True, slots=True)
class Reckoned:
    """One line before it is written."""

    item: int
    payee: Payee
    name: str
    entitled: int
    before: int
    amount: int
    workings: dict[str, Any]
    cut: int = 0


def reckoned(station_id: int, period: Period, *, besides: int | None = None) -> list[Reckoned]:
    """What the items of a station have earned until the end of a period, less what other lists gave.

    Looked at are the items to which something happened in the period and all that were ever on a list, so that a
    correction of either sign is made good. `besides` is the list that is reckoned anew.
    """
    station, given = Station.objects.get(pk=station_id), _given(station_id, besides)
    span = Span(period.first, period.last)
    items = takings.stirred(station_id, period) | decided.corrected(station_id, span) | set(given)
    schemes = FeeSchemes(station_id)
    told, names = told_of(station, items, period.last)
    earned, tariff = reckoning.earned(station, told, schemes, period.last), schemes.tariffs.on(period.last)
    found: list[Reckoned] = []
    for item in sorted(items):
        found.extend(_of_item(item, earned.get(item, {}), given.get(item, {}), names, tariff))
    return _limited(found, tariff)


def totals(lines: Iterable[Reckoned | FeeLine]) -> dict[Payee, int]:
    """What each payee gets."""
    sums: dict[Payee, int] = defaultdict(int)
    for line in lines:
        sums[_payee(line)] += line.amount
    return {payee: amount for payee, amount in sums.items() if amount > 0}


def is_current(fee_list: FeeList) -> bool:
    """Whether the list still says what would be reckoned now."""
    period = Period(fee_list.first, fee_list.last)
    now = [row(fee_list, line) for line in reckoned(fee_list.station_id, period, besides=fee_list.pk)]
    return said(now) == said(fee_list.lines.order_by("id"))


def row(fee_list: FeeList, line: Reckoned) -> FeeLine:
    """A line as it is stored."""
    person, organization, _ = line.payee
    return FeeLine(
        fee_list=fee_list,
        item_id=line.item,
        person_id=person,
        organization_id=organization,
        name=line.name,
        entitled=line.entitled,
        before=line.before,
        amount=line.amount,
        cut=line.cut,
        workings=line.workings,
    )


def said(lines: Iterable[FeeLine]) -> list[tuple[Any, ...]]:
    """What lines say, to compare them."""
    return [
        (one.item_id, one.person_id, one.organization_id, one.name, one.entitled, one.before, one.amount, one.cut)
        for one in lines
    ]


def digest(fee_list: FeeList) -> str:
    """The SHA-256 over everything that the list says: whoever keeps it can prove that no line was changed."""
    head = [str(fee_list.public_id), fee_list.first.isoformat(), fee_list.last.isoformat()]
    body = [[*one, line.workings] for one, line in _said_with(fee_list.lines.order_by("id"))]
    return hashlib.sha256(orjson.dumps([head, body], option=orjson.OPT_SORT_KEYS)).hexdigest()


def _said_with(lines: Iterable[FeeLine]) -> Iterable[tuple[tuple[Any, ...], FeeLine]]:
    kept = list(lines)
    return zip(said(kept), kept, strict=True)


def _given(station_id: int, besides: int | None) -> dict[int, dict[Payee, tuple[str, int]]]:
    """What other lists gave to each payee for each item, with what a limit took for good."""
    others = FeeLine.objects.filter(fee_list__station_id=station_id).exclude(fee_list__state=State.DISCARDED)
    rows = others.exclude(fee_list_id=besides).order_by("id")
    given: dict[int, dict[Payee, tuple[str, int]]] = defaultdict(dict)
    for item, person, organization, name, paid, cut in rows.values_list(
        "item", counted(), "organization", "name", "amount", "cut"
    ):
        payee = payee_of(person, organization, name)
        _, known = given[item].get(payee, (name, 0))
        given[item][payee] = name, known + paid + cut
    return given


def _of_item(
    item: int,
    earned: Mapping[Payee, Earned],
    before: Mapping[Payee, tuple[str, int]],
    names: Mapping[Payee, str],
    tariff: Tariff,
) -> Iterable[Reckoned]:
    """A line for each contributor, and for whoever was paid and has nothing to get for it any more."""
    for payee in [*earned, *(one for one in before if one not in earned)]:
        mine = earned.get(payee, _NOTHING)
        name, paid = before.get(payee, ("", 0))
        name = names.get(payee) or name
        line = Reckoned(item, payee, name, mine.amount, paid, mine.amount - paid, {"entries": [], **mine.workings})
        if line.amount:
            yield line if line.amount < 0 or _is_paid(payee, tariff) else _unpaid(line)


def _is_paid(payee: Payee, tariff: Tariff) -> bool:
    person, organization, _ = payee
    return person is not None or (organization is not None and tariff.pays_units)


def _unpaid(line: Reckoned) -> Reckoned:
    """A share that the rules pay to nobody: it stays on the list, so that everybody sees where the rest went."""
    workings = {**line.workings, "not_paid": "unit" if line.payee[1] is not None else "outside"}
    return replace(line, amount=0, cut=max(line.amount, 0), workings=workings)


def _limited(lines: list[Reckoned], tariff: Tariff) -> list[Reckoned]:
    by_payee: dict[Payee, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        if "not_paid" not in line.workings:
            by_payee[line.payee].append(place)
    for places in by_payee.values():
        amounts = reckoning.within([lines[place].amount for place in places], tariff.person_cap)
        for place, (amount, cut) in zip(places, amounts, strict=True):
            lines[place] = replace(lines[place], amount=amount, cut=cut)
    return [line for line in lines if line.amount or line.cut]


def _payee(line: Reckoned | FeeLine) -> Payee:
    if isinstance(line, Reckoned):
        return line.payee
    return payee_of(line.person_id, line.organization_id, line.name)


def period_of(fee_list: FeeList) -> Period:
    """The days of a list."""
    return Period(fee_list.first, fee_list.last)


def quarter_before(day: datetime.date) -> Period:
    """The calendar quarter that ended last before a day: what a list usually covers."""
    begins = datetime.date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    last = begins - datetime.timedelta(days=1)
    return Period(datetime.date(last.year, last.month - 2, 1), last)

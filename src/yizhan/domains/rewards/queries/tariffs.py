# SPDX-License-Identifier: Apache-2.0
"""What the rulebook says about fees on a day. Amounts are whole fen."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from yizhan.domains.network.states import Level
from yizhan.domains.rewards import rules
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.rulebook.models import Rule
from yizhan.domains.rulebook.queries import InForce
from yizhan.domains.rulebook.rules.definitions import Definition
from yizhan.domains.rulebook.rules.scopes import Subject
from yizhan.domains.rulebook.rules.tables import Row

V = TypeVar("V")

_LEVELS = {"county": Level.COUNTY, "city": Level.CITY, "province": Level.PROVINCE, "nation": Level.NATION}

_DEFINITIONS: tuple[Definition[Any], ...] = (
    rules.FEES,
    rules.FEE_LEVELS,
    rules.FEE_DOUBLING,
    rules.FEE_OWN_RELEASE,
    rules.FEE_CAP,
    rules.FEE_PERSON_CAP,
    rules.FEE_UNITS,
)


@dataclass(frozen=True, slots=True)
class Tariff:
    """The rules of one day. `rates` has the levels whose amount is laid down; `since` is the day of the last change
    to any of them, None while nothing was laid down.
    """

    rates: dict[int, int]
    since: datetime.date | None
    instrument: str
    levels: str
    doubling: str
    counts_own_release: bool
    cap: int | None
    person_cap: int | None
    pays_units: bool


class Tariffs:
    """The tariffs of a station, by day. The rules are read once."""

    def __init__(self, station_id: int) -> None:
        keys = [definition.key for definition in _DEFINITIONS]
        self._laid_down = list(rulebook.history(station_id).filter(key__in=keys).order_by("valid_from", "id"))
        self._known: dict[datetime.date, Tariff] = {}

    def on(self, day: datetime.date) -> Tariff:
        """The tariff in force on a day."""
        if day not in self._known:
            self._known[day] = self._tariff(day)
        return self._known[day]

    def _tariff(self, day: datetime.date) -> Tariff:
        rows = [rule for rule in self._laid_down if rule.valid_from <= day]
        amounts = _in_force(rules.FEES, rows)
        return Tariff(
            rates=_rates(amounts.value),
            since=max((rule.valid_from for rule in rows), default=None),
            instrument=str(amounts.instrument.title) if amounts.version else "",
            levels=_in_force(rules.FEE_LEVELS, rows).value,
            doubling=_in_force(rules.FEE_DOUBLING, rows).value,
            counts_own_release=_in_force(rules.FEE_OWN_RELEASE, rows).value,
            cap=_limit(_in_force(rules.FEE_CAP, rows).value),
            person_cap=_limit(_in_force(rules.FEE_PERSON_CAP, rows).value),
            pays_units=_in_force(rules.FEE_UNITS, rows).value,
        )


def fen(amount: Decimal) -> int:
    """An amount in yuan as whole fen; the rulebook keeps two places."""
    return int(amount * 100)


def yuan(amount: int) -> str:
    """Whole fen as yuan with two places: 12345 is 123.45."""
    return f"{Decimal(amount) / 100:.2f}"


def _rates(rows: Iterable[Row]) -> dict[int, int]:
    return {_LEVELS[row["level"]]: fen(row["amount"]) for row in rows if row["amount"] is not None}


def _limit(amount: Decimal | None) -> int | None:
    return None if amount is None else fen(amount)


def _in_force(definition: Definition[V], rows: list[Rule]) -> InForce[V]:
    own = [rule for rule in rows if rule.key == definition.key]
    return rulebook.counting(definition, rulebook.applying(definition, own, Subject()))

# SPDX-License-Identifier: Apache-2.0
"""By which money scheme fees are reckoned on a day: the station's own, or the one that its fee rules amount to.

There is one way to reckon money, the scheme language. The fee rules of the rulebook (RULE-065 to RULE-068, with their
open readings as options) are written as a scheme, `fee_scheme.toml`; where the station has put a money scheme for
people in force (room `appraisal`), that one counts from its first day to its last.
"""

import datetime
from dataclasses import dataclass
from functools import cached_property

from yizhan.domains.appraisal.models import Scheme as Version
from yizhan.domains.appraisal.queries import accounts
from yizhan.domains.appraisal.queries.terms import Terms
from yizhan.domains.appraisal.queries.translation import Translation
from yizhan.domains.appraisal.states import COUNTING, Holder
from yizhan.domains.rewards.queries.tariffs import Tariff, Tariffs
from yizhan.domains.rewards.queries.written import written
from yizhan.engines.scoring.checks.reach import beyond_one_item
from yizhan.engines.scoring.findings import Refused
from yizhan.engines.scoring.language.scheme import Scheme
from yizhan.kernel.errors import Conflict

#: Fees are whole fen.
_PLACES = 2


@dataclass(frozen=True)
class FeeScheme:
    """One version. `key` tells it from the others, in letters that a field of a scheme may have."""

    key: str
    scheme: Scheme
    terms: Terms
    instrument: str
    is_own: bool

    @cached_property
    def translation(self) -> Translation:
        """From the words of the records to its own."""
        return Translation(self.scheme, self.terms, {})


class FeeSchemes:
    """The versions of a station, by day. What is laid down is read once."""

    def __init__(self, station_id: int) -> None:
        counting = Version.objects.filter(station_id=station_id, is_money=True, holder=Holder.PERSON)
        self._own = list(counting.filter(state__in=sorted(COUNTING)).order_by("valid_from", "id"))
        self.tariffs = Tariffs(station_id)
        self._known: dict[str, FeeScheme] = {}
        self._by_day: dict[datetime.date, FeeScheme] = {}

    def on(self, day: datetime.date) -> FeeScheme:
        """The version in force on a day.

        Raises `Conflict` where two money schemes are in force, or one cannot be used for single items.
        """
        if day not in self._by_day:
            self._by_day[day] = self._found(day)
        return self._by_day[day]

    def _found(self, day: datetime.date) -> FeeScheme:
        own = [one for one in self._own if _counts(one, day)]
        if len(own) > 1:
            raise Conflict("rewards.scheme.several", day=day.isoformat(), name=own[0].name, other=own[1].name)
        tariff = self.tariffs.on(day)
        key = f"s{own[0].pk}" if own else f"r{tariff.since:%Y%m%d}" if tariff.since else "r"
        if key not in self._known:
            self._known[key] = _of_version(key, own[0]) if own else _of_rules(key, tariff)
        return self._known[key]


def _counts(version: Version, day: datetime.date) -> bool:
    begins = version.valid_from is not None and version.valid_from <= day
    return begins and (version.valid_until is None or day <= version.valid_until)


def _of_version(key: str, version: Version) -> FeeScheme:
    try:
        scheme, terms = accounts.read(version)
    except Refused as refused:
        raise Conflict("rewards.scheme.unreadable", name=str(version), reason=str(refused)[:300]) from refused
    wider = beyond_one_item(scheme)
    if wider is not None:
        raise Conflict("rewards.scheme.beyond_items", name=str(version), clause=wider.name)
    if scheme.head.decimals > _PLACES:
        raise Conflict("rewards.scheme.decimals", name=str(version))
    number = f" {version.instrument_number}" if version.instrument_number else ""
    return FeeScheme(key, scheme, terms, f"{version.instrument}{number}", is_own=True)


def _of_rules(key: str, tariff: Tariff) -> FeeScheme:
    return FeeScheme(key, written(tariff), Terms(), tariff.instrument, is_own=False)

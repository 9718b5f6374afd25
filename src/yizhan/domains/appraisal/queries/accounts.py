# SPDX-License-Identifier: Apache-2.0
"""Accounts that are computed once and then follow each occasion, in the memory of a process.

What is kept is only a shortcut: it is told by the identity of the last occasion, the texts and the register whether it
still belongs to what is stored, and is computed anew where it does not. Either way gives the same accounts.
"""

import datetime
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from yizhan.domains.appraisal.models import Occasion
from yizhan.domains.appraisal.models import Scheme as Version
from yizhan.domains.appraisal.queries.holders import Holders, Subject, holders, register_state
from yizhan.domains.appraisal.queries.terms import Terms, read_terms
from yizhan.domains.appraisal.queries.translation import ROW, Key, Row, Translation, holders_of
from yizhan.engines.scoring.events.records import EventRecord, table_of
from yizhan.engines.scoring.findings import Refused
from yizhan.engines.scoring.incremental.ledger import Ledger
from yizhan.engines.scoring.language.reading import parse_scheme
from yizhan.engines.scoring.language.scheme import Scheme
from yizhan.engines.scoring.periods import Period
from yizhan.engines.scoring.results.appraisal import Appraisal
from yizhan.kernel import clock

#: So many accounts of a scheme and period are kept by one process.
_KEPT = 8

#: More new occasions than this are faster counted all anew.
_FOLLOWED = 200

_DAY = datetime.timedelta(days=1)


@dataclass
class Accounts:
    """The accounts of one scheme in one period, and how far they have followed."""

    scheme: Scheme
    ledger: Ledger
    translation: Translation
    subjects: Mapping[str, Subject]
    days: tuple[datetime.date, datetime.date]
    counted: set[str]
    last: int
    last_id: str
    _found: Appraisal | None = field(default=None)

    def appraisal(self) -> Appraisal:
        """Everything about the accounts, with each step of the arithmetic."""
        if self._found is None:
            self._found = self.ledger.appraisal(explain=True)
        return self._found

    def follow(self, row: Row) -> None:
        """Take in one more occasion. Raises `Refused` or `KeyError` where only counting anew helps."""
        self.last, self.last_id = row.pk, row.public_id.hex
        former = row.replaces.hex if row.replaces else ""
        told = (
            None if row.is_cancellation or not self.days[0] <= row.day <= self.days[1] else self.translation.event(row)
        )
        if former in self.counted:
            self._found = None
            self.counted.remove(former)
            self.ledger.add(
                replace(told, replaces=former) if told else EventRecord(row.public_id.hex, row.day, (), cancels=former)
            )
        elif told is not None:
            self._found = None
            self.ledger.add(told)
        if told is not None:
            self.counted.add(told.id)


_lock = threading.RLock()
_kept: OrderedDict[tuple[str, ...], Accounts] = OrderedDict()


def accounts(version: Version, period: Period, *, is_ahead: bool = False) -> Accounts:
    """The accounts of a version of a scheme in a period, as everything booked so far makes them.

    Duties are judged that are over, or with `is_ahead` also those that still run.
    Raises the engine's `Refused` when text, terms or occasions cannot be counted without guessing.
    """
    judged_until = period.end if is_ahead else min(period.end, clock.today() - _DAY)
    texts = hashlib.sha256(f"{version.text}\0{version.terms}".encode()).hexdigest()
    span = f"{period.start} {period.end} {judged_until} {version.valid_from} {version.valid_until}"
    key = (version.public_id.hex, texts, span, register_state(version.station_id, version.holder))
    with _lock:
        known = _kept.get(key)
        if known is None or not _has_followed(version, known):
            known = _count(version, period, judged_until)
        _kept[key] = known
        _kept.move_to_end(key)
        while len(_kept) > _KEPT:
            _kept.popitem(last=False)
        return known


def counted_anew(version: Version, period: Period) -> Accounts:
    """The same without any shortcut."""
    return _count(version, period, min(period.end, clock.today() - _DAY))


def read(version: Version) -> tuple[Scheme, Terms]:
    """A version's text and terms, checked; raises the engine's `Refused`.

    A version that is in force counts from the day on which it was put in force; what was never in force may be tried on
    any period.
    """
    scheme, terms = parse_scheme(version.text), read_terms(version.terms)
    head = scheme.head.model_copy(update={"valid_from": version.valid_from, "valid_until": version.valid_until})
    return scheme.model_copy(update={"head": head}), terms


def _has_followed(version: Version, known: Accounts) -> bool:
    """Whether what is kept belongs to this store and could take in what came since."""
    since = Occasion.objects.filter(station_id=version.station_id, pk__gte=known.last).order_by("pk")
    told = [Row._make(row) for row in since.values_list(*ROW)[: _FOLLOWED + 2]]
    if known.last:
        if not told or told[0].public_id.hex != known.last_id:
            return False
        told = told[1:]
    if len(told) > _FOLLOWED:
        return False
    try:
        for row in told:
            known.follow(row)
    except (Refused, KeyError):
        return False
    return True


def _count(version: Version, period: Period, judged_until: datetime.date) -> Accounts:
    scheme, terms = read(version)
    first, until = _first_day(version, period), min(period.end, version.valid_until or period.end)
    booked = Occasion.objects.filter(station_id=version.station_id)
    newest = booked.order_by("-pk").values_list("pk", "public_id").first()
    valid = booked.filter(replaced_by__isnull=True, is_cancellation=False, day__range=(first, until)).order_by("pk")
    rows = [Row._make(row) for row in valid.values_list(*ROW)]
    accounts_of = _holders(version, terms, rows)
    translation = Translation(scheme, terms, accounts_of.names)
    events = [event for row in rows if (event := translation.event(row)) is not None]
    ledger = Ledger(scheme, table_of(events, scheme), accounts_of.register, period, judged_until=judged_until)
    return Accounts(
        scheme,
        ledger,
        translation,
        accounts_of.subjects,
        (first, until),
        {event.id for event in events},
        newest[0] if newest else 0,
        newest[1].hex if newest else "",
    )


def _holders(version: Version, terms: Terms, rows: list[Row]) -> Holders:
    last_days: dict[Key, datetime.date] = {}
    for row in rows:
        for key, _share in holders_of(row.holders, version.holder):
            last_days[key] = max(row.day, last_days.get(key, row.day))
    return holders(version.station, version.holder, terms, last_days)


def _first_day(version: Version, period: Period) -> datetime.date:
    """Occasions of the year before count for what is told of an item, those of the scheme's own time only."""
    before = datetime.date(period.start.year - 1, 1, 1)
    return max(before, version.valid_from or before)

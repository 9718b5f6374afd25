# SPDX-License-Identifier: Apache-2.0
"""What items have earned their contributors, reckoned by the scoring engine under a money scheme, each cent explained.

Each fact brings what the version in force on its day says; what becomes of the item as a whole (which of several
adoptions counts, doubling, limits, shares) says the version of the day on which it was first adopted.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from yizhan.domains.appraisal.queries.facts import Fact
from yizhan.domains.appraisal.queries.holders import holders
from yizhan.domains.appraisal.queries.vocabulary import FURTHER, LEAD, LEVELS
from yizhan.domains.appraisal.states import Holder as HolderKind
from yizhan.domains.network.models import Station
from yizhan.domains.rewards.queries.schemes import FeeScheme, FeeSchemes
from yizhan.engines.scoring.appraising import appraise
from yizhan.engines.scoring.checks.places import unit_columns
from yizhan.engines.scoring.events.records import EventRecord, FieldValue, table_of
from yizhan.engines.scoring.findings import Refused
from yizhan.engines.scoring.language.scheme import Scheme
from yizhan.engines.scoring.language.succession import VERSION, field_of, joined
from yizhan.engines.scoring.periods import Period
from yizhan.engines.scoring.results.explanation import EntryExplanation, Explainer
from yizhan.engines.scoring.units.register import Holder, Properties, Register
from yizhan.kernel.errors import Conflict

#: A person or a unit of the register by key, or a name alone.
Payee = tuple[int | None, int | None, str]

#: Facts by which an item is taken up; the first of them says which version governs.
_TAKING = ("adoption", "release", "issue")


@dataclass(frozen=True, slots=True)
class Told:
    """A fact about an item, with who contributed to it, in ten-thousandths."""

    item: int
    fact: Fact
    shares: Sequence[tuple[Payee, int]]
    is_medium: bool = False

    @property
    def kind(self) -> str:
        """What it is: adoption, release, issue, instruction …"""
        return self.fact.key.partition("/")[0]

    @property
    def words(self) -> dict[str, Any]:
        """What schemes may know the fact by."""
        return {**self.fact.fields, "medium": self.is_medium, "own": self.kind in ("release", "issue")}


@dataclass(slots=True)
class Earned:
    """What one contributor has earned with one item, in fen, and how."""

    amount: int = 0
    workings: dict[str, Any] = field(default_factory=dict)


def earned(station: Station, told: Sequence[Told], schemes: FeeSchemes, until: date) -> dict[int, dict[Payee, Earned]]:
    """What items have earned each contributor until a day, by item. Raises `Conflict` where a scheme cannot say."""
    of_item: dict[int, list[Told]] = defaultdict(list)
    for one in told:
        of_item[one.item].append(one)
    alike: dict[tuple[str, frozenset[str]], list[list[Told]]] = defaultdict(list)
    versions: dict[str, FeeScheme] = {}
    for facts in of_item.values():
        found = [schemes.on(one.fact.day) for one in facts]
        versions |= {one.key: one for one in found}
        governing = found[_first(facts)].key
        alike[governing, frozenset(one.key for one in found) - {governing}].append(facts)
    result: dict[int, dict[Payee, Earned]] = {}
    for (governing, others), items in alike.items():
        group = _Group(station, versions[governing], [versions[key] for key in sorted(others)], schemes)
        result |= group.earned([one for facts in items for one in facts], until)
    return result


def _first(facts: Sequence[Told]) -> int:
    """The place of the fact whose day says which version governs: the first taking, else the first of all."""
    return next((place for place, one in enumerate(facts) if one.kind in _TAKING), 0)


class _Group:
    """Items whose facts fall under the same versions; they are reckoned together."""

    def __init__(
        self, station: Station, governing: FeeScheme, others: Sequence[FeeScheme], schemes: FeeSchemes
    ) -> None:
        self._station, self._governing, self._schemes = station, governing, schemes
        self._versions = {one.key: one for one in (governing, *others)}
        self._scheme = joined(governing.scheme, {one.key: one.scheme for one in others})
        self._codes: dict[Payee, str] = {}

    def earned(self, told: Sequence[Told], until: date) -> dict[int, dict[Payee, Earned]]:
        made = (self._event(place, one) for place, one in enumerate(told))
        events = [event for event in made if event is not None]
        found: dict[int, dict[Payee, Earned]] = {}
        instructions = _instructions(told)
        payees = {code: payee for payee, code in self._codes.items()}
        for entry in self._entries(events, until) if events else ():
            one = told[int(entry.event)]
            mine = found.setdefault(one.item, {}).setdefault(payees[entry.holder], Earned())
            mine.amount += int(entry.points * 100)
            mine.workings.setdefault("entries", []).append(self._entry(entry, one, payees[entry.holder]))
            if any(step.step == "multiplier" for step in entry.steps):
                mine.workings["instructions"] = instructions.get(one.item, [])
        return found

    def _event(self, place: int, told: Told) -> EventRecord | None:
        """The event in the words of every version concerned; None when none of them knows what it is."""
        version = self._schemes.on(told.fact.day).key
        words = told.words
        fields: dict[str, FieldValue] = self._governing.translation.fields(words)
        for key, other in self._versions.items():
            if key != self._governing.key:
                fields |= {field_of(name, key): one for name, one in other.translation.fields(words).items()}
        if len(self._versions) > 1:
            fields[VERSION] = None if version == self._governing.key else version
        if not told.shares or not _is_known(fields):
            return None
        names = [self._codes.setdefault(payee, f"p{len(self._codes)}") for payee, _ in told.shares]
        weights = [Decimal(share) / 100 for _, share in told.shares]
        roles = (LEAD, *(FURTHER for _ in names[1:]))
        return EventRecord(f"{place:09d}", told.fact.day, names, str(told.item), fields, roles, weights)

    def _entries(self, events: Sequence[EventRecord], until: date) -> Iterable[EntryExplanation]:
        first = min(event.day for event in events)
        span = Period(date(first.year, 1, 1), until)
        try:
            table = table_of(events, self._scheme)
            register = self._register() if unit_columns(self._scheme) else None
            found = appraise(self._scheme, table, register, span, explain=True)
        except Refused as refused:
            raise Conflict(
                "rewards.scheme.unreadable", name=self._scheme.head.name, reason=str(refused)[:300]
            ) from refused
        return list(Explainer(found).entries())

    def _register(self) -> Register:
        """Everybody with the columns that a scheme may look at; whoever is no person of the register has them blank."""
        people = {("person", payee[0]): date.max for payee in self._codes if payee[0] is not None}
        known = holders(self._station, HolderKind.PERSON, self._governing.terms, people)
        listed = {known.subjects[one.name].key: one.versions for one in known.register.holders}
        blank = (Properties(None, dict.fromkeys(known.register.columns, "")),)
        accounts = [Holder(code, versions=listed.get(payee[0] or 0, blank)) for payee, code in self._codes.items()]
        return Register(accounts, {account.name: place for place, account in enumerate(accounts)})

    def _entry(self, entry: EntryExplanation, told: Told, payee: Payee) -> dict[str, Any]:
        """One line of the workings, as plain values: event, rule, version, arithmetic."""
        version = self._versions[self._schemes.on(told.fact.day).key]
        before = [step.points for step in entry.steps if step.step != "share"][-1]
        return {
            **_happened(told),
            "rule": entry.name,
            "clause": entry.clause,
            "scheme": version.scheme.head.name,
            "version": version.scheme.head.version,
            "instrument": version.instrument,
            "is_own": version.is_own,
            "counts": entry.counted,
            "arithmetic": entry.arithmetic,
            "steps": [
                {"step": one.step, "name": one.name, "points": _fen(one.points), **_factor(one.detail)}
                for one in entry.steps
                if one.step not in ("share", "selection")
            ],
            "share": next((share for one, share in told.shares if one == payee), 0),
            "is_by_share": _is_by_share(self._scheme),
            "whole": _fen(before),
            "amount": _fen(entry.points),
        }


def _is_known(fields: Mapping[str, FieldValue]) -> bool:
    """Whether any version knows what kind of thing happened; a scheme without kinds takes everything."""
    kinds = [value for name, value in fields.items() if name == "kind" or name.startswith("kind-")]
    return not kinds or any(value is not None for value in kinds)


def _happened(told: Told) -> dict[str, Any]:
    """The fact itself, as plain values."""
    fields = told.fact.fields
    return {
        "kind": told.kind,
        "on": told.fact.day.isoformat(),
        "name": next(iter(fields.get("body", ())), ""),
        "level": _level(fields.get("level", ())),
    }


def _instructions(told: Iterable[Told]) -> dict[int, list[dict[str, Any]]]:
    """What leaders wrote, by item: it brings nothing by itself, but may double."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for one in told:
        if one.kind == "instruction":
            found[one.item].append(_happened(one))
    return found


def _is_by_share(scheme: Scheme) -> bool:
    return bool(scheme.sharings) and all(one.method == "weight" for one in scheme.sharings)


def _factor(detail: Mapping[str, str | int]) -> dict[str, str]:
    return {name: str(detail[name]) for name in ("factor", "number") if name in detail}


def _level(words: Collection[str]) -> int | None:
    return next((level for level, known in LEVELS.items() if list(known) == list(words)), None)


def _fen(amount: Decimal) -> int:
    return int(amount * 100)


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

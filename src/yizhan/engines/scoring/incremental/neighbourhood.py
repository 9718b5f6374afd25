# SPDX-License-Identifier: Apache-2.0
"""Which events may get other points because one event came, went or changed."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from yizhan.engines.scoring.calculation.slots import Slots
from yizhan.engines.scoring.events.table import Integers
from yizhan.engines.scoring.incremental.row_tests import RowTests
from yizhan.engines.scoring.incremental.store import EventStore
from yizhan.engines.scoring.language.clause import LongPeriod
from yizhan.engines.scoring.language.conditions import Conditions
from yizhan.engines.scoring.language.event_clauses import Multiplier, Rule
from yizhan.engines.scoring.language.scheme import Scheme

_TIME: tuple[LongPeriod, ...] = ("month", "quarter", "half_year", "year")


@dataclass(frozen=True, slots=True)
class Coupling:
    """Within a group, events that meet `touching` can change the points of events that meet `touched`."""

    per: tuple[str, ...]
    touching: tuple[Conditions, ...]
    touched: tuple[Conditions, ...]


def couplings(scheme: Scheme) -> Iterator[Coupling]:
    """All couplings, in the order of the calculation."""
    conditions = {rule.id: rule.when for rule in scheme.rules}
    clauses: list[Rule | Multiplier] = [*scheme.rules, *scheme.multipliers]
    for clause in clauses:
        ids = [clause.id] if isinstance(clause, Rule) else sorted(scheme.rules_in(clause))
        for on_item in (clause.item_has, clause.item_lacks):
            if on_item is not None:
                yield Coupling(("item",), (on_item,), tuple(conditions[each] for each in ids))
    for rule in scheme.rules:
        if rule.ladder:
            yield Coupling(rule.ladder_per, (rule.when,), (rule.when,))
    for selection in scheme.selections:
        compared = tuple(conditions[each] for each in sorted(scheme.rules_in(selection)))
        yield Coupling(selection.per, compared, compared)
    for limit in scheme.limits:
        if limit.every == "item":
            compared = tuple(conditions[each] for each in sorted(scheme.rules_in(limit)))
            yield Coupling(("item",), compared, compared)


class Neighbourhood:
    """Finds neighbours through the indexes of a store."""

    def __init__(self, scheme: Scheme, store: EventStore, slots: Slots) -> None:
        """Bind to a store that grows."""
        self._couplings = list(couplings(scheme))
        self._store, self._slots, self._tests = store, slots, RowTests(scheme, store)

    def of(self, rows: Integers) -> tuple[Integers, Integers]:
        """Rows of which the points may change, and rows that are needed to compute these right.

        A change spreads from step to step, so the first set grows along the steps; what a row gets depends on its
        groups in earlier steps, so the second set grows back along them.
        """
        touched = np.unique(rows)
        for coupling in self._couplings:
            touched = self._joined(touched, coupling.per, coupling.touching, coupling.touched)
        needed = touched
        for coupling in reversed(self._couplings):
            needed = self._joined(needed, coupling.per, coupling.touched, coupling.touching)
        return touched, needed

    def _joined(
        self, rows: Integers, per: tuple[str, ...], of: tuple[Conditions, ...], mates: tuple[Conditions, ...]
    ) -> Integers:
        """The rows, and those that meet `mates` in the groups of those that meet `of`."""
        members = rows[self._tests.any_of(of, rows)]
        if not members.size or "event" in per:
            return rows
        candidates = self._candidates(members, per)
        found = candidates[self._tests.any_of(mates, candidates)]
        return np.union1d(rows, self._at_the_time_of(members, found, per))

    def _candidates(self, members: Integers, per: tuple[str, ...]) -> Integers:
        """More rows than the groups of the members have, found by the part of the grouping that has an index."""
        if "item" in per:
            items = np.unique(self._store.items(members))
            return self._store.by_item.rows(items[items != 0].tolist())
        if "holder" in per:
            return self._store.by_holder.rows(np.unique(self._store.holders(members)).tolist())
        named = [name for name in per if name not in _TIME]
        return self._store.rows_alike(named[0], members) if named else np.arange(len(self._store))

    def _at_the_time_of(self, members: Integers, rows: Integers, per: tuple[str, ...]) -> Integers:
        """The rows in the same month, quarter… as one of the members, if the grouping asks for that."""
        for every in _TIME:
            if every in per:
                wanted = np.unique(self._bucket(members, every))
                rows = rows[np.isin(self._bucket(rows, every), wanted)]
        return rows

    def _bucket(self, rows: Integers, every: LongPeriod) -> Integers:
        buckets: Integers = self._slots.bucket_of_slot(every)[self._slots.slots_of(self._store.days(rows))]
        return buckets

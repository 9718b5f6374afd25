# SPDX-License-Identifier: Apache-2.0
"""Accounts that follow each event at once and always equal a full recomputation."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import numpy as np

from yizhan.engines.scoring.appraising import prepare
from yizhan.engines.scoring.calculation.accounts import close_accounts, make_accounts
from yizhan.engines.scoring.calculation.context import Context
from yizhan.engines.scoring.calculation.duties import Judgement
from yizhan.engines.scoring.calculation.event_sums import EventSums, is_plain, sum_events
from yizhan.engines.scoring.calculation.matching import match
from yizhan.engines.scoring.events.corrections import annulled_events
from yizhan.engines.scoring.events.records import EventRecord, table_of
from yizhan.engines.scoring.events.table import EventTable, Integers
from yizhan.engines.scoring.findings import Findings, Refused, refusal
from yizhan.engines.scoring.incremental.neighbourhood import Neighbourhood
from yizhan.engines.scoring.incremental.store import EventStore
from yizhan.engines.scoring.language.scheme import Scheme
from yizhan.engines.scoring.periods import Period
from yizhan.engines.scoring.results.appraisal import Appraisal
from yizhan.engines.scoring.units.placement import place_events
from yizhan.engines.scoring.units.register import Register


class Ledger:
    """The accounts of a scheme in a period, open for further events and corrections.

    What an event can touch is found through the items and units it shares with others; only that is computed again.
    """

    def __init__(
        self,
        scheme: Scheme,
        table: EventTable,
        register: Register,
        period: Period,
        *,
        judged_until: date | None = None,
    ) -> None:
        """Compute everything once. Units, period and scheme are fixed; a change of these needs a new ledger.

        Duties are judged that were over by `judged_until`, by default all of the period.
        """
        self._findings = Findings()
        self._context = prepare(scheme, table, register, period, judged_until, self._findings)
        self._accounts = make_accounts(self._context)
        self._store = EventStore(self._context.table)
        self._active = np.ones(len(self._store), np.bool_)
        self._neighbourhood = Neighbourhood(scheme, self._store, self._context.slots)
        self._annuls: dict[str, str] = {}
        self._annulled: set[str] = set()
        self._measures_need_rows = _measures_need_rows(scheme)

    @property
    def amounts(self) -> Integers:
        """[holder, slot, line] in smallest units, as `Accounts.amounts`."""
        return self._accounts.amounts

    @property
    def judgements(self) -> Sequence[Judgement]:
        """Duties as they stand."""
        return self._accounts.judgements

    def points(self, holder: str) -> Decimal:
        """Own points of one holder in the period."""
        code = self._context.register.codes[holder]
        return self._context.minor.decimal(int(self.amounts[code, self._context.slots.in_period].sum()))

    def add(self, record: EventRecord) -> Sequence[str]:
        """Take in one event, cancellation or correction; returns the holders whose accounts were computed again.

        Raises `Refused`, and changes nothing, if it does not fit the scheme or its number was used before.
        """
        if record.id in self._annuls or self._store.row_of(record.id) is not None:
            raise refusal("events.id_twice", f"the event number {record.id} is used before", event=record.id)
        target = record.cancels or record.replaces
        annuls = {**self._annuls, record.id: target} if target else self._annuls
        annulled = self._annulled_by(annuls, target)
        changed = {row for each in annulled ^ self._annulled if (row := self._store.row_of(each)) is not None}
        event = None if record.cancels else self._checked(record)
        new_row = None if event is None else self._append(event)
        try:
            holders = self._recompute(changed, new_row)
        except Refused:
            if new_row is not None:
                self._store.forget(record.id)
            raise
        self._annuls, self._annulled = annuls, annulled
        return [self._context.register.holders[code].name for code in holders.tolist()]

    def appraisal(self, *, explain: bool = False) -> Appraisal:
        """Ranks, grades and everything else, computed anew from all events that count."""
        table = self._store.take(np.flatnonzero(self._active[: len(self._store)]))
        return Appraisal(make_accounts(replace(self._context, table=table), explain=explain), tuple(self._findings))

    def _annulled_by(self, annuls: Mapping[str, str], target: str) -> set[str]:
        if not target:
            return self._annulled
        if self._store.row_of(target) is None and target not in annuls:
            raise refusal("events.correction_unknown", f"there is no event {target} to correct", event=target)
        findings = Findings()
        annulled = annulled_events(annuls, findings)
        findings.refuse_errors()
        return annulled

    def _checked(self, record: EventRecord) -> EventTable:
        findings = Findings()
        table = table_of([replace(record, replaces="")], self._context.scheme)
        event = place_events(table, self._context.register, findings)
        head, period = self._context.scheme.head, self._context.slots.period
        if (head.valid_from and record.day < head.valid_from) or (head.valid_until and record.day > head.valid_until):
            sentence = f"the event of {record.day} lies outside the validity of the scheme"
            findings.error("events.outside_validity", sentence, event=record.id)
        if record.day > period.end:
            sentence = f"the event of {record.day} lies after the period {period}"
            findings.error("events.after_period", sentence, event=record.id)
        findings.refuse_errors()
        return event

    def _append(self, event: EventTable) -> int:
        """The row of the event, which does not count yet."""
        row = self._store.append(event)
        if row >= self._active.size:
            longer = np.zeros(row + row // 4 + 1, np.bool_)
            longer[: self._active.size] = self._active
            self._active = longer
        return row

    def _recompute(self, flipped: set[int], new_row: int | None) -> Integers:
        """Book the difference that these rows make, and close the accounts they touch; nothing changes on a refusal."""
        changed = np.array(sorted({*flipped, *([] if new_row is None else [new_row])}), np.int64)
        if not changed.size:
            return changed
        touched, needed = self._neighbourhood.of(changed)
        old = self._active[needed]
        new = old ^ np.isin(needed, changed)
        table = self._store.take(needed)
        involved = _contributors(table)
        differences = [
            (sign, sum_events(self._small_context(table.take(np.flatnonzero(active)), involved)))
            for sign, active in ((-1, old), (1, new))
            if active.any()
        ]
        self._active[needed] = new
        for sign, part in differences:
            self._book(sign, part, involved)
        holders = _contributors(self._store.take(touched))
        self._close(holders)
        return holders

    def _book(self, sign: int, part: EventSums, holders: Integers) -> None:
        sums = self._accounts.sums
        sums.amounts[holders] += sign * part.amounts
        sums.counts[holders] += sign * part.counts
        for counted, figures in sums.counted.items():
            figures[holders] += sign * part.counted[counted]

    def _small_context(self, table: EventTable, holders: Integers) -> Context:
        """The calculation for a few holders: their codes become 0, 1, 2…"""
        number = np.zeros(len(self._context.register), np.int32)
        number[holders] = np.arange(holders.size)
        shared = replace(table.shared, holders=number[table.shared.holders])
        register = Register([self._context.register.holders[code] for code in holders.tolist()])
        return replace(
            self._context, table=replace(table, holder=number[table.holder], shared=shared), register=register
        )

    def _close(self, holders: Integers) -> None:
        """Judge, limit and add up the accounts of these holders again."""
        full = self._accounts
        if self._measures_need_rows:
            rows = self._store.by_holder.rows(holders.tolist())
            table = self._store.take(np.unique(rows[self._active[rows]]))
            all_holders = np.concatenate((holders, np.setdiff1d(_contributors(table), holders)))
            context = self._small_context(table, all_holders)
            matches = match(context)
        else:
            # Counts per slot say everything; what was matched is not looked at again.
            all_holders, matches = holders, full.sums.matches
            context = self._small_context(self._store.take(holders[:0]), holders)
        part = EventSums(
            matches=matches,
            amounts=full.sums.amounts[all_holders],
            counts=full.sums.counts[all_holders],
            counted={counted: figures[all_holders] for counted, figures in full.sums.counted.items()},
            entries=None,
            credited=None,
        )
        closed = close_accounts(part, context)
        full.amounts[holders] = closed.amounts[: holders.size]
        for whole, judged in zip(full.judgements, closed.judgements, strict=True):
            for each in fields(whole):
                figures = getattr(whole, each.name)
                if isinstance(figures, np.ndarray):
                    figures[holders] = getattr(judged, each.name)[: holders.size]


def _measures_need_rows(scheme: Scheme) -> bool:
    """Whether some measure cannot be computed from counts per slot."""
    refined = any(not is_plain(measure) for measure in scheme.measures)
    return refined or any(duty.every in ("day", "week") for duty in scheme.duties)


def _contributors(table: EventTable) -> Integers:
    holders: Integers = np.unique(np.concatenate((table.holder, table.shared.holders))).astype(np.int64)
    return holders

# SPDX-License-Identifier: Apache-2.0
"""Entries (计分): one event meets one rule. Steps that compare events with one another work on these."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from yizhan.engines.scoring.calculation.context import Context
from yizhan.engines.scoring.calculation.matching import LARGEST_PRODUCT, Matches
from yizhan.engines.scoring.calculation.money import divide_rounded
from yizhan.engines.scoring.events.table import BLANK_NUMBER, NUMBER_SCALE, Flags, Integers, Numbers
from yizhan.engines.scoring.findings import Place, refusal
from yizhan.engines.scoring.language.clause import LongPeriod
from yizhan.engines.scoring.language.event_clauses import Rule

StepKind = Literal["ladder", "times", "multiplied", "selection", "limit"]


@dataclass(frozen=True, slots=True)
class Step:
    """What a step did to the amounts of some entries, kept for explanations."""

    kind: StepKind
    clause: str
    entries: Integers
    before: Integers
    after: Integers
    #: For a selection: the entry that counts instead. For a ladder: how many came before. For times: the number.
    reference: Integers


@dataclass
class Entries:
    """`row` and `rule` say which event and which rule; `amount` is what is left of the points so far."""

    row: Integers
    rule: Integers
    amount: Integers
    counts: Flags
    steps: list[Step] | None = None
    positions: dict[str, Integers] = field(default_factory=dict)

    def change(
        self, kind: StepKind, clause: str, which: Integers, amounts: Integers, reference: Integers | None = None
    ) -> None:
        """Set new amounts and remember what happened, if anybody will ask."""
        if self.steps is not None and which.size:
            reference = np.zeros(which.size, np.int64) if reference is None else reference
            self.steps.append(Step(kind, clause, which, self.amount[which], amounts, reference))
        self.amount[which] = amounts


def make_entries(rules: Flags, matches: Matches, context: Context, *, explain: bool) -> Entries:
    """Entries of these rules, and of all rules for shared events, with ladders, numbers and factors applied."""
    wanted = matches.fits & (rules[:, None] | matches.shared)
    per_signature = wanted.sum(axis=0)
    of_row = matches.signatures.of_row
    rows = np.flatnonzero((per_signature > 0)[of_row] & (context.slot < context.slots.count))
    signatures, rule_list = np.nonzero(wanted.T)
    starts = np.searchsorted(signatures, np.arange(matches.signatures.count))
    lengths = per_signature[of_row[rows]]
    row = np.repeat(rows, lengths)
    inside = np.arange(row.size) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    rule = rule_list[starts[of_row[row]] + inside]
    amount = matches.amount[rule, of_row[row]]
    entries = Entries(row, rule, amount, np.ones(row.size, np.bool_), [] if explain else None)
    for number, each in enumerate(context.scheme.rules):
        if each.ladder or each.times:
            _scale(entries, number, matches, context)
    return entries


def _scale(entries: Entries, number: int, matches: Matches, context: Context) -> None:
    """Amounts that depend on how many came before, or on a number of the event itself."""
    rule = context.scheme.rules[number]
    which = np.flatnonzero(entries.rule == number)
    rows = entries.row[which]
    signature = matches.signatures.of_row[rows]
    divisor = matches.denominator[number, signature]
    if rule.ladder:
        reference = positions_in_groups(rows, rule.ladder_per, context)
        base = _ladder_points(rule, reference, context)
    else:
        reference = _times(rule, rows, matches.base[number, signature], context)
        base, divisor = matches.base[number, signature] * reference, divisor * NUMBER_SCALE
    amounts = divide_rounded(base * matches.numerator[number, signature], divisor, context.minor.rounding)
    entries.change("ladder" if rule.ladder else "times", rule.id, which, amounts, reference)


def _ladder_points(rule: Rule, positions: Integers, context: Context) -> Integers:
    bounds = np.array([step.up_to for step in rule.ladder[:-1]], np.int64)
    points = np.array([context.minor.units(step.points) for step in rule.ladder], np.int64)
    return points[np.searchsorted(bounds, positions, "right")]


def _times(rule: Rule, rows: Integers, base: Integers, context: Context) -> Integers:
    """The number in the event's own field; blank is none."""
    field = rule.times or ""
    column = context.table.columns[field]
    numbers = column.values[rows] if isinstance(column, Numbers) else np.zeros(rows.size, np.int64)
    numbers = np.where(numbers == BLANK_NUMBER, 0, numbers)
    if (numbers < 0).any():
        event = str(context.table.ids[rows[np.argmax(numbers < 0)]])
        sentence = f"'{field}' is negative; a deduction is a rule of its own"
        raise refusal("events.negative_number", sentence, Place(f"event {event}"), event=event, field=field)
    if int(np.abs(numbers).max(initial=0)) * int(np.abs(base).max(initial=0)) > LARGEST_PRODUCT * NUMBER_SCALE:
        raise refusal("appraisal.too_large", f"a number in '{field}' is too large to count with", field=field)
    return numbers


def positions_in_groups(rows: Integers, per: tuple[str, ...], context: Context) -> Integers:
    """How many of the same group came earlier, by date and then by event number."""
    groups = group_codes(rows, per, context)
    order = np.lexsort((context.table.ids[rows], context.table.day[rows], groups))
    sorted_groups = groups[order]
    begins = np.flatnonzero(np.concatenate(([True], sorted_groups[1:] != sorted_groups[:-1])))
    position = np.empty(rows.size, np.int64)
    lengths = np.diff(np.append(begins, rows.size))
    position[order] = np.arange(rows.size) - np.repeat(begins, lengths)
    return position


_PERIODS: dict[str, LongPeriod] = {"month": "month", "quarter": "quarter", "half_year": "half_year", "year": "year"}


def group_codes(rows: Integers, per: tuple[str, ...], context: Context) -> Integers:
    """A number for each row; equal numbers mean the same group. A row without an item is a group of its own."""
    codes = np.zeros(rows.size, np.int64)
    size = 1
    for name in per:
        part, part_size = _group_part(name, rows, context)
        if size * part_size >= 2**62:
            codes = np.unique(codes, return_inverse=True)[1].reshape(-1).astype(np.int64)
            size = rows.size
        codes = codes * part_size + part
        size *= part_size
    return codes


def _group_part(name: str, rows: Integers, context: Context) -> tuple[Integers, int]:
    table = context.table
    if name == "event":
        return rows, len(table)
    if name == "holder":
        return table.holder[rows].astype(np.int64), len(context.register)
    if name == "item":
        item = table.item[rows].astype(np.int64)
        highest = int(table.item.max(initial=0)) + 1
        return np.where(item == 0, highest + rows, item), highest + len(table)
    if name in _PERIODS:
        number = context.slots.bucket_of_slot(_PERIODS[name])
        return number[context.slot[rows]], number.size
    column = table.columns[name]
    codes = column.values if isinstance(column, Numbers) else column.codes
    return codes[rows].astype(np.int64), int(codes.max(initial=0)) + 1

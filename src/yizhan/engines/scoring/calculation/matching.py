# SPDX-License-Identifier: Apache-2.0
"""Which rules and measures meet which signature, and how much each rule brings there before anything is selected."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from yizhan.engines.scoring.calculation.context import Context
from yizhan.engines.scoring.calculation.money import divide_rounded
from yizhan.engines.scoring.calculation.signatures import Dimension, FieldClasses, Signatures, Truths, combine
from yizhan.engines.scoring.events.table import Flags, Integers
from yizhan.engines.scoring.findings import refusal
from yizhan.engines.scoring.language.conditions import Condition, Conditions, Test, UnitTest
from yizhan.engines.scoring.language.event_clauses import Multiplier, Rule
from yizhan.engines.scoring.language.scheme import Scheme

SHARED = "shared"
#: A multiplier that works once for each of more events than this has gone wrong elsewhere.
MOST_TIMES = 60
#: Points of one event, in smallest units, beyond which sums could no longer be exact.
LARGEST_PRODUCT = 1e11


@dataclass(frozen=True)
class Matches:
    """Rows of the arrays are rules, columns signatures. Amounts are smallest units; factors are fractions."""

    signatures: Signatures
    truths: Truths
    fits: Flags
    base: Integers
    numerator: Integers
    denominator: Integers
    #: For each multiplier, how often it works on each signature.
    times: Integers
    multiplies: Flags
    shared: Flags
    amount: Integers


def match(context: Context) -> Matches:
    """Evaluate all conditions of the scheme on the events of the context."""
    scheme, table = context.scheme, context.table
    fields = {
        name: FieldClasses(name, scheme.fields[name], table.columns[name], tests)
        for name, tests in scheme.tests.items()
    }
    signatures = combine(
        [Dimension("", np.zeros(len(table), np.int8), 1), *(each.dimension for each in fields.values())]
    )
    item_dimensions = [
        _item_dimension(conditions, context, Truths(fields, signatures)) for conditions in _item_conditions(scheme)
    ]
    signatures = signatures.refined([*item_dimensions, *_unit_dimensions(context), _shared_dimension(context)])
    return _Matcher(context, Truths(fields, signatures)).matches()


class _Matcher:
    def __init__(self, context: Context, truths: Truths) -> None:
        self.context, self.scheme, self.truths = context, context.scheme, truths
        self.signatures = truths.signatures
        self.shape = (len(self.scheme.rules), self.signatures.count)

    def matches(self) -> Matches:
        fits = np.zeros(self.shape, np.bool_)
        base = np.zeros(self.shape, np.int64)
        for number, rule in enumerate(self.scheme.rules):
            fits[number] = self._meets(rule)
            base[number] = rule.sign * self._base(rule)
        fits &= ~self._replaced(fits)
        numerator, denominator = np.ones(self.shape, np.int64), np.ones(self.shape, np.int64)
        times = np.zeros((len(self.scheme.multipliers), self.signatures.count), np.int64)
        multiplies = np.zeros((len(self.scheme.multipliers), len(self.scheme.rules)), np.bool_)
        for number, multiplier in enumerate(self.scheme.multipliers):
            times[number] = self._times(multiplier)
            multiplies[number, self.context.rules_in(self.scheme.rules_in(multiplier))] = True
            up, down = _powers(multiplier, times[number])
            numerator[multiplies[number]] *= up
            denominator[multiplies[number]] *= down
        self._refuse_overflow(base, numerator)
        amount = divide_rounded(base * numerator, denominator, self.context.minor.rounding)
        shared = self.signatures.classes[SHARED] == 1
        return Matches(
            self.signatures, self.truths, fits, base, numerator, denominator, times, multiplies, shared, amount
        )

    def _refuse_overflow(self, base: Integers, numerator: Integers) -> None:
        if (np.abs(base.astype(float) * numerator) > LARGEST_PRODUCT).any():
            sentence = "the multipliers of the scheme make more of one event than can be counted"
            raise refusal("appraisal.too_large", sentence)

    def _meets(self, clause: Rule | Multiplier) -> Flags:
        met = np.ones(self.signatures.count, np.bool_)
        if clause.when is not None:
            met &= self.truths.any_of(clause.when)
        if clause.item_has is not None:
            met &= self.signatures.classes[_item_name(clause.item_has)] > 0
        if clause.item_lacks is not None:
            met &= self.signatures.classes[_item_name(clause.item_lacks)] == 0
        if clause.units is not None:
            met &= self.signatures.classes[_unit_name(clause.units)] > 0
        return met

    def _base(self, rule: Rule) -> Integers:
        minor = self.context.minor
        if rule.points_by:
            ((field, amounts),) = rule.points_by.items()
            base = np.zeros(self.signatures.count, np.int64)
            for value, amount in amounts.items():
                base[self.truths.any_of([Condition(((field, Test(one_of=(value,))),))])] = minor.units(amount)
            return base
        return np.full(self.signatures.count, minor.units(max(rule.stated_amounts())), np.int64)

    def _replaced(self, fits: Flags) -> Flags:
        """What must give way: the rule is named in `instead_of` of another one that meets the same signature."""
        replaced = np.zeros(self.shape, np.bool_)
        for number, rule in enumerate(self.scheme.rules):
            for other in rule.instead_of:
                replaced[self.context.rule_numbers[other]] |= fits[number]
        return replaced

    def _times(self, multiplier: Multiplier) -> Integers:
        met = self._meets(multiplier)
        if multiplier.times == "once" or multiplier.item_has is None:
            return met.astype(np.int64)
        return np.where(met, self.signatures.classes[_item_name(multiplier.item_has)], 0).astype(np.int64)


def _powers(multiplier: Multiplier, times: Integers) -> tuple[Integers, Integers]:
    """The factor as a fraction: factor ** times, or 1 + (factor - 1) * times."""
    up, down = multiplier.factor.as_integer_ratio()
    if multiplier.times == "each_adds":
        return down + (up - down) * times, np.full(times.shape, down, np.int64)
    return np.power(np.int64(up), times), np.power(np.int64(down), times)


def _item_conditions(scheme: Scheme) -> list[Conditions]:
    clauses: list[Rule | Multiplier] = [*scheme.rules, *scheme.multipliers]
    found = [
        conditions
        for clause in clauses
        for conditions in (clause.item_has, clause.item_lacks)
        if conditions is not None
    ]
    return list(dict.fromkeys(found))


def _item_name(conditions: Sequence[Condition]) -> str:
    return f"item {conditions!r}"


def _unit_name(test: UnitTest) -> str:
    return f"units {test!r}"


def _item_dimension(conditions: Conditions, context: Context, truths: Truths) -> Dimension:
    """For each event, how many events of its item meet the conditions."""
    table = context.table
    rows = np.flatnonzero(truths.any_of(conditions)[truths.signatures.of_row])
    size = int(table.item.max(initial=0)) + 1
    counts = np.bincount(table.item[rows], minlength=size)
    counts[0] = 0
    counts = np.minimum(counts, MOST_TIMES).astype(np.int8)
    return Dimension(_item_name(conditions), table.item, int(counts.max(initial=0)) + 1, counts)


def _unit_dimensions(context: Context) -> list[Dimension]:
    clauses: list[Rule | Multiplier] = [*context.scheme.rules, *context.scheme.multipliers]
    tests = list(dict.fromkeys(clause.units for clause in clauses if clause.units is not None))
    if not tests:
        return []
    versions = context.register.versions_of(context.table.holder, context.table.day)
    shared = context.table.shared.rows
    dimensions = []
    for test in tests:
        fitting = context.register.fitting_versions(test).astype(np.int8)[versions]
        # Of several contributors, those who are not meant are left out when the points are shared.
        fitting[shared] = 1
        dimensions.append(Dimension(_unit_name(test), fitting, 2))
    return dimensions


def _shared_dimension(context: Context) -> Dimension:
    rows = context.table.shared.rows
    if not rows.size:
        return Dimension(SHARED, np.broadcast_to(np.int8(0), len(context.table)), 1)
    flags = np.zeros(len(context.table), np.int8)
    flags[rows] = 1
    return Dimension(SHARED, flags, 2)

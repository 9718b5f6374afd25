# SPDX-License-Identifier: Apache-2.0
"""Whether a test holds for a value: the one place where conditions get their meaning."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from yizhan.engines.scoring.language.conditions import Bounds, Test, Value
from yizhan.engines.scoring.language.declared_fields import DeclaredField

#: A value of a text field that no condition names.
OTHER = "\N{REPLACEMENT CHARACTER}other"


def holds(test: Test, value: Value | None, declared: DeclaredField) -> bool:
    """Whether `value` passes; None is a blank cell, and blank in a yes/no field is no."""
    if declared.type == "yes_no" and value is None:
        value = False
    if test.given is not None:
        return (value is not None) == test.given
    if test.excepted is not None:
        return value not in test.excepted
    if test.one_of is not None:
        return value in test.one_of
    return value is not None and test.bounds is not None and _within(test.bounds, value, declared)


def _within(bounds: Bounds, value: Value, declared: DeclaredField) -> bool:
    place = _position(value, declared)
    return all(compare(name, place, _position(bound, declared)) for name, bound in bounds.stated().items())


def _position(value: Value, declared: DeclaredField) -> Decimal:
    return Decimal(declared.values.index(value)) if isinstance(value, str) else Decimal(value)


def compare(name: str, value: Decimal | Fraction, bound: Decimal | Fraction) -> bool:
    """One comparison by its name in the language; 以上 and 以下 include the bound."""
    left, right = Fraction(value), Fraction(bound)
    if name == "at_least":
        return left >= right
    if name == "more_than":
        return left > right
    if name == "at_most":
        return left <= right
    return left < right


def distinguishable_values(declared: DeclaredField, tests: Iterable[Test]) -> list[Value | None]:
    """Values that stand for all values of the field: any two others are treated alike by these tests."""
    if declared.type == "yes_no":
        return [False, True]
    if declared.type in ("listed", "ordered"):
        return [None, *declared.values]
    named = [value for test in tests for value in test.named_values()]
    if declared.type == "text":
        return [None, OTHER, *dict.fromkeys(named)]
    return [None, *_around(sorted({value for value in named if isinstance(value, Decimal)}))]


def _around(bounds: Sequence[Decimal]) -> list[Decimal]:
    """Each bound, a number between neighbours, one below all and one above all."""
    if not bounds:
        return [Decimal(0)]
    between = [(low + high) / 2 for low, high in pairwise(bounds)]
    return sorted({bounds[0] - 1, *bounds, *between, bounds[-1] + 1})

# SPDX-License-Identifier: Apache-2.0
"""Exact figures as numbers of JSON."""

from decimal import Decimal
from fractions import Fraction

Plain = dict[str, object]


def plain_amount(amount: Decimal) -> int | float:
    """Points: whole ones without a point, others as the shortest decimal."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def plain_figure(value: Fraction | None) -> int | float | None:
    """A count or a rate; rates are cut after six decimals."""
    if value is None:
        return None
    return int(value) if value.denominator == 1 else round(float(value), 6)

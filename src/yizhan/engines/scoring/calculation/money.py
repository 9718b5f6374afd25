# SPDX-License-Identifier: Apache-2.0
"""Points and money as whole numbers of the smallest unit, and the four ways to round."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from yizhan.engines.scoring.events.table import Integers
from yizhan.engines.scoring.language.result_clauses import Rounding

#: Doubles add whole numbers exactly below this.
EXACT_IN_DOUBLE = 2**53


@dataclass(frozen=True, slots=True)
class Minor:
    """The smallest unit: with 2 decimals, 1.5 is 150."""

    decimals: int
    rounding: Rounding = "half_up"

    @property
    def scale(self) -> int:
        """Smallest units in one."""
        return int(10**self.decimals)

    def units(self, amount: Decimal) -> int:
        """An amount of the scheme in smallest units; the checks made sure that nothing is lost."""
        return int(amount * self.scale)

    def decimal(self, units: int) -> Decimal:
        """Smallest units as an amount, without useless zeros: 650 is 6.5."""
        amount = (Decimal(int(units)) / self.scale).normalize()
        return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount

    def rounded(self, value: Fraction) -> int:
        """An exact value in smallest units."""
        return int(
            divide_rounded(
                np.array([value.numerator * self.scale], object), np.array([value.denominator], object), self.rounding
            )[0]
        )


def divide_rounded(numerators: Integers, denominators: Integers, rounding: Rounding) -> Integers:
    """Numerators ÷ denominators (positive), rounded; "down" is towards zero, "half_up" away from zero at a half."""
    size, sign = np.abs(numerators), np.sign(numerators)
    whole, rest = size // denominators, size % denominators
    if rounding == "down":
        up = rest < 0
    elif rounding == "up":
        up = rest > 0
    elif rounding == "half_up":
        up = 2 * rest >= denominators
    else:
        up = (2 * rest > denominators) | ((2 * rest == denominators) & (whole % 2 == 1))
    return sign * (whole + up)

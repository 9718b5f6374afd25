# SPDX-License-Identifier: Apache-2.0
"""Which rounding turns an exact value into the printed one."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from yizhan.engines.scoring.audit.figures import Figure
from yizhan.engines.scoring.calculation.money import divide_rounded
from yizhan.engines.scoring.language.result_clauses import Rounding

#: Usual ways first: where two explain a figure, the first one is named.
MODES: tuple[Rounding, ...] = ("half_up", "half_even", "down", "up")
MOST_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Convention:
    """So many decimals, rounded in this way."""

    decimals: int
    mode: Rounding

    def apply(self, exact: Fraction) -> Decimal:
        """The value as it would be printed."""
        scale = 10**self.decimals
        units = divide_rounded(
            np.array([exact.numerator * scale], object), np.array([exact.denominator], object), self.mode
        )
        return Decimal(int(units[0])).scaleb(-self.decimals)

    def __str__(self) -> str:
        """In words."""
        return f"{self.mode.replace('_', ' ')} to {self.decimals} decimals"


def conventions(figure: Figure, exact: Fraction) -> Iterator[Convention]:
    """All conventions that turn the exact value into the figure."""
    for decimals in range(min(figure.decimals, MOST_DECIMALS) + 1):
        for mode in MODES:
            convention = Convention(decimals, mode)
            if convention.apply(exact) == figure.value:
                yield convention


def common_convention(pairs: Iterable[tuple[Figure, Fraction]]) -> Convention | None:
    """The convention that explains most figures of a column; the more usual one where several do."""
    found: Counter[Convention] = Counter()
    for figure, exact in pairs:
        found.update(conventions(figure, exact))
    if not found:
        return None
    return max(found, key=lambda each: (found[each], -MODES.index(each.mode), each.decimals))


def explained_by(figure: Figure, exact: Fraction) -> Convention | None:
    """The most precise rounding that explains a figure."""
    return max(conventions(figure, exact), key=lambda each: (each.decimals, -MODES.index(each.mode)), default=None)


def is_near(figure: Figure, exact: Fraction, decimals: int) -> bool:
    """Whether the figure is within one last place of the exact value."""
    return abs(figure.exact - exact) < Fraction(1, 10**decimals)

# SPDX-License-Identifier: Apache-2.0
"""The body of a table as whole numbers, so that thousands of possible relations can be tried in columns at once.

Every figure is counted in units of the last place that any of them shows: 12.5 beside 3 is 125 beside 30. Sums and
comparisons are exact; only a quotient is estimated, and then in favour of the relation, which is tried exactly after.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yizhan.engines.scoring.audit.figures import is_blank
from yizhan.engines.scoring.audit.layout import Table

#: Whole numbers: of the machine where all sums and products stay far below its largest, otherwise of any size.
Wholes = NDArray[Any]
Rows = NDArray[np.bool_]

#: Sums stay below it, and a factor times a sum below the largest whole number of 64 bits.
_SAFE = 2**31
#: Two quotients of doubles that are no further apart, in parts of the larger, may be the same.
_CLOSE = 1e-9


@dataclass(frozen=True)
class Grid:
    """`units` holds a row per row of the body, a blank cell as 0; `given` says where a figure is printed."""

    units: Wholes
    given: Rows
    blank: Rows
    decimals: NDArray[np.int64]
    places: int

    @classmethod
    def of(cls, table: Table) -> "Grid":
        """The figures of the body of a table."""
        figures = [row.figures for row in table.body]
        shape = (len(figures), len(table.heads))
        places = max((figure.used_decimals for row in figures for figure in row if figure), default=0)
        units = [[int(figure.exact * 10**places) if figure else 0 for figure in row] for row in figures]
        largest = max((abs(one) for row in units for one in row), default=0)
        return cls(
            np.array(units, np.int64 if largest < _SAFE // shape[1] else object).reshape(shape),
            np.array([[figure is not None for figure in row] for row in figures], bool).reshape(shape),
            np.array([[is_blank(text) for text in row.texts] for row in table.body], bool).reshape(shape),
            np.array([[figure.used_decimals if figure else 0 for figure in row] for row in figures], np.int64).reshape(
                shape
            ),
            places,
        )

    def sums(self, columns: Sequence[int]) -> Wholes:
        """The sum of these columns, row by row."""
        found: Wholes = self._picked(self.units, columns).sum(axis=1)
        return found

    def counted(self, columns: Sequence[int]) -> Rows:
        """Where these cells add up to something: a figure among them, or nothing but blank ones."""
        found: Rows = np.logical_or(
            self._picked(self.given, columns).any(axis=1), self._picked(self.blank, columns).all(axis=1)
        )
        return found

    def agreeing(self, column: int, parts: Sequence[int], factor: Fraction = Fraction(1)) -> Rows:
        """Where the column is so many times the sum of its parts."""
        wanted = factor.numerator * self.sums(parts)
        found: Rows = self.given[:, column] & (factor.denominator * self.units[:, column] == wanted)
        return found

    def filled(self, parts: Sequence[int]) -> NDArray[np.int64]:
        """How many of the parts are more or less than nothing, row by row."""
        found: NDArray[np.int64] = np.count_nonzero(self._picked(self.units, parts), axis=1)
        return found

    def usual_ratio(self, column: int, parts: Sequence[int]) -> Fraction | None:
        """What the column most often is in parts of the sum, the first one where several are; None below three rows."""
        wholes = self.sums(parts)
        chosen = self.given[:, column] & (wholes != 0)
        above, below = self.units[chosen, column], wholes[chosen]
        if len(above) < 3:
            return None
        shared = np.gcd(above, below) * np.sign(below)
        pairs = zip((above // shared).tolist(), (below // shared).tolist(), strict=True)
        return Fraction(*Counter(pairs).most_common(1)[0][0])

    def may_be(self, column: int, above: Wholes, below: Wholes, rows: Rows, nearest: int) -> Fraction:
        """At most so much of the rows prints the quotient to the last place, or to `nearest` decimals."""
        told = rows & self.given[:, column] & ((below != 0) | (above == 0))
        count = int(np.count_nonzero(told))
        if count == 0:
            return Fraction(0)
        divided = above[told].astype(float) / np.where(below[told] == 0, 1, below[told]).astype(float)
        printed = self.units[told, column].astype(float) / self._scale
        step = 10.0 ** -np.maximum(self.decimals[told, column], nearest)
        near = np.abs(printed - divided) < step + _CLOSE * (1 + np.abs(divided))
        return Fraction(int(np.count_nonzero(near)), count)

    @cached_property
    def _scale(self) -> float:
        return float(10**self.places)

    @staticmethod
    def _picked(array: NDArray[Any], columns: Sequence[int]) -> NDArray[Any]:
        return array[:, list(columns)]

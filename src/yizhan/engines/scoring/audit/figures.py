# SPDX-License-Identifier: Apache-2.0
"""Figures as they are printed: 1,234 · 57.10% · 第3名 · 12条 · —, with the number of decimals that was printed."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

_FIGURE = re.compile(
    r"^(?:第|并列|第并列)?\s*([+-]?\d[\d,]*(?:\.\d+)?|[+-]?\.\d+)\s*(%|‰)?\s*(?:[条件分次篇个元名位起人期份户]|万件|万元)?$"
)
_NOTHING = frozenset({"", "-", "--", "—", "——", "/", "\\", "无", "n/a", "na"})


@dataclass(frozen=True)
class Figure:
    """A printed number. `value` is the number as printed (57.10 for 57.10%); `decimals` were printed.

    What follows from them is kept: an audit asks the same figure thousands of times.
    """

    text: str
    value: Decimal
    decimals: int
    percent: bool = False

    @cached_property
    def used_decimals(self) -> int:
        """Decimals without the zeros at the end: spreadsheets print 57.1 as 57.10."""
        exponent = self.value.normalize().as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0

    @cached_property
    def exact(self) -> Fraction:
        """The value without rounding of any kind."""
        return Fraction(self.value)


def read_figure(text: str) -> Figure | None:
    """The figure in a cell; None if the cell holds words or nothing."""
    cleaned = unicodedata.normalize("NFKC", text).strip()
    found = _FIGURE.match(cleaned)
    if not found or found[2] == "‰":
        return None
    digits = found[1].replace(",", "")
    return Figure(cleaned, Decimal(digits), len(digits.partition(".")[2]), found[2] == "%")


def is_blank(text: str) -> bool:
    """Whether a cell says that there is no figure."""
    return unicodedata.normalize("NFKC", text).strip().lower() in _NOTHING

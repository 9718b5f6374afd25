# SPDX-License-Identifier: Apache-2.0
"""How the values of a column look: dates, numbers, telephone numbers, long or short or repeated texts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from yizhan.engines.media.moments import moment
from yizhan.engines.media.refusals import Refused
from yizhan.engines.media.workbooks import Cell

_CONTACT = re.compile(r"\s*(?:\+?86[- ]?)?(?:1[3-9]\d{9}|0\d{2,3}[- ]?\d{7,8}|\S+@\S+\.\S+)\s*")
_MOST = 0.8


@dataclass(frozen=True, slots=True)
class Look:
    """Shares (0 to 1) among the values that are not blank, and the median length of their texts in characters."""

    count: int
    moments: float
    numbers: float
    contacts: float
    distinct: float
    length: float

    @property
    def are_moments(self) -> bool:
        """Nearly all are dates, and not merely numbers that could be serials."""
        return self.moments >= _MOST and self.numbers < _MOST

    @property
    def are_numbers(self) -> bool:
        """Nearly all are numbers."""
        return self.numbers >= _MOST

    @property
    def are_contacts(self) -> bool:
        """Nearly all are telephone numbers or mail addresses."""
        return self.contacts >= _MOST


def look_of(values: Sequence[Cell]) -> Look:
    """The look of a column from a sample of its values."""
    present = [value for value in values if value is not None and str(value).strip()]
    count = len(present)
    if not count:
        return Look(0, 0.0, 0.0, 0.0, 0.0, 0.0)
    texts = [str(value).strip() for value in present]
    return Look(
        count=count,
        moments=sum(map(_is_moment, present)) / count,
        numbers=sum(map(_is_number, present)) / count,
        contacts=sum(_CONTACT.fullmatch(text) is not None for text in texts) / count,
        distinct=len(set(texts)) / count,
        length=median(map(len, texts)),
    )


def _is_moment(value: Cell) -> bool:
    try:
        moment(value)
    except Refused:
        return False
    return True


def _is_number(value: Cell) -> bool:
    if isinstance(value, bool):
        return False
    if isinstance(value, int | float):
        return True
    return isinstance(value, str) and re.fullmatch(r"\s*-?\d{1,15}(?:\.\d+)?\s*", value) is not None

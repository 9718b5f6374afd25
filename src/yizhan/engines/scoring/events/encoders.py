# SPDX-License-Identifier: Apache-2.0
"""Texts of cells to numbers, one dictionary per column: each different text is examined once, not each row."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

import numpy as np

from yizhan.engines.scoring.events.columns import clean
from yizhan.engines.scoring.events.table import BLANK_NUMBER, NUMBER_SCALE
from yizhan.engines.scoring.findings import nearest
from yizhan.engines.scoring.language.declared_fields import DeclaredField

_DATE = re.compile(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T ].*)?$")
_FORMULA = re.compile(r"^\s*(?:[=@]|[+-]\s*[A-Za-z(])")
_EPOCH = date(1970, 1, 1).toordinal()
_YES, _NO = ("是", "yes", "true", "1", "y", "√"), ("", "否", "no", "false", "0", "n", "×")
_SEPARATOR = re.compile(r"\s*;\s*")


class Encoder(dict[str, int]):
    """Text → code. A text that does not fit gets a code below `FIRST_BAD` and a reason."""

    FIRST_BAD = -(2**30)
    #: What holds every code; columns of millions of rows are kept as narrow as they can be.
    dtype: type[np.signedinteger] = np.int32

    def __init__(self) -> None:
        """Nothing seen yet."""
        super().__init__()
        self.reasons: dict[int, tuple[str, str, str]] = {}

    def __missing__(self, text: str) -> int:
        """Examine a text met for the first time."""
        code = (
            self._refuse("events.formula", text, "the cell holds a formula; put its value there")
            if _FORMULA.match(text)
            else self._encode(text)
        )
        self[text] = code
        return code

    def _encode(self, text: str) -> int:
        raise NotImplementedError

    def _refuse(self, code: str, text: str, sentence: str) -> int:
        number = self.FIRST_BAD - len(self.reasons)
        self.reasons[number] = (code, sentence, text)
        return number


class TextEncoder(Encoder):
    """Any text; codes in order of appearance, 0 is blank."""

    def __init__(self) -> None:
        """Blank is known."""
        super().__init__()
        self.texts = [""]
        self._codes = {"": 0}

    def _encode(self, text: str) -> int:
        cleaned = clean(text)
        if cleaned not in self._codes:
            self._codes[cleaned] = len(self.texts)
            self.texts.append(cleaned)
        return self._codes[cleaned]


class ListedEncoder(Encoder):
    """One of the values that the scheme lists; book-title marks around it make no difference."""

    def __init__(self, declared: DeclaredField) -> None:
        """Code 0 is blank, then the values in their order."""
        super().__init__()
        self.texts = ["", *declared.values]
        self._codes = {clean(value).strip("《》"): code for code, value in enumerate(self.texts)}

    def _encode(self, text: str) -> int:
        cleaned = clean(text).strip("《》")
        if cleaned in self._codes:
            return self._codes[cleaned]
        near = nearest(cleaned, [value for value in self.texts if value])
        hint = f"did you mean '{near}'?" if near else f"it lists {', '.join(self.texts[1:])}"
        return self._refuse("events.value_unknown", text, f"the scheme does not list '{text}'; {hint}")


class YesNoEncoder(Encoder):
    """是 or 否; blank is no."""

    texts = ("否", "是")

    def _encode(self, text: str) -> int:
        cleaned = clean(text).lower()
        if cleaned in _YES:
            return 1
        return 0 if cleaned in _NO else self._refuse("events.yes_no", text, f"'{text}' is neither 是 nor 否")


class NumberEncoder(Encoder):
    """A plain number with at most four decimals, times `NUMBER_SCALE`."""

    FIRST_BAD = -(2**62)
    dtype = np.int64

    def _encode(self, text: str) -> int:
        cleaned = clean(text).replace(",", "")
        if not cleaned:
            return int(BLANK_NUMBER)
        try:
            scaled = Decimal(cleaned) * NUMBER_SCALE
        except InvalidOperation:
            return self._refuse("events.number", text, f"'{text}' is no number")
        if not scaled.is_finite() or abs(scaled) > 10**15 or scaled != scaled.to_integral_value():
            return self._refuse(
                "events.number", text, f"'{text}' cannot be kept exactly (four decimals, at most 100,000,000,000)"
            )
        return int(scaled)


class DayEncoder(Encoder):
    """A date as days since 1970-01-01."""

    def _encode(self, text: str) -> int:
        found = _DATE.match(clean(text))
        try:
            return date(*map(int, found.groups())).toordinal() - _EPOCH if found else self._bad(text)
        except ValueError:
            return self._bad(text)

    def _bad(self, text: str) -> int:
        return self._refuse("events.date", text, f"'{text}' is no date; write 2026-07-01")


class HolderEncoder(Encoder):
    """One contributor or several, the lead first; `contributors[code]` takes them apart, code 0 is blank."""

    def __init__(self) -> None:
        """Blank is known: a row that cancels another one needs no holder."""
        super().__init__()
        self.contributors: list[tuple[str, ...]] = [()]

    def _encode(self, text: str) -> int:
        names = split_list(text)
        if not names:
            return 0
        if "" in names:
            return self._refuse("events.holder_list", text, f"'{text}' has an empty place between two separators")
        if len(set(names)) != len(names):
            return self._refuse("events.holder_twice", text, f"'{text}' names a contributor twice")
        self.contributors.append(names)
        return len(self.contributors) - 1


def split_list(text: str) -> tuple[str, ...]:
    """The parts of a cell that holds a list."""
    cleaned = clean(text).strip("; ")
    return tuple(_SEPARATOR.split(cleaned)) if cleaned else ()


def encoder_for(declared: DeclaredField) -> Encoder:
    """The encoder for a field of the scheme."""
    if declared.type == "number":
        return NumberEncoder()
    if declared.type == "yes_no":
        return YesNoEncoder()
    return TextEncoder() if declared.type == "text" else ListedEncoder(declared)

# SPDX-License-Identifier: Apache-2.0
"""The units (or persons) that have accounts: since when, until when, with which properties, and what became of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cached_property

import numpy as np

from yizhan.engines.scoring.calculation.slots import day_number
from yizhan.engines.scoring.events.table import Flags, Integers
from yizhan.engines.scoring.language.conditions import UnitTest


@dataclass(frozen=True, slots=True)
class Properties:
    """What the units file says of a unit from a day on."""

    start: date | None
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Successor:
    """Who takes over which part of what a unit had."""

    holder: int
    share: Fraction


@dataclass(frozen=True, slots=True)
class Holder:
    """One account. `name` is the last name; `start` and `end` (both included) are open when None."""

    name: str
    start: date | None = None
    end: date | None = None
    former_names: tuple[str, ...] = ()
    versions: tuple[Properties, ...] = (Properties(None, {}),)
    successors: tuple[Successor, ...] = ()

    def properties(self, day: date) -> Mapping[str, str]:
        """The columns of the units file as they were on a day; before the first version: the first."""
        fitting = [version for version in self.versions if version.start is None or version.start <= day]
        return (fitting[-1] if fitting else self.versions[0]).columns

    def existed(self, start: date, end: date) -> bool:
        """Whether the unit existed on every day of a period."""
        return (self.start is None or self.start <= start) and (self.end is None or self.end >= end)


@dataclass(frozen=True)
class Register:
    """All accounts. The order is that of the file, and the code of a holder is its place."""

    holders: Sequence[Holder]
    #: Any name a unit ever had → its code.
    codes: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of_names(cls, names: Sequence[str]) -> "Register":
        """A register when there is no units file: every name of the events, nothing else known."""
        return cls([Holder(name) for name in names], {name: code for code, name in enumerate(names)})

    def __len__(self) -> int:
        """How many accounts there are."""
        return len(self.holders)

    @cached_property
    def names(self) -> Sequence[str]:
        """The last name of each holder."""
        return [holder.name for holder in self.holders]

    @cached_property
    def has_dates(self) -> bool:
        """Whether any unit begins or ends."""
        return any(holder.start or holder.end for holder in self.holders)

    @cached_property
    def columns(self) -> frozenset[str]:
        """Columns that the units file has."""
        return frozenset(column for holder in self.holders for version in holder.versions for column in version.columns)

    def fitting(self, test: UnitTest | None, day: date) -> Flags:
        """Which holders a `for` means on a day."""
        if test is None:
            return np.ones(len(self), np.bool_)
        return np.array([fits(test, holder.properties(day)) for holder in self.holders], np.bool_)

    def existing(self, start: date, end: date) -> Flags:
        """Which holders existed on every day of a period."""
        return np.array([holder.existed(start, end) for holder in self.holders], np.bool_)

    def numbers(self, column: str, day: date) -> list[Decimal | None]:
        """A column as numbers; None where there is none."""
        return [_number(holder.properties(day).get(column, "")) for holder in self.holders]

    def versions_of(self, holders: Integers, days: Integers) -> Integers:
        """Which version of its properties each holder had on each day, numbered through all holders."""
        if len(self._version_keys) == len(self):
            return holders
        place = (
            np.searchsorted(
                self._version_keys, holders.astype(np.int64) * _DAYS + np.clip(days, 0, _DAYS - 1), side="right"
            )
            - 1
        )
        return np.maximum(place, self._first_versions[holders])

    def fitting_versions(self, test: UnitTest) -> Flags:
        """Which versions, numbered as in `versions_of`, a `for` means."""
        return np.array(
            [fits(test, version.columns) for holder in self.holders for version in holder.versions], np.bool_
        )

    @cached_property
    def _version_keys(self) -> Integers:
        starts = [
            code * _DAYS + (max(0, day_number(version.start)) if version.start and place else 0)
            for code, holder in enumerate(self.holders)
            for place, version in enumerate(holder.versions)
        ]
        return np.array(starts, np.int64)

    @cached_property
    def _first_versions(self) -> Integers:
        counts = [len(holder.versions) for holder in self.holders]
        return np.concatenate(([0], np.cumsum(counts[:-1]))).astype(np.int64)


#: More days than any date since 1970 that a scheme will see.
_DAYS = 1 << 20


def fits(test: UnitTest, columns: Mapping[str, str]) -> bool:
    """Whether a unit with these columns is meant."""
    return all(columns.get(name, "") in values for name, values in test.columns)


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None

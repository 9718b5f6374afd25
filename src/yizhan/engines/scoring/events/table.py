# SPDX-License-Identifier: Apache-2.0
"""Events as columns: one array per fact, so that five million events are a few hundred megabytes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.signedinteger]
Flags = NDArray[np.bool_]

#: Number fields keep four decimals: the value 1.5 is stored as 15000.
NUMBER_SCALE = 10_000
#: A number field without a value.
BLANK_NUMBER = np.iinfo(np.int64).min


@dataclass(frozen=True, slots=True)
class Categories:
    """A column of few different texts. Code 0 is blank (or "no"); `values[code]` is the text."""

    codes: Integers
    values: Sequence[str]

    def take(self, rows: Integers) -> "Categories":
        """The same column for these rows."""
        return Categories(self.codes[rows], self.values)


@dataclass(frozen=True, slots=True)
class Numbers:
    """A column of numbers times `NUMBER_SCALE`; `BLANK_NUMBER` where there is none."""

    values: NDArray[np.int64]

    def take(self, rows: Integers) -> "Numbers":
        """The same column for these rows."""
        return Numbers(self.values[rows])


Column = Categories | Numbers


@dataclass(frozen=True, slots=True)
class SharedCredits:
    """Contributors of the events that have more than one, the lead first.

    `rows` (ascending) are the events; the contributors of `rows[k]` are `holders[starts[k]:starts[k + 1]]`,
    likewise their weights (whole numbers; 1 where none is given) and role codes (0: none).
    """

    rows: Integers
    starts: Integers
    holders: Integers
    weights: Integers
    roles: Integers

    @classmethod
    def none(cls) -> "SharedCredits":
        """No event with several contributors."""
        empty = np.zeros(0, np.int64)
        return cls(empty, np.zeros(1, np.int64), empty, empty, empty)

    def take(self, rows: Integers, size: int) -> "SharedCredits":
        """The credits of these rows of a table that had `size` rows, renumbered to 0, 1, 2…"""
        if not self.rows.size:
            return self
        place = np.full(size, -1, np.int64)
        place[self.rows] = np.arange(self.rows.size)
        shared = place[rows]
        new_rows = np.flatnonzero(shared >= 0)
        chosen = shared[new_rows]
        lengths = (self.starts[1:] - self.starts[:-1])[chosen]
        starts = np.concatenate(([0], np.cumsum(lengths)))
        inside = np.arange(starts[-1]) - np.repeat(starts[:-1], lengths) + np.repeat(self.starts[chosen], lengths)
        return SharedCredits(new_rows, starts, self.holders[inside], self.weights[inside], self.roles[inside])


@dataclass(frozen=True, slots=True)
class EventTable:
    """Events, one row each. `holder` is the lead contributor; `item` 0 means that the event names no item."""

    ids: NDArray[np.generic]
    day: Integers
    holder: Integers
    item: Integers
    columns: Mapping[str, Column]
    shared: SharedCredits
    holder_names: Sequence[str]
    item_names: Sequence[str] | None = None
    role_names: Sequence[str] = ("",)
    #: Role of a single contributor; None where no event has one.
    role: Integers | None = None

    def __len__(self) -> int:
        """How many events there are."""
        return int(self.day.size)

    def take(self, rows: Integers) -> "EventTable":
        """These events, in this order, as a table of their own."""
        return EventTable(
            ids=self.ids[rows],
            day=self.day[rows],
            holder=self.holder[rows],
            item=self.item[rows],
            columns={name: column.take(rows) for name, column in self.columns.items()},
            shared=self.shared.take(rows, len(self)),
            holder_names=self.holder_names,
            item_names=self.item_names,
            role_names=self.role_names,
            role=None if self.role is None else self.role[rows],
        )

    def item_name(self, row: int) -> str:
        """The item's own number, or an empty text."""
        code = int(self.item[row])
        if self.item_names is None:
            return str(code) if code else ""
        return self.item_names[code]

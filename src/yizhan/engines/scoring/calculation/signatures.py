# SPDX-License-Identifier: Apache-2.0
"""Events that no condition of the scheme can tell apart have the same signature.

A scheme sees an event only through tests on declared fields, so millions of events have some hundred signatures. Rules
are evaluated once per signature; events only look the answer up.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from yizhan.engines.scoring.events.table import BLANK_NUMBER, NUMBER_SCALE, Categories, Column, Flags, Integers
from yizhan.engines.scoring.language.conditions import Condition, Test, Value
from yizhan.engines.scoring.language.declared_fields import DeclaredField
from yizhan.engines.scoring.language.truth import OTHER, distinguishable_values, holds
from yizhan.engines.scoring.parallel import in_pieces

#: Beyond this many possible combinations, those that occur are renumbered before the next column joins.
MOST_COMBINATIONS = 1 << 22


@dataclass(frozen=True, slots=True)
class Dimension:
    """One thing that rules look at: the class of each row, and how many classes there are."""

    name: str
    classes: Integers
    size: int
    #: Applied to `classes` on the way, so that a column of codes needs no copy.
    lookup: Integers | None = None


@dataclass(frozen=True, slots=True)
class Signatures:
    """`of_row` is the signature of each row; `classes[name]` is the class of each signature in that dimension."""

    of_row: Integers
    classes: Mapping[str, Integers]

    @property
    def count(self) -> int:
        """How many signatures occur."""
        return int(next(iter(self.classes.values())).size) if self.classes else 1

    def refined(self, dimensions: Sequence[Dimension]) -> "Signatures":
        """Signatures that tell these dimensions apart as well."""
        if not dimensions:
            return self
        own = Dimension("", self.of_row, self.count)
        combined = combine([own, *dimensions])
        place = combined.classes[""]
        classes = {name: values[place] for name, values in self.classes.items()}
        return Signatures(combined.of_row, classes | {each.name: combined.classes[each.name] for each in dimensions})


def combine(dimensions: Sequence[Dimension]) -> Signatures:
    """Number the combinations of classes that occur."""
    rows = dimensions[0].classes.size
    codes = np.zeros(rows, np.int32)
    known: dict[str, Integers] = {}
    size = 1
    waiting: list[Dimension] = []
    for dimension in dimensions:
        if size * dimension.size > MOST_COMBINATIONS:
            codes, known, size = _renumbered(codes, known, waiting, size)
            waiting = []
        if size * dimension.size > np.iinfo(np.int32).max:
            codes = codes.astype(np.int64)
        _join(codes, dimension)
        waiting.append(dimension)
        size *= dimension.size
    codes, known, _size = _renumbered(codes, known, waiting, size)
    return Signatures(codes, known)


def _join(codes: Integers, dimension: Dimension) -> None:
    """codes = codes * size + class, in place."""

    def join(rows: slice) -> None:
        part, classes = codes[rows], dimension.classes[rows]
        part *= dimension.size
        part += classes if dimension.lookup is None else dimension.lookup[classes]

    if dimension.size > 1:
        in_pieces(codes.size, join)


def _renumbered(
    codes: Integers, known: Mapping[str, Integers], joined: Sequence[Dimension], size: int
) -> tuple[Integers, dict[str, Integers], int]:
    """Keep the combinations that occur. `size` counts the possible ones, `known` those of an earlier round."""
    if size <= 4 * MOST_COMBINATIONS:
        seen = np.zeros(size, np.bool_)
        seen[codes] = True
        present = np.flatnonzero(seen)
        number = np.cumsum(seen, dtype=np.int32) - np.int32(1)
        codes = _looked_up(number, codes)
    else:
        present, inverse = np.unique(codes, return_inverse=True)
        codes = inverse.astype(np.int32)
    classes: dict[str, Integers] = {}
    rest = present
    for dimension in reversed(joined):
        rest, classes[dimension.name] = np.divmod(rest, dimension.size)
    return codes, {name: values[rest] for name, values in known.items()} | classes, present.size


def _looked_up(table: Integers, codes: Integers) -> Integers:
    def look_up(rows: slice) -> None:
        codes[rows] = table[codes[rows]]

    in_pieces(codes.size, look_up)
    return codes


class FieldClasses:
    """The classes of one field: its values as far as the tests on it can tell them apart."""

    def __init__(self, name: str, declared: DeclaredField, column: Column, tests: Iterable[Test]) -> None:
        """Work out the classes and the truth of each test in each class."""
        self.name = name
        tests = list(dict.fromkeys(tests))
        if isinstance(column, Categories):
            truth = _truth_of_categories(tests, declared, column.values)
            first, lookup = _classes_of_patterns(truth)
            self._truth = dict(zip(tests, truth[:, first], strict=True))
            self.dimension = Dimension(name, column.codes, first.size, None if first.size == lookup.size else lookup)
        else:
            values = distinguishable_values(declared, tests)
            self._truth = {test: np.array([holds(test, value, declared) for value in values]) for test in tests}
            self.dimension = Dimension(name, _classes_of_numbers(column.values, values), len(values))

    def truth(self, test: Test, signatures: Signatures) -> Flags:
        """For each signature, whether the test holds."""
        truth: Flags = self._truth[test][signatures.classes[self.name]]
        return truth


def _classes_of_patterns(truth: Flags) -> tuple[Integers, Integers]:
    """Columns with the same truths are one class; classes are numbered as they first occur.

    So a column of codes that are all told apart is its own column of classes.
    """
    _patterns, first, inverse = np.unique(truth, axis=1, return_index=True, return_inverse=True)
    order = np.argsort(first)
    number = np.empty(order.size, np.int32)
    number[order] = np.arange(order.size, dtype=np.int32)
    return first[order], number[inverse.reshape(-1)]


def _truth_of_categories(tests: Sequence[Test], declared: DeclaredField, values: Sequence[str]) -> Flags:
    if declared.type == "yes_no":
        return np.array([[holds(test, value, declared) for value in (False, True)] for test in tests]).reshape(
            len(tests), 2
        )
    if declared.type != "text":
        candidates = [None, *declared.values]
        return np.array([[holds(test, value, declared) for value in candidates] for test in tests]).reshape(
            len(tests), len(candidates)
        )
    # A text column may have very many values; all that no test names are alike.
    named = {value for test in tests for value in test.named_values()}
    truth = np.repeat(
        np.array([[holds(test, OTHER, declared)] for test in tests]).reshape(len(tests), 1), len(values), axis=1
    )
    for code, value in enumerate(values):
        if not value or value in named:
            truth[:, code] = [holds(test, value or None, declared) for test in tests]
    return truth


def _classes_of_numbers(numbers: Integers, values: Sequence[Value | None]) -> Integers:
    """Class of each number: blank, then below, on and between the bounds, as `distinguishable_values` lists them."""
    bounds = np.array([int(Decimal(value) * NUMBER_SCALE) for value in values[2::2] if value is not None], np.int64)
    classes = np.searchsorted(bounds, numbers, "left") + np.searchsorted(bounds, numbers, "right") + 1
    classes[numbers == BLANK_NUMBER] = 0
    return classes.astype(np.int32)


class Truths:
    """Answers for conditions, one answer per signature."""

    def __init__(self, fields: Mapping[str, FieldClasses], signatures: Signatures) -> None:
        """Bind the classes of the fields to signatures."""
        self._fields, self.signatures = fields, signatures

    def any_of(self, conditions: Sequence[Condition]) -> Flags:
        """For each signature, whether one of the conditions is met."""
        found = np.zeros(self.signatures.count, np.bool_)
        for condition in conditions:
            found |= self._all_of(condition)
        return found

    def _all_of(self, condition: Condition) -> Flags:
        met = np.ones(self.signatures.count, np.bool_)
        for name, test in condition:
            met &= self._fields[name].truth(test, self.signatures)
        return met

    def refined(self, signatures: Signatures) -> "Truths":
        """The same answers for refined signatures."""
        return Truths(self._fields, signatures)

# SPDX-License-Identifier: Apache-2.0
"""Counts, sums and rates per holder and bucket of time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np

from yizhan.engines.scoring.calculation.context import Context
from yizhan.engines.scoring.calculation.event_sums import Counted, is_plain, other_contributors
from yizhan.engines.scoring.calculation.matching import Matches
from yizhan.engines.scoring.calculation.slots import Bucket, Slots, day_number
from yizhan.engines.scoring.events.table import BLANK_NUMBER, NUMBER_SCALE, Categories, Flags, Integers, Numbers
from yizhan.engines.scoring.language.clause import Every
from yizhan.engines.scoring.language.conditions import Condition, Conditions
from yizhan.engines.scoring.language.period_clauses import POINTS, Counting, Measured
from yizhan.engines.scoring.language.scheme import Scheme


@dataclass(frozen=True, slots=True)
class Buckets:
    """Which bucket a day lies in: days below `first_day` or beyond the array lie in none (-1).

    `runs`: the slots of each bucket, where buckets are made of whole slots.
    """

    labels: Sequence[str]
    first_day: int
    of_day: Integers
    runs: Sequence[slice] | None = None

    @property
    def count(self) -> int:
        """How many buckets there are."""
        return len(self.labels)

    def of(self, days: Integers) -> Integers:
        """The bucket of each day, or -1."""
        offset = days.astype(np.int64) - self.first_day
        inside = (offset >= 0) & (offset < self.of_day.size)
        return np.where(inside, self.of_day[np.where(inside, offset, 0)], -1)

    @classmethod
    def of_spans(cls, spans: Sequence[Bucket], runs: Sequence[slice] | None = None) -> "Buckets":
        """Buckets that follow one another without gaps."""
        if not spans:
            return cls((), 0, np.zeros(1, np.int64) - 1)
        lengths = [(span.end - span.start).days + 1 for span in spans]
        of_day = np.repeat(np.arange(len(spans)), lengths)
        return cls([span.label for span in spans], day_number(spans[0].start), of_day, runs)

    @classmethod
    def of_length(cls, every: Every, slots: Slots) -> "Buckets":
        """All buckets of a length."""
        return cls.of_spans(slots.buckets(every), None if every in ("day", "week") else slots.runs(every))


def single_bucket(label: str, start: date, end: date, slots: slice | None = None) -> Buckets:
    """One bucket of any days."""
    return Buckets.of_spans([Bucket(label, start, end, 0)], None if slots is None else [slots])


@dataclass(frozen=True, slots=True)
class Values:
    """Figures as exact fractions, [holder, bucket]. A denominator of 0: there is nothing to judge."""

    numerators: Integers
    denominators: Integers

    @property
    def given(self) -> Flags:
        """Where there is a figure."""
        return self.denominators > 0


class Measures:
    """Measures of a scheme on its events."""

    def __init__(
        self, context: Context, matches: Matches, counted: Mapping[Counted, Integers], points: Integers | None = None
    ) -> None:
        """Bind to what was matched and counted. `points`: [holder, slot], known only after all limits."""
        self.context, self.matches, self._counted, self._points = context, matches, counted, points

    def with_points(self, points: Integers) -> "Measures":
        """The same measures, and "points"."""
        return Measures(self.context, self.matches, self._counted, points)

    def values(self, measured: Measured | str, every: Every) -> Values:
        """A measure, or the count written in a clause, for each holder and each bucket of that length."""
        if POINTS in (measured, getattr(measured, "measure", None)):
            return self._point_values(every)
        return self.values_in(counting_of(measured, self.context.scheme), Buckets.of_length(every, self.context.slots))

    def _point_values(self, every: Every) -> Values:
        runs = self.context.slots.runs(every)
        points = (
            np.zeros((len(self.context.register), self.context.slots.count), np.int64)
            if self._points is None
            else self._points
        )
        sums = np.stack([points[:, run].sum(axis=1) for run in runs], axis=1)
        return Values(sums, np.full(sums.shape, self.context.minor.scale, np.int64))

    def values_in(self, counting: Counting, buckets: Buckets) -> Values:
        """The same for any buckets."""
        upper = self._figure(counting.count, counting, buckets)
        if counting.of is None:
            scale = NUMBER_SCALE if counting.sum else 1
            return Values(upper, np.full(upper.shape, scale, np.int64))
        lower = self._figure(counting.of, counting, buckets)
        if counting.empty == "zero":
            upper, lower = np.where(lower == 0, 0, upper), np.where(lower == 0, 1, lower)
        return Values(upper, lower)

    def rows_meeting(self, conditions: Sequence[Condition]) -> Integers:
        """The events that meet the conditions."""
        return np.flatnonzero(self._meets(conditions)[self.matches.signatures.of_row])

    def _meets(self, conditions: Sequence[Condition]) -> Flags:
        """For each signature, whether the conditions are met."""
        return self.matches.truths.any_of(conditions)

    def total(self, counting: Counting, rows: Integers) -> Fraction:
        """The figure of these events for the whole institution: each event once, whoever contributed."""
        if counting.sum:
            return Fraction(int(self._numbers(counting.sum, rows).sum()), NUMBER_SCALE)
        if counting.distinct:
            return Fraction(self._distinct(np.zeros(rows.size, np.int64), counting.distinct, rows).size)
        return Fraction(int(rows.size))

    def _figure(self, conditions: Conditions, counting: Counting, buckets: Buckets) -> Integers:
        if is_plain(counting) and buckets.runs is not None and (conditions, counting.contributors) in self._counted:
            by_slot = self._counted[conditions, counting.contributors]
            return np.stack([by_slot[:, run].sum(axis=1) for run in buckets.runs], axis=1)
        rows = self.rows_meeting(conditions)
        holders = self.context.table.holder[rows].astype(np.int64)
        if counting.contributors == "each":
            shared = self.context.table.shared
            places = np.flatnonzero(self._meets(conditions)[self.matches.signatures.of_row[shared.rows]])
            other_rows, others = other_contributors(shared, places)
            rows, holders = np.concatenate((rows, other_rows)), np.concatenate((holders, others))
        bucket = buckets.of(self.context.table.day[rows])
        inside = bucket >= 0
        rows, cells = rows[inside], holders[inside] * buckets.count + bucket[inside]
        size = len(self.context.register) * buckets.count
        if counting.sum:
            numbers = self._numbers(counting.sum, rows)
            figure = np.zeros(size, np.int64)
            np.add.at(figure, cells, numbers)
        else:
            if counting.distinct:
                cells = self._distinct(cells, counting.distinct, rows)
            figure = np.bincount(cells, minlength=size)
        return figure.reshape(len(self.context.register), buckets.count)

    def _numbers(self, field: str, rows: Integers) -> Integers:
        column = self.context.table.columns[field]
        numbers = column.values[rows] if isinstance(column, Numbers) else np.zeros(rows.size, np.int64)
        return np.where(numbers == BLANK_NUMBER, 0, numbers)

    def _distinct(self, cells: Integers, field: str, rows: Integers) -> Integers:
        """Each value once per cell. Events without a value each count for themselves."""
        table = self.context.table
        column = table.columns.get(field)
        codes = column.codes if isinstance(column, Categories) else table.item
        chosen = codes[rows].astype(np.int64)
        highest = int(codes.max(initial=0)) + 1
        chosen = np.where(chosen == 0, highest + rows, chosen)
        width = highest + len(table)
        return np.unique(cells * width + chosen) // width


def counting_of(measured: Measured | str, scheme: Scheme) -> Counting:
    """What a clause measures: its own count, or the measure it names."""
    if isinstance(measured, Measured) and measured.count is not None:
        # The conditions were read and checked with the clause.
        return Counting.model_construct(count=measured.count)
    name = measured if isinstance(measured, str) else measured.measure
    return next(measure for measure in scheme.measures if measure.id == name)

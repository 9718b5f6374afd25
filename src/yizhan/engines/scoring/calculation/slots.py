# SPDX-License-Identifier: Apache-2.0
"""Time in slots: months, cut where the appraised period starts or ends. Every longer period is a run of slots."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import pairwise

import numpy as np

from yizhan.engines.scoring.events.table import Integers
from yizhan.engines.scoring.language.clause import Every, LongPeriod
from yizhan.engines.scoring.periods import Period

_EPOCH = date(1970, 1, 1).toordinal()
_MONTHS: dict[Every, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


def day_number(day: date) -> int:
    """Days since 1970-01-01, as `EventTable.day` counts them."""
    return day.toordinal() - _EPOCH


def date_of(day: int) -> date:
    """The date of such a number."""
    return date.fromordinal(int(day) + _EPOCH)


@dataclass(frozen=True, slots=True)
class Bucket:
    """One month, quarter, week… `slot` is where its points are booked: the slot of its last day."""

    label: str
    start: date
    end: date
    slot: int


@dataclass(frozen=True)
class Slots:
    """The accounting years that the period touches, up to the end of the period.

    Duties are judged for buckets that ended by `judged_until` and after the scheme came into force (`valid_from`).
    """

    period: Period
    year_starts: int
    judged_until: date
    valid_from: date | None = None

    @cached_property
    def window_start(self) -> date:
        """First day of the accounting year in which the period starts."""
        start = self.period.start
        return date(start.year - (start.month < self.year_starts), self.year_starts, 1)

    @cached_property
    def starts(self) -> Sequence[date]:
        """First day of each slot."""
        cuts = {month for month in _months_from(self.window_start, 1, self.period.end) if month <= self.period.end}
        return sorted(cuts | {self.period.start})

    @property
    def count(self) -> int:
        """How many slots there are; the number itself stands for "outside"."""
        return len(self.starts)

    @cached_property
    def in_period(self) -> slice:
        """The slots of the period itself."""
        return slice(self.starts.index(self.period.start), self.count)

    @cached_property
    def _slot_of_day(self) -> Integers:
        first = day_number(self.window_start)
        bounds = [day_number(start) - first for start in self.starts] + [day_number(self.period.end) + 1 - first]
        inside = np.repeat(np.arange(self.count, dtype=np.int16), np.diff(bounds))
        return np.append(inside, np.int16(self.count))

    def slots_of(self, days: Integers) -> Integers:
        """The slot of each day; `count` for days outside the window."""
        lookup = self._slot_of_day
        offset = days - np.int32(day_number(self.window_start))
        offset[(offset < 0) | (offset >= lookup.size)] = lookup.size - 1
        slots: Integers = lookup[offset]
        return slots

    def slot_at(self, day: date) -> int:
        """The slot in which a day lies; the first one for earlier days, the last one for later days."""
        return max(0, bisect_right(self.starts, day) - 1)

    def slot_span(self, slot: int) -> Bucket:
        """First and last day of a slot."""
        last = self.starts[slot + 1] - timedelta(days=1) if slot + 1 < self.count else self.period.end
        return Bucket(self.starts[slot].isoformat(), self.starts[slot], last, slot)

    def buckets(self, every: Every) -> Sequence[Bucket]:
        """All periods of that length that start in the window, or of which the last day lies in it (weeks)."""
        return _buckets(self, every)

    def runs(self, every: Every) -> Sequence[slice]:
        """For months and longer: the slots of each bucket, the running one included, as far as it is in the window."""
        places = [self.slot_at(bucket.start) for bucket in self.buckets(every)] + [self.count]
        return [slice(place, following) for place, following in pairwise(places)]

    def bucket_of_slot(self, every: LongPeriod) -> Integers:
        """The number of the bucket of each slot; -1 for "outside"."""
        runs = self.runs(every)
        return np.append(np.repeat(np.arange(len(runs)), [run.stop - run.start for run in runs]), -1)

    def judged(self, bucket: Bucket) -> bool:
        """Whether the bucket is over, and the scheme was in force at its end."""
        return self.in_force(bucket) and bucket.end <= min(self.judged_until, self.period.end)

    def in_force(self, bucket: Bucket) -> bool:
        """Whether the scheme was in force at the end of the bucket."""
        return self.valid_from is None or bucket.end >= self.valid_from


@lru_cache(maxsize=256)
def _buckets(slots: Slots, every: Every) -> tuple[Bucket, ...]:
    last = slots.period.end
    return tuple(
        Bucket(_label(every, start, end, slots.year_starts), start, end, slots.slot_at(min(end, last)))
        for start, end in _spans(slots.window_start, last, every)
    )


def _spans(first: date, last: date, every: Every) -> Iterator[tuple[date, date]]:
    if every == "day":
        yield from ((day, day) for day in _days_from(first, last, 1))
    elif every == "week":
        monday = first - timedelta(days=first.weekday())
        weeks = ((day, day + timedelta(days=6)) for day in _days_from(monday, last, 7))
        yield from (week for week in weeks if week[1] <= last)
    else:
        starts = list(_months_from(first, _MONTHS[every], last))
        yield from ((start, following - timedelta(days=1)) for start, following in pairwise(starts))


def _days_from(first: date, last: date, step: int) -> Iterator[date]:
    return (first + timedelta(days=passed) for passed in range(0, (last - first).days + 1, step))


def _months_from(first: date, step: int, last: date) -> Iterator[date]:
    """Starts of spans of `step` months, up to the first one after the last day."""
    day = first
    while day <= last:
        yield day
        months = day.year * 12 + day.month - 1 + step
        day = date(months // 12, months % 12 + 1, 1)
    yield day


def _label(every: Every, start: date, end: date, year_starts: int) -> str:
    month = (start.month - year_starts) % 12
    labels = {
        "day": start.isoformat(),
        "week": f"{end.isocalendar().year}W{end.isocalendar().week:02}",
        "month": f"{start:%Y-%m}",
        "quarter": f"{start.year}Q{month // 3 + 1}",
        "half_year": f"{start.year}H{month // 6 + 1}",
        "year": f"{start.year}" if year_starts == 1 else f"{start:%Y-%m}..{end:%Y-%m}",
    }
    return labels[every]

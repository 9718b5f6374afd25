# SPDX-License-Identifier: Apache-2.0
"""How far confidence can be relied on: what was held back from learning, counted by per cent of confidence."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reliability:
    """For each per cent of confidence (rounded down) how many texts were held back, and how many of them were right."""

    steps: tuple[tuple[int, int, int], ...]

    @classmethod
    def of(cls, held_back: Iterable[tuple[float, bool]]) -> "Reliability":
        """Count confidences (0 to 1), each with whether it was right."""
        counted, right = Counter[int](), Counter[int]()
        for confidence, is_right in held_back:
            counted[percent(confidence)] += 1
            right[percent(confidence)] += is_right
        return cls(tuple((step, counted[step], right[step]) for step in sorted(counted)))

    @classmethod
    def read(cls, steps: Iterable[Sequence[int]]) -> "Reliability":
        """The same from plain lists."""
        return cls(tuple((step, count, right) for step, count, right in steps))

    @property
    def texts(self) -> int:
        """How many texts were held back."""
        return sum(count for _step, count, _right in self.steps)

    @property
    def accuracy(self) -> float:
        """The share that was right; 0 when nothing was held back."""
        return self.precision(0) or 0.0

    def share(self, least: int) -> float:
        """The share of texts for which something would have been shown, at `least` per cent of confidence."""
        return sum(count for step, count, _right in self.steps if step >= least) / max(self.texts, 1)

    def precision(self, least: int) -> float | None:
        """The share of these that was right; None where nothing would have been shown."""
        shown = [(count, right) for step, count, right in self.steps if step >= least]
        return sum(right for _count, right in shown) / sum(count for count, _right in shown) if shown else None

    @property
    def error(self) -> float:
        """By how much confidence and the share that was right differ, on average over tenths of confidence."""
        tenths: dict[int, list[float]] = {}
        for step, count, right in self.steps:
            tenth = tenths.setdefault(min(step // 10, 9), [0.0, 0.0])
            tenth[0] += (step + 0.5) / 100 * count
            tenth[1] += right
        return sum(abs(sure - right) for sure, right in tenths.values()) / max(self.texts, 1)


def percent(confidence: float) -> int:
    """Per cent, rounded down: nobody is told more than is known, and nothing is ever certain."""
    return min(int(confidence * 100), 99)

# SPDX-License-Identifier: Apache-2.0
"""Two texts side by side: what they share is marked and numbered, so that each passage finds its like."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yizhan.engines.text.passages import SharedPassage


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text; `number` is that of the shared passage it is, 0 for what stands only here.

    What stands several times on one side and once on the other has one number; the first one is the anchor.
    """

    text: str
    number: int = 0
    is_anchor: bool = True


def first_side(text: str, passages: Sequence[SharedPassage]) -> list[Stretch]:
    """The text whose passages were looked for, in its own order."""
    seen: set[int] = set()
    stretches: list[Stretch] = []
    done = 0
    for passage, number in zip(passages, _numbers(passages), strict=True):
        marked = Stretch(text[passage.first_start : passage.first_end], number, is_anchor=number not in seen)
        stretches += [Stretch(text[done : passage.first_start]), marked]
        seen.add(number)
        done = passage.first_end
    return _said([*stretches, Stretch(text[done:])])


def second_side(text: str, passages: Sequence[SharedPassage]) -> list[Stretch]:
    """The text in which they were found, in its own order; what was found in one place is one mark."""
    ranges: dict[int, tuple[int, int]] = {}
    for passage, number in zip(passages, _numbers(passages), strict=True):
        start, end = ranges.get(number, (passage.second_start, passage.second_end))
        ranges[number] = min(start, passage.second_start), max(end, passage.second_end)
    stretches: list[Stretch] = []
    done = 0
    for number, (start, end) in sorted(ranges.items(), key=lambda one: one[1]):
        stretches += [Stretch(text[done:start]), Stretch(text[start:end], number)]
        done = end
    return _said([*stretches, Stretch(text[done:])])


def _numbers(passages: Sequence[SharedPassage]) -> list[int]:
    """The number of each passage: those that overlap in the second text have the same, counted as they first occur."""
    place_of: dict[SharedPassage, int] = {}
    place, reached = 0, 0
    for passage in sorted(passages, key=lambda one: (one.second_start, one.second_end)):
        if passage.second_start >= reached:
            place += 1
        place_of[passage] = place
        reached = max(reached, passage.second_end)
    numbers: dict[int, int] = {}
    return [numbers.setdefault(place_of[passage], len(numbers) + 1) for passage in passages]


def _said(stretches: Iterable[Stretch]) -> list[Stretch]:
    return [one for one in stretches if one.text]

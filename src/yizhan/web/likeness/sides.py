# SPDX-License-Identifier: Apache-2.0
"""Two texts side by side: what they share is marked and numbered, so that each passage finds its like."""

from collections.abc import Iterable
from dataclasses import dataclass

from yizhan.engines.text.passages import SharedPassage


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text; `number` is that of the shared passage it is, 0 for what stands only here."""

    text: str
    number: int = 0


def first_side(text: str, passages: Iterable[SharedPassage]) -> list[Stretch]:
    """The text whose passages were looked for, in its own order."""
    return _cut(text, [(one.first_start, one.first_end, place) for place, one in enumerate(passages, 1)])


def second_side(text: str, passages: Iterable[SharedPassage]) -> list[Stretch]:
    """The text in which they were found, in its own order; what was found twice is marked once."""
    return _cut(text, sorted((one.second_start, one.second_end, place) for place, one in enumerate(passages, 1)))


def _cut(text: str, places: Iterable[tuple[int, int, int]]) -> list[Stretch]:
    stretches: list[Stretch] = []
    done = 0
    for start, end, number in places:
        if start < done:
            continue
        stretches += [Stretch(text[done:start]), Stretch(text[start:end], number)]
        done = end
    return [one for one in (*stretches, Stretch(text[done:])) if one.text]

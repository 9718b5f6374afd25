# SPDX-License-Identifier: Apache-2.0
"""Stretches of wording that stand in two texts, with their places in both, for a view side by side."""

from dataclasses import dataclass

from yizhan.engines.text.normalisation import Folded, fold_with_places

#: Shorter stretches in common are stock phrases.
SHORTEST = 8


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """`first[first_start:first_end]` and `second[second_start:second_end]` agree but for width, case and spaces."""

    first_start: int
    first_end: int
    second_start: int
    second_end: int
    words: str


def shared_passages(first: str, second: str, shortest: int = SHORTEST) -> list[SharedPassage]:
    """The passages of `first` that stand in `second`, in the order of `first`, never overlapping there.

    Moved passages are found too. Of several occurrences in `second` the longest match is shown, then the earliest.
    """
    one, other = fold_with_places(first), fold_with_places(second)
    starts = _starts(other.text, shortest)
    found: list[SharedPassage] = []
    place = 0
    while place <= len(one.text) - shortest:
        length, start = _longest(one.text, place, other.text, starts.get(one.text[place : place + shortest], []))
        if length:
            found.append(_passage(first, one, place, other, start, length))
        place += length or 1
    return found


def _starts(text: str, size: int) -> dict[str, list[int]]:
    starts: dict[str, list[int]] = {}
    for place in range(len(text) - size + 1):
        at = starts.setdefault(text[place : place + size], [])
        # A stretch that repeats without end (a row of dashes) would make the search quadratic.
        if len(at) < 20:
            at.append(place)
    return starts


def _longest(one: str, place: int, other: str, starts: list[int]) -> tuple[int, int]:
    """(length, start) of the longest match of `one` from `place` at one of the starts in `other`; length 0 for none."""
    return max(
        ((_match(one, place, other, start), start) for start in starts), key=lambda match: match[0], default=(0, 0)
    )


def _match(one: str, place: int, other: str, start: int) -> int:
    length = 0
    most = min(len(one) - place, len(other) - start)
    while length < most and one[place + length] == other[start + length]:
        length += 1
    return length


def _passage(first: str, one: Folded, place: int, other: Folded, start: int, length: int) -> SharedPassage:
    first_start, first_end = one.source_span(place, place + length)
    second_start, second_end = other.source_span(start, start + length)
    return SharedPassage(first_start, first_end, second_start, second_end, first[first_start:first_end])

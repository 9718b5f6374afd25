# SPDX-License-Identifier: Apache-2.0
"""The passage of a text around what was looked for, with every hit marked: what a list of results shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from yizhan.engines.text.normalisation import comparable, fold_with_places

#: Characters of an extract, and how many of them stand before the first hit.
WIDTH = 120
_BEFORE = 24

#: A hit spelled as it was asked for is looked up in a window of this many characters instead of the whole text.
_WINDOW = 4 * WIDTH


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of an extract; `is_hit` for what was looked for."""

    text: str
    is_hit: bool


def extract(text: str, words: Sequence[str], *, width: int = WIDTH) -> tuple[Stretch, ...]:
    """About `width` characters of a text around the first hit of any word; nothing where no word occurs.

    Words are found as full text finds them: whatever their width, case or script, and across white space.
    """
    wanted = [folded for folded in map(comparable, words) if folded]
    first = min((place for place in (text.find(word) for word in words if word) if place >= 0), default=-1)
    if first > _WINDOW:
        begin = first - _BEFORE * 2
        return _cut(text[begin : begin + _WINDOW], wanted, width, is_begun=True)
    return _cut(text, wanted, width, is_begun=False)


def occurrences(text: str, word: str) -> int:
    """How often a text contains a word, as full text sees it."""
    folded = comparable(word)
    return comparable(text).count(folded) if folded else 0


def _cut(text: str, wanted: Sequence[str], width: int, *, is_begun: bool) -> tuple[Stretch, ...]:
    spans = _spans(text, wanted)
    if not spans:
        return ()
    begin = max(0, spans[0][0] - _BEFORE)
    end = max(min(len(text), begin + width), min(spans[0][1], begin + 2 * width))
    stretches = [Stretch("…", is_hit=False)] if begin > 0 or is_begun else []
    place = begin
    for start, stop in spans:
        if start >= end:
            break
        stretches += [Stretch(text[place:start], is_hit=False), Stretch(text[start : min(stop, end)], is_hit=True)]
        place = min(stop, end)
    stretches.append(Stretch(text[place:end] + ("…" if end < len(text) else ""), is_hit=False))
    return tuple(stretch for stretch in stretches if stretch.text)


def _spans(text: str, wanted: Sequence[str]) -> list[tuple[int, int]]:
    """Where the words stand in the text as written, in order, overlapping ones joined."""
    folded = fold_with_places(text)
    found: list[tuple[int, int]] = []
    for word in wanted:
        place = folded.text.find(word)
        while place >= 0:
            found.append(folded.source_span(place, place + len(word)))
            place = folded.text.find(word, place + len(word))
    joined: list[tuple[int, int]] = []
    for start, stop in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(stop, joined[-1][1]))
        else:
            joined.append((start, stop))
    return joined

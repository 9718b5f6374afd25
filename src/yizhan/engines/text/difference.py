# SPDX-License-Identifier: Apache-2.0
"""What changed between two versions of a text, by words, so that an editor reads it as a reader would mark it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from rapidfuzz.distance import Indel, Prefix

from yizhan.engines.text.segmentation import words

Kind = Literal["same", "added", "removed"]

#: A number with its sign, separators and percent stays whole: 8.5% never becomes 8.9% by one changed digit.
_NUMBER = re.compile(r"[+\-−±]?\d+(?:[,，]\d{3})*(?:[.．:：/／]\d+)*[%％‰]?")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_SENTENCE = re.compile(r"[^。！？!?；;\n]*[。！？!?；;]+[”’」』）)]*|[^。！？!?；;\n]+|\n")

#: Above this many cells the alignment matrix (one bit a cell) would take more than 64 MB.
_CELLS = 512_000_000


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that stands in both versions, only in the new one, or only in the old one."""

    kind: Kind
    text: str


def difference(before: str, after: str) -> list[Run]:
    """The runs that lead from `before` to `after`, removed before added, neighbours of a kind joined.

    Joining the texts of `same` and `removed` gives `before`; joining those of `same` and `added` gives `after`. Lines
    that stand in both versions are matched first, then sentences, then words, so that a paragraph is never matched with
    bits of another one.
    """
    return _settled(list(_merged(_aligned(before, after, (_lines, _sentences, _tokens)))))


def _aligned(before: str, after: str, levels: Sequence[Callable[[str], list[str]]]) -> Iterator[Run]:
    """Runs in order. Each level aligns its own units and hands what differs to the next, finer one."""
    old, new = levels[0](before), levels[0](after)
    if len(old) * len(new) > _CELLS:
        yield from _replaced(before, after)
        return
    for removed, added, same in _blocks(old, new):
        if removed and added and len(levels) > 1:
            yield from _aligned(removed, added, levels[1:])
        else:
            yield from _replaced(removed, added)
        if same:
            yield Run("same", same)


def _blocks(old: list[str], new: list[str]) -> Iterator[tuple[str, str, str]]:
    """(removed, added, same) texts in order: what differs, and the stretch in common that follows it."""
    removed = added = ""
    for step in Indel.opcodes(old, new):
        if step.tag == "equal":
            yield removed, added, "".join(old[step.src_start : step.src_end])
            removed = added = ""
        else:
            removed += "".join(old[step.src_start : step.src_end])
            added += "".join(new[step.dest_start : step.dest_end])
    yield removed, added, ""


def _replaced(before: str, after: str) -> Iterator[Run]:
    if before:
        yield Run("removed", before)
    if after:
        yield Run("added", after)


def _merged(runs: Iterator[Run]) -> Iterator[Run]:
    """Joins neighbours of a kind; between two same runs all that was removed comes before all that was added."""
    same = removed = added = ""
    for run in chain(runs, [Run("same", "")]):
        if run.kind != "same":
            if same:
                yield Run("same", same)
                same = ""
            removed += run.text if run.kind == "removed" else ""
            added += run.text if run.kind == "added" else ""
        elif run.text:
            yield from _replaced(removed, added)
            removed = added = ""
            same += run.text
    if same:
        yield Run("same", same)
    yield from _replaced(removed, added)


def _settled(runs: list[Run]) -> list[Run]:
    """Moves a change that could begin at two places to where it ends with a line.

    "。\\n新的一段" inserted before "。\\n" reads better as "新的一段。\\n" inserted after it.
    """
    for place in range(1, len(runs) - 1):
        earlier, change, later = runs[place - 1 : place + 2]
        if change.kind == "same" or earlier.kind != "same" or later.kind != "same":
            continue
        shift = change.text.rfind("\n", 0, Prefix.similarity(change.text, later.text)) + 1
        if 0 < shift < len(later.text):
            moved = change.text[:shift]
            runs[place - 1] = Run("same", earlier.text + moved)
            runs[place] = Run(change.kind, change.text[shift:] + moved)
            runs[place + 1] = Run("same", later.text[shift:])
    return runs


def _lines(text: str) -> list[str]:
    return _LINE.findall(text)


def _sentences(text: str) -> list[str]:
    return _SENTENCE.findall(text)


def _tokens(text: str) -> list[str]:
    """Words, with numbers whole and each line break a token of its own."""
    tokens: list[str] = []
    place = 0
    for number in _NUMBER.finditer(text):
        tokens += words(text[place : number.start()])
        tokens.append(number.group())
        place = number.end()
    return tokens + words(text[place:])

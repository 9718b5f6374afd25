# SPDX-License-Identifier: Apache-2.0
"""Text made fit for paper: characters that no file may hold, dates, levels of headings, breaks of titles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from yizhan.engines.papers.measures import TYPE_WIDTH, width

#: Not allowed in XML 1.0 (2.2), or turning the reading direction of what follows, or invisible.
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    r"\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_NUMERALS = "一二三四五六七八九十百"
_LEVELS = (
    re.compile(rf"[{_NUMERALS}]{{1,4}}、"),
    re.compile(rf"[（(][{_NUMERALS}]{{1,4}}[）)]"),
    re.compile(r"\d{1,2}[.．](?!\d)"),
    re.compile(r"[（(]\d{1,2}[）)]"),
)
_LONGEST_HEADING = 50
_TITLE_CHARACTERS = int(TYPE_WIDTH / 20 / 22)
_NEVER_FIRST = set("，。、；：？！）》〉」』】〕”’…—·%‰℃,.;:?!)]}")
_NEVER_LAST = set("（《〈「『【〔“‘([{")
_GOOD_BEFORE = set("的和与及")
_GOOD_AFTER = ("关于", "的", "和", "与", "及", "、", "》", "，", "：", "对", "在")


class Level(IntEnum):
    """Structure levels of clause 7.3.3: 一、 （一） 1. （1）; 0 is running text."""

    TEXT = 0
    FIRST = 1
    SECOND = 2
    THIRD = 3
    FOURTH = 4


@dataclass(frozen=True, slots=True)
class Leveled:
    """A paragraph cut into its heading and the text that runs on behind it."""

    level: Level
    heading: str
    text: str


def printable(text: str) -> str:
    """One line of text without what no paper holds; tabs become blanks."""
    return _UNPRINTABLE.sub("", _LINE_ENDS.sub(" ", text)).replace("\n", " ").replace("\t", " ").strip()


def paragraphs(texts: tuple[str, ...]) -> Iterator[str]:
    """Paragraphs without blank ones; every line end begins a new one, indents typed as blanks are dropped."""
    for text in texts:
        for line in _LINE_ENDS.sub("\n", text).split("\n"):
            cleaned = printable(line).strip("\u3000 ")
            if cleaned:
                yield cleaned


def leveled(paragraph: str) -> Leveled:
    """Find the level of a paragraph by its number; a heading ends at its first full stop."""
    for level, pattern in enumerate(_LEVELS, 1):
        if pattern.match(paragraph):
            heading, stop, text = paragraph.partition("。")
            if len(heading) > _LONGEST_HEADING:
                return Leveled(Level.TEXT, "", paragraph)
            return Leveled(Level(level), heading + stop, text)
    return Leveled(Level.TEXT, "", paragraph)


def chinese_date(day: date) -> str:
    """2026年1月5日: Arabic digits, the year in full, no leading zeros (clause 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def title_lines(title: str) -> list[str]:
    """A title cut into lines that fit, the upper ones not shorter than the lower by much (trapezoid, clause 7.3.1).

    Never breaks numbers and Latin words, before closing or after opening signs; rather at 的, 和, 、 than elsewhere. A
    line feed in the title is kept as a break.
    """
    wished = [line for line in map(printable, _LINE_ENDS.sub("\n", title).split("\n")) if line]
    return [line for part in wished for line in _balanced(part)]


def _balanced(text: str) -> list[str]:
    lines: list[str] = []
    rest = text
    while width(rest) > _TITLE_CHARACTERS:
        remaining = -(-width(rest) // _TITLE_CHARACTERS)
        cut = _best_cut(rest, min(width(rest) / remaining + 1, _TITLE_CHARACTERS))
        lines.append(rest[:cut])
        rest = rest[cut:].lstrip()
    return [*lines, rest]


def _best_cut(text: str, target: float) -> int:
    """The place nearest to the wished width where a break is allowed; in a word without any, at the width itself."""
    best, best_cost, taken = 0, float("inf"), 0.0
    for index in range(1, len(text)):
        taken += width(text[index - 1])
        if taken > _TITLE_CHARACTERS:
            break
        cost = abs(target - taken) - _kindness(text, index)
        if _may_break(text, index) and cost < best_cost:
            best, best_cost = index, cost
    return best or max(1, index - 1)


def _may_break(text: str, index: int) -> bool:
    before, after = text[index - 1], text[index]
    is_inside_word = before.isascii() and after.isascii() and (before + after).isalnum()
    return not is_inside_word and after not in _NEVER_FIRST and before not in _NEVER_LAST


def _kindness(text: str, index: int) -> float:
    """How much farther from the wished width a break may lie because it falls between words."""
    if text[:index].endswith(_GOOD_AFTER):
        return 3.0
    return 1.5 if text[index] in _GOOD_BEFORE else 0.0

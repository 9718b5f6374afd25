# SPDX-License-Identifier: Apache-2.0
"""Dates that a text states, and whether they exist."""

import re
from calendar import monthrange
from dataclasses import dataclass

from yizhan.engines.text.numerals import value_of

_DIGIT = "[0-9〇零一二三四五六七八九十]"
_DATE = re.compile(
    rf"(?P<year>[12]\d{{3}}|[一二][〇零一二三四五六七八九]{{3}})年(?:(?P<month>{_DIGIT}{{1,3}})月(?:份|(?P<day>{_DIGIT}{{1,3}})[日号])?)?"
    rf"|(?<![\d.])(?P<year2>[12]\d{{3}})(?P<cut>[-/.])(?P<month2>\d{{1,2}})(?P=cut)(?P<day2>\d{{1,2}})(?![\d.])"
    rf"|(?<![0-9〇零一二三四五六七八九十年])(?P<month3>{_DIGIT}{{1,3}})月(?:份|(?P<day3>{_DIGIT}{{1,3}})[日号])"
)
_RELATIVE = re.compile(
    "前天|昨天|昨日|昨晚|今天|今日|今晨|明天|本月|上月|上个月|今年|去年|前年|近日|日前|近期|最近|目前|截至|上周|本周|年初|年底"
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as stated; what was not stated is None. `exists` is false for a 30 February or a 13th month."""

    year: int | None
    month: int | None
    day: int | None
    start: int
    end: int
    words: str

    @property
    def exists(self) -> bool:
        """Whether a calendar has such a day; without a year, a 29 February is given the benefit of the doubt."""
        if self.month is None:
            return True
        if not 1 <= self.month <= 12:
            return False
        return self.day is None or 1 <= self.day <= monthrange(self.year or 2000, self.month)[1]


def dates(text: str) -> list[DateMention]:
    """The dates of a text in order, in Arabic or Chinese numerals: 2024年5月3日, 2024-5-3, 五月三日, 5月份."""
    return [_mention(match) for match in _DATE.finditer(text)]


def has_time(text: str) -> bool:
    """Whether a text says when something happened, by a date or in relation to now (近日, 去年)."""
    return bool(_DATE.search(text) or _RELATIVE.search(text))


def _mention(match: re.Match[str]) -> DateMention:
    year, month, day = (
        _number(match[name] or match[f"{name}2"] or (match[f"{name}3"] if name != "year" else None))
        for name in ("year", "month", "day")
    )
    return DateMention(year, month, day, match.start(), match.end(), match.group())


def _number(numeral: str | None) -> int | None:
    value = value_of(numeral) if numeral else None
    return int(value) if value is not None else None

# SPDX-License-Identifier: Apache-2.0
"""Lengths of time as rules state them: “5 working days”, “3个工作日”, “24小时”, “1 month”."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Literal, Self

from yizhan.engines.calendars.errors import CalendarError

Language = Literal["zh", "en"]


class Unit(StrEnum):
    """What a duration is counted in. Days are natural days."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working days"
    MONTHS = "months"
    YEARS = "years"

    @property
    def is_elapsed(self) -> bool:
        """Counted from moment to moment, not from day to day."""
        return self in {Unit.MINUTES, Unit.HOURS}


_CHINESE = {
    Unit.MINUTES: "分钟",
    Unit.HOURS: "小时",
    Unit.DAYS: "日",
    Unit.WORKING_DAYS: "个工作日",
    Unit.MONTHS: "个月",
    Unit.YEARS: "年",
}
#: A unit's length in days, for judging whether a number can be meant. Working days are at their densest.
_ABOUT_DAYS = {
    Unit.MINUTES: Fraction(1, 1440),
    Unit.HOURS: Fraction(1, 24),
    Unit.DAYS: Fraction(1),
    Unit.WORKING_DAYS: Fraction(7, 5),
    Unit.MONTHS: Fraction(30),
    Unit.YEARS: Fraction(365),
}
_LONGEST_DAYS = 36_525


@dataclass(frozen=True, slots=True)
class Duration:
    """A whole number of one unit, 1 or more, at most about 100 years."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.amount < 1:
            raise CalendarError("duration.positive", text=str(self))
        if self.about_days > _LONGEST_DAYS:
            raise CalendarError("duration.too_long", text=str(self))

    def __str__(self) -> str:
        return self.in_words("en")

    @property
    def about_days(self) -> Fraction:
        """Its usual length in days, to compare durations of different units where no calendar is at hand."""
        return self.amount * _ABOUT_DAYS[self.unit]

    def in_words(self, language: Language) -> str:
        """“5个工作日” or “5 working days”; `parse` reads both back."""
        if language == "zh":
            return f"{self.amount}{_CHINESE[self.unit]}"
        return f"{self.amount} {self.unit.value if self.amount != 1 else self.unit.value.removesuffix('s')}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """The duration written in English or Chinese, also with “within” or “内” around it.

        A week is 7 days, a quarter 3 months. Hours and minutes add up, and so do years and months; other mixtures
        have no agreed meaning and are refused, as are parts of a day.
        """
        return cls(*_parsed(text))


@lru_cache(maxsize=512)
def _parsed(text: str) -> tuple[int, Unit]:
    """Rules and stored alarms write the same few lengths again and again."""
    written = _FRAME.sub("", unicodedata.normalize("NFKC", text).lower().strip()).strip()
    if not written:
        raise CalendarError("duration.empty")
    if written.startswith(("-", "负")):
        raise CalendarError("duration.positive", text=text)
    amount, unit = _sum(text, list(_parts(text, written)))
    amount, unit = _whole(amount, unit)
    if amount.denominator != 1:
        raise CalendarError("duration.whole", text=text)
    return amount.numerator, unit


def _spellings(unit: Unit, times: int, *spellings: str) -> dict[str, tuple[int, Unit]]:
    return dict.fromkeys(spellings, (times, unit))


#: spelling -> how many of which unit
_UNITS = (
    _spellings(Unit.MINUTES, 1, "minutes", "minute", "mins", "min", "分钟", "分")
    | _spellings(Unit.HOURS, 1, "hours", "hour", "hrs", "hr", "h", "小时", "钟头", "时")
    | _spellings(Unit.DAYS, 1, "days", "day", "natural days", "natural day", "calendar days", "calendar day")
    | _spellings(Unit.DAYS, 1, "日", "天", "自然日", "日历日")
    | _spellings(Unit.DAYS, 7, "weeks", "week", "周", "星期", "礼拜")
    | _spellings(Unit.WORKING_DAYS, 1, "working days", "working day", "workdays", "workday", "工作日", "工作天")
    | _spellings(Unit.WORKING_DAYS, 1, "work days", "work day", "business days", "business day")
    | _spellings(Unit.MONTHS, 1, "months", "month", "月")
    | _spellings(Unit.MONTHS, 3, "quarters", "quarter", "季度")
    | _spellings(Unit.YEARS, 1, "years", "year", "年")
)
_NUMBER_WORDS = {"a": "1", "an": "1", "half a": "0.5", "half an": "0.5"} | {
    word: str(number)
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], start=1
    )
}
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_NUMBER = re.compile(
    rf"\d{{1,15}}(?:\.\d{{1,6}})?|半|[{''.join(_DIGITS)}{''.join(_TENS)}]{{1,15}}|(?:{_alternatives(_NUMBER_WORDS)})\b"
)
_UNIT = re.compile(rf"\s*(?P<half>个半)?个?\s*(?P<unit>{_alternatives(_UNITS)})(?![a-z])(?:\s|,|and\b)*")
_FRAME = re.compile(r"^(?:within|in|at most|up to|不超过|最长|最迟)\s*|(?:以内|之内|内)$")


def _parts(text: str, written: str) -> Iterator[tuple[Fraction, Unit]]:
    """Each number with its unit, in the order written."""
    position = 0
    while position < len(written):
        number = _NUMBER.match(written, position)
        if number is None:
            raise CalendarError("duration.number", text=text)
        unit = _UNIT.match(written, number.end())
        if unit is None:
            raise CalendarError("duration.unit", text=text)
        times, of = _UNITS[unit["unit"]]
        yield (_value(number[0]) + (Fraction(1, 2) if unit["half"] else 0)) * times, of
        position = unit.end()


def _value(number: str) -> Fraction:
    """The value of 12, 1.5, 半, 一百八十, 二〇 or “half an”."""
    if number == "半":
        return Fraction(1, 2)
    if number[0] not in _DIGITS and number[0] not in _TENS:
        return Fraction(_NUMBER_WORDS.get(number, number))
    if not _TENS.keys() & set(number):
        return Fraction(int("".join(str(_DIGITS[character]) for character in number)))
    total = digit = 0
    for character in number:
        if character in _TENS:
            total += (digit or 1) * _TENS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return Fraction(total + digit)


#: Units that add up, the larger one first, and how many of the smaller make one of the larger.
_LADDERS = {Unit.HOURS: (Unit.MINUTES, 60), Unit.YEARS: (Unit.MONTHS, 12)}


def _sum(text: str, parts: list[tuple[Fraction, Unit]]) -> tuple[Fraction, Unit]:
    units = {unit for _, unit in parts}
    if len(units) == 1:
        return sum((amount for amount, _ in parts), Fraction()), units.pop()
    for larger, (smaller, times) in _LADDERS.items():
        if units == {larger, smaller}:
            return sum((amount * (times if unit is larger else 1) for amount, unit in parts), Fraction()), smaller
    raise CalendarError("duration.mixed", text=text)


def _whole(amount: Fraction, unit: Unit) -> tuple[Fraction, Unit]:
    """The same length in the smaller unit, where only that gives a whole number: 半小时 is 30 minutes."""
    if amount.denominator != 1 and unit in _LADDERS:
        smaller, times = _LADDERS[unit]
        return amount * times, smaller
    return amount, unit

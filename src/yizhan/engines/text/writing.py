# SPDX-License-Identifier: Apache-2.0
"""Checks of how a text is written: dates, punctuation, numerals, sums, personal data, secrecy marks.

Punctuation: GB/T 15834-2011. Numerals: GB/T 15835-2011.
"""

import re
from collections.abc import Iterator
from datetime import date

from yizhan.engines.text.dates import dates
from yizhan.engines.text.findings import Finding
from yizhan.engines.text.marks import secrecy_mark
from yizhan.engines.text.personal import personal_numbers
from yizhan.engines.text.sums import contradictory_sums

_HAN = "[\u3400-\u9fff]"
_HALF_WIDTH = re.compile(rf"(?<={_HAN})[,;:?!](?={_HAN}|\s|$)")
_DOUBLED = re.compile("([，、；：])[，、；：。]|。[，、；：。]|([？！])[，。；]")
_DOTS = re.compile(r"(?<!\.)\.{3,}|。{2,}|(?<!…)…(?!…)")
_BRACKETS = {"（": "）", "(": ")", "《": "》", "“": "”", "‘": "’", "【": "】", "「": "」", "〔": "〕"}
_CLOSING = {closing: opening for opening, closing in _BRACKETS.items()}
_MIXED_DATE = re.compile(
    r"\d{2,4}年[一二三四五六七八九十]{1,3}月|[一二三四五六七八九十]{1,3}月\d{1,2}[日号]|[一二〇零三四五六七八九]{4}年\d{1,2}月"
)
_MIXED_NUMBER = re.compile(r"(?<!\d)\d+[一二三四五六七八九](?:个|人|户|元)|[一二三四五六七八九]\d+(?:个|人|户|元)")
_SHORT_YEAR = re.compile(r"(?<![\d.])(?:[6-9]\d|[0-3]\d)年(?=\d{1,2}月)")


def check_writing(text: str, today: date | None = None) -> list[Finding]:
    """All findings in the order of the text. With `today`, dates that lie ahead of it are named too."""
    found = [
        *_dates(text, today),
        *_punctuation(text),
        *_brackets(text),
        *_numerals(text),
        *contradictory_sums(text),
        *_personal(text),
        *_secrecy(text),
    ]
    return sorted(found, key=lambda finding: (finding.start, finding.code))


def _dates(text: str, today: date | None) -> Iterator[Finding]:
    for mention in dates(text):
        if not mention.exists:
            problem = "There is no such day: %(words)s."
            yield Finding("date.wrong", problem, mention.start, mention.end, {"words": mention.words})
        elif today and mention.year and (mention.year, mention.month or 1, mention.day or 1) > today.timetuple()[:3]:
            problem = "This date lies ahead: %(words)s."
            yield Finding("date.ahead", problem, mention.start, mention.end, {"words": mention.words})


def _punctuation(text: str) -> Iterator[Finding]:
    rules = (
        ("punctuation.half_width", _HALF_WIDTH, "Half-width sign between Chinese characters: %(words)s."),
        ("punctuation.doubled", _DOUBLED, "Two signs where one is enough: %(words)s."),
        ("punctuation.dots", _DOTS, "An ellipsis is written ……, not %(words)s."),
    )
    for code, pattern, problem in rules:
        for match in pattern.finditer(text):
            yield Finding(code, problem, match.start(), match.end(), {"words": match.group()})


def _brackets(text: str) -> Iterator[Finding]:
    """Brackets and quotation marks that are not closed, or closed without being opened."""
    open_at: list[int] = []
    for place, sign in enumerate(text):
        if sign in _BRACKETS:
            open_at.append(place)
        elif sign in _CLOSING:
            if open_at and text[open_at[-1]] == _CLOSING[sign]:
                open_at.pop()
            elif sign != "’" and not (sign == ")" and text[:place].rstrip()[-1:].isalnum() and "(" not in text[:place]):
                yield _unpaired(place, sign)
    yield from (_unpaired(place, text[place]) for place in open_at)


def _unpaired(place: int, sign: str) -> Finding:
    return Finding("punctuation.unpaired", "This sign has no partner: %(words)s.", place, place + 1, {"words": sign})


def _numerals(text: str) -> Iterator[Finding]:
    rules = (
        ("numerals.mixed", _MIXED_DATE, "Arabic and Chinese numerals in one date: %(words)s."),
        ("numerals.mixed", _MIXED_NUMBER, "Arabic and Chinese numerals in one number: %(words)s."),
        ("numerals.short_year", _SHORT_YEAR, "A year is written with four digits: %(words)s."),
    )
    for code, pattern, problem in rules:
        for match in pattern.finditer(text):
            yield Finding(code, problem, match.start(), match.end(), {"words": match.group()})


def _personal(text: str) -> Iterator[Finding]:
    for number in personal_numbers(text):
        parameters = {"kind": number.kind, "words": number.masked, "confidence": number.confidence}
        yield Finding("personal.number", "Personal data: %(kind)s %(words)s.", number.start, number.end, parameters)


def _secrecy(text: str) -> Iterator[Finding]:
    mark = secrecy_mark(text)
    if mark:
        problem = "This bears a secrecy mark (%(words)s) and must not be kept here."
        yield Finding("secrecy.mark", problem, mark.start, mark.end, {"words": mark.words})

# SPDX-License-Identifier: Apache-2.0
"""Numbers with their units in a text: to be verified before an item goes up (RULE-024)."""

import re
from dataclasses import dataclass
from decimal import Decimal

from yizhan.engines.text.numerals import CHINESE_NUMERAL, value_of

_CHINESE_SIGN = CHINESE_NUMERAL.removesuffix("+")

#: Longer units first: 平方公里 is not 平方 of 公里.
_UNIT = (
    "个百分点|个工作日|平方公里|平方千米|平方米|立方米|千瓦时|摄氏度|万人次|公里|千米|海里|公顷|公斤|千克|小时|分钟|个月|人次"
    "|美元|厘米|毫米|毫升|千瓦|兆瓦|[元人名位户家例起件条项处座栋幢间套辆台艘架艇所张份篇期批次场轮种类个亩吨斤克米升度℃]"
    "|[天周年岁倍成头只羽株棵口层级村镇乡]"
)
_ARABIC = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_FIGURE = re.compile(
    rf"(?P<percent>百分之(?:{CHINESE_NUMERAL}|{_ARABIC}))"
    rf"|(?P<number>(?<![\d.])(?:{_ARABIC})[十百千万亿]*|(?<!{_CHINESE_SIGN}){CHINESE_NUMERAL})(?P<about>[余多来])?(?P<more>[万亿])?(?P<unit>[%％‰]|{_UNIT})"
)

#: Dates, clock times, document numbers and telephone numbers are not figures.
_NOT_FIGURES = re.compile(
    r"(?:[12]\d{3}|[〇零一二三四五六七八九]{4})年(?:\d{1,2}月(?:\d{1,2}[日号])?)?|\d{1,2}月\d{1,2}[日号]|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,2}"
    r"|\d{1,2}[:：]\d{2}(?:[:：]\d{2})?|\d{1,2}[时点]\d{1,2}分|〔\d{4}〕\d+号|(?<!\d)\d{7,}+(?![\d,.]{0,20}[万亿元吨])"
)
_APPROXIMATE = re.compile("(?:约|近|大约|将近|超过?|逾|至少|不足|不到|上)$")

#: 一 before these is an everyday word (一个, 一次), not a count.
_WEAK_UNITS = frozenset("个次种类项位家处场起件条级层口张份批成度期轮年天周")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit: `text[start:end]` reads `words`; percentages have the unit `%` and their plain value."""

    value: Decimal
    unit: str
    start: int
    end: int
    words: str
    is_approximate: bool


def figures(text: str) -> list[Figure]:
    """The figures of a text in order. Dates, times, ordinals, document numbers and telephone numbers are left out."""
    taken = [match.span() for match in _NOT_FIGURES.finditer(text)]
    found = (_figure(text, match) for match in _FIGURE.finditer(text) if not _overlaps(match.span(), taken))
    return [figure for figure in found if figure is not None]


def _figure(text: str, match: re.Match[str]) -> Figure | None:
    before = text[max(0, match.start() - 2) : match.start()]
    if before.endswith(("第", "〔", "No", "[")):
        return None
    numeral = match["percent"].removeprefix("百分之") if match["percent"] else match["number"] + (match["more"] or "")
    value = value_of(numeral)
    unit = "%" if match["percent"] else match["unit"].replace("％", "%")
    if value is None or (numeral in {"一", "两"} and unit in _WEAK_UNITS):
        return None
    about = bool(match["about"] or _APPROXIMATE.search(before))
    return Figure(value, unit, match.start(), match.end(), match.group(), about)


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)

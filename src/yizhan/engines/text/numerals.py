# SPDX-License-Identifier: Apache-2.0
"""Chinese and Arabic numerals as numbers: 三百二十, 1,234.5, 3.6万, 两千零五."""

import re
from decimal import Decimal

_DIGITS = {
    "零": 0,
    "〇": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_ARABIC = re.compile(r"(?P<number>\d+(?:\.\d+)?)(?P<scale>[十百千万亿]*)")

CHINESE_NUMERAL = "[零〇一二两三四五六七八九十百千万亿]+"


def value_of(numeral: str) -> Decimal | None:
    """The value of a numeral in Arabic or Chinese digits, with 万 and 亿 as factors; None when it is not one."""
    plain = numeral.replace(",", "").replace("，", "")
    arabic = _ARABIC.fullmatch(plain)
    if arabic:
        value = Decimal(arabic["number"])
        for sign in arabic["scale"]:
            value *= _SMALL.get(sign) or _LARGE[sign]
        return value
    if not re.fullmatch(CHINESE_NUMERAL, plain):
        return None
    if len(plain) > 1 and all(sign in _DIGITS for sign in plain):
        return Decimal("".join(str(_DIGITS[sign]) for sign in plain))
    return Decimal(_chinese_value(plain))


def _chinese_value(numeral: str) -> int:
    """Sections of four places, each closed by 万 or 亿; 十 without a digit before it is 10."""
    total = section = digit = 0
    for sign in numeral:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _SMALL:
            section += (digit or 1) * _SMALL[sign]
            digit = 0
        else:
            total = (
                (total + section + digit or 1) * _LARGE[sign]
                if sign == "亿"
                else total + (section + digit or 1) * _LARGE[sign]
            )
            section = digit = 0
    return total + section + digit

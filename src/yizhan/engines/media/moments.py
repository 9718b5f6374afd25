# SPDX-License-Identifier: Apache-2.0
"""Dates and times as people and exports write them. What names no zone is meant in China: Asia/Shanghai."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from yizhan.engines.media.refusals import Reason, Refused
from yizhan.engines.media.workbooks import Cell

SHANGHAI = ZoneInfo("Asia/Shanghai")

#: Day 0 of the 1900 system of spreadsheets, as counted after its 29 February 1900, a day that never was.
_SPREADSHEET_ZERO = datetime(1899, 12, 30, tzinfo=SHANGHAI)
_FIRST_SERIAL, _LAST_SERIAL = 61, 2_958_466
_WEEKDAY = re.compile(r"[(（]?(?:星期|周|礼拜)[一二三四五六日天][)）]?")
_DATE = r"(?P<year>\d{4})\s*(?P<cut>[-/.年])\s*(?P<month>\d{1,2})\s*(?:(?P=cut)|月)\s*(?P<day>\d{1,2})\s*日?"
_COMPACT_DATE = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})")
_HALF = r"(?P<half>上午|下午|晚上|凌晨|中午|[AaPp][Mm])?"
_TIME = (
    r"(?P<hour>\d{1,2})\s*(?:[:时点]\s*(?P<minute>\d{1,2})?\s*分?)(?:[:]?\s*(?P<second>\d{1,2})(?:\.\d{1,9})?\s*秒?)?"
)
_ZONE = r"(?P<zone>Z|[+-]\d{2}:?\d{2})?"
_MOMENT = re.compile(rf"{_DATE}(?:\s*T?\s*{_HALF}\s*{_TIME}\s*(?P<half_after>[AaPp][Mm])?\s*{_ZONE})?")
_SERIAL = re.compile(r"\d{2,7}(?:\.\d+)?")
_AFTERNOON = {"下午", "晚上", "pm", "中午"}
_LONGEST = 64


def moment(value: Cell) -> datetime:
    """The moment a cell means, with its zone, to the second.

    Read are texts such as 2019/2/28 11:25:05, 2019-11-13 11:20:21, 2019年2月28日 下午3时05分, 20190228, ISO 8601 with a
    zone, 24:00 as the end of a day; days without a time, which begin at midnight; the serial numbers of spreadsheets.
    Raises Refused (NO_SUCH_MOMENT) with the text for anything else, also for days that do not exist.
    """
    try:
        return _moment(value)
    except (ValueError, OverflowError) as error:
        raise Refused(Reason.NO_SUCH_MOMENT, text=str(value)) from error


def _moment(value: Cell) -> datetime:
    if isinstance(value, datetime):
        return _in_shanghai(value)
    if isinstance(value, date):
        return datetime.combine(value, time(), SHANGHAI)
    if isinstance(value, bool) or value is None or isinstance(value, time):
        raise ValueError("no date")
    if isinstance(value, int | float):
        return _from_number(value)
    return _from_text(value)


def _in_shanghai(value: datetime) -> datetime:
    rounded = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
    return rounded.replace(tzinfo=SHANGHAI) if value.tzinfo is None else rounded.astimezone(SHANGHAI)


def _from_number(value: float) -> datetime:
    if _FIRST_SERIAL <= value < _LAST_SERIAL:
        return _in_shanghai(_SPREADSHEET_ZERO + timedelta(days=value))
    return _from_text(str(value))


def _from_text(value: str) -> datetime:
    text = _WEEKDAY.sub(" ", unicodedata.normalize("NFKC", value[: _LONGEST + 1])).strip()
    if len(text) > _LONGEST:
        raise ValueError("too long for a date")
    compact = _COMPACT_DATE.fullmatch(text)
    if compact is not None:
        return datetime(*_numbers(compact, "year", "month", "day"), tzinfo=SHANGHAI)
    if _SERIAL.fullmatch(text):
        serial = float(text)
        if _FIRST_SERIAL <= serial < _LAST_SERIAL:
            return _from_number(serial)
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise ValueError("not written as a date")
    return _from_match(found)


def _from_match(found: re.Match[str]) -> datetime:
    day = datetime(*_numbers(found, "year", "month", "day"), tzinfo=SHANGHAI)
    if found["hour"] is None:
        return day
    hour, minute, second = _numbers(found, "hour", "minute", "second")
    hour = _of_day(hour, (found["half"] or found["half_after"] or "").lower())
    if (hour, minute, second) == (24, 0, 0):
        return day + timedelta(days=1)
    clock = day.replace(hour=hour, minute=minute, second=second)
    if found["zone"] is None:
        return clock
    return _in_shanghai(datetime.fromisoformat(f"{clock.replace(tzinfo=None).isoformat()}{found['zone']}"))


def _of_day(hour: int, half: str) -> int:
    if half in _AFTERNOON and hour < 12 and not (half == "中午" and hour >= 10):
        return hour + 12
    return 0 if half in {"am", "凌晨"} and hour == 12 else hour


def _numbers(found: re.Match[str], *names: str) -> tuple[int, int, int]:
    first, second, third = (int(found[name] or 0) for name in names)
    return first, second, third

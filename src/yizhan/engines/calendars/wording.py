# SPDX-License-Identifier: Apache-2.0
"""Days, moments and lengths of time in words, Chinese and English."""

from datetime import date, datetime, timedelta

from yizhan.engines.calendars.durations import Language

_WEEKDAYS_ZH = "一二三四五六日"
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day_in_words(day: date, language: Language) -> str:
    """“2026年2月13日（星期五）” or “Friday 13 February 2026”."""
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日（星期{_WEEKDAYS_ZH[day.weekday()]}）"
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def moment_in_words(moment: datetime, language: Language) -> str:
    """The day and the time of day, with seconds only when there are any."""
    clock = moment.strftime("%H:%M:%S" if moment.second else "%H:%M")
    if language == "zh":
        return f"{day_in_words(moment.date(), language)}{clock}"
    return f"{day_in_words(moment.date(), language)}, {clock}"


def days_in_words(first: date, last: date, language: Language) -> str:
    """One day, or a run of days: “2026年2月15日至23日” or “15–23 February 2026”."""
    if first == last:
        return day_in_words(first, language)
    if language == "zh":
        end = f"{last.month}月{last.day}日" if last.month != first.month else f"{last.day}日"
        year = f"{last.year}年" if last.year != first.year else ""
        return f"{first.year}年{first.month}月{first.day}日至{year}{end}"
    end = f"{last.day} {_MONTHS[last.month - 1]} {last.year}"
    if first.year != last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} {first.year} – {end}"
    if first.month != last.month:
        return f"{first.day} {_MONTHS[first.month - 1]} – {end}"
    return f"{first.day}–{end}"


def span_in_words(span: timedelta, language: Language) -> str:
    """A length of time to the minute, rounded down, never below one minute: “1天2小时5分” or “1 d 2 h 5 min”."""
    minutes = max(int(abs(span) / timedelta(minutes=1)), 1)
    parts = (minutes // 1440, minutes % 1440 // 60, minutes % 60)
    if language == "zh":
        return "".join(f"{part}{unit}" for part, unit in zip(parts, ("天", "小时", "分"), strict=True) if part)
    return " ".join(f"{part} {unit}" for part, unit in zip(parts, ("d", "h", "min"), strict=True) if part)

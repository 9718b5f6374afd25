# SPDX-License-Identifier: Apache-2.0
"""What the engine refuses: a code, plain parameters, and a sentence that says what is wrong and what to do."""

from typing import Literal

#: code -> the sentence in Chinese and in English
SENTENCES = {
    "calendar.conflict": (
        "{source}：{day}既列为放假又列为上班，请只保留一项。",
        "{source}: {day} is listed both as a day off and as a worked day; keep one of the two.",
    ),
    "calendar.date": (
        "{place}：“{text}”不是日期，请写成 2026-02-15 的样子。",
        "{place}: “{text}” is no date; write it like 2026-02-15.",
    ),
    "calendar.kind": (
        "{place}：“{text}”不是日子的种类，请写 holiday（放假）或 makeup_workday（调休上班）。",
        "{place}: “{text}” is no kind of day; write holiday or makeup_workday.",
    ),
    "calendar.layout": (
        "{place}：这里不能写 {text}，写法见 docs/reference/due.md。",
        "{place}: {text} does not belong here; the layout is described in docs/reference/due.md.",
    ),
    "calendar.unreadable": (
        "{source} 不能作为日历读取（{text}）。请给出含 date,kind,name 三列的 CSV 文件，或 TOML 文件。",
        "{source} cannot be read as a calendar ({text}). Give a CSV file with the columns date,kind,name or TOML.",
    ),
    "calendar.year_missing": (
        "日历中没有{year}年；请补入该年的放假安排，或要求只按周末推算。",
        "{year} is not in the calendar; add its table, or ask to count weekends only.",
    ),
    "counting.choice": (
        "“{text}”不是 {option} 的选项，可选：{choices}。",
        "“{text}” is no choice for {option}; choose one of: {choices}.",
    ),
    "counting.option": (
        "没有“{option}”这项计算方式，可用的有：{choices}。",
        "There is no counting option “{option}”; the options are: {choices}.",
    ),
    "duration.empty": (
        "没有写期限；请写数字和单位，例如“5个工作日”或“24 hours”。",
        "No duration is given; write a number and a unit, like “5 working days” or “24小时”.",
    ),
    "duration.mixed": (
        "“{text}”中的单位不能相加；只有小时与分钟、年与月可以合写。",
        "“{text}” mixes units that cannot be added; only hours with minutes and years with months can.",
    ),
    "duration.number": (
        "“{text}”的单位前面没有数字，请写成“5个工作日”或“5 working days”的样子。",
        "“{text}” has no number in front of its unit; write it like “5 working days” or “3个工作日”.",
    ),
    "duration.positive": (
        "“{text}”不成期限，数字至少是1。",
        "“{text}” is no length of time; the number must be 1 or more.",
    ),
    "duration.too_long": (
        "“{text}”超过100年，单位写对了吗？",
        "“{text}” is more than 100 years; is the unit right?",
    ),
    "duration.unit": (
        "“{text}”中没有认识的单位；可用：分钟、小时、日、工作日、周、月、年。",
        "“{text}” has no unit that is known; use minutes, hours, days, working days, weeks, months or years.",
    ),
    "duration.whole": (
        "“{text}”不是整数的分钟、日或月，请改用更小的单位。",
        "“{text}” is not a whole number of minutes, days or months; write a smaller unit.",
    ),
    "hours.needed": (
        "按办公时间计算需要知道办公时间，例如 09:00-12:00,13:30-17:30。",
        "Counting in office hours needs the office hours; give them, for example 09:00-12:00,13:30-17:30.",
    ),
    "hours.order": (
        "办公时间“{text}”有重叠或先后颠倒，请按一天的先后书写。",
        "The office hours “{text}” overlap or run backwards; write them in the order of the day.",
    ),
    "hours.unreadable": (
        "“{text}”不是办公时间，请写成 09:00-12:00,13:30-17:30 的样子。",
        "“{text}” are no office hours; write them like 09:00-12:00,13:30-17:30.",
    ),
    "moment.needs_time": (
        "“{text}”只有日期，而这里要用到几时几分；请写成 {text}T16:30 的样子。",
        "“{text}” names a day only, but here the time of day matters; write it like {text}T16:30.",
    ),
    "moment.outside_range": (
        "{text}不在可计算的{first}年至{last}年之内，年份写对了吗？",
        "{text} lies outside the years {first} to {last} that can be counted; is the year right?",
    ),
    "moment.unreadable": (
        "“{text}”不是时间，请写成 2026-02-13T16:30 的样子。",
        "“{text}” is no moment; write it like 2026-02-13T16:30.",
    ),
    "pause.order": (
        "暂停不能在开始（{since}）之前结束（{until}），请对调。",
        "A pause cannot end ({until}) before it begins ({since}); exchange the two.",
    ),
    "pause.unreadable": (
        "“{text}”不是暂停的起止，请写成 2026-03-02T09:00/2026-03-06T17:00 的样子。",
        "“{text}” is no pause; write its beginning and its end like 2026-03-02T09:00/2026-03-06T17:00.",
    ),
    "signal.unit": (
        "提前或逾期的提醒“{text}”只能用分钟、小时、日或工作日。",
        "A signal “{text}” before or after a deadline is given in minutes, hours, days or working days.",
    ),
}


class CalendarError(ValueError):
    """Something that cannot be counted as asked.

    `code` is a key of `SENTENCES`, `parameters` fill the sentence; `str()` gives it in English.
    """

    def __init__(self, code: str, **parameters: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.parameters = parameters

    def __str__(self) -> str:
        return self.sentence("en")

    def sentence(self, language: Literal["zh", "en"]) -> str:
        """What is wrong and what to do, in the reader's language."""
        chinese, english = SENTENCES[self.code]
        return (chinese if language == "zh" else english).format(**self.parameters)

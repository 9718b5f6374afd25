# SPDX-License-Identifier: Apache-2.0
"""What the engine refuses, as a code with plain parameters and an English sentence."""

#: code -> what is wrong and what to do. Faces keep their own sentences under the same codes.
SENTENCES = {
    "calendar.conflict": "{source}: {day} is listed both as a day off and as a worked day; keep one of the two.",
    "calendar.date": "{source}, {place}: “{text}” is no date; write it like 2026-02-15.",
    "calendar.kind": "{source}, {place}: “{text}” is no kind of day; write holiday or makeup_workday.",
    "calendar.layout": "{source}, {place}: {text} does not belong here; see the layout in docs/reference/due.md.",
    "calendar.unreadable": "{source} cannot be read as a calendar: {text}. Give a CSV file with the columns "
    "date,kind,name or a TOML file.",
    "calendar.year_missing": "{year} is not in the calendar; add its table, or ask to count weekends only.",
    "counting.choice": "“{text}” is no choice for {option}; choose one of: {choices}.",
    "counting.option": "There is no counting option “{option}”; the options are: {choices}.",
    "duration.empty": "No duration is given; write a number and a unit, like “5 working days” or “24小时”.",
    "duration.mixed": "“{text}” mixes units that cannot be added; only hours with minutes and years with months can.",
    "duration.number": "“{text}” has no number in front of its unit; write for example “5 working days” or “3个工作日”.",
    "duration.positive": "“{text}” is no length of time; the number must be 1 or more.",
    "duration.too_long": "“{text}” is more than 100 years; is the unit right?",
    "duration.unit": "“{text}” has no unit that is known; use minutes, hours, days, working days, weeks, months or "
    "years (分钟、小时、日、工作日、周、月、年).",
    "duration.whole": "“{text}” is not a whole number of minutes, days or months; write a smaller unit.",
    "hours.needed": "Counting in office hours needs the office hours; give them, for example 09:00-12:00,13:30-17:30.",
    "hours.order": "The office hours “{text}” overlap or run backwards; write them in the order of the day.",
    "hours.unreadable": "“{text}” are no office hours; write them like 09:00-12:00,13:30-17:30.",
    "moment.needs_time": "“{text}” names a day only, but here the time of day matters; write it like {text}T16:30.",
    "moment.outside_range": "{text} lies outside the years {first} to {last} that can be counted; is the year right?",
    "moment.unreadable": "“{text}” is no moment; write it like 2026-02-13T16:30.",
    "pause.order": "A pause cannot end ({until}) before it begins ({since}); exchange the two.",
    "pause.unreadable": "“{text}” is no pause; write its beginning and its end like 2026-03-02T09:00/2026-03-06T17:00.",
    "signal.unit": "A signal “{text}” before or after a deadline is given in minutes, hours, days or working days.",
}


class CalendarError(ValueError):
    """Something that cannot be counted as asked.

    `code` is a key of `SENTENCES`, `parameters` fill the sentence; `str()` gives it in English.
    """

    def __init__(self, code: str, **parameters: str | int) -> None:
        super().__init__(SENTENCES[code].format(**parameters))
        self.code = code
        self.parameters = parameters

# SPDX-License-Identifier: Apache-2.0
"""Why a deadline falls where it does: the steps of its computation, each with its facts and its sentence.

Steps are kept with a deadline as records and put into words when somebody reads them, in that reader's language.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar, Literal

from yizhan.engines.calendars.durations import Duration, Language, Unit
from yizhan.engines.calendars.tables import Name
from yizhan.engines.calendars.wording import day_in_words, days_in_words, moment_in_words, span_in_words


@dataclass(frozen=True, slots=True)
class Step(ABC):
    """One step. `kind` names it in records; `chinese` and `english` put it into words."""

    kind: ClassVar[str]

    @property
    @abstractmethod
    def chinese(self) -> str:
        """The sentence in Chinese."""

    @property
    @abstractmethod
    def english(self) -> str:
        """The sentence in English."""

    def sentence(self, language: Language) -> str:
        """The sentence in the reader's language."""
        return self.chinese if language == "zh" else self.english


@dataclass(frozen=True, slots=True)
class Started(Step):
    """The event that the period is counted from."""

    kind: ClassVar[str] = "started"
    moment: datetime
    counts: Literal["next-day", "same-day", "at-once"]

    @property
    def chinese(self) -> str:
        how = {"next-day": "当日不计入，自次日起算", "same-day": "当日计入", "at-once": "自该时刻起算"}
        return f"起点为{moment_in_words(self.moment, 'zh')}，{how[self.counts]}。"

    @property
    def english(self) -> str:
        how = {"next-day": "that day is not counted", "same-day": "that day is counted", "at-once": "time runs at once"}
        return f"It starts on {moment_in_words(self.moment, 'en')}; {how[self.counts]}."


@dataclass(frozen=True, slots=True)
class StartMoved(Step):
    """The event fell outside office hours and counts as having happened at their next opening."""

    kind: ClassVar[str] = "start-moved"
    moment: datetime

    @property
    def chinese(self) -> str:
        return f"起点不在办公时间内，按{moment_in_words(self.moment, 'zh')}起算。"

    @property
    def english(self) -> str:
        return f"That is outside office hours, so it counts from {moment_in_words(self.moment, 'en')}."


@dataclass(frozen=True, slots=True)
class OfficeHoursOnly(Step):
    """Only time within office hours on working days runs."""

    kind: ClassVar[str] = "office-hours-only"
    hours: str

    @property
    def chinese(self) -> str:
        return f"只计工作日的办公时间（{self.hours.replace(',', '、')}）。"

    @property
    def english(self) -> str:
        return f"Only office hours on working days run ({self.hours.replace(',', ', ')})."


@dataclass(frozen=True, slots=True)
class WeekendSkipped(Step):
    """Ordinary days of rest that are not counted."""

    kind: ClassVar[str] = "weekend-skipped"
    first: date
    last: date

    @property
    def chinese(self) -> str:
        return f"{days_in_words(self.first, self.last, 'zh')}为周末，不计入。"

    @property
    def english(self) -> str:
        return f"{days_in_words(self.first, self.last, 'en')}: weekend, not counted."


@dataclass(frozen=True, slots=True)
class HolidaySkipped(Step):
    """Days off by the table, which are not counted."""

    kind: ClassVar[str] = "holiday-skipped"
    first: date
    last: date
    name: Name

    @property
    def chinese(self) -> str:
        days = (self.last - self.first).days + 1
        return f"{days_in_words(self.first, self.last, 'zh')}{self.name.chinese}放假{days}天，不计入。"

    @property
    def english(self) -> str:
        return f"{days_in_words(self.first, self.last, 'en')}: {self.name.english}, not counted."


@dataclass(frozen=True, slots=True)
class MakeUpDayCounted(Step):
    """A day of a weekend that is worked in return for a holiday, and counts."""

    kind: ClassVar[str] = "make-up-day-counted"
    day: date
    name: Name

    @property
    def chinese(self) -> str:
        return f"{day_in_words(self.day, 'zh')}因{self.name.chinese}调休上班，计入。"

    @property
    def english(self) -> str:
        return f"{day_in_words(self.day, 'en')} is worked in return for {self.name.english} and counts."


@dataclass(frozen=True, slots=True)
class Paused(Step):
    """A pause, and how much of the counted time it took out: days of the counted unit, or minutes."""

    kind: ClassVar[str] = "paused"
    since: datetime
    until: datetime
    lost: int
    unit: Unit
    reason: str

    @property
    def chinese(self) -> str:
        span = f"{moment_in_words(self.since, 'zh')}至{moment_in_words(self.until, 'zh')}"
        return f"{span}暂停计时{_bracketed(self.reason, 'zh')}，{self._lost('zh')}不计入。"

    @property
    def english(self) -> str:
        span = f"{moment_in_words(self.since, 'en')} to {moment_in_words(self.until, 'en')}"
        return f"Paused from {span}{_bracketed(self.reason, 'en')}: {self._lost('en')} not counted."

    def _lost(self, language: Language) -> str:
        if self.unit is Unit.MINUTES:
            return span_in_words(timedelta(minutes=self.lost), language)
        return Duration(self.lost, self.unit).in_words(language)


@dataclass(frozen=True, slots=True)
class PauseWithoutEffect(Step):
    """A pause that took nothing out: before the start, after the end, or within time that does not count anyway."""

    kind: ClassVar[str] = "pause-without-effect"
    since: datetime
    until: datetime

    @property
    def chinese(self) -> str:
        span = f"{moment_in_words(self.since, 'zh')}至{moment_in_words(self.until, 'zh')}"
        return f"{span}的暂停不影响期限。"

    @property
    def english(self) -> str:
        span = f"{moment_in_words(self.since, 'en')} to {moment_in_words(self.until, 'en')}"
        return f"The pause from {span} changes nothing."


@dataclass(frozen=True, slots=True)
class Counted(Step):
    """The whole of a period in days, months or years has been counted. `is_month_end`: the month has no such day."""

    kind: ClassVar[str] = "counted"
    amount: int
    unit: Unit
    last: date
    is_month_end: bool = False

    @property
    def chinese(self) -> str:
        month_end = "（当月无对应日，以月末日为准）" if self.is_month_end else ""
        duration = Duration(self.amount, self.unit).in_words("zh")
        return f"计满{duration}，最后一日为{day_in_words(self.last, 'zh')}{month_end}。"

    @property
    def english(self) -> str:
        month_end = " (the month has no such day, so its last day)" if self.is_month_end else ""
        duration = Duration(self.amount, self.unit).in_words("en")
        return f"With {duration} counted, the last day is {day_in_words(self.last, 'en')}{month_end}."


@dataclass(frozen=True, slots=True)
class Ran(Step):
    """The whole of a period in hours or minutes has run."""

    kind: ClassVar[str] = "ran"
    amount: int
    unit: Unit
    moment: datetime

    @property
    def chinese(self) -> str:
        return f"计满{Duration(self.amount, self.unit).in_words('zh')}，至{moment_in_words(self.moment, 'zh')}。"

    @property
    def english(self) -> str:
        duration = Duration(self.amount, self.unit).in_words("en")
        return f"With {duration} run, it is {moment_in_words(self.moment, 'en')}."


@dataclass(frozen=True, slots=True)
class Extended(Step):
    """An extension begins to count."""

    kind: ClassVar[str] = "extended"
    amount: int
    unit: Unit
    reason: str

    @property
    def chinese(self) -> str:
        return f"延长{Duration(self.amount, self.unit).in_words('zh')}{_bracketed(self.reason, 'zh')}。"

    @property
    def english(self) -> str:
        return f"Extended by {Duration(self.amount, self.unit).in_words('en')}{_bracketed(self.reason, 'en')}."


@dataclass(frozen=True, slots=True)
class Moved(Step):
    """The last day was a day off and gave way to the next working day. Without a name it was a weekend."""

    kind: ClassVar[str] = "moved"
    last: date
    to: date
    name: Name | None

    @property
    def chinese(self) -> str:
        why = f"{self.name.chinese}假期" if self.name else "周末"
        return f"{day_in_words(self.last, 'zh')}为{why}，顺延至{day_in_words(self.to, 'zh')}。"

    @property
    def english(self) -> str:
        why = self.name.english if self.name else "a weekend day"
        return f"{day_in_words(self.last, 'en')} is {why}, so the last day moves to {day_in_words(self.to, 'en')}."


@dataclass(frozen=True, slots=True)
class DayEnds(Step):
    """When the last day ends. `minute` of the day; 1440 is 24:00."""

    kind: ClassVar[str] = "day-ends"
    how: Literal["closing", "midnight", "same-time"]
    minute: int

    @property
    def chinese(self) -> str:
        how = {"closing": "停止办公时", "midnight": "当日终了", "same-time": "与起点同一时刻"}
        return f"截止于该日{self._clock}（{how[self.how]}）。"

    @property
    def english(self) -> str:
        how = {"closing": "when the office closes", "midnight": "the end of the day", "same-time": "as at the start"}
        return f"It ends that day at {self._clock}, {how[self.how]}."

    @property
    def _clock(self) -> str:
        return f"{self.minute // 60:02}:{self.minute % 60:02}"


def _bracketed(reason: str, language: Language) -> str:
    if not reason:
        return ""
    return f"（{reason}）" if language == "zh" else f" ({reason})"

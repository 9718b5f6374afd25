# SPDX-License-Identifier: Apache-2.0
"""Steps that qualify a deadline: what is missing in the calendar, and which of several rules it comes from."""

from dataclasses import dataclass
from typing import ClassVar

from yizhan.engines.calendars.steps import Step


@dataclass(frozen=True, slots=True)
class CalendarMissing(Step):
    """A year without a table was counted with weekends alone: the deadline is provisional."""

    kind: ClassVar[str] = "calendar-missing"
    year: int

    @property
    def chinese(self) -> str:
        return f"日历中尚无{self.year}年的放假安排，只按周末推算，结果是暂定的。"

    @property
    def english(self) -> str:
        return f"{self.year} is not yet in the calendar: weekends only, so the result is provisional."


@dataclass(frozen=True, slots=True)
class YearEndOpen(Step):
    """The period reaches the last days of the year, which next year's table may still change."""

    kind: ClassVar[str] = "year-end-open"
    year: int

    @property
    def chinese(self) -> str:
        return f"{self.year}年12月28日以后的安排可能随{self.year + 1}年的放假通知变动。"

    @property
    def english(self) -> str:
        return f"From 28 December {self.year} on, the notice for {self.year + 1} may still change days."


@dataclass(frozen=True, slots=True)
class YearThin(Step):
    """The calendar's table of a year names so few days off that it is probably not complete."""

    kind: ClassVar[str] = "year-thin"
    year: int
    days_off: int

    @property
    def chinese(self) -> str:
        return f"日历中{self.year}年只有{self.days_off}天放假，可能不完整，请核对。"

    @property
    def english(self) -> str:
        return f"The calendar names hardly any days off in {self.year} ({self.days_off}); check that it is complete."


@dataclass(frozen=True, slots=True)
class ShortestOf(Step):
    """Several rules apply to one deadline, and the one that ends first was taken."""

    kind: ClassVar[str] = "shortest-of"
    label: str
    others: tuple[str, ...]

    @property
    def chinese(self) -> str:
        return f"适用多项规定，取最早到期的一项：{self.label}（其余：{'；'.join(self.others)}）。"

    @property
    def english(self) -> str:
        return f"Several rules apply; the one that ends first counts: {self.label} (others: {'; '.join(self.others)})."

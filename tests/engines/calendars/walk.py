# SPDX-License-Identifier: Apache-2.0
"""A second implementation, written from the rules in another style: it walks day by day and minute by minute.

It reads the public CSV itself, imports nothing of the engine, and keeps to plain local time (no year before 1992).
"""

from datetime import date, datetime, time, timedelta

from tests.engines.calendars.sources import HOLIDAYS_CSV

ONE_DAY = timedelta(days=1)
ONE_MINUTE = timedelta(minutes=1)
LISTED = dict(line.split(",")[:2] for line in HOLIDAYS_CSV.read_text("utf-8").splitlines()[1:])
OFFICE = [(time(9), time(12)), (time(13, 30), time(17, 30))]


def is_worked(day: date) -> bool:
    """Listed days as listed, else Monday to Friday."""
    kind = LISTED.get(day.isoformat())
    return day.isoweekday() <= 5 if kind is None else kind == "makeup_workday"


def is_public_holiday(day: date) -> bool:
    """Listed as off."""
    return LISTED.get(day.isoformat()) == "holiday"


def is_paused(day: date, pauses: list[tuple[datetime, datetime]]) -> bool:
    """The day after a pause began up to the day it ended. Pauses begin and end during the day, not at midnight."""
    return any(since.date() < day <= until.date() for since, until in pauses)


def working_days(start: date, amount: int, pauses: list[tuple[datetime, datetime]]) -> date:
    """The last of so many unpaused working days after `start`."""
    day = start
    while amount:
        day += ONE_DAY
        if is_worked(day) and not is_paused(day, pauses):
            amount -= 1
    return day


def natural_days(start: date, amount: int, pauses: list[tuple[datetime, datetime]]) -> date:
    """The last of so many unpaused days after `start`, not yet moved."""
    day = start
    while amount:
        day += ONE_DAY
        if not is_paused(day, pauses):
            amount -= 1
    return day


def months(start: date, amount: int) -> date:
    """The same day of the month so many months on; from the 29th on perhaps the month's last day."""
    year, month = start.year, start.month
    for _ in range(amount):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for day in range(start.day, 27, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return date(year, month, start.day)


def moved(day: date, pauses: list[tuple[datetime, datetime]]) -> date:
    """The next day that is worked and not paused, if `day` is off."""
    if is_worked(day):
        return day
    while not is_worked(day) or is_paused(day, pauses):
        day += ONE_DAY
    return day


def office_minutes(start: datetime, minutes: int, pauses: list[tuple[datetime, datetime]]) -> datetime:
    """The end of the last of so many minutes that are worked in an open office and not paused."""
    at = start
    while minutes:
        is_open = is_worked(at.date()) and any(opening <= at.time() < closing for opening, closing in OFFICE)
        if is_open and not any(since <= at < until for since, until in pauses):
            minutes -= 1
        at += ONE_MINUTE
    return at


def running_minutes(start: datetime, minutes: int, pauses: list[tuple[datetime, datetime]]) -> datetime:
    """The end of the last of so many minutes that are not paused."""
    at = start
    while minutes:
        if not any(since <= at < until for since, until in pauses):
            minutes -= 1
        at += ONE_MINUTE
    return at

# SPDX-License-Identifier: Apache-2.0
"""What every text and day in supervision must satisfy. Used by the operations beside it."""

import datetime

from yizhan.domains.supervision.rules import NOTE_LIMIT, TEXT_LIMIT
from yizhan.engines.text.marks import secrecy_mark
from yizhan.kernel import clock
from yizhan.kernel.errors import Invalid


def written(field: str, text: str, *, limit: int = TEXT_LIMIT) -> str:
    """A text that somebody else will read: not empty, not over-long, not secret (law 13 of the house)."""
    if not text.strip():
        raise Invalid("supervision.text.empty", field=field)
    return noted(field, text, limit=limit)


def noted(field: str, text: str, *, limit: int = NOTE_LIMIT) -> str:
    """A text that may be left out."""
    kept = text.strip()
    if len(kept) > limit:
        raise Invalid("supervision.text.too_long", field=field, length=len(kept), limit=limit)
    if "\x00" in kept:
        raise Invalid("supervision.text.unreadable", field=field)
    mark = secrecy_mark(kept) if kept else None
    if mark is not None:
        raise Invalid("supervision.text.secret", field=field, grade=mark.grade)
    return kept


def given(reason: str) -> str:
    """A reason that somebody else will read: it may not be left out."""
    return written("reason", reason, limit=NOTE_LIMIT)


def coming_day(due_on: datetime.date) -> datetime.date:
    """A day by which something is due: today or later."""
    if due_on < clock.today():
        raise Invalid("supervision.due.past", field="due_on")
    return due_on


def past_day(field: str, day: datetime.date, *, since: datetime.date | None = None) -> datetime.date:
    """A day on which something happened: not in the future, and not before what it is about."""
    if day > clock.today():
        raise Invalid("supervision.day.future", field=field)
    if since is not None and day < since:
        raise Invalid("supervision.day.too_early", field=field, since=since.isoformat())
    return day

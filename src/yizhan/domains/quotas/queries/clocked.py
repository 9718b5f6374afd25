# SPDX-License-Identifier: Apache-2.0
"""The clocks of quotas: which deadline belongs to which quota, and what it is called."""

import datetime
import uuid
from collections.abc import Iterable

from yizhan.domains.clocks.models import Deadline
from yizhan.domains.clocks.queries import deadlines
from yizhan.domains.clocks.states import OPEN
from yizhan.domains.quotas.queries.lines import Line

#: The kind of these deadlines.
KIND = "quotas.duty"

#: Ids asked for at once: less than what SQLite takes in one statement.
_AT_ONCE = 500


def of_lines(lines: Iterable[Line]) -> dict[uuid.UUID, Deadline]:
    """The latest deadline of each quota that has one, by the quota's id; one query for five hundred."""
    keys = [line.public_id for line in lines]
    found: dict[uuid.UUID, Deadline] = {}
    for start in range(0, len(keys), _AT_ONCE):
        for subject, several in deadlines.of_subjects(keys[start : start + _AT_ONCE]).items():
            found[subject] = max(several, key=lambda one: one.pk)
    return found


def overdue(station_id: int, now: datetime.datetime) -> list[Deadline]:
    """The deadlines of quotas that still run although their period has ended."""
    return list(Deadline.objects.filter(station_id=station_id, kind=KIND, state__in=sorted(OPEN), due_at__lt=now))


def title_of(line: Line) -> str:
    """What a deadline's list shows: the quota, and the period it is owed for."""
    first, last = line.period.first, line.period.last
    months = last.month - first.month + 1
    if months == 12:
        return f"{line.duty.name} ({first:%Y})"
    return f"{line.duty.name} ({first:%Y-%m})" if months == 1 else f"{line.duty.name} ({first:%Y-%m} – {last:%m})"

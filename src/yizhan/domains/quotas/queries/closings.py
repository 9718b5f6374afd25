# SPDX-License-Identifier: Apache-2.0
"""Periods that were closed: the record that counts, and what has changed since it was written."""

import datetime
from collections.abc import Iterable
from typing import Any, NamedTuple

from yizhan.domains.quotas import rules
from yizhan.domains.quotas.models import Closing
from yizhan.domains.quotas.queries import duties, spans
from yizhan.domains.quotas.queries.lines import Line, record
from yizhan.domains.quotas.states import Span
from yizhan.domains.reporting.queries.periods import Period
from yizhan.domains.rulebook import queries as rulebook


class Changed(NamedTuple):
    """A quota of a closed period that would be counted otherwise today: what was written down, and what it is now."""

    whose: str
    name: str
    then: dict[str, Any] | None
    now: dict[str, Any] | None


def last_one(station_id: int, span: str, period: Period) -> Closing | None:
    """The record of a period that counts: the last one."""
    found = Closing.objects.filter(station_id=station_id, span=span, first_on=period.first)
    return found.order_by("-number").first()


def closed_days(station_id: int) -> set[tuple[datetime.date, datetime.date]]:
    """The first and last days of all periods that were closed."""
    return set(Closing.objects.filter(station_id=station_id).values_list("first_on", "last_on"))


def to_close(station_id: int, today: datetime.date) -> list[tuple[Span, Period]]:
    """The last period of each length, where it ended long enough ago for the rule and has not been closed."""
    wait = rulebook.value(station_id, rules.CLOSING)
    if wait is None:
        return []
    found = []
    for span in duties.spans_in_use(station_id, today):
        period = spans.before(span, spans.period_of(span, today))
        is_time = (today - period.last).days >= wait
        if is_time and duties.laid_down(station_id, span, period).rows and last_one(station_id, span, period) is None:
            found.append((span, period))
    return found


def changes(closing: Closing, lines: Iterable[Line]) -> list[Changed]:
    """What would be counted otherwise today, compared with a record."""
    now = {str(line.public_id): record(line) for line in lines}
    then = {one["id"]: one for one in closing.lines}
    return [
        Changed((after or before or {})["whose"], (after or before or {})["name"], before, after)
        for key in dict.fromkeys([*then, *now])
        if _told(before := then.get(key)) != _told(after := now.get(key))
    ]


def _told(one: dict[str, Any] | None) -> Any:
    """What matters of a line: what was due and which items counted."""
    return None if one is None else (one["required"], sorted(fact["id"] for fact in one["items"]), one["count"])

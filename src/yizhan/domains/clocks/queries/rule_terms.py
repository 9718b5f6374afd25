# SPDX-License-Identifier: Apache-2.0
"""When something would be due by an institution's own rule and calendar, before there is a deadline."""

import datetime

from yizhan.domains.clocks.queries import calendars, reckoning
from yizhan.domains.clocks.queries.reckoning import Course, Reckoned, RuleTerm
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.rulebook.rules.provisions import definition_of
from yizhan.engines.calendars.counting import Counting
from yizhan.engines.calendars.durations import Duration
from yizhan.engines.calendars.errors import CalendarError
from yizhan.kernel.errors import Invalid


def terms_of(
    station: int,
    key: str,
    on: datetime.date,
    *,
    kind: str | None = None,
    category: str | None = None,
    counting: Counting | None = None,
) -> list[RuleTerm]:
    """All terms of a rule for a matter of a day, kind and category.

    `NotFound` for a rule that does not exist; `Invalid` for one that was left open or gives no length of time.
    """
    definition = definition_of(key)
    candidates = rulebook.candidates(station, definition, on, kind=kind, category=category)
    found = [one for one in candidates if one.value is not None]
    if not found:
        raise Invalid("clocks.rule.open", field="rule", key=key)
    if not all(isinstance(one.value, Duration) for one in found):
        raise Invalid("clocks.rule.no_term", field="rule", key=key)
    return reckoning.terms(definition, found, counting=counting or Counting())


def due(station: int, terms: list[RuleTerm], starts_at: datetime.datetime) -> Reckoned:
    """When the shortest of some terms ends by the station's calendar, and why."""
    course = Course(starts_at=starts_at, terms=terms, fixed=None, pauses=[], extensions=[], plans=[])
    try:
        return reckoning.reckon(course, calendars.of_station(station))
    except CalendarError as fault:
        raise Invalid("clocks.deadline.uncountable", field="start", problem=str(fault)) from fault

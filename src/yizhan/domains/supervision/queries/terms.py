# SPDX-License-Identifier: Apache-2.0
"""By when a unit is usually to reply: the station's rule, counted by the station's calendar."""

import datetime
from dataclasses import dataclass

from yizhan.domains.clocks.queries import calendars, reckoning
from yizhan.domains.clocks.queries.reckoning import Course
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.supervision import rules
from yizhan.engines.calendars.durations import Duration
from yizhan.kernel import clock


@dataclass(frozen=True, slots=True)
class Proposal:
    """A day, the term that leads to it, and where the term stands."""

    day: datetime.date
    term: Duration
    source: str


def proposed(station_id: int, *, kind: str) -> Proposal:
    """The day that the rule in force proposes for an assignment of today; of several terms the first to end counts."""
    found = rulebook.candidates(station_id, rules.REPLY_TERM, kind=kind)
    terms = reckoning.terms(rules.REPLY_TERM, found)
    course = Course(starts_at=clock.now(), terms=terms, fixed=None, pauses=[], extensions=[], plans=[])
    counted = reckoning.reckon(course, calendars.of_station(station_id))
    [chosen, *_others] = [term for term in terms if reckoning.label_of(term) == counted.rule]
    return Proposal(_last_day(counted), chosen.duration, chosen.instrument)


def _last_day(counted: reckoning.Reckoned) -> datetime.date:
    """A day that ends at 24:00 is kept as the midnight after it."""
    due = counted.due.astimezone(clock.OFFICE_ZONE)
    return due.date() if reckoning.keeps(counted.due, counted.why, counted.due) else due.date() - _ONE_DAY


_ONE_DAY = datetime.timedelta(days=1)

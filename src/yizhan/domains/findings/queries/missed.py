# SPDX-License-Identifier: Apache-2.0
"""Which limit was missed and by how much: what the clock of a first report says, or the rule where no clock ran."""

import datetime
import math
import uuid
from dataclasses import dataclass

from yizhan.domains.clocks.models import Deadline
from yizhan.domains.clocks.queries import calendars, deadlines, reckoning
from yizhan.domains.clocks.queries.reckoning import Course, RuleTerm
from yizhan.domains.clocks.states import State as ClockState
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.urgent import rules as urgent
from yizhan.domains.urgent.models import Emergency
from yizhan.domains.urgent.queries.reports import FIRST_REPORT
from yizhan.engines.calendars.days import WorkingCalendar
from yizhan.engines.calendars.durations import Duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """When the report was due, by which version of which rule, and how many minutes late it was; None: never made."""

    due_at: datetime.datetime
    minutes: int | None
    rule: str
    words: str
    version: uuid.UUID | None


def by_clock(emergency: Emergency) -> Missed | None:
    """What the clock of the first report says; None where none ran or it was kept."""
    deadline = deadlines.last_one(emergency.public_id, FIRST_REPORT)
    return None if deadline is None else of_deadline(deadline)


def of_deadline(deadline: Deadline) -> Missed | None:
    """The same of a clock at hand. A clock that still runs has no minutes: nobody knows yet how late it will be."""
    if deadline.state not in {ClockState.MET_LATE, ClockState.RUNNING}:
        return None
    chosen = _chosen(deadline)
    return Missed(
        due_at=deadline.due_at,
        minutes=minutes_late(deadline),
        rule=chosen.rule if chosen else "",
        words=deadline.rule,
        version=uuid.UUID(chosen.version) if chosen and chosen.version else None,
    )


def by_rule(
    station: int, organization: int, happened_at: datetime.datetime, *, category: str | None = None
) -> Missed | None:
    """What the rule of that day demands of a unit from which no report ever came."""
    found = rulebook.candidates(
        station, urgent.FIRST_REPORT, happened_at.date(), organization=organization, category=category
    )
    terms = reckoning.terms(urgent.FIRST_REPORT, found)
    if not terms:
        return None
    counted = _reckoned(happened_at, terms, calendars.of_station(station))
    chosen = next(term for term in terms if reckoning.label_of(term) == counted.rule)
    version = uuid.UUID(chosen.version) if chosen.version else None
    return Missed(due_at=counted.due, minutes=None, rule=chosen.rule, words=counted.rule[:200], version=version)


def minutes_late(deadline: Deadline) -> int | None:
    """How late a report came, in minutes begun; seconds count whole, as the clock counts them."""
    if deadline.state != ClockState.MET_LATE or deadline.met_at is None:
        return None
    return max(1, math.ceil(int((deadline.met_at - deadline.due_at).total_seconds()) / 60))


def after(moment: datetime.datetime, term: Duration, calendar: WorkingCalendar) -> datetime.datetime:
    """The moment so long after another one, by the station's calendar."""
    return _reckoned(moment, [RuleTerm(duration=term)], calendar).due


def _reckoned(moment: datetime.datetime, terms: list[RuleTerm], calendar: WorkingCalendar) -> reckoning.Reckoned:
    course = Course(starts_at=moment, terms=terms, fixed=None, pauses=[], extensions=[], plans=[])
    return reckoning.reckon(course, calendar)


def _chosen(deadline: Deadline) -> RuleTerm | None:
    """Of the rules that applied the one that counted."""
    terms = [RuleTerm.of_record(record) for record in deadline.terms]
    counting = (term for term in terms if reckoning.label_of(term)[:200] == deadline.rule)
    return next(counting, terms[0] if terms else None)

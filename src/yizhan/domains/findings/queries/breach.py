# SPDX-License-Identifier: Apache-2.0
"""One breach as the facts say it, who answers for an event, and the limits by which facts are judged."""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import QuerySet

from yizhan.domains.clocks.models import Deadline
from yizhan.domains.clocks.queries import calendars
from yizhan.domains.findings import rules
from yizhan.domains.items.models import Item
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.urgent.models import Emergency, Passage
from yizhan.engines.calendars.days import WorkingCalendar
from yizhan.engines.calendars.durations import Duration
from yizhan.kernel import clock

_ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacancy:
    """A time in which nobody of a unit was on duty; `who` should have been and could not. Open: not over yet."""

    duty: str
    who: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """What a unit seems to have done, and what says so: a clock, a word that went elsewhere, an item, the roster.

    `fact` identifies what is neither a first report nor an item; each fact is proposed once.
    """

    organization: int
    kind: str
    origin: str
    emergency: Emergency | None = None
    item: Item | None = None
    fact: uuid.UUID | None = None
    deadline: Deadline | None = None
    passage: Passage | None = None
    vacancy: Vacancy | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """A station's rules at this moment; `since` is how far back facts are looked for."""

    station: int
    now: datetime.datetime
    since: datetime.datetime
    omitted_after: Duration
    concealed_after: Duration | None
    calendar: WorkingCalendar

    @classmethod
    def of(cls, station: int) -> "Limits":
        """As they are laid down today."""
        now = clock.now()
        return cls(
            station,
            now,
            now - rulebook.value(station, rules.LOOK_BACK) * _ONE_DAY,
            rulebook.value(station, rules.OMITTED_AFTER),
            rulebook.value(station, rules.CONCEALED_AFTER),
            calendars.of_station(station),
        )


def answering(event: Emergency) -> int | None:
    """Who answers for reporting an event: the unit, or the office below that sent it up; None is the own office."""
    if event.organization_id is not None:
        return event.organization_id
    onward = getattr(event, "came_from", None)
    return onward.post.organization_id if onward is not None and onward.post is not None else None


def with_answering(found: QuerySet[Emergency]) -> QuerySet[Emergency]:
    """The same events, read together with who answers for them."""
    return found.select_related("post", "organization", "came_from__post")

# SPDX-License-Identifier: Apache-2.0
"""What a deadline is computed from: a term, its interruptions, its extensions."""

from dataclasses import dataclass, field
from datetime import datetime

from yizhan.engines.calendars.counting import Counting
from yizhan.engines.calendars.durations import Duration
from yizhan.engines.calendars.errors import CalendarError
from yizhan.engines.calendars.moments import elapsed, local


@dataclass(frozen=True, slots=True)
class Term:
    """A rule's demand: how long, and how it is counted. `label` names the rule to the reader."""

    duration: Duration
    counting: Counting = field(default_factory=Counting)
    label: str = ""


@dataclass(frozen=True, slots=True)
class Pause:
    """Time that does not count, from `since` to `until`: waiting for the author, for a third party.

    Both ends are known: while a pause lasts there is no deadline, only what `remains` at its beginning.
    """

    since: datetime
    until: datetime
    reason: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "since", local(self.since))
        object.__setattr__(self, "until", local(self.until))
        if elapsed(self.since, self.until).total_seconds() < 0:
            raise CalendarError("pause.order", since=_written(self.since), until=_written(self.until))


@dataclass(frozen=True, slots=True)
class Extension:
    """Time added once granted, in its own unit, counted on from where the period ended before."""

    duration: Duration
    reason: str = ""


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M")

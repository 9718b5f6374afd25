# SPDX-License-Identifier: Apache-2.0
"""What happens on the way up. Reports and adoptions are told to the author."""

import datetime
from dataclasses import dataclass
from typing import ClassVar

from yizhan.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class ItemReported(Event):
    """An item was reported to the next station."""

    name = "reporting.report.made"
    told: ClassVar[bool] = True
    station_name: str
    kind: str
    text: int
    result: str


@dataclass(frozen=True, kw_only=True)
class IssueReported(Event):
    """The items of an issue were reported to the next station."""

    name = "reporting.issue.reported"
    label: str
    station_name: str
    items: int


@dataclass(frozen=True, kw_only=True)
class BypassRefused(Event):
    """Somebody tried to report past the next level or outside the line: a matter of discipline (RULE-023)."""

    name = "reporting.bypass.refused"
    number: str
    from_name: str
    station_name: str


@dataclass(frozen=True, kw_only=True)
class BodyEntered(Event):
    """A body that adopts items was entered in a station's list."""

    name = "reporting.body.entered"
    title: str
    level: int


@dataclass(frozen=True, kw_only=True)
class BodyEnded(Event):
    """A body was taken off the list; adoptions by it stay."""

    name = "reporting.body.ended"
    title: str


@dataclass(frozen=True, kw_only=True)
class AdoptionRecorded(Event):
    """A body adopted an item."""

    name = "reporting.adoption.recorded"
    told: ClassVar[bool] = True
    body_name: str
    level: int
    publication: str
    form: str
    adopted_on: datetime.date


@dataclass(frozen=True, kw_only=True)
class AdoptionRevoked(Event):
    """A recorded adoption turned out to be none."""

    name = "reporting.adoption.revoked"
    told: ClassVar[bool] = True
    body_name: str
    publication: str
    reason: str

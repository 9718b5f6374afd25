# SPDX-License-Identifier: Apache-2.0
"""What happens to quotas. The quotas themselves are rules; what is counted are facts of other rooms."""

import datetime
from dataclasses import dataclass

from yizhan.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class ExemptionGranted(Event):
    """Somebody owes nothing for these days."""

    name = "quotas.exemption.granted"
    whom: str
    first: datetime.date
    last: datetime.date
    reason: str


@dataclass(frozen=True, kw_only=True)
class ExemptionRevoked(Event):
    """An exemption does not hold."""

    name = "quotas.exemption.revoked"
    whom: str
    first: datetime.date
    last: datetime.date
    reason: str


@dataclass(frozen=True, kw_only=True)
class ActivityNoted(Event):
    """A campaign, training or activity took place, with the items that came of it."""

    name = "quotas.activity.noted"
    activity_kind: str
    title: str
    unit: str
    first: datetime.date
    last: datetime.date
    items: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PeriodClosed(Event):
    """What was counted in a period was written down: how many quotas there were, and how many were not reached."""

    name = "quotas.period.closed"
    span: str
    first: datetime.date
    last: datetime.date
    lines: int
    short: int
    silent: int
    number: int
    reason: str

# SPDX-License-Identifier: Apache-2.0
"""What happens to schemes, occasions, objections and periods."""

import datetime
from dataclasses import dataclass

from yizhan.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class SchemeWritten(Event):
    """A version of a scheme was drafted, or its draft changed."""

    name = "appraisal.scheme.written"
    title: str
    label: str


@dataclass(frozen=True, kw_only=True)
class SchemeReviewed(Event):
    """A second person found the draft right."""

    name = "appraisal.scheme.reviewed"
    title: str
    label: str


@dataclass(frozen=True, kw_only=True)
class SchemeReturned(Event):
    """A reviewed version went back to be changed."""

    name = "appraisal.scheme.returned"
    title: str
    label: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class SchemeDiscarded(Event):
    """A version that was never in force was given up."""

    name = "appraisal.scheme.discarded"
    title: str
    label: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class SchemePutInForce(Event):
    """Points count by this version from a day on, on the ground of an instrument."""

    name = "appraisal.scheme.put_in_force"
    title: str
    label: str
    valid_from: datetime.date
    instrument: str


@dataclass(frozen=True, kw_only=True)
class SchemeSuperseded(Event):
    """A version ended because another follows it."""

    name = "appraisal.scheme.superseded"
    title: str
    label: str
    valid_until: datetime.date


@dataclass(frozen=True, kw_only=True)
class OccasionsBooked(Event):
    """Occasions were found in the records of a station; `number` says how many are new, changed or gone."""

    name = "appraisal.occasions.booked"
    number: int


@dataclass(frozen=True, kw_only=True)
class CorrectionProposed(Event):
    """Somebody holds that an occasion was counted wrongly."""

    name = "appraisal.correction.proposed"
    title: str
    change: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class CorrectionBooked(Event):
    """A second person agreed; the correction counts."""

    name = "appraisal.correction.booked"
    title: str
    change: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class CorrectionDeclined(Event):
    """The second person did not agree."""

    name = "appraisal.correction.declined"
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ObjectionRaised(Event):
    """A person or unit objects to points of a period."""

    name = "appraisal.objection.raised"
    period: str
    about: str
    statement: str


@dataclass(frozen=True, kw_only=True)
class ObjectionUpheld(Event):
    """The objection is right; a correction follows."""

    name = "appraisal.objection.upheld"
    period: str
    about: str
    answer: str


@dataclass(frozen=True, kw_only=True)
class ObjectionRejected(Event):
    """The points were right; the answer says why."""

    name = "appraisal.objection.rejected"
    period: str
    about: str
    answer: str


@dataclass(frozen=True, kw_only=True)
class ObjectionClosed(Event):
    """Nothing more is to be done about an objection."""

    name = "appraisal.objection.closed"
    period: str
    about: str


@dataclass(frozen=True, kw_only=True)
class ObjectionWithdrawn(Event):
    """Whoever objected no longer does."""

    name = "appraisal.objection.withdrawn"
    period: str
    about: str


@dataclass(frozen=True, kw_only=True)
class ActivityEntered(Event):
    """An activity was entered in a member's record."""

    name = "appraisal.activity.entered"
    kind: str
    title: str
    person: str
    day: datetime.date


@dataclass(frozen=True, kw_only=True)
class ActivityConfirmed(Event):
    """The office saw the evidence of an activity; it counts."""

    name = "appraisal.activity.confirmed"
    kind: str
    title: str
    person: str


@dataclass(frozen=True, kw_only=True)
class ActivityStruck(Event):
    """An activity was taken off the record."""

    name = "appraisal.activity.struck"
    kind: str
    title: str
    person: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class PeriodFrozen(Event):
    """The points of a period are final; what is corrected later appears in the period that follows."""

    name = "appraisal.period.frozen"
    scheme: str
    label: str
    period: str
    accounts: int
    total: str

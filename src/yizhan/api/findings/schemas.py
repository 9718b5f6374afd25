# SPDX-License-Identifier: Apache-2.0
"""What the interface takes and answers about late and omitted reports, the way of the news, and past events."""

import datetime
import uuid

from ninja import Field, Schema

from yizhan.api.answers import RowOut
from yizhan.api.items.schemas import ReasonIn, SeenIn
from yizhan.domains.findings.models import Accountable, Finding, Ground, Ruling, Statement
from yizhan.domains.findings.queries import cases
from yizhan.domains.findings.states import Origin


class ChargeIn(Schema):
    """What a unit is said to have done. The client makes the id. With `emergency` the event says unit and moment."""

    id: uuid.UUID
    kind: str
    reason: str
    origin: str = Origin.OTHER
    emergency: uuid.UUID | None = None
    organization: uuid.UUID | None = None
    title: str = ""
    happened_at: datetime.datetime | None = None
    known_at: datetime.datetime | None = None
    item: str = ""
    words: str = ""


class StatementIn(SeenIn):
    """What a unit says. `statement` is the id under which files were kept for it."""

    text: str
    statement: uuid.UUID | None = None


class DecisionIn(ReasonIn):
    """upheld, lessened or dismissed; `kind` is the milder breach that is left where it is lessened."""

    outcome: str
    kind: str = ""


class PeriodIn(Schema):
    """From a day to a day, both included."""

    first: datetime.date
    last: datetime.date


class FindingOut(RowOut):
    """What a unit is said to have done. `minutes` is how late it was; `unit` the name of `organization`.

    `decided_kind` and `outcome` are empty until it is decided.
    """

    title: str
    state: str
    version: int
    kind: str
    origin: str
    organization: uuid.UUID
    unit: str
    emergency: uuid.UUID | None
    happened_at: datetime.datetime
    due_at: datetime.datetime | None
    minutes: int | None
    rule: str
    rule_version: uuid.UUID | None
    outcome: str
    decided_kind: str
    closed_at: datetime.datetime | None

    @staticmethod
    def resolve_organization(row: Finding) -> uuid.UUID:
        """By its public id."""
        return row.organization.public_id

    @staticmethod
    def resolve_unit(row: Finding) -> str:
        """By its full name."""
        return row.organization.name

    @staticmethod
    def resolve_emergency(row: Finding) -> uuid.UUID | None:
        """By its public id."""
        return row.emergency.public_id if row.emergency else None


class AccountableOut(Schema):
    """A person whom a finding is against, with the post held, and as what."""

    name: str
    title: str
    kind: str

    @staticmethod
    def resolve_name(row: Accountable) -> str:
        """The person's."""
        return row.person.name


class GroundOut(Schema):
    """A fact and the moment it is about; `subject` is the public id of what shows it."""

    kind: str
    origin: str
    at: datetime.datetime
    words: str
    subject: uuid.UUID | None


class StatementOut(Schema):
    """What a unit said, and on which occasion."""

    public_id: uuid.UUID
    occasion: str
    text: str
    at: datetime.datetime


class RulingOut(Schema):
    """What was decided, first or on an objection, and why."""

    is_review: bool
    outcome: str
    kind: str
    reason: str
    at: datetime.datetime


class FindingDetailOut(FindingOut):
    """A finding with the persons it is against, its facts, what was said and decided, each in its order."""

    accountable: list[AccountableOut]
    grounds: list[GroundOut]
    statements: list[StatementOut]
    rulings: list[RulingOut]

    @staticmethod
    def resolve_accountable(row: Finding) -> list[Accountable]:
        """All of them."""
        return list(row.accountable.all())

    @staticmethod
    def resolve_grounds(row: Finding) -> list[Ground]:
        """In the order in which they happened."""
        return list(cases.grounds(row))

    @staticmethod
    def resolve_statements(row: Finding) -> list[Statement]:
        """In their order."""
        return list(cases.statements(row))

    @staticmethod
    def resolve_rulings(row: Finding) -> list[Ruling]:
        """In their order."""
        return list(cases.rulings(row))


class LaneOut(Schema):
    """Who knew: a kind, and the name where it has one."""

    kind: str
    name: str


class StopOut(Schema):
    """That somebody knew, or told, at a moment; `subject` is the public id of the item or event that shows it."""

    at: datetime.datetime
    who: LaneOut
    what: str
    words: str
    subject: uuid.UUID | None


class StayOut(Schema):
    """Between whom the news lay longest, in minutes."""

    source: LaneOut = Field(alias="from")
    target: LaneOut = Field(alias="to")
    minutes: int


class DetourOut(Schema):
    """Which unit the news went round, through whom, and so many minutes before the unit told it; null: it has not."""

    unit: str
    through: LaneOut
    minutes: int | None


class PathOut(Schema):
    """The way of the news: every stop in its order."""

    stops: list[StopOut]
    stay: StayOut | None
    detours: list[DetourOut]


class PastOut(Schema):
    """One first report. `hour` and `weekday` (0 for Monday) are those of the office's zone.

    `unit` is empty for the office itself; `minutes` how late it was; `to_receipt` the minutes from the event to its
    receipt by the office. A report of an event that another unit reported too may not be `is_counted_once`.
    """

    happened_at: datetime.datetime
    category: str
    level: str
    unit: str
    is_counted_once: bool
    is_late: bool
    minutes: int | None
    to_receipt: int | None
    hour: int
    weekday: int

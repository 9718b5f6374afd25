# SPDX-License-Identifier: Apache-2.0
"""What the interface takes and answers about instructions, cases and assignments."""

import datetime
import uuid
from typing import Any

from ninja import Schema

from yizhan.api.answers import RowOut
from yizhan.api.application import actor_of
from yizhan.api.items.schemas import NoteIn, SeenIn
from yizhan.domains.supervision.access import rights
from yizhan.domains.supervision.models import Assignment, Case, Instruction
from yizhan.domains.supervision.queries import cases


class OptionalReasonIn(SeenIn):
    """A step with a reason, where one is wanted."""

    reason: str = ""


class LeaderIn(Schema):
    """Who gave an instruction on paper."""

    name: str
    title: str = ""
    level: int


class InstructionIn(Schema):
    """An instruction; without `leader` it is the caller's own. The client makes the id."""

    id: uuid.UUID
    text: str
    leader: LeaderIn | None = None
    given_on: datetime.date | None = None
    issue: uuid.UUID | None = None
    circulation: list[str] = []


class TaskIn(Schema):
    """What one unit is to do, and by when."""

    organization: uuid.UUID
    task: str
    due_on: datetime.date
    is_lead: bool = False


class TasksIn(SeenIn):
    """Tasks for one or several units."""

    tasks: list[TaskIn]


class ReplyIn(SeenIn):
    """What a unit says."""

    opinion: str
    progress: str
    effect: str
    outcome: str


class NewDayIn(SeenIn):
    """Another day, and why: for a unit that needs more time, or a case that is opened again."""

    due_on: datetime.date
    reason: str


class MeasureIn(SeenIn):
    """What was done to press a case forward."""

    kind: str
    held_on: datetime.date
    text: str


class OutcomeIn(NoteIn):
    """What came of a matter."""

    outcome: str


class FeedbackIn(SeenIn):
    """The four parts a contributor is told (RULE-100)."""

    instruction: str
    opinion: str
    progress: str
    effect: str


class AnswerIn(Schema):
    """Whether the problem is solved, in a contributor's eyes."""

    verdict: str
    words: str = ""


class InstructionStateOut(RowOut):
    """Whether an instruction stands."""

    state: str


class GivenInstructionOut(InstructionStateOut):
    """An instruction that was just given, and the case that opened with it."""

    case: uuid.UUID

    @staticmethod
    def resolve_case(row: Instruction) -> uuid.UUID:
        """By its public id."""
        return row.case.public_id


class InstructionOut(InstructionStateOut):
    """An instruction as its case shows it."""

    leader: str
    text: str
    given_on: datetime.date

    @staticmethod
    def resolve_leader(row: Instruction) -> str:
        """The name it was given under."""
        return row.leader_name


class AssignmentFacts(Schema):
    """What one unit was given. `version` is what a step is decided on."""

    id: uuid.UUID
    organization: str
    is_lead: bool
    task: str
    due_on: datetime.date
    state: str
    version: int


class AssignmentOut(RowOut, AssignmentFacts):
    """An assignment, from its row."""

    @staticmethod
    def resolve_organization(row: Assignment) -> str:
        """The unit's full name."""
        return row.organization.name


class AssignedOut(AssignmentFacts):
    """An assignment as its unit sees it: the task and the wording, no names; the steps open to the caller now."""

    title: str
    situation: str
    analysis: str
    suggestion: str
    offers: list[str]


class CaseOut(RowOut):
    """A case as lists show it; `outcome` is empty until it is established."""

    item: uuid.UUID
    title: str
    state: str
    version: int
    outcome: str

    @staticmethod
    def resolve_item(row: Case) -> uuid.UUID:
        """By its public id."""
        return row.item.public_id

    @staticmethod
    def resolve_title(row: Case) -> str:
        """The item's."""
        return row.item.title


class CaseDetailOut(CaseOut):
    """A case with the instructions it follows, its assignments, and the steps that are open to the caller now."""

    instructions: list[InstructionOut]
    assignments: list[AssignmentOut]
    offers: list[str]

    @staticmethod
    def resolve_instructions(row: Case) -> list[Instruction]:
        """Those that stand."""
        return list(cases.standing(row))

    @staticmethod
    def resolve_assignments(row: Case) -> list[Assignment]:
        """All of them, recalled ones too."""
        return list(cases.assignments(row))

    @staticmethod
    def resolve_offers(row: Case, context: dict[str, Any]) -> list[str]:
        """What the caller may do with it."""
        return list(rights.offers(actor_of(context["request"]), row))


class FeedbackOut(RowOut):
    """The four parts a contributor was told (RULE-100)."""

    at: datetime.datetime
    instruction: str
    opinion: str
    progress: str
    effect: str


class VerdictOut(Schema):
    """The feedback that was answered, and the verdict."""

    id: uuid.UUID
    verdict: str

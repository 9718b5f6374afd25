# SPDX-License-Identifier: Apache-2.0
"""What happens to instructions, cases, assignments and feedback. The matter of each is the instructed item."""

from dataclasses import dataclass
from typing import ClassVar

from yizhan.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class InstructionGiven(Event):
    """A leader wrote an instruction on an item, here or on paper."""

    name = "supervision.instruction.given"
    told: ClassVar[bool] = True
    leader: str
    level: int
    text: str
    given_on: str
    case: str


@dataclass(frozen=True, kw_only=True)
class InstructionRevoked(Event):
    """An instruction does not stand: it was recorded wrongly or taken back."""

    name = "supervision.instruction.revoked"
    told: ClassVar[bool] = True
    leader: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class InstructionRead(Event):
    """A body on the circulation order of an instruction has read it (RULE-216)."""

    name = "supervision.instruction.read"
    body: str
    read_on: str
    is_complete: bool


@dataclass(frozen=True, kw_only=True)
class CaseOpened(Event):
    """A matter is followed from now on; the reason is empty when an instruction opened it."""

    name = "supervision.case.opened"
    reason: str


@dataclass(frozen=True, kw_only=True)
class CaseAssigned(Event):
    """Units were given tasks with a day."""

    name = "supervision.case.assigned"
    told: ClassVar[bool] = True
    units: tuple[str, ...]
    due_on: str


@dataclass(frozen=True, kw_only=True)
class CaseAccepted(Event):
    """Every unit has taken on its task."""

    name = "supervision.case.accepted"
    told: ClassVar[bool] = True
    units: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CaseWithoutUnits(Event):
    """No unit is left with a task; the case waits to be assigned again."""

    name = "supervision.case.without_units"


@dataclass(frozen=True, kw_only=True)
class ResultEstablished(Event):
    """The supervisor established what came of the matter. The author is told by the feedback, not by this."""

    name = "supervision.case.implemented"
    outcome: str
    note: str


@dataclass(frozen=True, kw_only=True)
class CaseConcluded(Event):
    """The case is concluded; a reason is given when an author says that nothing is solved."""

    name = "supervision.case.concluded"
    told: ClassVar[bool] = True
    outcome: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class CaseReopened(Event):
    """A case goes on with a new day."""

    name = "supervision.case.reopened"
    told: ClassVar[bool] = True
    reason: str
    due_on: str
    round: int


@dataclass(frozen=True, kw_only=True)
class CaseWithdrawn(Event):
    """A case ended because no instruction is left that it could follow."""

    name = "supervision.case.withdrawn"
    reason: str


@dataclass(frozen=True, kw_only=True)
class MeasureTaken(Event):
    """The office did something to press a matter forward (RULE-098)."""

    name = "supervision.measure.taken"
    kind: str
    held_on: str
    text: str


@dataclass(frozen=True, kw_only=True)
class UnitAssigned(Event):
    """A unit was given a task."""

    name = "supervision.assignment.assigned"
    unit: str
    task: str
    due_on: str
    is_lead: bool


@dataclass(frozen=True, kw_only=True)
class AssignmentAccepted(Event):
    """The unit took on its task."""

    name = "supervision.assignment.accepted"
    unit: str


@dataclass(frozen=True, kw_only=True)
class AssignmentReturned(Event):
    """The unit says that the task is not its own."""

    name = "supervision.assignment.returned"
    unit: str
    reason: str
    returns: int


@dataclass(frozen=True, kw_only=True)
class AssignmentInsisted(Event):
    """The supervisor decided that the task stays with the unit."""

    name = "supervision.assignment.insisted"
    unit: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class AssignmentReassigned(Event):
    """The supervisor decided that the task goes to another unit."""

    name = "supervision.assignment.reassigned"
    unit: str
    to: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class AssignmentReplied(Event):
    """The unit replied. A reply is no result yet."""

    name = "supervision.assignment.replied"
    unit: str
    number: int
    outcome: str


@dataclass(frozen=True, kw_only=True)
class ReplyApproved(Event):
    """The supervisor approved the reply of a unit."""

    name = "supervision.assignment.approved"
    unit: str
    number: int
    note: str


@dataclass(frozen=True, kw_only=True)
class ReplySentBack(Event):
    """The supervisor asks the unit for another reply."""

    name = "supervision.assignment.sent_back"
    unit: str
    number: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class AssignmentExtended(Event):
    """The unit has more time."""

    name = "supervision.assignment.extended"
    unit: str
    former_due_on: str
    due_on: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class AssignmentUrged(Event):
    """The unit was reminded."""

    name = "supervision.assignment.urged"
    unit: str
    words: str
    due_on: str


@dataclass(frozen=True, kw_only=True)
class AssignmentRecalled(Event):
    """The task was taken from the unit."""

    name = "supervision.assignment.recalled"
    unit: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class LeadPassed(Event):
    """Another unit leads from now on."""

    name = "supervision.assignment.lead_passed"
    unit: str


@dataclass(frozen=True, kw_only=True)
class AssignmentReopened(Event):
    """The unit has to go on, by a new day."""

    name = "supervision.assignment.reopened"
    unit: str
    reason: str
    due_on: str


@dataclass(frozen=True, kw_only=True)
class AuthorTold(Event):
    """The contributors were told instruction, opinion, progress and effect (RULE-100)."""

    name = "supervision.feedback.given"
    told: ClassVar[bool] = True
    number: int
    instruction: str
    opinion: str
    progress: str
    effect: str
    station_name: str


@dataclass(frozen=True, kw_only=True)
class FeedbackAnswered(Event):
    """A contributor said whether the problem is solved."""

    name = "supervision.feedback.answered"
    person: str
    verdict: str
    words: str

# SPDX-License-Identifier: Apache-2.0
"""Who may do what, and what is possible now: one rule for buttons and for operations."""

from collections.abc import Mapping

from django.db.models import QuerySet

from yizhan.domains.items.models import Item
from yizhan.domains.network.queries import one_person
from yizhan.domains.network.states import Role
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.supervision.access.visibility import addressed_to, instructable
from yizhan.domains.supervision.models import Assignment, Case, Feedback, Instruction
from yizhan.domains.supervision.permissions import (
    ASSIGNMENT_NEEDED,
    CASE_NEEDED,
    FEEDBACK_NEEDED,
    GRANTS,
    INSTRUCTION_NEEDED,
    ITEM_NEEDED,
    UNITS_VERBS,
    Permission,
)
from yizhan.domains.supervision.queries import cases
from yizhan.domains.supervision.rules import RETURNS
from yizhan.domains.supervision.states import (
    ASSIGNMENT_STEPS,
    CASE_STEPS,
    INSTRUCTION_STEPS,
    OPEN,
    RUNNING,
    CaseState,
    InstructionState,
)
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Denied
from yizhan.kernel.prepared import prepared
from yizhan.kernel.transitions import Table

Row = Instruction | Case | Assignment | Feedback

_NEEDED: Mapping[type[Row], Mapping[str, Permission]] = {
    Instruction: INSTRUCTION_NEEDED,
    Case: CASE_NEEDED,
    Assignment: ASSIGNMENT_NEEDED,
    Feedback: FEEDBACK_NEEDED,
}

_STEPS: Mapping[type[Row], Table] = {
    Instruction: INSTRUCTION_STEPS,
    Case: CASE_STEPS,
    Assignment: ASSIGNMENT_STEPS,
}

#: Acts that leave the state alone, and the states in which they make sense.
_ACTS: Mapping[str, frozenset[str]] = {
    "note_reading": frozenset({InstructionState.GIVEN}),
    "take_measure": OPEN,
    "extend": RUNNING,
    "urge": RUNNING,
    "answer_feedback": frozenset({CaseState.TOLD, CaseState.CONCLUDED}),
}


def needed(row: Row) -> Mapping[str, Permission]:
    """The verbs of this kind of row, in the order of the loop, and the right that each needs."""
    return _NEEDED[type(row)]


def state_of(row: Row) -> str:
    """The state that decides what is possible; a feedback stands and falls with its case."""
    return row.case.state if isinstance(row, Feedback) else row.state


def permits(actor: Actor, verb: str, row: Row) -> bool:
    """Whether the actor's role and place allow the verb on this row, whatever its state."""
    if actor.role not in GRANTS[needed(row)[verb]]:
        return False
    if isinstance(row, Feedback):
        return Feedback.objects.filter(addressed_to(actor), pk=row.pk).exists()
    if verb in UNITS_VERBS:
        return isinstance(row, Assignment) and row.organization_id == actor.organization
    if isinstance(row, Instruction) and actor.role == Role.LEADER:
        return row.leader_id == actor.post
    return row.station_id == actor.station


def possible(row: Row, verb: str) -> bool:
    """Whether the row's state allows the verb, whoever asks."""
    return state_of(row) in (_ACTS[verb] if verb in _ACTS else _STEPS[type(row)][verb].sources)


def offers(actor: Actor, row: Row) -> list[str]:
    """The verbs that are allowed and possible now, in the order of the loop: what a page shows as buttons."""
    return [
        verb
        for verb in needed(row)
        if possible(row, verb) and permits(actor, verb, row) and not _is_hindered(actor, verb, row)
    ]


@prepared
def _instructable_keys(actor: Actor, item: int) -> QuerySet[Item, int]:
    return instructable(actor).filter(pk=item).order_by().values_list("pk", flat=True)


def item_offers(actor: Actor, item: Item) -> list[str]:
    """What supervision offers on an item's page: to write or to record an instruction, to follow the matter."""
    allowed = [verb for verb, permission in ITEM_NEEDED.items() if actor.role in GRANTS[permission]]
    if not allowed or not _instructable_keys(actor, item.pk):
        return []
    return [verb for verb in allowed if verb != "follow" or cases.open_case(item) is None]


def require(actor: Actor, permission: Permission) -> None:
    """Let through who holds a right that concerns no single row."""
    if actor.role not in GRANTS[permission]:
        raise Denied("supervision.denied", permission=permission)


def acting_post(actor: Actor) -> int:
    """The post that acts. Only the installation itself has none, and it writes nothing here."""
    if actor.post is None:
        raise Denied("supervision.denied", permission="")
    return actor.post


def acting_person(actor: Actor) -> int:
    """The person who acts."""
    if actor.person is None:
        raise Denied("supervision.denied", permission="")
    return actor.person


def _is_hindered(actor: Actor, verb: str, row: Row) -> bool:
    """What the state allows and the operation would still refuse; such a button is not shown."""
    if isinstance(row, Case):
        return verb == "establish" and not cases.is_answered(row)
    if isinstance(row, Assignment):
        return verb == "return_assignment" and row.returns >= rulebook.value(row.station_id, RETURNS)
    if isinstance(row, Instruction):
        return verb == "note_reading" and cases.is_circulated(row)
    return row.answers.filter(person__in=one_person(acting_person(actor))).exists()

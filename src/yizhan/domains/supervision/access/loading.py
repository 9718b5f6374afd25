# SPDX-License-Identifier: Apache-2.0
"""Loading for reading (`find…`) and for change (`take…`). What the actor may not know of does not exist for him or her.

A case is always locked before what belongs to it, so that two operations never wait for each other.
"""

import uuid
from dataclasses import dataclass

from yizhan.domains.items import access as items
from yizhan.domains.items.models import Item
from yizhan.domains.items.queries import wordings
from yizhan.domains.supervision.access import visibility
from yizhan.domains.supervision.access.rights import Row, needed, permits, possible, require, state_of
from yizhan.domains.supervision.models import Assignment, Case, Feedback, Instruction, Reply
from yizhan.domains.supervision.permissions import ITEM_NEEDED
from yizhan.domains.supervision.queries import cases
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, NotFound
from yizhan.kernel.locking import locked
from yizhan.kernel.transitions import check_seen


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsView:
    """What a unit sees of a matter: its task and what the item says. No names, no source, nothing of other units."""

    assignment: Assignment
    title: str
    situation: str
    analysis: str
    suggestion: str
    occurrence: str
    scope: str
    consequence: str
    replies: list[Reply]


def find(actor: Actor, public_id: uuid.UUID) -> Case:
    """The case for reading, or `NotFound` for who may not know of it."""
    case = visibility.visible(actor).select_related("item", "station").filter(public_id=public_id).first()
    if case is None:
        raise NotFound("supervision.case.unknown")
    return case


def find_instruction(actor: Actor, public_id: uuid.UUID) -> Instruction:
    """The instruction for reading, or `NotFound`."""
    rows = visibility.visible_instructions(actor).select_related("item", "case", "issue", "station")
    instruction = rows.filter(public_id=public_id).first()
    if instruction is None:
        raise NotFound("supervision.instruction.unknown")
    return instruction


def find_assignment(actor: Actor, public_id: uuid.UUID) -> Assignment:
    """The assignment for reading by office or leader, or `NotFound`. A unit's page asks `find_for_handler`."""
    rows = visibility.visible_assignments(actor).select_related("organization", "case__item", "station")
    assignment = rows.filter(public_id=public_id).first()
    if assignment is None:
        raise NotFound("supervision.assignment.unknown")
    return assignment


def find_for_handler(actor: Actor, public_id: uuid.UUID) -> UnitsView:
    """What the actor's unit may see of its assignment, or `NotFound`."""
    rows = visibility.visible_assignments(actor).select_related("organization", "station")
    assignment = rows.filter(public_id=public_id).first()
    if assignment is None:
        raise NotFound("supervision.assignment.unknown")
    text = wordings.text_in_force(Item.objects.get(cases__assignments=assignment))
    return UnitsView(
        assignment=assignment,
        title=text.title,
        situation=text.situation,
        analysis=text.analysis,
        suggestion=text.suggestion,
        occurrence=text.occurrence,
        scope=text.scope,
        consequence=text.consequence,
        replies=list(cases.replies(assignment)),
    )


def find_feedback(actor: Actor, public_id: uuid.UUID) -> Feedback:
    """What the contributors were told, for reading, or `NotFound`."""
    feedback = visibility.visible_feedback(actor).select_related("case__item").filter(public_id=public_id).first()
    if feedback is None:
        raise NotFound("supervision.feedback.unknown")
    return feedback


def take_item(actor: Actor, public_id: uuid.UUID, verb: str) -> Item:
    """Lock and authorise an item that is to be instructed or followed."""
    require(actor, ITEM_NEEDED[verb])
    key = visibility.instructable(actor).filter(public_id=public_id).values_list("pk", flat=True).first()
    if key is None:
        if items.visible(actor).filter(public_id=public_id).exists():
            raise Conflict("supervision.item.unfinished")
        raise NotFound("supervision.item.unknown")
    return locked(Item, key)


def take(actor: Actor, public_id: uuid.UUID, verb: str, *, seen: int | None = None) -> Case:
    """Load, lock and authorise a case for change, all inside the running transaction.

    `seen` is the version that the actor's page showed. Raises `NotFound`, `Denied` or `Conflict`.
    """
    case = locked(Case, find(actor, public_id).pk)
    _authorise(actor, verb, case)
    check_seen(case, seen)
    _check_possible(case, verb)
    return case


def take_instruction(actor: Actor, public_id: uuid.UUID, verb: str, *, seen: int | None = None) -> Instruction:
    """The same for an instruction."""
    found = find_instruction(actor, public_id)
    case, instruction = locked(Case, found.case_id), locked(Instruction, found.pk)
    instruction.case = case
    _authorise(actor, verb, instruction)
    check_seen(instruction, seen)
    _check_possible(instruction, verb)
    return instruction


def take_assignment(actor: Actor, public_id: uuid.UUID, verb: str, *, seen: int | None = None) -> Assignment:
    """The same for an assignment."""
    found = find_assignment(actor, public_id)
    case, assignment = locked(Case, found.case_id), locked(Assignment, found.pk)
    assignment.case = case
    _authorise(actor, verb, assignment)
    check_seen(assignment, seen)
    _check_possible(assignment, verb)
    return assignment


def take_feedback(actor: Actor, public_id: uuid.UUID, verb: str) -> Feedback:
    """The same for a feedback that is to be answered."""
    feedback = find_feedback(actor, public_id)
    feedback.case = locked(Case, feedback.case_id)
    _authorise(actor, verb, feedback)
    _check_possible(feedback, verb)
    return feedback


def _authorise(actor: Actor, verb: str, row: Row) -> None:
    if not permits(actor, verb, row):
        raise Denied("supervision.denied", permission=needed(row)[verb])


def _check_possible(row: Row, verb: str) -> None:
    if not possible(row, verb):
        raise Conflict("supervision.state.elsewhere", verb=verb, state=state_of(row))

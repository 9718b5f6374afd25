# SPDX-License-Identifier: Apache-2.0
"""Instructions through the interface."""

import datetime
import uuid

from django.http import HttpRequest
from ninja import Router, Status

from yizhan.api.application import actor_of
from yizhan.api.supervision.schemas import GivenInstructionOut, InstructionIn, InstructionStateOut, OptionalReasonIn
from yizhan.domains.supervision.models import Instruction
from yizhan.domains.supervision.operations import instructions
from yizhan.domains.supervision.operations.instructions import Leader

router = Router(tags=["supervision"])


@router.post("/items/{item_id}/instructions", response={201: GivenInstructionOut})
def instruct(request: HttpRequest, item_id: uuid.UUID, given: InstructionIn) -> Status[Instruction]:
    """Give an instruction, or record one given on paper; its case opens with it (RULE-097)."""
    actor = actor_of(request)
    if given.leader is None:
        made = instructions.write_instruction(
            actor, given.id, item=item_id, text=given.text, issue=given.issue, circulation=given.circulation
        )
    else:
        made = instructions.record_instruction(
            actor,
            given.id,
            item=item_id,
            leader=Leader(**given.leader.dict()),
            text=given.text,
            given_on=given.given_on or datetime.date.min,
            issue=given.issue,
            circulation=given.circulation,
        )
    return Status(201, made)


@router.post("/instructions/{instruction_id}/revocation", response=InstructionStateOut)
def revoke(request: HttpRequest, instruction_id: uuid.UUID, given: OptionalReasonIn) -> Instruction:
    """Take back an instruction that was recorded wrongly."""
    return instructions.revoke(actor_of(request), instruction_id, reason=given.reason, seen=given.seen)

# SPDX-License-Identifier: Apache-2.0
"""Instructions: written here by a leader, or recorded from paper; taken back; circulated (G01, FIX-014, FIX-031).

A scan is kept by `files` under the instruction's public id beforehand and becomes part of it here.
"""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from yizhan.domains.files.operations import attaching
from yizhan.domains.items.models import Item
from yizhan.domains.network.models import Post
from yizhan.domains.network.states import Level, Role
from yizhan.domains.periodicals import access as periodicals
from yizhan.domains.periodicals.models import Issue
from yizhan.domains.supervision import events
from yizhan.domains.supervision.access import loading
from yizhan.domains.supervision.access.rights import acting_post
from yizhan.domains.supervision.models import Case, Instruction, Recipient
from yizhan.domains.supervision.operations import following
from yizhan.domains.supervision.operations.writing import given, past_day, written
from yizhan.domains.supervision.queries import cases, findable
from yizhan.domains.supervision.states import CASE_STEPS, INSTRUCTION_STEPS, OPEN, AssignmentState, InstructionState
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.clock import OFFICE_ZONE
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


@dataclass(frozen=True, slots=True, kw_only=True)
class Leader:
    """Who gave an instruction. `post` is set for somebody who holds a leader's post in this network."""

    name: str
    title: str
    level: int
    post: int | None = None


@dataclass(frozen=True, slots=True)
class _Order:
    leader: Leader
    text: str
    given_on: datetime.date
    issue: uuid.UUID | None
    circulation: Sequence[str]


@operation
def write_instruction(
    actor: Actor,
    public_id: uuid.UUID,
    *,
    item: uuid.UUID,
    text: str,
    issue: uuid.UUID | None = None,
    circulation: Sequence[str] = (),
) -> Instruction:
    """Give an instruction oneself, on an item one has read, today. The case opens with it (RULE-097).

    Writes: instruction, recipients, case, full-text index, journal.
    Announces: supervision.instruction.given, supervision.case.opened.
    """
    row = loading.take_item(actor, item, "write_instruction")
    post = Post.objects.select_related("person", "station").get(pk=acting_post(actor))
    leader = Leader(name=post.person.name, title=post.title, level=post.station.level, post=post.pk)
    return _give(actor, public_id, row, _Order(leader, text, clock.today(), issue, circulation))


@operation
def record_instruction(
    actor: Actor,
    public_id: uuid.UUID,
    *,
    item: uuid.UUID,
    leader: Leader,
    text: str,
    given_on: datetime.date,
    issue: uuid.UUID | None = None,
    circulation: Sequence[str] = (),
) -> Instruction:
    """Record what a leader of any level wrote on paper. The case opens with it (RULE-097).

    Writes: instruction, recipients, case, full-text index, journal.
    Announces: supervision.instruction.given, supervision.case.opened.
    """
    row = loading.take_item(actor, item, "record_instruction")
    _check_leader(leader)
    submitted_on = row.submitted_at.astimezone(OFFICE_ZONE).date()
    past_day("given_on", given_on, since=submitted_on)
    return _give(actor, public_id, row, _Order(leader, text, given_on, issue, circulation))


@operation
def revoke(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Instruction:
    """Take an instruction back that was recorded wrongly: a correction. A case that follows nothing else ends with it.

    Writes: instruction, case, assignments, journal. Announces: supervision.instruction.revoked,
    supervision.assignment.recalled, supervision.case.withdrawn.
    """
    instruction = loading.take_instruction(actor, public_id, "revoke", seen=seen)
    why = given(reason)
    event = events.InstructionRevoked(
        subject=instruction.public_id, matter=instruction.item.public_id, leader=str(instruction), reason=why
    )
    move(instruction, INSTRUCTION_STEPS, "revoke", actor=actor, event=event)
    case = instruction.case
    if case.state in OPEN and not case.reason and not cases.standing(case).exists():
        _withdraw(actor, case, why)
    return instruction


@operation
def note_reading(
    actor: Actor, public_id: uuid.UUID, *, recipient: uuid.UUID, read_on: datetime.date, seen: int | None = None
) -> Instruction:
    """Note on which day a body on the circulation order read the instruction (RULE-216).

    Writes: recipient, journal. Announces: supervision.instruction.read.
    """
    instruction = loading.take_instruction(actor, public_id, "note_reading", seen=seen)
    line = Recipient.objects.filter(instruction=instruction, public_id=recipient).first()
    if line is None:
        raise NotFound("supervision.recipient.unknown", field="recipient")
    if line.read_on is not None:
        raise Conflict("supervision.recipient.read_already", field="recipient", name=line.name)
    line.read_on = past_day("read_on", read_on, since=instruction.given_on)
    line.post_id = acting_post(actor)
    line.save(update_fields=["read_on", "post"])
    event = events.InstructionRead(
        subject=instruction.public_id,
        matter=instruction.item.public_id,
        body=line.name,
        read_on=read_on.isoformat(),
        is_complete=cases.is_circulated(instruction),
    )
    audit.record(actor, event, station=instruction.station_id)
    return instruction


def _give(actor: Actor, public_id: uuid.UUID, item: Item, order: _Order) -> Instruction:
    text, names = written("text", order.text), _names(order.circulation)
    earlier = Instruction.objects.filter(public_id=public_id).first()
    if earlier is not None:
        return _same(actor, earlier, item, text)
    case = following.open_or_join(actor, item)
    instruction = Instruction.objects.create(
        public_id=public_id,
        station_id=item.station_id,
        item=item,
        issue=_issue_with(actor, item, order.issue),
        case=case,
        leader_id=order.leader.post,
        leader_name=order.leader.name.strip(),
        leader_title=order.leader.title.strip(),
        level=order.leader.level,
        text=text,
        given_on=order.given_on,
        state=InstructionState.GIVEN,
        post_id=acting_post(actor),
        at=clock.now(),
    )
    findable.INSTRUCTIONS.enter(instruction.pk)
    Recipient.objects.bulk_create(
        Recipient(instruction=instruction, name=name, rank=rank) for rank, name in enumerate(names)
    )
    attaching.hand_in(actor, public_id, matter=item.public_id)
    _announce(actor, instruction, case)
    return instruction


def _announce(actor: Actor, instruction: Instruction, case: Case) -> None:
    event = events.InstructionGiven(
        subject=instruction.public_id,
        matter=instruction.item.public_id,
        leader=str(instruction),
        level=instruction.level,
        text=instruction.text,
        given_on=instruction.given_on.isoformat(),
        case=str(case.public_id),
    )
    audit.record(actor, event, station=instruction.station_id, after=instruction.state)


def _same(actor: Actor, earlier: Instruction, item: Item, text: str) -> Instruction:
    """The instruction was handed in already: the same content is the same act, other content is a mistake."""
    if (earlier.post_id, earlier.item_id, earlier.text) != (actor.post, item.pk, text):
        raise Conflict("supervision.instruction.id_taken")
    return earlier


def _check_leader(leader: Leader) -> None:
    if not leader.name.strip():
        raise Invalid("supervision.text.empty", field="leader_name")
    for field, value in (("leader_name", leader.name), ("leader_title", leader.title)):
        if len(value.strip()) > 60:
            raise Invalid("supervision.text.too_long", field=field, length=len(value.strip()), limit=60)
    if leader.level not in Level.values:
        raise Invalid("supervision.level.unknown", field="level")
    if leader.post is not None and not Post.objects.filter(pk=leader.post, role=Role.LEADER).exists():
        raise Invalid("supervision.leader.unknown", field="leader")


def _issue_with(actor: Actor, item: Item, issue: uuid.UUID | None) -> Issue | None:
    if issue is None:
        return None
    found = periodicals.visible(actor).filter(public_id=issue, entries__item=item).first()
    if found is None:
        raise Invalid("supervision.issue.without_item", field="issue")
    return found


def _names(circulation: Sequence[str]) -> list[str]:
    names = [name.strip() for name in circulation if name.strip()]
    if len(set(names)) != len(names):
        raise Invalid("supervision.recipient.twice", field="circulation")
    if any(len(name) > 120 for name in names):
        longest = max(len(name) for name in names)
        raise Invalid("supervision.text.too_long", field="circulation", length=longest, limit=120)
    return names


def _withdraw(actor: Actor, case: Case, reason: str) -> None:
    for assignment in cases.live(case).exclude(state=AssignmentState.APPROVED):
        assignment.case = case
        following.recall_one(actor, assignment, reason)
    event = events.CaseWithdrawn(subject=case.public_id, matter=case.item.public_id, reason=reason)
    move(case, CASE_STEPS, "withdraw", actor=actor, event=event)

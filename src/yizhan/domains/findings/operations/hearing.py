# SPDX-License-Identifier: Apache-2.0
"""Taking a charge up, and hearing whom it is against. Nothing is decided before the unit could speak."""

import uuid

from yizhan.domains.files.operations import attaching
from yizhan.domains.findings import access, events, rules
from yizhan.domains.findings.models import Finding, Statement
from yizhan.domains.findings.operations import clocking
from yizhan.domains.findings.queries import cases
from yizhan.domains.findings.states import STEPS, Occasion
from yizhan.domains.network.states import ResponsibilityKind
from yizhan.domains.periodicals.operations import lines
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict
from yizhan.kernel.ids import new_id
from yizhan.kernel.inserting import insert
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


@operation
def open_hearing(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Finding:
    """Take a charge up: from now on the unit and its responsible persons know of it and may answer.

    Whoever takes up what the facts proposed has made the charge and does not decide on it.
    Writes: state, deadline, journal. Announces: findings.finding.opened, clocks.deadline.opened.
    """
    finding = access.take(actor, public_id, "open_hearing", seen=seen)
    named = list(finding.accountable.select_related("person"))
    event = events.FindingOpened(
        subject=finding.public_id,
        matter=finding.public_id,
        title=finding.title,
        unit=finding.organization.name,
        kind=finding.kind,
        first_responsible=tuple(one.person.name for one in named if one.kind == ResponsibilityKind.FIRST),
        directly_responsible=tuple(one.person.name for one in named if one.kind == ResponsibilityKind.DIRECT),
    )
    move(finding, STEPS, "open_hearing", actor=actor, event=event, opened_by_id=actor.post)
    clocking.await_answer(actor, finding)
    return finding


@operation
def drop(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Finding:
    """Do not pursue a charge, with the reason. The machine does not propose it again.

    Writes: state, journal. Announces: findings.finding.dropped.
    """
    finding = access.take(actor, public_id, "drop", seen=seen)
    event = events.FindingDropped(
        subject=finding.public_id,
        matter=finding.public_id,
        title=finding.title,
        unit=finding.organization.name,
        reason=given(reason),
    )
    return move(finding, STEPS, "drop", actor=actor, event=event)


@operation
def answer(
    actor: Actor, public_id: uuid.UUID, *, text: str, statement: uuid.UUID | None = None, seen: int | None = None
) -> Finding:
    """Answer the charge, for the unit or for oneself; more than once until it is decided. Nothing said is changed.

    `statement` is the id under which evidence was kept. Writes: statement, attachments, state, deadline, journal.
    Announces: findings.finding.answered, clocks.deadline.met.
    """
    finding = access.take(actor, public_id, "answer", seen=seen)
    state_case(actor, finding, Occasion.ANSWER, text, statement)
    clocking.met(actor, finding, cases.ANSWER)
    event = events.FindingAnswered(
        subject=finding.public_id, matter=finding.public_id, title=finding.title, unit=finding.organization.name
    )
    return move(finding, STEPS, "answer", actor=actor, event=event)


@operation
def note_silence(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Finding:
    """Say that nobody answered, once the time for it has passed.

    Writes: state, deadline, journal. Announces: findings.finding.unanswered, clocks.deadline.cancelled.
    """
    finding = access.take(actor, public_id, "note_silence", seen=seen)
    if not access.is_time("note_silence", finding):
        raise Conflict("findings.answer.still_due")
    clocking.call_off(actor, finding, cases.ANSWER, reason=finding.title)
    event = events.FindingUnanswered(
        subject=finding.public_id, matter=finding.public_id, title=finding.title, unit=finding.organization.name
    )
    return move(finding, STEPS, "note_silence", actor=actor, event=event)


def state_case(actor: Actor, finding: Finding, occasion: str, text: str, statement: uuid.UUID | None) -> Statement:
    """Add what a party says, with the files it kept for it. Called inside the operations of this room."""
    if statement is not None and Statement.objects.filter(public_id=statement).exists():
        raise Conflict("findings.statement.id_taken")
    said = lines.checked(text, field="text", limit=rules.TEXT_LIMIT, is_required=True)
    row = Statement(
        public_id=statement or new_id(),
        finding=finding,
        occasion=occasion,
        text=said,
        post_id=actor.post,
        at=clock.now(),
    )
    insert(row)
    attaching.hand_in(actor, row.public_id, matter=finding.public_id)
    return row


def given(reason: str) -> str:
    """A reason that somebody else will read."""
    return lines.checked(reason, field="reason", limit=rules.REASON_LIMIT, is_required=True)

# SPDX-License-Identifier: Apache-2.0
"""Following a decision through its three phases (B07, RULE-039 to RULE-041)."""

import datetime
import uuid

from yizhan.domains.items import access as items
from yizhan.domains.network import queries as network
from yizhan.domains.periodicals.operations import lines
from yizhan.domains.topics import access, events
from yizhan.domains.topics.models import Coverage, Decision
from yizhan.domains.topics.permissions import Permission
from yizhan.domains.topics.rules import TITLE_LIMIT
from yizhan.domains.topics.states import DECISION_STEPS, DecisionState, Phase
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.inserting import insert
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import amend, move


@operation
def follow(actor: Actor, public_id: uuid.UUID, *, title: str) -> Decision:
    """Begin to follow a decision, from before it is taken.

    Writes: decision, journal. Announces: topics.decision.followed.
    """
    access.require(actor, Permission.FOLLOW)
    if Decision.objects.filter(public_id=public_id).exists():
        raise Conflict("topics.decision.id_taken")
    decision = insert(
        Decision(
            public_id=public_id,
            station=network.station(actor.station or 0),
            state=DecisionState.PREPARED,
            title=lines.checked(title, field="title", limit=TITLE_LIMIT, is_required=True),
            at=clock.now(),
        )
    )
    event = events.DecisionFollowed(subject=decision.public_id, title=decision.title)
    audit.record(actor, event, station=decision.station_id, after=DecisionState.PREPARED)
    return decision


@operation
def issue(
    actor: Actor, public_id: uuid.UUID, *, issued_on: datetime.date, instrument: str = "", seen: int | None = None
) -> Decision:
    """Note that the decision was issued: from now on each reporting unit's reaction is expected (RULE-040).

    `instrument` is title and number of the paper. Writes: state, day, journal. Announces: topics.decision.issued.
    """
    decision = access.take_decision(actor, public_id, "issue", seen=seen)
    if issued_on > clock.today():
        raise Invalid("topics.decision.future", field="issued_on")
    named = lines.checked(instrument, field="instrument", limit=200)
    event = events.DecisionIssued(
        subject=decision.public_id, title=decision.title, issued_on=issued_on, instrument=named
    )
    return move(decision, DECISION_STEPS, "issue", actor=actor, event=event, issued_on=issued_on, instrument=named)


@operation
def conclude(actor: Actor, public_id: uuid.UUID, *, concluded_on: datetime.date, seen: int | None = None) -> Decision:
    """Note that a phase of carrying it out is over: now results, experience and proposals are asked for (RULE-041).

    Writes: state, day, journal. Announces: topics.decision.concluded.
    """
    decision = access.take_decision(actor, public_id, "conclude", seen=seen)
    if concluded_on > clock.today():
        raise Invalid("topics.decision.future", field="concluded_on")
    if decision.issued_on is not None and concluded_on < decision.issued_on:
        raise Invalid("topics.decision.before_issue", field="concluded_on")
    event = events.DecisionConcluded(subject=decision.public_id, title=decision.title, concluded_on=concluded_on)
    return move(decision, DECISION_STEPS, "conclude", actor=actor, event=event, concluded_on=concluded_on)


@operation
def mark_phase(actor: Actor, public_id: uuid.UUID, *, number: str, phase: str, seen: int | None = None) -> Decision:
    """Count an item of the station, named by its number, for one phase of the decision; marking anew corrects.

    Writes: coverage, journal. Announces: topics.decision.phase_marked.
    """
    decision = access.take_decision(actor, public_id, "mark_phase", seen=seen)
    if phase not in Phase.values:
        raise Invalid("topics.decision.phase", field="phase", value=phase)
    item = items.visible(actor).filter(number=number.strip().upper()).first()
    if item is None:
        raise Invalid("topics.decision.item_unknown", field="number", number=number.strip())
    Coverage.objects.update_or_create(
        decision=decision, item=item, defaults={"phase": phase}, create_defaults={"phase": phase, "at": clock.now()}
    )
    event = events.PhaseMarked(
        subject=decision.public_id, matter=item.public_id, title=decision.title, number=item.number, phase=phase
    )
    return amend(decision, actor=actor, event=event)

# SPDX-License-Identifier: Apache-2.0
"""Deciding what a unit has been found to have done, and what becomes of an objection. It counts once it is closed."""

import uuid

from yizhan.domains.findings import access, events
from yizhan.domains.findings.models import Finding, Ruling
from yizhan.domains.findings.operations import clocking
from yizhan.domains.findings.operations.hearing import given, state_case
from yizhan.domains.findings.permissions import GRANTS, Permission
from yizhan.domains.findings.queries import cases
from yizhan.domains.findings.states import GRAVITY, MILDER, STEPS, Ending, Occasion, Outcome
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Station
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.inserting import insert
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


@operation
def decide(
    actor: Actor, public_id: uuid.UUID, *, outcome: str, reason: str, kind: str = "", seen: int | None = None
) -> Finding:
    """Decide as somebody who did not make the charge. `kind` is the milder breach that is left where it is lessened.

    A charge in which there was nothing is closed at once; everything else may be objected to.
    Writes: ruling, state, deadline, journal.
    Announces: findings.finding.decided, clocks.deadline.opened; or findings.finding.closed.
    """
    finding = access.take(actor, public_id, "decide", seen=seen)
    ruling = _rule(actor, finding, outcome=outcome, kind=kind, reason=reason)
    decided = {"outcome": outcome, "decided_kind": ruling.kind, "decided_by_id": actor.post}
    if outcome == Outcome.DISMISSED:
        event = _closed(finding, ruling, Ending.DISMISSED)
        return move(finding, STEPS, "dismiss", actor=actor, event=event, closed_at=clock.now(), **decided)
    told = events.FindingDecided(
        subject=finding.public_id,
        matter=finding.public_id,
        title=finding.title,
        unit=finding.organization.name,
        kind=ruling.kind,
        outcome=outcome,
        reason=ruling.reason,
    )
    move(finding, STEPS, "decide", actor=actor, event=told, **decided)
    clocking.await_objection(actor, finding)
    return finding


@operation
def accept(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Finding:
    """Accept the decision, for the unit; it counts from now on.

    Writes: state, deadline, journal. Announces: findings.finding.closed, clocks.deadline.met.
    """
    finding = access.take(actor, public_id, "accept", seen=seen)
    clocking.met(actor, finding, cases.OBJECTION)
    return _end(actor, finding, "accept", Ending.ACCEPTED)


@operation
def object_to(
    actor: Actor, public_id: uuid.UUID, *, text: str, statement: uuid.UUID | None = None, seen: int | None = None
) -> Finding:
    """Bring the decision before the next level, once and in time, with evidence kept under the id `statement`.

    The next level is the station above where somebody decides there, else whoever stands over the own office.
    Writes: statement, attachments, state, deadline, journal.
    Announces: findings.finding.objected, clocks.deadline.met.
    """
    finding = access.take(actor, public_id, "object_to", seen=seen)
    if not access.is_time("object_to", finding):
        raise Conflict("findings.objection.too_late")
    state_case(actor, finding, Occasion.OBJECTION, text, statement)
    clocking.met(actor, finding, cases.OBJECTION)
    before = _next_level(finding)
    event = events.FindingObjected(
        subject=finding.public_id,
        matter=finding.public_id,
        title=finding.title,
        unit=finding.organization.name,
        before=before.name,
    )
    return move(finding, STEPS, "object_to", actor=actor, event=event, reviewing_id=before.pk)


@operation
def review(
    actor: Actor, public_id: uuid.UUID, *, outcome: str, reason: str, kind: str = "", seen: int | None = None
) -> Finding:
    """Decide on the objection: the decision stands, or something milder. There is no further objection.

    Writes: ruling, state, journal. Announces: findings.finding.closed.
    """
    finding = access.take(actor, public_id, "review", seen=seen)
    ruling = _rule(actor, finding, outcome=outcome, kind=kind, reason=reason, is_review=True)
    return move(
        finding,
        STEPS,
        "review",
        actor=actor,
        event=_closed(finding, ruling, Ending.REVIEWED),
        outcome=outcome,
        decided_kind=ruling.kind,
        closed_at=clock.now(),
    )


@operation
def close(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Finding:
    """Close what nobody objected to in time.

    Writes: state, deadline, journal. Announces: findings.finding.closed, clocks.deadline.cancelled.
    """
    finding = access.take(actor, public_id, "close", seen=seen)
    if not access.is_time("close", finding):
        raise Conflict("findings.objection.still_open")
    clocking.call_off(actor, finding, cases.OBJECTION, reason=finding.title)
    return _end(actor, finding, "close", Ending.UNOPPOSED)


@operation
def reopen(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Finding:
    """Take a closed finding up again because something came to light; it no longer counts, and the unit is heard anew.

    Writes: state, deadline, journal. Announces: findings.finding.reopened, clocks.deadline.opened.
    """
    finding = access.take(actor, public_id, "reopen", seen=seen)
    event = events.FindingReopened(
        subject=finding.public_id,
        matter=finding.public_id,
        title=finding.title,
        unit=finding.organization.name,
        reason=given(reason),
    )
    cleared = {"outcome": "", "decided_kind": "", "decided_by_id": None, "reviewing_id": None, "closed_at": None}
    move(finding, STEPS, "reopen", actor=actor, event=event, opened_by_id=actor.post, **cleared)
    clocking.await_answer(actor, finding)
    return finding


def _rule(actor: Actor, finding: Finding, *, outcome: str, kind: str, reason: str, is_review: bool = False) -> Ruling:
    """Add a decision. It names a breach no graver than the one alleged, and on objection than the one decided."""
    if outcome not in Outcome.values:
        raise Invalid("findings.outcome.unknown", field="outcome")
    standing = finding.decided_kind if is_review else finding.kind
    left = kind if kind and outcome == Outcome.LESSENED else standing
    if left not in MILDER[standing]:
        raise Invalid("findings.kind.graver", field="kind")
    if is_review and GRAVITY.index(Outcome(outcome)) < GRAVITY.index(Outcome(finding.outcome)):
        raise Invalid("findings.outcome.graver", field="outcome")
    row = Ruling(
        finding=finding,
        station_id=actor.station or 0,
        is_review=is_review,
        outcome=outcome,
        kind=left,
        reason=given(reason),
        post_id=actor.post,
        at=clock.now(),
    )
    return insert(row)


def _next_level(finding: Finding) -> Station:
    above = finding.station.parent
    if above is not None and network.holders(above.pk, *sorted(GRANTS[Permission.DECIDE])).exists():
        return above
    return finding.station


def _end(actor: Actor, finding: Finding, verb: str, ending: Ending) -> Finding:
    ruling = finding.rulings.order_by("-id")[0]
    event = _closed(finding, ruling, ending)
    return move(finding, STEPS, verb, actor=actor, event=event, closed_at=clock.now())


def _closed(finding: Finding, ruling: Ruling, ending: Ending) -> events.FindingClosed:
    return events.FindingClosed(
        subject=finding.public_id,
        matter=finding.public_id,
        title=finding.title,
        unit=finding.organization.name,
        organization=finding.organization.public_id,
        kind=ruling.kind,
        outcome=ruling.outcome,
        ending=ending,
        happened_at=finding.happened_at,
        minutes=finding.minutes,
        reason=ruling.reason,
    )

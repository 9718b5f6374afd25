# SPDX-License-Identifier: Apache-2.0
"""Deciding with reasons for everybody, the public notice, the award by somebody else, and taking an award back."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yizhan.domains.awards import events, rules
from yizhan.domains.awards.access import parties
from yizhan.domains.awards.access import rounds as access
from yizhan.domains.awards.models import Nomination, Round
from yizhan.domains.awards.operations.wording import reason_of
from yizhan.domains.awards.queries import reading
from yizhan.domains.awards.rules import reaches
from yizhan.domains.awards.states import NOMINATION_STEPS, STEPS, NominationState
from yizhan.domains.clocks.models import Deadline
from yizhan.domains.clocks.operations import running
from yizhan.domains.clocks.queries.reckoning import terms
from yizhan.domains.rulebook import queries as rulebook
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.numbering import next_number
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided about one nomination, and why."""

    is_chosen: bool
    reason: str


@operation
def decide(
    actor: Actor, public_id: uuid.UUID, *, decisions: Mapping[uuid.UUID, Decision], seen: int | None = None
) -> Round:
    """Decide about every nomination (by its public id), with a reason for each, the ones not chosen included.

    Nobody is chosen without the votes that the rule asks for, and no more than there are places. The public notice
    hangs from now on, for the time of the rule. Writes: nominations, state, deadline, journal.
    Announces: awards.nomination.chosen, awards.nomination.passed_over, awards.round.decided, clocks.deadline.opened.
    """
    found = access.take(actor, public_id, "decide", seen=seen)
    rows = list(
        parties.standing(found).exclude(state=NominationState.STRUCK).select_related("candidate").order_by("id")
    )
    _check(found, rows, decisions)
    for row in rows:
        _settle(actor, found, row, decisions[row.public_id])
    deadline = _hang(actor, found)
    event = events.Decided(
        subject=public_id,
        matter=public_id,
        title=found.name,
        chosen=tuple(row.candidate.name for row in rows if row.state == NominationState.CHOSEN),
        ends_at=deadline.due_at,
    )
    return move(
        found, STEPS, "decide", actor=actor, event=event, decided_by_id=actor.acting_post, decided_at=clock.now()
    )


@operation
def award(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Round:
    """Award what was decided, as somebody who neither opened nor decided the round: after the notice, and only once
    every objection has its answer. Each certificate gets its number (RULE-077).

    Writes: nominations, state, deadline, journal.
    Announces: awards.nomination.honoured, awards.round.awarded, clocks.deadline.cancelled.
    """
    found = access.take(actor, public_id, "award", seen=seen)
    if not reading.is_publicity_over(found):
        raise Conflict("awards.round.still_public")
    if reading.has_open_objections(found):
        raise Conflict("awards.round.unanswered")
    running.cancel(actor, public_id, reading.PUBLICITY, reason=found.name)
    rows = list(found.nominations.filter(state=NominationState.CHOSEN).select_related("candidate").order_by("id"))
    year = clock.today().year
    for row in rows:
        serial = f"〔{year}〕{next_number(f'awards:{found.station_id}:{year}'):04d}"
        event = events.Honoured(
            subject=row.public_id,
            matter=public_id,
            title=found.name,
            nominee=row.candidate.name,
            serial=serial,
            prize=found.prize,
        )
        move(row, NOMINATION_STEPS, "honour", actor=actor, event=event, serial=serial)
    done = events.RoundAwarded(subject=public_id, matter=public_id, title=found.name, awarded=reading.names(rows))
    return move(found, STEPS, "award", actor=actor, event=done, awarded_by_id=actor.acting_post, awarded_at=clock.now())


@operation
def revoke(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Nomination:
    """Take an award back: a correction, with its reason. The number of its certificate is not given again.

    Writes: state, journal. Announces: awards.nomination.revoked.
    """
    row = access.take_nomination(actor, public_id, "revoke", seen=seen)
    why = reason_of(reason)
    event = events.Revoked(
        subject=public_id,
        matter=row.round.public_id,
        title=row.round.name,
        nominee=row.candidate.name,
        serial=row.serial,
        reason=why,
    )
    return move(row, NOMINATION_STEPS, "revoke", actor=actor, event=event, decision=why)


def _check(found: Round, rows: Sequence[Nomination], decisions: Mapping[uuid.UUID, Decision]) -> None:
    if set(decisions) != {row.public_id for row in rows}:
        raise Invalid("awards.decision.incomplete")
    chosen = [row for row in rows if decisions[row.public_id].is_chosen]
    if len(chosen) > found.places:
        raise Invalid("awards.decision.too_many", places=found.places)
    for row in chosen:
        if not has_majority(found, row):
            raise Invalid("awards.decision.too_few_votes", name=row.candidate.name)


def has_majority(found: Round, row: Nomination) -> bool:
    """Whether a nomination has the votes that the rule asked for at the count."""
    tally = found.tally
    return reaches(tally["majority"], tally["votes"].get(str(row.public_id), 0), tally["voted"])


def _settle(actor: Actor, found: Round, row: Nomination, decision: Decision) -> None:
    kind, verb = (events.Chosen, "choose") if decision.is_chosen else (events.PassedOver, "pass_over")
    why = reason_of(decision.reason)
    event = kind(
        subject=row.public_id, matter=found.public_id, title=found.name, nominee=row.candidate.name, reason=why
    )
    move(row, NOMINATION_STEPS, verb, actor=actor, event=event, decision=why)


def _hang(actor: Actor, found: Round) -> Deadline:
    """The time for objections begins."""
    rule = rulebook.in_force(found.station_id, rules.PUBLICITY)
    return running.open_deadline(
        actor,
        found.public_id,
        reading.PUBLICITY,
        station=found.station_id,
        title=found.name,
        terms=terms(rules.PUBLICITY, [rule]),
        matter=found.public_id,
    )

# SPDX-License-Identifier: Apache-2.0
"""Nominating one of the eligible, with reason and evidence, for a unit or for the office; and withdrawing it."""

import uuid

from yizhan.domains.awards import events
from yizhan.domains.awards.access import rounds as access
from yizhan.domains.awards.models import Candidate, Nomination, Round
from yizhan.domains.awards.operations.wording import reason_of
from yizhan.domains.awards.queries import evidence as known
from yizhan.domains.awards.queries import reading
from yizhan.domains.awards.rules import REASON_LIMIT
from yizhan.domains.awards.states import NOMINATION_STEPS, NominationState
from yizhan.domains.network.models import Post
from yizhan.domains.periodicals.operations.lines import checked
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.ids import new_id
from yizhan.kernel.inserting import insert
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


@operation
def nominate(
    actor: Actor, public_id: uuid.UUID, *, subject: uuid.UUID, reason: str, evidence: str = "", seen: int | None = None
) -> Nomination:
    """Name one of the eligible: `subject` is the public id of the person, unit or item. Each is nominated once.

    How the quotas stand goes with it as evidence (RULE-076); effects of items were kept at the opening (RULE-069).
    Writes: nomination, journal. Announces: awards.nomination.made.
    """
    found = access.take(actor, public_id, "nominate", seen=seen)
    candidate = _candidate(found, subject)
    nomination = Nomination(
        public_id=new_id(),
        station_id=found.station_id,
        round=found,
        candidate=candidate,
        state=NominationState.NOMINATED,
        reason=reason_of(reason),
        evidence=checked(evidence, field="evidence", limit=REASON_LIMIT),
        quotas=known.quotas_of(found.station_id, candidate, found.last),
        nominated_by_id=actor.acting_post,
        at=clock.now(),
    )
    insert(nomination)
    by = Post.objects.select_related("organization").get(pk=actor.acting_post).organization.name
    event = events.Nominated(
        subject=nomination.public_id,
        matter=public_id,
        title=found.name,
        nominee=candidate.name,
        by=by,
        reason=nomination.reason,
    )
    audit.record(actor, event, station=found.station_id, after=NominationState.NOMINATED)
    return nomination


@operation
def withdraw(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Nomination:
    """Withdraw a nomination before the voting: a correction, with its reason. The same one may be nominated again.

    Writes: state, journal. Announces: awards.nomination.withdrawn.
    """
    nomination = access.take_nomination(actor, public_id, "withdraw", seen=seen)
    event = events.NominationWithdrawn(
        subject=public_id,
        matter=nomination.round.public_id,
        title=nomination.round.name,
        nominee=nomination.candidate.name,
        reason=reason_of(reason),
    )
    return move(nomination, NOMINATION_STEPS, "withdraw", actor=actor, event=event)


def _candidate(found: Round, subject: uuid.UUID) -> Candidate:
    for candidate in reading.considered_as(found, subject):
        if not candidate.is_eligible:
            raise Invalid("awards.candidate.not_eligible", field="subject", name=candidate.name)
        if candidate.nominations.exclude(state=NominationState.WITHDRAWN).exists():
            raise Conflict("awards.candidate.nominated", field="subject", name=candidate.name)
        return candidate
    raise Invalid("awards.candidate.unknown", field="subject")

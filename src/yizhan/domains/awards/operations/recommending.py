# SPDX-License-Identifier: Apache-2.0
"""Recommending a person for membership because of outstanding work (RULE-078): proposed, forwarded, what came of it."""

import datetime
import uuid

from yizhan.domains.awards import events
from yizhan.domains.awards.access import recommendations as access
from yizhan.domains.awards.access import rounds
from yizhan.domains.awards.models import Recommendation
from yizhan.domains.awards.operations.wording import reason_of
from yizhan.domains.awards.permissions import Permission
from yizhan.domains.awards.queries import grounds
from yizhan.domains.awards.rules import LINE_LIMIT, REASON_LIMIT
from yizhan.domains.awards.states import RECOMMENDATION_STEPS, RecommendationState
from yizhan.domains.network import queries as network
from yizhan.domains.periodicals.operations.lines import checked
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.inserting import insert
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


@operation
def propose(actor: Actor, public_id: uuid.UUID, *, person: uuid.UUID, reason: str) -> Recommendation:
    """Propose a person of the station; awards and figures of the last twelve months are kept as the grounds.

    Writes: recommendation, journal. Announces: awards.recommendation.proposed.
    """
    rounds.require(actor, Permission.RECOMMEND)
    if Recommendation.objects.filter(public_id=public_id).exists():
        raise Conflict("awards.recommendation.id_taken")
    station = actor.station or 0
    named = network.people_of(station).filter(public_id=person).first()
    if named is None:
        raise Invalid("awards.recommendation.person", field="person")
    if named.pk == actor.person:
        raise Invalid("awards.recommendation.oneself", field="person")
    standing = Recommendation.objects.filter(
        station_id=station,
        person=named,
        state__in=[RecommendationState.PROPOSED, RecommendationState.FORWARDED],
    )
    if standing.exists():
        raise Conflict("awards.recommendation.open_already", field="person", name=named.name)
    row = Recommendation(
        public_id=public_id,
        station_id=station,
        person=named,
        state=RecommendationState.PROPOSED,
        reason=reason_of(reason),
        grounds=grounds.of_person(station, named.pk, clock.today()),
        proposed_by_id=actor.acting_post,
        at=clock.now(),
    )
    insert(row)
    event = events.Recommended(subject=public_id, nominee=named.name, person=named.public_id, reason=row.reason)
    audit.record(actor, event, station=station, after=RecommendationState.PROPOSED)
    return row


@operation
def forward(actor: Actor, public_id: uuid.UUID, *, body: str, seen: int | None = None) -> Recommendation:
    """Forward a proposal to the body that decides, as somebody who did not make it.

    Writes: state, journal. Announces: awards.recommendation.forwarded.
    """
    row = access.take(actor, public_id, "forward", seen=seen)
    to = checked(body, field="body", limit=LINE_LIMIT, is_required=True)
    event = events.Forwarded(subject=public_id, nominee=row.person.name, person=row.person.public_id, body=to)
    return move(
        row, RECOMMENDATION_STEPS, "forward", actor=actor, event=event, body=to, forwarded_by_id=actor.acting_post
    )


@operation
def admit(
    actor: Actor, public_id: uuid.UUID, *, on: datetime.date, note: str = "", seen: int | None = None
) -> Recommendation:
    """Record that the body admitted the person, and on which day.

    Writes: state, journal. Announces: awards.recommendation.settled.
    """
    return _settle(actor, public_id, "admit", on=on, note=note, seen=seen)


@operation
def decline(
    actor: Actor, public_id: uuid.UUID, *, on: datetime.date, note: str = "", seen: int | None = None
) -> Recommendation:
    """Record that the body did not admit the person, and on which day.

    Writes: state, journal. Announces: awards.recommendation.settled.
    """
    return _settle(actor, public_id, "decline", on=on, note=note, seen=seen)


@operation
def take_back(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Recommendation:
    """Take a proposal back that was not forwarded: a correction, with its reason.

    Writes: state, journal. Announces: awards.recommendation.taken_back.
    """
    row = access.take(actor, public_id, "take_back", seen=seen)
    why = reason_of(reason)
    event = events.TakenBack(subject=public_id, nominee=row.person.name, person=row.person.public_id, reason=why)
    return move(row, RECOMMENDATION_STEPS, "take_back", actor=actor, event=event, note=why)


def _settle(
    actor: Actor, public_id: uuid.UUID, verb: str, *, on: datetime.date, note: str, seen: int | None
) -> Recommendation:
    row = access.take(actor, public_id, verb, seen=seen)
    if on > clock.today():
        raise Invalid("awards.day.future", field="on")
    said = checked(note, field="note", limit=REASON_LIMIT)
    event = events.Settled(
        subject=public_id,
        nominee=row.person.name,
        person=row.person.public_id,
        is_admitted=verb == "admit",
        settled_on=on,
        note=said,
    )
    return move(row, RECOMMENDATION_STEPS, verb, actor=actor, event=event, settled_on=on, note=said)

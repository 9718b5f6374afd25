# SPDX-License-Identifier: Apache-2.0
"""Award rounds through the interface. Who voted for whom does not leave through it."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from yizhan.api.application import actor_of
from yizhan.api.items.schemas import ReasonIn, SeenIn
from yizhan.domains.awards import sentences
from yizhan.domains.awards.access import recommendations as proposals
from yizhan.domains.awards.access import rounds as access
from yizhan.domains.awards.models import Nomination, Objection, Recommendation, Round
from yizhan.domains.awards.operations import (
    certifying,
    deciding,
    nominating,
    objecting,
    opening,
    recommending,
    voting,
)
from yizhan.domains.awards.operations.deciding import Decision
from yizhan.domains.awards.operations.opening import Announcement
from yizhan.domains.awards.permissions import Permission
from yizhan.domains.awards.queries import reading

router = Router(tags=["awards"])

_PAGE = 50


class RoundIn(Schema):
    """What a round is about; both days are included. The client makes the id."""

    id: uuid.UUID
    kind: str
    name: str
    first: datetime.date
    last: datetime.date
    instrument: str
    places: int
    prize: str = ""


class NominationIn(SeenIn):
    """Whom (public id of the person, unit or item) and why."""

    subject: uuid.UUID
    reason: str
    evidence: str = ""


class PanelIn(SeenIn):
    """Who votes: public ids of people."""

    panel: list[uuid.UUID]


class BallotIn(SeenIn):
    """For which nominations."""

    nominations: list[uuid.UUID]


class DecisionIn(Schema):
    """What is decided about one nomination."""

    nomination: uuid.UUID
    is_chosen: bool
    reason: str


class DecisionsIn(SeenIn):
    """What is decided about every nomination."""

    decisions: list[DecisionIn]


class ObjectionIn(SeenIn):
    """Against one nomination, or without it against the whole."""

    text: str
    nomination: uuid.UUID | None = None


class AnswerIn(SeenIn):
    """Whether the objection holds, and why."""

    is_upheld: bool
    text: str


class HandoverIn(SeenIn):
    """On which day."""

    on: datetime.date


class RecommendationIn(Schema):
    """Who is proposed and why. The client makes the id."""

    id: uuid.UUID
    person: uuid.UUID
    reason: str


class ForwardingIn(SeenIn):
    """To which body."""

    body: str


class OutcomeIn(SeenIn):
    """What came of it, and when."""

    is_admitted: bool
    on: datetime.date
    note: str = ""


@router.get("/award-rounds", response=list[dict[str, Any]])
def list_rounds(request: HttpRequest) -> list[dict[str, Any]]:
    """The award rounds of the station, the latest first."""
    return [_round(one) for one in reading.listed(access.visible(actor_of(request)))[:_PAGE]]


@router.post("/award-rounds", response={201: dict[str, Any]})
def open_round(request: HttpRequest, given: RoundIn) -> Status[dict[str, Any]]:
    """Open a round; who may be nominated is reckoned and kept."""
    about = given.dict()
    public_id = about.pop("id")
    return Status(201, _round(opening.open_round(actor_of(request), public_id, announcement=Announcement(**about))))


@router.get("/award-rounds/{round_id}", response=dict[str, Any])
def get_round(request: HttpRequest, round_id: uuid.UUID) -> dict[str, Any]:
    """One round with the nominations and objections that the post may read; staff also get who was considered."""
    actor = actor_of(request)
    found = access.find(actor, round_id)
    candidates = reading.candidates(found) if access.is_staff(actor) else ()
    return {
        **_round(found),
        "asked": sentences.asked(found),
        "candidates": [
            {
                "subject": str((one.person or one.organization or one.item).public_id),  # type: ignore[union-attr]  # one is set
                "name": one.name,
                "figures": one.figures,
                "lacks": one.lacks,
                "is_eligible": one.is_eligible,
            }
            for one in candidates
        ],
        "nominations": [
            _nomination(one) for one in reading.nominations(access.visible_nominations(actor).filter(round=found))
        ],
        "objections": [
            _objection(one) for one in reading.objections(access.visible_objections(actor).filter(round=found))
        ],
    }


@router.post("/award-rounds/{round_id}/nominations", response={201: dict[str, Any]})
def nominate(request: HttpRequest, round_id: uuid.UUID, given: NominationIn) -> Status[dict[str, Any]]:
    """Nominate one of the eligible."""
    return Status(201, _nomination(nominating.nominate(actor_of(request), round_id, **given.dict())))


@router.post("/award-rounds/{round_id}/voting", response=dict[str, Any])
def begin_voting(request: HttpRequest, round_id: uuid.UUID, given: PanelIn) -> dict[str, Any]:
    """Lay the nominations before a panel."""
    return _round(voting.begin_voting(actor_of(request), round_id, **given.dict()))


@router.post("/award-rounds/{round_id}/ballot", response=dict[str, Any])
def vote(request: HttpRequest, round_id: uuid.UUID, given: BallotIn) -> dict[str, Any]:
    """Vote as a member of the panel, anew until the count."""
    return {"state": voting.vote(actor_of(request), round_id, **given.dict()).state}


@router.post("/award-rounds/{round_id}/recusal", response=dict[str, Any])
def recuse(request: HttpRequest, round_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Declare that one is concerned and does not vote."""
    return {"state": voting.recuse(actor_of(request), round_id, reason=given.reason, seen=given.seen).state}


@router.post("/award-rounds/{round_id}/count", response=dict[str, Any])
def count(request: HttpRequest, round_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Close the voting and count."""
    return _round(voting.count(actor_of(request), round_id, seen=given.seen))


@router.post("/award-rounds/{round_id}/decision", response=dict[str, Any])
def decide(request: HttpRequest, round_id: uuid.UUID, given: DecisionsIn) -> dict[str, Any]:
    """Decide about every nomination with its reason; the public notice begins."""
    decisions = {one.nomination: Decision(one.is_chosen, one.reason) for one in given.decisions}
    return _round(deciding.decide(actor_of(request), round_id, decisions=decisions, seen=given.seen))


@router.post("/award-rounds/{round_id}/objections", response={201: dict[str, Any]})
def object_to(request: HttpRequest, round_id: uuid.UUID, given: ObjectionIn) -> Status[dict[str, Any]]:
    """Object to what is on public notice."""
    return Status(201, _objection(objecting.object_to(actor_of(request), round_id, **given.dict())))


@router.post("/award-rounds/{round_id}/award", response=dict[str, Any])
def award(request: HttpRequest, round_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Award what was decided, after the notice and every answer."""
    return _round(deciding.award(actor_of(request), round_id, seen=given.seen))


@router.post("/award-rounds/{round_id}/cancellation", response=dict[str, Any])
def cancel(request: HttpRequest, round_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Call a round off that has awarded nothing."""
    return _round(opening.cancel(actor_of(request), round_id, reason=given.reason, seen=given.seen))


@router.post("/award-objections/{objection_id}/answer", response=dict[str, Any])
def answer(request: HttpRequest, objection_id: uuid.UUID, given: AnswerIn) -> dict[str, Any]:
    """Answer an objection."""
    return _objection(objecting.answer(actor_of(request), objection_id, **given.dict()))


@router.post("/award-nominations/{nomination_id}/withdrawal", response=dict[str, Any])
def withdraw(request: HttpRequest, nomination_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Withdraw a nomination before the voting."""
    return _nomination(nominating.withdraw(actor_of(request), nomination_id, reason=given.reason, seen=given.seen))


@router.post("/award-nominations/{nomination_id}/certificate", response=dict[str, Any])
def certify(request: HttpRequest, nomination_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Record that a certificate was printed; the page hands the document out."""
    return _nomination(certifying.certify(actor_of(request), nomination_id, seen=given.seen))


@router.post("/award-nominations/{nomination_id}/handover", response=dict[str, Any])
def hand_over(request: HttpRequest, nomination_id: uuid.UUID, given: HandoverIn) -> dict[str, Any]:
    """Record that certificate and prize were handed over."""
    return _nomination(certifying.hand_over(actor_of(request), nomination_id, on=given.on, seen=given.seen))


@router.post("/award-nominations/{nomination_id}/revocation", response=dict[str, Any])
def revoke(request: HttpRequest, nomination_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Take an award back."""
    return _nomination(deciding.revoke(actor_of(request), nomination_id, reason=given.reason, seen=given.seen))


@router.get("/awards", response=list[dict[str, Any]])
def own_awards(request: HttpRequest) -> list[dict[str, Any]]:
    """What the post's own person, unit or item was nominated for, with the reasons and what came of it."""
    actor = actor_of(request)
    rows = reading.nominations(access.visible_nominations(actor).filter(access.own(actor))).order_by("-id")
    return [_nomination(one) for one in rows[:_PAGE]]


@router.get("/recommendations", response=list[dict[str, Any]])
def list_recommendations(request: HttpRequest) -> list[dict[str, Any]]:
    """The proposals for membership of the station, the latest first."""
    actor = actor_of(request)
    access.require(actor, Permission.READ_RECOMMENDATIONS)
    return [_recommendation(one) for one in reading.recommendations(proposals.visible(actor))[:_PAGE]]


@router.post("/recommendations", response={201: dict[str, Any]})
def propose(request: HttpRequest, given: RecommendationIn) -> Status[dict[str, Any]]:
    """Propose a person for membership."""
    made = recommending.propose(actor_of(request), given.id, person=given.person, reason=given.reason)
    return Status(201, _recommendation(made))


@router.post("/recommendations/{recommendation_id}/forwarding", response=dict[str, Any])
def forward(request: HttpRequest, recommendation_id: uuid.UUID, given: ForwardingIn) -> dict[str, Any]:
    """Forward a proposal that somebody else made."""
    return _recommendation(recommending.forward(actor_of(request), recommendation_id, body=given.body, seen=given.seen))


@router.post("/recommendations/{recommendation_id}/outcome", response=dict[str, Any])
def settle(request: HttpRequest, recommendation_id: uuid.UUID, given: OutcomeIn) -> dict[str, Any]:
    """Record what the deciding body made of a proposal."""
    settled = recommending.admit if given.is_admitted else recommending.decline
    return _recommendation(settled(actor_of(request), recommendation_id, on=given.on, note=given.note, seen=given.seen))


@router.post("/recommendations/{recommendation_id}/withdrawal", response=dict[str, Any])
def take_back(request: HttpRequest, recommendation_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Take a proposal back that was not forwarded."""
    return _recommendation(
        recommending.take_back(actor_of(request), recommendation_id, reason=given.reason, seen=given.seen)
    )


def _round(found: Round) -> dict[str, Any]:
    due = reading.publicity(found)
    return {
        "id": str(found.public_id),
        "kind": found.kind,
        "name": found.name,
        "first": found.first.isoformat(),
        "last": found.last.isoformat(),
        "instrument": found.instrument,
        "places": found.places,
        "prize": found.prize,
        "state": found.state,
        "public_until": due.due_at.isoformat() if due else None,
        "version": found.version,
    }


def _nomination(one: Nomination) -> dict[str, Any]:
    return {
        "id": str(one.public_id),
        "round": str(one.round.public_id),
        "name": one.candidate.name,
        "state": one.state,
        "reason": one.reason,
        "evidence": one.evidence,
        "figures": one.candidate.figures,
        "quotas": one.quotas,
        "decision": one.decision,
        "serial": one.serial,
        "copies": one.copies,
        "handed_on": one.handed_on.isoformat() if one.handed_on else None,
        "version": one.version,
    }


def _objection(one: Objection) -> dict[str, Any]:
    return {
        "id": str(one.public_id),
        "nomination": str(one.nomination.public_id) if one.nomination else None,
        "state": one.state,
        "text": one.text,
        "is_upheld": one.is_upheld,
        "answer": one.answer,
        "version": one.version,
    }


def _recommendation(one: Recommendation) -> dict[str, Any]:
    return {
        "id": str(one.public_id),
        "person": one.person.name,
        "state": one.state,
        "reason": one.reason,
        "grounds": one.grounds,
        "body": one.body,
        "settled_on": one.settled_on.isoformat() if one.settled_on else None,
        "note": one.note,
        "version": one.version,
    }

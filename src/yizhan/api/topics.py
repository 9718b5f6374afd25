# SPDX-License-Identifier: Apache-2.0
"""Topics that are wanted, requests and answers, decisions, through the interface."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from yizhan.api.application import actor_of
from yizhan.api.items.schemas import ReasonIn, SeenIn, SubmissionIn, contributors_of
from yizhan.domains.items import access as items
from yizhan.domains.items.states import Channel
from yizhan.domains.topics import access
from yizhan.domains.topics.models import Decision, HotTopic, Survey, Topic
from yizhan.domains.topics.operations import answering, commissioning, following, judging, surveying
from yizhan.domains.topics.operations.answering import Submission
from yizhan.domains.topics.operations.commissioning import Addressees, Particulars
from yizhan.domains.topics.queries import phases, surveys, wanted

router = Router(tags=["topics"])

_PAGE = 50


class TopicIn(Schema):
    """What is wanted, until when, from whom. The client makes the id."""

    id: uuid.UUID
    title: str
    brief: str
    kind: str = "commission"
    due_on: datetime.date | None = None
    valid_from: datetime.date | None = None
    valid_until: datetime.date | None = None
    decision: uuid.UUID | None = None
    phase: str = ""
    organizations: list[uuid.UUID] = []
    posts: list[uuid.UUID] = []
    is_for_all: bool = False


class ExtensionIn(ReasonIn):
    """More time."""

    until: datetime.date


class DecisionIn(Schema):
    """A decision that is to be followed. The client makes the id."""

    id: uuid.UUID
    title: str


class IssueIn(SeenIn):
    """When a decision was issued, and in which paper."""

    issued_on: datetime.date
    instrument: str = ""


class ConclusionIn(SeenIn):
    """When a phase of carrying a decision out was over."""

    concluded_on: datetime.date


class PhaseIn(SeenIn):
    """An item that counts for a phase, by its number."""

    number: str
    phase: str


class SurveyIn(Schema):
    """Of which period, both days included."""

    first: datetime.date
    last: datetime.date


class TitleIn(SeenIn):
    """What a hot topic is called."""

    title: str


class MergingIn(SeenIn):
    """Which other hot topic of the survey it is part of."""

    into: uuid.UUID


@router.get("/topics", response=list[dict[str, Any]])
def list_topics(request: HttpRequest) -> list[dict[str, Any]]:
    """The topics in force that the post may see, the most pressing first."""
    return [_topic(one) for one in wanted.in_force(access.visible(actor_of(request)))[:_PAGE]]


@router.post("/topics", response={201: dict[str, Any]})
def commission(request: HttpRequest, given: TopicIn) -> Status[dict[str, Any]]:
    """Ask for items on a topic."""
    asked = {"organizations", "posts", "is_for_all"}
    made = commissioning.commission(
        actor_of(request),
        given.id,
        particulars=Particulars(**given.dict(exclude={"id"} | asked)),
        addressees=Addressees(**given.dict(include=asked)),
    )
    return Status(201, _topic(made))


@router.get("/topics/{topic_id}", response=dict[str, Any])
def get_topic(request: HttpRequest, topic_id: uuid.UUID) -> dict[str, Any]:
    """One topic; with the requests that the post may see and, for the office, what came and who adopted it."""
    actor = actor_of(request)
    topic = access.find(actor, topic_id)
    requests = list(access.visible_requests(actor).filter(topic=topic).order_by("id"))
    own = {one.pk for one in requests}
    return {
        **_topic(topic),
        "requests": [{"id": one.public_id, "name": one.name, "state": one.state} for one in requests],
        "answers": [
            {
                "item": line.answer.item.public_id,
                "at": line.answer.at,
                "is_late": line.answer.is_late,
                "adopted_by": list(line.adopted_by),
            }
            for line in wanted.lines(topic)
            if line.answer.request_id in own or line.answer.item.post_id == actor.post
        ],
    }


@router.post("/topics/{topic_id}/answers", response={201: dict[str, Any]})
def answer(request: HttpRequest, topic_id: uuid.UUID, given: SubmissionIn) -> Status[dict[str, Any]]:
    """Hand in an item for a topic."""
    submitted = Submission(
        kind=given.kind,
        wording=given.wording.wording(),
        contributors=contributors_of(given.contributors),
        is_truthful=given.is_truthful,
        is_urgent=given.is_urgent,
        channel=Channel.INTERFACE,
    )
    item = answering.answer(actor_of(request), topic_id, given.id, submitted=submitted)
    return Status(201, {"id": item.public_id, "number": item.number, "state": item.state, "digest": item.digest})


@router.post("/topics/{topic_id}/extension", response=dict[str, Any])
def extend(request: HttpRequest, topic_id: uuid.UUID, given: ExtensionIn) -> dict[str, Any]:
    """Give more time."""
    extended = commissioning.extend(
        actor_of(request), topic_id, until=given.until, reason=given.reason, seen=given.seen
    )
    return _topic(extended)


@router.post("/topics/{topic_id}/closing", response=dict[str, Any])
def close(request: HttpRequest, topic_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Take no more answers."""
    return _topic(commissioning.close(actor_of(request), topic_id, seen=given.seen))


@router.post("/topics/{topic_id}/reopening", response=dict[str, Any])
def reopen(request: HttpRequest, topic_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Take answers again."""
    return _topic(commissioning.reopen(actor_of(request), topic_id, reason=given.reason, seen=given.seen))


@router.post("/topics/{topic_id}/withdrawal", response=dict[str, Any])
def withdraw(request: HttpRequest, topic_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Ask for nothing any more."""
    return _topic(commissioning.withdraw(actor_of(request), topic_id, reason=given.reason, seen=given.seen))


@router.post("/topic-requests/{request_id}/acceptance", response=dict[str, Any])
def accept(request: HttpRequest, request_id: uuid.UUID, given: SeenIn) -> dict[str, Any]:
    """Say that an item will come."""
    accepted = answering.accept(actor_of(request), request_id, seen=given.seen)
    return {"id": accepted.public_id, "state": accepted.state}


@router.post("/topic-requests/{request_id}/refusal", response=dict[str, Any])
def decline(request: HttpRequest, request_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Say that nothing will come, and why."""
    declined = answering.decline(actor_of(request), request_id, reason=given.reason, seen=given.seen)
    return {"id": declined.public_id, "state": declined.state}


@router.post("/decisions", response={201: dict[str, Any]})
def follow(request: HttpRequest, given: DecisionIn) -> Status[dict[str, Any]]:
    """Begin to follow a decision."""
    return Status(201, _decision(following.follow(actor_of(request), given.id, title=given.title)))


@router.get("/decisions/{decision_id}", response=dict[str, Any])
def get_decision(request: HttpRequest, decision_id: uuid.UUID) -> dict[str, Any]:
    """One decision with its coverage, phase by phase, and the units whose reaction is missing."""
    decision = access.find_decision(actor_of(request), decision_id)
    missing = [row.unit.name for row in phases.by_unit(decision) if row.is_missing]
    return {**_decision(decision), "items": phases.by_phase(decision), "reaction_missing": missing}


@router.post("/decisions/{decision_id}/issue", response=dict[str, Any])
def issue(request: HttpRequest, decision_id: uuid.UUID, given: IssueIn) -> dict[str, Any]:
    """Note that a decision was issued."""
    return _decision(following.issue(actor_of(request), decision_id, **given.dict()))


@router.post("/decisions/{decision_id}/conclusion", response=dict[str, Any])
def conclude(request: HttpRequest, decision_id: uuid.UUID, given: ConclusionIn) -> dict[str, Any]:
    """Note that a phase of carrying a decision out is over."""
    return _decision(following.conclude(actor_of(request), decision_id, **given.dict()))


@router.post("/decisions/{decision_id}/phase", response=dict[str, Any])
def mark_phase(request: HttpRequest, decision_id: uuid.UUID, given: PhaseIn) -> dict[str, Any]:
    """Count an item for a phase."""
    return _decision(following.mark_phase(actor_of(request), decision_id, **given.dict()))


def _topic(topic: Topic) -> dict[str, Any]:
    return {
        "id": topic.public_id,
        "title": topic.title,
        "brief": topic.brief,
        "kind": topic.kind,
        "state": topic.state,
        "version": topic.version,
        "valid_from": topic.valid_from,
        "valid_until": topic.valid_until,
        "due_at": topic.due_at,
        "phase": topic.phase,
        "is_for_all": topic.is_for_all,
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "id": decision.public_id,
        "title": decision.title,
        "state": decision.state,
        "version": decision.version,
        "issued_on": decision.issued_on,
        "concluded_on": decision.concluded_on,
    }


@router.post("/surveys", response={201: dict[str, Any]})
def ask(request: HttpRequest, given: SurveyIn) -> Status[dict[str, Any]]:
    """Ask for the hot topics of a period; they are computed in the background."""
    return Status(201, _survey(surveying.ask(actor_of(request), first=given.first, last=given.last)))


@router.get("/surveys/{survey_id}", response=dict[str, Any])
def get_survey(request: HttpRequest, survey_id: uuid.UUID) -> dict[str, Any]:
    """How far a survey is; when it is ready its topics by heat, and the neglected items that the post may see."""
    actor = actor_of(request)
    survey = access.find_survey(actor, survey_id)
    seen = surveys.neglected_of(survey).filter(item__in=items.visible(actor))
    return {
        **_survey(survey),
        "topics": [_hot(one) for one in surveys.topics_of(survey)],
        "neglected": [{"item": one.item.public_id, "voices": one.voices, "days": one.days} for one in seen],
    }


@router.get("/hot-topics/{topic_id}", response=dict[str, Any])
def get_hot_topic(request: HttpRequest, topic_id: uuid.UUID) -> dict[str, Any]:
    """One hot topic with those of its items that the post may see, and their sentences in its draft summary."""
    actor = actor_of(request)
    topic = access.find_hot(actor, topic_id)
    seen = surveys.members_of(topic).filter(item__in=items.visible(actor))
    return {**_hot(topic), "items": [{"id": one.item.public_id, "sentence": one.sentence} for one in seen]}


@router.post("/hot-topics/{topic_id}/title", response=dict[str, Any])
def rename(request: HttpRequest, topic_id: uuid.UUID, given: TitleIn) -> dict[str, Any]:
    """Give a hot topic another title."""
    return _hot(judging.rename(actor_of(request), topic_id, title=given.title, seen=given.seen))


@router.post("/hot-topics/{topic_id}/merging", response=dict[str, Any])
def merge(request: HttpRequest, topic_id: uuid.UUID, given: MergingIn) -> dict[str, Any]:
    """Make a hot topic part of another."""
    return _hot(judging.merge(actor_of(request), topic_id, into=given.into, seen=given.seen))


@router.post("/hot-topics/{topic_id}/dropping", response=dict[str, Any])
def drop(request: HttpRequest, topic_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Leave a hot topic out."""
    return _hot(judging.drop(actor_of(request), topic_id, reason=given.reason, seen=given.seen))


@router.post("/hot-topics/{topic_id}/restoration", response=dict[str, Any])
def restore(request: HttpRequest, topic_id: uuid.UUID, given: ReasonIn) -> dict[str, Any]:
    """Let a hot topic stand on its own again."""
    return _hot(judging.restore(actor_of(request), topic_id, reason=given.reason, seen=given.seen))


def _survey(survey: Survey) -> dict[str, Any]:
    return {
        "id": survey.public_id,
        "state": survey.state,
        "first": survey.first,
        "last": survey.last,
        "messages": survey.messages,
        "problem": survey.problem,
    }


def _hot(topic: HotTopic) -> dict[str, Any]:
    return {
        "id": topic.public_id,
        "state": topic.state,
        "version": topic.version,
        "rank": topic.rank,
        "title": topic.title,
        "heat": topic.heat,
        "people": topic.people,
        "places": topic.places,
        "bodies": topic.bodies,
        "by_month": dict(topic.by_month),
        "first_at": topic.first_at,
        "last_at": topic.last_at,
    }

# SPDX-License-Identifier: Apache-2.0
"""Topics that are wanted, requests and answers, through the interface."""

import datetime
import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Router, Schema, Status

from yizhan.api.answers import RowOut
from yizhan.api.application import actor_of
from yizhan.api.items.schemas import ReasonIn, SeenIn, SubmissionIn, contributors_of
from yizhan.domains.items.models import Item
from yizhan.domains.items.states import Channel
from yizhan.domains.topics import access
from yizhan.domains.topics.models import Request, Topic
from yizhan.domains.topics.operations import answering, commissioning
from yizhan.domains.topics.operations.answering import Submission
from yizhan.domains.topics.operations.commissioning import Addressees, Particulars
from yizhan.domains.topics.queries import wanted

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


class TopicOut(RowOut):
    """What is wanted. `due_at` is the end of the last day on which an answer is in time."""

    title: str
    brief: str
    kind: str
    state: str
    version: int
    valid_from: datetime.date | None
    valid_until: datetime.date | None
    due_at: datetime.datetime | None
    phase: str
    is_for_all: bool


class RequestStateOut(RowOut):
    """How far one who was asked is."""

    state: str


class RequestOut(RequestStateOut):
    """Somebody who was asked, by name."""

    name: str


class TopicAnswerOut(Schema):
    """An item that was handed in for a topic, and the short names of the bodies that adopted it."""

    item: uuid.UUID
    at: datetime.datetime
    is_late: bool
    adopted_by: list[str]


class TopicDetailOut(TopicOut):
    """A topic with the requests that the post may see and, for the office, what came and who adopted it."""

    requests: list[RequestOut]
    answers: list[TopicAnswerOut]

    @staticmethod
    def resolve_requests(row: Topic, context: dict[str, Any]) -> list[Request]:
        """Those that the post may see."""
        return list(_requests(row, context))

    @staticmethod
    def resolve_answers(row: Topic, context: dict[str, Any]) -> list[dict[str, Any]]:
        """Those to the requests that the post may see, and the post's own."""
        own = set(_requests(row, context).values_list("pk", flat=True))
        post = actor_of(context["request"]).post
        return [
            {
                "item": line.answer.item.public_id,
                "at": line.answer.at,
                "is_late": line.answer.is_late,
                "adopted_by": list(line.adopted_by),
            }
            for line in wanted.lines(row)
            if line.answer.request_id in own or line.answer.item.post_id == post
        ]


class HandedInOut(RowOut):
    """The receipt of an answer."""

    number: str
    state: str
    digest: str


@router.get("/topics", response=list[TopicOut])
def list_topics(request: HttpRequest) -> list[Topic]:
    """The topics in force that the post may see, the most pressing first."""
    return list(wanted.in_force(access.visible(actor_of(request)))[:_PAGE])


@router.post("/topics", response={201: TopicOut})
def commission(request: HttpRequest, given: TopicIn) -> Status[Topic]:
    """Ask for items on a topic."""
    asked = {"organizations", "posts", "is_for_all"}
    made = commissioning.commission(
        actor_of(request),
        given.id,
        particulars=Particulars(**given.dict(exclude={"id"} | asked)),
        addressees=Addressees(**given.dict(include=asked)),
    )
    return Status(201, made)


@router.get("/topics/{topic_id}", response=TopicDetailOut)
def get_topic(request: HttpRequest, topic_id: uuid.UUID) -> Topic:
    """One topic; with the requests that the post may see and, for the office, what came and who adopted it."""
    return access.find(actor_of(request), topic_id)


@router.post("/topics/{topic_id}/answers", response={201: HandedInOut})
def answer(request: HttpRequest, topic_id: uuid.UUID, given: SubmissionIn) -> Status[Item]:
    """Hand in an item for a topic."""
    submitted = Submission(
        kind=given.kind,
        wording=given.wording.wording(),
        contributors=contributors_of(given.contributors),
        is_truthful=given.is_truthful,
        is_urgent=given.is_urgent,
        channel=Channel.INTERFACE,
    )
    return Status(201, answering.answer(actor_of(request), topic_id, given.id, submitted=submitted))


@router.post("/topics/{topic_id}/extension", response=TopicOut)
def extend(request: HttpRequest, topic_id: uuid.UUID, given: ExtensionIn) -> Topic:
    """Give more time."""
    return commissioning.extend(actor_of(request), topic_id, **given.dict())


@router.post("/topics/{topic_id}/closing", response=TopicOut)
def close(request: HttpRequest, topic_id: uuid.UUID, given: SeenIn) -> Topic:
    """Take no more answers."""
    return commissioning.close(actor_of(request), topic_id, seen=given.seen)


@router.post("/topics/{topic_id}/reopening", response=TopicOut)
def reopen(request: HttpRequest, topic_id: uuid.UUID, given: ReasonIn) -> Topic:
    """Take answers again."""
    return commissioning.reopen(actor_of(request), topic_id, **given.dict())


@router.post("/topics/{topic_id}/withdrawal", response=TopicOut)
def withdraw(request: HttpRequest, topic_id: uuid.UUID, given: ReasonIn) -> Topic:
    """Ask for nothing any more."""
    return commissioning.withdraw(actor_of(request), topic_id, **given.dict())


@router.post("/topic-requests/{request_id}/acceptance", response=RequestStateOut)
def accept(request: HttpRequest, request_id: uuid.UUID, given: SeenIn) -> Request:
    """Say that an item will come."""
    return answering.accept(actor_of(request), request_id, seen=given.seen)


@router.post("/topic-requests/{request_id}/refusal", response=RequestStateOut)
def decline(request: HttpRequest, request_id: uuid.UUID, given: ReasonIn) -> Request:
    """Say that nothing will come, and why."""
    return answering.decline(actor_of(request), request_id, **given.dict())


def _requests(topic: Topic, context: dict[str, Any]) -> QuerySet[Request]:
    return access.visible_requests(actor_of(context["request"])).filter(topic=topic).order_by("id")

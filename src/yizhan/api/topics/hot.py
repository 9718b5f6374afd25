# SPDX-License-Identifier: Apache-2.0
"""Surveys of what is talked about, hot topics and neglected matters, through the interface."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from yizhan.api.answers import RowOut
from yizhan.api.application import actor_of
from yizhan.api.items.schemas import ReasonIn, SeenIn
from yizhan.domains.items import access as items
from yizhan.domains.topics import access
from yizhan.domains.topics.models import HotTopic, Survey
from yizhan.domains.topics.operations import judging, surveying
from yizhan.domains.topics.queries import surveys

router = Router(tags=["topics"])


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


class SurveyOut(RowOut):
    """How far a survey is; `messages` is the number of items it looked through, `problem` why it failed."""

    state: str
    first: datetime.date
    last: datetime.date
    messages: int
    problem: str


class HotTopicOut(RowOut):
    """A hot topic: its heat, how many people spoke of it, the places and bodies it names, items by month (2026-03)."""

    state: str
    version: int
    rank: int
    title: str
    heat: float
    people: int
    places: list[str]
    bodies: list[str]
    by_month: dict[str, int]
    first_at: datetime.datetime
    last_at: datetime.datetime

    @staticmethod
    def resolve_by_month(row: HotTopic) -> dict[str, int]:
        """Months without an item included."""
        return dict(row.by_month)


class HotMemberOut(Schema):
    """An item of a hot topic, and its sentence in the draft summary."""

    id: uuid.UUID
    sentence: str


class HotTopicDetailOut(HotTopicOut):
    """A hot topic with those of its items that the post may see."""

    items: list[HotMemberOut]

    @staticmethod
    def resolve_items(row: HotTopic, context: dict[str, Any]) -> list[dict[str, Any]]:
        """Only what the post may see."""
        seen = surveys.members_of(row).filter(item__in=items.visible(actor_of(context["request"])))
        return [{"id": one.item.public_id, "sentence": one.sentence} for one in seen]


class NeglectedOut(Schema):
    """An item that few spoke of and that waits: how many voices, and for how many days."""

    item: uuid.UUID
    voices: int
    days: int


class SurveyDetailOut(SurveyOut):
    """A survey with its topics by heat, and the neglected items that the post may see."""

    topics: list[HotTopicOut]
    neglected: list[NeglectedOut]

    @staticmethod
    def resolve_topics(row: Survey) -> list[HotTopic]:
        """The hottest first."""
        return list(surveys.topics_of(row))

    @staticmethod
    def resolve_neglected(row: Survey, context: dict[str, Any]) -> list[dict[str, Any]]:
        """Only what the post may see."""
        seen = surveys.neglected_of(row).filter(item__in=items.visible(actor_of(context["request"])))
        return [{"item": one.item.public_id, "voices": one.voices, "days": one.days} for one in seen]


@router.post("/surveys", response={201: SurveyOut})
def ask(request: HttpRequest, given: SurveyIn) -> Status[Survey]:
    """Ask for the hot topics of a period; they are computed in the background."""
    return Status(201, surveying.ask(actor_of(request), first=given.first, last=given.last))


@router.get("/surveys/{survey_id}", response=SurveyDetailOut)
def get_survey(request: HttpRequest, survey_id: uuid.UUID) -> Survey:
    """How far a survey is; when it is ready its topics by heat, and the neglected items that the post may see."""
    return access.find_survey(actor_of(request), survey_id)


@router.get("/hot-topics/{topic_id}", response=HotTopicDetailOut)
def get_hot_topic(request: HttpRequest, topic_id: uuid.UUID) -> HotTopic:
    """One hot topic with those of its items that the post may see, and their sentences in its draft summary."""
    return access.find_hot(actor_of(request), topic_id)


@router.post("/hot-topics/{topic_id}/title", response=HotTopicOut)
def rename(request: HttpRequest, topic_id: uuid.UUID, given: TitleIn) -> HotTopic:
    """Give a hot topic another title."""
    return judging.rename(actor_of(request), topic_id, **given.dict())


@router.post("/hot-topics/{topic_id}/merging", response=HotTopicOut)
def merge(request: HttpRequest, topic_id: uuid.UUID, given: MergingIn) -> HotTopic:
    """Make a hot topic part of another."""
    return judging.merge(actor_of(request), topic_id, **given.dict())


@router.post("/hot-topics/{topic_id}/dropping", response=HotTopicOut)
def drop(request: HttpRequest, topic_id: uuid.UUID, given: ReasonIn) -> HotTopic:
    """Leave a hot topic out."""
    return judging.drop(actor_of(request), topic_id, **given.dict())


@router.post("/hot-topics/{topic_id}/restoration", response=HotTopicOut)
def restore(request: HttpRequest, topic_id: uuid.UUID, given: ReasonIn) -> HotTopic:
    """Let a hot topic stand on its own again."""
    return judging.restore(actor_of(request), topic_id, **given.dict())

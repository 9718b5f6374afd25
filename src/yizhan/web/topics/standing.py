# SPDX-License-Identifier: Apache-2.0
"""The states of this room in words and colours."""

from django.utils.translation import gettext as _

from yizhan.domains.topics.models import Decision, HotTopic, Request, Survey, Topic
from yizhan.domains.topics.states import DecisionState, HotState, RequestState, State, SurveyState
from yizhan.kernel import clock
from yizhan.web.components import State as Standing
from yizhan.web.components import StateKind

_TOPIC: dict[str, StateKind] = {State.OPEN: "information", State.CLOSED: "done", State.WITHDRAWN: "closed"}

_REQUEST: dict[str, StateKind] = {
    RequestState.ASKED: "waiting",
    RequestState.ACCEPTED: "information",
    RequestState.DECLINED: "closed",
    RequestState.ANSWERED: "done",
}

_DECISION: dict[str, StateKind] = {
    DecisionState.PREPARED: "waiting",
    DecisionState.ISSUED: "information",
    DecisionState.CONCLUDED: "done",
}


_SURVEY: dict[str, StateKind] = {
    SurveyState.ASKED: "waiting",
    SurveyState.COMPUTING: "information",
    SurveyState.READY: "done",
    SurveyState.FAILED: "refused",
}

_HOT: dict[str, StateKind] = {HotState.SHOWN: "information", HotState.MERGED: "closed", HotState.DROPPED: "closed"}


def of_survey(survey: Survey) -> Standing:
    """How far a survey is."""
    return Standing(SurveyState(survey.state).label, _SURVEY[survey.state])


def of_hot(topic: HotTopic) -> Standing:
    """What people made of a hot topic."""
    return Standing(HotState(topic.state).label, _HOT[topic.state])


def of_topic(topic: Topic) -> Standing:
    """Where a topic stands; an open one may not be valid any more."""
    if topic.state == State.OPEN and topic.valid_until < clock.today():
        return Standing(_("validity over"), "closed")
    return Standing(State(topic.state).label, _TOPIC[topic.state])


def of_request(request: Request, *, is_overdue: bool = False) -> Standing:
    """What became of a request; `is_overdue` when its topic's deadline has passed without an answer."""
    if is_overdue and request.state in {RequestState.ASKED, RequestState.ACCEPTED}:
        return Standing(_("no answer by the deadline"), "refused")
    return Standing(RequestState(request.state).label, _REQUEST[request.state])


def of_decision(decision: Decision) -> Standing:
    """How far a decision is."""
    return Standing(DecisionState(decision.state).label, _DECISION[decision.state])

# SPDX-License-Identifier: Apache-2.0
"""Who sees which topics and may do what with them. The office sees all of its station; others what asks them."""

import uuid

from django.db.models import Exists, OuterRef, Q, QuerySet

from yizhan.domains.network.states import Role
from yizhan.domains.topics.models import Answer, Decision, HotTopic, Request, Survey, Topic
from yizhan.domains.topics.permissions import DECISION_NEEDED, GRANTS, HOT_NEEDED, NEEDED, REQUEST_NEEDED, Permission
from yizhan.domains.topics.queries import wanted
from yizhan.domains.topics.states import DECISION_STEPS, HOT_STEPS, REQUEST_STEPS, STEPS, HotState, State
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, NotFound
from yizhan.kernel.locking import locked
from yizhan.kernel.transitions import check_seen

_STAFF = frozenset({Role.EDITOR, Role.REVIEWER, Role.SIGNER, Role.SUPERVISOR, Role.LEADER})
#: Who sees all items of the station, and therefore what they speak of; leaders do not.
_OFFICE = _STAFF - {Role.LEADER}
_AUTHORS = frozenset({Role.MEMBER, Role.OFFICER})


def visible(actor: Actor) -> QuerySet[Topic]:
    """The topics an actor may know of.

    The office and its leaders: all of the station. Members and information officers: what is open to all, what asks
    them or their unit, and what they answered.
    """
    if actor.role == Role.SYSTEM:
        return Topic.objects.filter(station_id=actor.station) if actor.station else Topic.objects.all()
    if actor.role in _STAFF:
        return Topic.objects.filter(station_id=actor.station or 0)
    if actor.role in _AUTHORS:
        asked = Request.objects.filter(wanted.asked_of(actor), topic=OuterRef("pk"))
        answered = Answer.objects.filter(topic=OuterRef("pk"), item__post_id=actor.post or 0)
        own = Exists(asked) | Exists(answered) | Q(is_for_all=True)
        return Topic.objects.filter(own, station_id=actor.station or 0)
    return Topic.objects.none()


def visible_decisions(actor: Actor) -> QuerySet[Decision]:
    """The decisions that the actor's station follows, for the office and its leaders."""
    if actor.role in _STAFF:
        return Decision.objects.filter(station_id=actor.station or 0)
    return Decision.objects.none()


def visible_surveys(actor: Actor) -> QuerySet[Survey]:
    """The surveys of the actor's station, for those who see all of its items: titles are the items' own."""
    if actor.role == Role.SYSTEM and not actor.station:
        return Survey.objects.all()
    return Survey.objects.filter(station_id=actor.station or 0) if _sees_all(actor) else Survey.objects.none()


def visible_hot(actor: Actor) -> QuerySet[HotTopic]:
    """The topics of the surveys that an actor may know of."""
    return HotTopic.objects.filter(survey__in=visible_surveys(actor))


def visible_requests(actor: Actor) -> QuerySet[Request]:
    """The office sees whom its topics asked; everybody else the requests to him or her and to his or her unit."""
    own = Request.objects.filter(topic__in=visible(actor))
    return own if actor.role in _STAFF | {Role.SYSTEM} else own.filter(wanted.asked_of(actor))


def permits(actor: Actor, verb: str, topic: Topic) -> bool:
    """Whether the actor's role and place allow the verb, whatever the state."""
    return actor.role in GRANTS[NEEDED[verb]] and topic.station_id == actor.station


def possible(topic: Topic, verb: str) -> bool:
    """Whether the topic's state allows the verb, whoever asks."""
    if verb == "answer":
        return wanted.is_in_force(topic)
    return topic.state == State.OPEN if verb == "extend" else topic.state in STEPS[verb].sources


def offers(actor: Actor, topic: Topic) -> list[str]:
    """The verbs that are allowed and possible now."""
    return [verb for verb in NEEDED if possible(topic, verb) and permits(actor, verb, topic)]


def request_offers(actor: Actor, request: Request) -> list[str]:
    """The verbs on a request that are allowed and possible now."""
    return [verb for verb in REQUEST_NEEDED if _is_answerable(request, verb) and _is_asked(actor, request, verb)]


def decision_offers(actor: Actor, decision: Decision) -> list[str]:
    """The verbs on a decision that are allowed and possible now."""
    return [verb for verb in DECISION_NEEDED if _decides(actor, verb, decision) and _is_due(decision, verb)]


def hot_offers(actor: Actor, topic: HotTopic) -> list[str]:
    """The verbs on a topic of a survey that are allowed and possible now."""
    return [verb for verb in HOT_NEEDED if _judges(actor, verb, topic) and _is_judged(topic, verb)]


def holds(actor: Actor, permission: Permission) -> bool:
    """Whether the actor's role carries a right."""
    return actor.role in GRANTS[permission]


def require(actor: Actor, permission: Permission) -> None:
    """Let through who holds a right that concerns no single row."""
    if not holds(actor, permission):
        raise Denied("topics.denied", permission=permission)


def find(actor: Actor, public_id: uuid.UUID) -> Topic:
    """The topic for reading, or `NotFound` for who may not know of it."""
    topic = visible(actor).select_related("station", "decision", "post__person").filter(public_id=public_id).first()
    if topic is None:
        raise NotFound("topics.topic.unknown")
    return topic


def find_request(actor: Actor, public_id: uuid.UUID) -> Request:
    """The request for reading, or `NotFound` for who may not know of it."""
    request = visible_requests(actor).select_related("topic").filter(public_id=public_id).first()
    if request is None:
        raise NotFound("topics.request.unknown")
    return request


def find_decision(actor: Actor, public_id: uuid.UUID) -> Decision:
    """The decision for reading, or `NotFound` for who may not know of it."""
    decision = visible_decisions(actor).filter(public_id=public_id).first()
    if decision is None:
        raise NotFound("topics.decision.unknown")
    return decision


def find_survey(actor: Actor, public_id: uuid.UUID) -> Survey:
    """The survey for reading, or `NotFound` for who may not know of it."""
    survey = visible_surveys(actor).select_related("post__person").filter(public_id=public_id).first()
    if survey is None:
        raise NotFound("topics.survey.unknown")
    return survey


def find_hot(actor: Actor, public_id: uuid.UUID) -> HotTopic:
    """The topic of a survey for reading, or `NotFound` for who may not know of it."""
    topic = visible_hot(actor).select_related("survey", "into").filter(public_id=public_id).first()
    if topic is None:
        raise NotFound("topics.hot_topic.unknown")
    return topic


def take(actor: Actor, public_id: uuid.UUID, verb: str, *, seen: int | None = None) -> Topic:
    """Load, lock and authorise a topic for change, all inside the running transaction."""
    topic = locked(Topic, find(actor, public_id).pk)
    if not permits(actor, verb, topic):
        raise Denied("topics.denied", permission=NEEDED[verb])
    check_seen(topic, seen)
    if not possible(topic, verb):
        raise Conflict("topics.topic.over", title=topic.title)
    return topic


def take_request(actor: Actor, public_id: uuid.UUID, verb: str, *, seen: int | None = None) -> Request:
    """Load, lock and authorise a request for a step of whoever was asked."""
    request = locked(Request, find_request(actor, public_id).pk)
    if not _is_asked(actor, request, verb):
        raise Denied("topics.denied", permission=REQUEST_NEEDED[verb])
    check_seen(request, seen)
    if not _is_answerable(request, verb):
        raise Conflict("topics.request.elsewhere", state=request.state)
    return request


def take_decision(actor: Actor, public_id: uuid.UUID, verb: str, *, seen: int | None = None) -> Decision:
    """Load, lock and authorise a decision for change."""
    decision = locked(Decision, find_decision(actor, public_id).pk)
    if not _decides(actor, verb, decision):
        raise Denied("topics.denied", permission=DECISION_NEEDED[verb])
    check_seen(decision, seen)
    if not _is_due(decision, verb):
        raise Conflict("topics.decision.elsewhere", state=decision.state)
    return decision


def take_hot(actor: Actor, public_id: uuid.UUID, verb: str, *, seen: int | None = None) -> HotTopic:
    """Load, lock and authorise a topic of a survey for change."""
    topic = locked(HotTopic, find_hot(actor, public_id).pk)
    if not _judges(actor, verb, topic):
        raise Denied("topics.denied", permission=HOT_NEEDED[verb])
    check_seen(topic, seen)
    if not _is_judged(topic, verb):
        raise Conflict("topics.hot_topic.elsewhere", title=topic.title)
    return topic


def _sees_all(actor: Actor) -> bool:
    return actor.role in _OFFICE or actor.role == Role.SYSTEM


def _judges(actor: Actor, verb: str, topic: HotTopic) -> bool:
    return actor.role in GRANTS[HOT_NEEDED[verb]] and topic.station_id == actor.station


def _is_judged(topic: HotTopic, verb: str) -> bool:
    return topic.state == HotState.SHOWN if verb == "rename" else topic.state in HOT_STEPS[verb].sources


def _is_asked(actor: Actor, request: Request, verb: str) -> bool:
    is_theirs = request.post_id == actor.post or request.organization_id == actor.organization
    return actor.role in GRANTS[REQUEST_NEEDED[verb]] and is_theirs


def _is_answerable(request: Request, verb: str) -> bool:
    return request.state in REQUEST_STEPS[verb].sources and wanted.is_in_force(request.topic)


def _decides(actor: Actor, verb: str, decision: Decision) -> bool:
    return actor.role in GRANTS[DECISION_NEEDED[verb]] and decision.station_id == actor.station


def _is_due(decision: Decision, verb: str) -> bool:
    return verb not in DECISION_STEPS or decision.state in DECISION_STEPS[verb].sources

# SPDX-License-Identifier: Apache-2.0
"""The part of whoever was asked: accepting, declining, handing in an item for a topic."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, fields

from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import submission
from yizhan.domains.items.operations.writing import Contributor, Wording
from yizhan.domains.items.states import Channel
from yizhan.domains.periodicals.operations import lines
from yizhan.domains.topics import access, events
from yizhan.domains.topics.models import Answer, Coverage, Request, Topic
from yizhan.domains.topics.queries import wanted
from yizhan.domains.topics.states import REQUEST_STEPS, Phase, RequestState
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.inserting import insert
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """An item as it is handed in (see `items.operations.submission.submit`)."""

    kind: str
    wording: Wording
    is_truthful: bool
    contributors: Sequence[Contributor] = ()
    is_urgent: bool = False
    channel: str = Channel.PAGE


_FIELDS = [field.name for field in fields(Submission)]


@operation
def accept(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Request:
    """Say that an item will come; also after one had declined.

    Writes: state, journal. Announces: topics.request.accepted.
    """
    request = access.take_request(actor, public_id, "accept", seen=seen)
    event = events.RequestAccepted(subject=request.topic.public_id, title=request.topic.title, asked=request.name)
    return move(request, REQUEST_STEPS, "accept", actor=actor, event=event, reason="", decided_at=clock.now())


@operation
def decline(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Request:
    """Say that nothing will come, and why; the office reads it and is not left waiting.

    Writes: state, reason, journal. Announces: topics.request.declined.
    """
    request = access.take_request(actor, public_id, "decline", seen=seen)
    said = lines.checked(reason, field="reason", limit=500, is_required=True)
    event = events.RequestDeclined(
        subject=request.topic.public_id, title=request.topic.title, asked=request.name, reason=said
    )
    return move(request, REQUEST_STEPS, "decline", actor=actor, event=event, reason=said, decided_at=clock.now())


@operation
def answer(actor: Actor, topic: uuid.UUID, item: uuid.UUID, *, submitted: Submission) -> Item:
    """Hand in an item for a topic, in one act; handing in twice is handing in once.

    It answers the request to the author or to his or her unit; whoever was not asked may write as well. After the
    deadline it is taken and counts as late. It counts for the topic's phase of a decision; in the last phase proposals
    are asked for (RULE-041). Writes: item and what belongs to it, answer, request, coverage, journal.
    Announces: items.item.submitted, topics.topic.answered, topics.request.answered.
    """
    wanting = access.take(actor, topic, "answer")
    if wanting.phase == Phase.RESULT and not submitted.wording.suggestion.strip():
        raise Invalid("topics.answer.no_proposal", field="suggestion")
    made = submission.submit(actor, item, **{name: getattr(submitted, name) for name in _FIELDS})
    earlier = Answer.objects.filter(item=made).first()
    if earlier is None:
        _link(actor, wanting, made)
    elif earlier.topic_id != wanting.pk:
        raise Conflict("topics.answer.elsewhere", field="topic", title=earlier.topic.title)
    return made


def hand_in(actor: Actor, item: uuid.UUID, *, submitted: Submission, topic: uuid.UUID | None) -> Item:
    """Hand in an item, for a topic if one is named (see `answer` and `items.operations.submission.submit`)."""
    if topic is not None:
        return answer(actor, topic, item, submitted=submitted)
    return submission.submit(actor, item, **{name: getattr(submitted, name) for name in _FIELDS})


def _link(actor: Actor, topic: Topic, item: Item) -> None:
    request = wanted.request_of(actor, topic)
    is_late = topic.due_at is not None and clock.now() > topic.due_at
    insert(Answer(topic=topic, request=request, item=item, is_late=is_late, at=clock.now()))
    if topic.decision is not None:
        Coverage.objects.create(decision=topic.decision, item=item, phase=topic.phase, at=clock.now())
    told = events.TopicAnswered(subject=topic.public_id, matter=item.public_id, title=topic.title, is_late=is_late)
    audit.record(actor, told, station=topic.station_id)
    if request is not None and request.state != RequestState.ANSWERED:
        event = events.RequestAnswered(
            subject=topic.public_id, title=topic.title, asked=request.name, item=str(item.public_id)
        )
        move(request, REQUEST_STEPS, "answer", actor=actor, event=event, decided_at=clock.now())

# SPDX-License-Identifier: Apache-2.0
"""What people make of the topics of a survey: another title, part of another, none at all. Later surveys follow it."""

import uuid

from yizhan.domains.periodicals.operations import lines
from yizhan.domains.topics import access, events
from yizhan.domains.topics.models import HotTopic
from yizhan.domains.topics.queries import surveys
from yizhan.domains.topics.rules import TITLE_LIMIT
from yizhan.domains.topics.states import HOT_STEPS, HotState
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.locking import locked
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import amend, move

_REASON = 500


@operation
def rename(actor: Actor, public_id: uuid.UUID, *, title: str, seen: int | None = None) -> HotTopic:
    """Give the topic another title; later surveys use it for the same matter.

    Writes: title, journal. Announces: topics.hot_topic.renamed.
    """
    topic = access.take_hot(actor, public_id, "rename", seen=seen)
    named = lines.checked(title, field="title", limit=TITLE_LIMIT, is_required=True)
    event = events.HotTopicRenamed(subject=topic.public_id, title=named, before=topic.title)
    return amend(topic, actor=actor, event=event, title=named, decided_at=clock.now())


@operation
def merge(actor: Actor, public_id: uuid.UUID, *, into: uuid.UUID, seen: int | None = None) -> HotTopic:
    """Make the topic part of another one of the same survey, which counts its members from now on.

    The heat stays that of the other: heat follows from words that the whole survey was weighed by.
    Writes: state, figures of the other, journal. Announces: topics.hot_topic.merged.
    """
    topic = access.take_hot(actor, public_id, "merge", seen=seen)
    found = access.visible_hot(actor).filter(public_id=into, survey=topic.survey_id).exclude(pk=topic.pk).first()
    if found is None:
        raise Invalid("topics.hot_topic.into_unknown", field="into")
    whole = locked(HotTopic, found.pk)
    if whole.state != HotState.SHOWN:
        raise Conflict("topics.hot_topic.elsewhere", title=whole.title)
    if topic.parts.exists():
        raise Conflict("topics.hot_topic.has_parts", title=topic.title)
    event = events.HotTopicMerged(subject=topic.public_id, title=topic.title, into=whole.title)
    move(topic, HOT_STEPS, "merge", actor=actor, event=event, into=whole, decided_at=clock.now())
    _count_again(whole)
    return topic


@operation
def drop(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> HotTopic:
    """Leave the topic out, with the reason; later surveys leave the same matter out.

    Writes: state, journal. Announces: topics.hot_topic.dropped.
    """
    topic = access.take_hot(actor, public_id, "drop", seen=seen)
    why = lines.checked(reason, field="reason", limit=_REASON, is_required=True)
    event = events.HotTopicDropped(subject=topic.public_id, title=topic.title, reason=why)
    return move(topic, HOT_STEPS, "drop", actor=actor, event=event, decided_at=clock.now())


@operation
def restore(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> HotTopic:
    """Let a topic that was merged or dropped stand on its own again.

    Writes: state, figures of what it was part of, journal. Announces: topics.hot_topic.restored.
    """
    topic = access.take_hot(actor, public_id, "restore", seen=seen)
    why = lines.checked(reason, field="reason", limit=_REASON, is_required=True)
    whole = locked(HotTopic, topic.into_id) if topic.into_id else None
    event = events.HotTopicRestored(subject=topic.public_id, title=topic.title, reason=why)
    move(topic, HOT_STEPS, "restore", actor=actor, event=event, into=None, decided_at=clock.now())
    if whole is not None:
        _count_again(whole)
    return topic


def _count_again(whole: HotTopic) -> None:
    """The figures of a topic after its parts changed; no step of its own, so its version stays."""
    counted = surveys.figures([one.item for one in surveys.members_of(whole)], whole.survey)
    HotTopic.objects.filter(pk=whole.pk).update(**counted.columns())

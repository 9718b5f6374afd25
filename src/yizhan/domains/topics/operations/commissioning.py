# SPDX-License-Identifier: Apache-2.0
"""The office's part: asking for items, more time, closing, withdrawing (A18, B01, B02, RULE-086)."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Organization, Post, Station
from yizhan.domains.periodicals.operations import lines
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.topics import access, events
from yizhan.domains.topics.models import Decision, Request, Topic
from yizhan.domains.topics.permissions import Permission
from yizhan.domains.topics.queries import wanted
from yizhan.domains.topics.rules import BRIEF_LIMIT, CLOSING_TIME, LATE_DAYS, TITLE_LIMIT
from yizhan.domains.topics.states import STEPS, Kind, Phase, RequestState, State
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.inserting import insert
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import amend, move


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What is wanted. A commission has a last day for answers; a reporting point only its validity."""

    title: str
    brief: str
    kind: str = Kind.COMMISSION
    due_on: datetime.date | None = None
    valid_from: datetime.date | None = None
    valid_until: datetime.date | None = None
    decision: uuid.UUID | None = None
    phase: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressees:
    """Who is asked: units and posts by public id; or all, which asks every reporting unit and is open to everybody."""

    organizations: Sequence[uuid.UUID] = ()
    posts: Sequence[uuid.UUID] = ()
    is_for_all: bool = False


@operation
def commission(actor: Actor, public_id: uuid.UUID, *, particulars: Particulars, addressees: Addressees) -> Topic:
    """Ask for items on a topic. Whoever asks makes the id, so that asking twice is asking once.

    Commissions are closed at the office's closing time of their last day; late answers are taken until the validity
    ends. Writes: topic, requests, journal. Announces: topics.topic.commissioned.
    """
    access.require(actor, Permission.COMMISSION)
    if Topic.objects.filter(public_id=public_id).exists():
        raise Conflict("topics.topic.id_taken")
    station = network.station(actor.station or 0)
    topic = _topic(actor, public_id, station, particulars)
    topic.is_for_all = addressees.is_for_all
    asked = _asked(topic, addressees)
    if topic.kind == Kind.COMMISSION and not asked:
        raise Invalid("topics.topic.nobody_asked", field="organizations")
    insert(topic)
    Request.objects.bulk_create(asked)
    event = events.TopicCommissioned(
        subject=topic.public_id,
        title=topic.title,
        kind=topic.kind,
        due_at=topic.due_at,
        valid_until=topic.valid_until,
        asked=tuple(request.name for request in asked),
        is_for_all=topic.is_for_all,
    )
    audit.record(actor, event, station=station.pk, after=State.OPEN)
    return topic


@operation
def extend(actor: Actor, public_id: uuid.UUID, *, until: datetime.date, reason: str, seen: int | None = None) -> Topic:
    """Give more time, never less: a new last day of a commission, or of the validity of a reporting point.

    What was late stays late. Writes: deadline, validity, journal. Announces: topics.topic.extended.
    """
    topic = access.take(actor, public_id, "extend", seen=seen)
    due_at = _closing(topic.station_id, until) if topic.kind == Kind.COMMISSION else None
    if until < clock.today() or (due_at or until) <= (topic.due_at or topic.valid_until):
        raise Invalid("topics.topic.not_longer", field="until")
    valid_until = max(topic.valid_until, _end(topic.station_id, topic.kind, until))
    event = events.TopicExtended(
        subject=topic.public_id,
        title=topic.title,
        due_at=due_at,
        valid_until=valid_until,
        reason=_reason(reason),
    )
    return amend(topic, actor=actor, event=event, due_at=due_at, valid_until=valid_until)


@operation
def close(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Topic:
    """Take no more answers. The names of those from whom nothing came stay on record.

    Writes: state, journal. Announces: topics.topic.closed.
    """
    topic = access.take(actor, public_id, "close", seen=seen)
    event = events.TopicClosed(
        subject=topic.public_id,
        title=topic.title,
        answers=topic.answers.count(),
        unanswered=tuple(request.name for request in wanted.unanswered(topic)),
    )
    return move(topic, STEPS, "close", actor=actor, event=event)


@operation
def reopen(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Topic:
    """Take answers again on a topic that was closed too early: a correction, with its reason.

    Writes: state, journal. Announces: topics.topic.reopened.
    """
    topic = access.take(actor, public_id, "reopen", seen=seen)
    event = events.TopicReopened(subject=topic.public_id, title=topic.title, reason=_reason(reason))
    return move(topic, STEPS, "reopen", actor=actor, event=event)


@operation
def withdraw(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Topic:
    """Ask for nothing any more, with the reason, which everybody reads who was asked. Answers stay.

    Writes: state, journal. Announces: topics.topic.withdrawn.
    """
    topic = access.take(actor, public_id, "withdraw", seen=seen)
    event = events.TopicWithdrawn(subject=topic.public_id, title=topic.title, reason=_reason(reason))
    return move(topic, STEPS, "withdraw", actor=actor, event=event)


def _topic(actor: Actor, public_id: uuid.UUID, station: Station, given: Particulars) -> Topic:
    if given.kind not in Kind.values:
        raise Invalid("topics.topic.kind", field="kind", value=given.kind)
    title = lines.checked(given.title, field="title", limit=TITLE_LIMIT, is_required=True)
    brief = lines.checked(given.brief, field="brief", limit=BRIEF_LIMIT, is_required=True)
    valid_from = given.valid_from or clock.today()
    last = given.due_on if given.kind == Kind.COMMISSION else given.valid_until
    if last is None:
        raise Invalid("topics.topic.no_end", field="due_on" if given.kind == Kind.COMMISSION else "valid_until")
    valid_until = given.valid_until or _end(station.pk, given.kind, last)
    due_at = _closing(station.pk, last) if given.kind == Kind.COMMISSION else None
    _check_times(valid_from, valid_until, last, due_at)
    decision = _decision(actor, given)
    return Topic(
        public_id=public_id,
        station=station,
        kind=given.kind,
        state=State.OPEN,
        title=title,
        brief=brief,
        decision=decision,
        phase=given.phase if decision else "",
        valid_from=valid_from,
        valid_until=valid_until,
        due_at=due_at,
        post_id=actor.post,
        at=clock.now(),
    )


def _check_times(
    valid_from: datetime.date, valid_until: datetime.date, last: datetime.date, due_at: datetime.datetime | None
) -> None:
    if (due_at is not None and due_at <= clock.now()) or valid_until < clock.today():
        raise Invalid("topics.topic.end_past", field="due_on" if due_at else "valid_until")
    if last < valid_from or valid_until < last:
        raise Invalid("topics.topic.end_first", field="valid_until")


def _decision(actor: Actor, given: Particulars) -> Decision | None:
    if given.decision is None:
        return None
    decision = access.find_decision(actor, given.decision)
    if given.phase not in Phase.values:
        raise Invalid("topics.decision.phase", field="phase", value=given.phase)
    return decision


def _asked(topic: Topic, addressees: Addressees) -> list[Request]:
    """One request for each unit and post, in the order in which they were named, each once."""
    units = Organization.objects.filter(station_id=topic.station_id, ended_on__isnull=True)
    named = {unit.public_id: unit for unit in units.filter(public_id__in=list(addressees.organizations))}
    posts = Post.objects.filter(network.in_force(), station_id=topic.station_id).select_related("person")
    people = {post.public_id: post for post in posts.filter(public_id__in=list(addressees.posts))}
    if len(named) < len(set(addressees.organizations)) or len(people) < len(set(addressees.posts)):
        raise NotFound("topics.topic.addressee_unknown", field="organizations")
    everyone = wanted.reporting_units(topic.station_id) if addressees.is_for_all else ()
    asked = dict.fromkeys([*(named[key] for key in addressees.organizations), *everyone])
    common = {"station_id": topic.station_id, "topic": topic, "state": RequestState.ASKED}
    return [
        *(Request(organization=unit, name=unit.name, **common) for unit in asked),
        *(Request(post=post, name=post.person.name, **common) for post in (people[key] for key in people)),
    ]


def _closing(station_id: int, day: datetime.date) -> datetime.datetime:
    """The moment at which the office closes on a day."""
    closing = rulebook.value(station_id, CLOSING_TIME, day)
    return datetime.datetime.combine(day, closing, clock.OFFICE_ZONE).astimezone(datetime.UTC)


def _end(station_id: int, kind: str, last: datetime.date) -> datetime.date:
    """Until when answers are taken: some time beyond the last day of a commission."""
    late = rulebook.value(station_id, LATE_DAYS) if kind == Kind.COMMISSION else 0
    return last + datetime.timedelta(days=late)


def _reason(reason: str) -> str:
    return lines.checked(reason, field="reason", limit=500, is_required=True)

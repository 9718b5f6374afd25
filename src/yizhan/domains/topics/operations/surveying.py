# SPDX-License-Identifier: Apache-2.0
"""Surveys of hot topics: asked for, claimed by whoever computes, kept in one short transaction.

Computing takes seconds and happens between two operations, so that nobody waits for the writer meanwhile. A process
that ends in the middle leaves a claim that runs out; then the survey is taken up again.
"""

import datetime
import threading
import uuid
from collections.abc import Sequence

from django.db import transaction

from yizhan.domains.items.models import Item
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Station
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.topics import access, events, rules
from yizhan.domains.topics.models import HotMember, HotTopic, NeglectedItem, Survey
from yizhan.domains.topics.permissions import Permission
from yizhan.domains.topics.queries import hot, recalling, surveys
from yizhan.domains.topics.states import SURVEY_STEPS, UNFINISHED, SurveyState
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.ids import new_id
from yizhan.kernel.inserting import insert
from yizhan.kernel.locking import locked
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move

#: How long a process may compute before another takes the survey up; a year of 100,000 items takes a tenth of it.
CLAIM = datetime.timedelta(minutes=15)

#: A survey that was begun so often and never finished is given up.
_ATTEMPTS = 3

#: Set when a survey was asked for, so that this process need not wait for its next round.
bell = threading.Event()

#: Characters of a reason and of a quoted sentence that are kept.
_PROBLEM, _SENTENCE = 200, 200

_FREE = {"claim": None, "claimed_until": None}


@operation
def ask(actor: Actor, *, first: datetime.date, last: datetime.date) -> Survey:
    """Ask for a survey of a period; one that is asked for or being computed for the same period is the same.

    Writes: survey, journal. Announces: topics.survey.asked.
    """
    access.require(actor, Permission.SURVEY)
    if last < first:
        raise Invalid("topics.survey.period", field="last")
    if first > clock.today():
        raise Invalid("topics.survey.future", field="first")
    station = locked(Station, network.station(actor.station or 0).pk)
    running = Survey.objects.filter(station=station, first=first, last=last, state__in=UNFINISHED).first()
    if running is not None:
        return running
    survey = insert(
        Survey(
            station=station,
            state=SurveyState.ASKED,
            first=first,
            last=last,
            most=rulebook.value(station.pk, rules.SURVEY_TOPICS),
            voices=rulebook.value(station.pk, rules.NEGLECTED_VOICES),
            days=rulebook.value(station.pk, rules.NEGLECTED_DAYS),
            post_id=actor.post,
            at=clock.now(),
        )
    )
    event = events.SurveyAsked(subject=survey.public_id, first=first, last=last)
    audit.record(actor, event, station=station.pk, after=SurveyState.ASKED)
    transaction.on_commit(bell.set)
    return survey


@operation
def begin(actor: Actor) -> Survey | None:
    """Take the next survey to compute; nobody else gets it until the claim ends. None when there is nothing to do.

    Writes: survey, journal. Announces: topics.survey.begun, or topics.survey.failed when it was begun too often.
    """
    access.require(actor, Permission.COMPUTE)
    now = clock.now()
    due = surveys.due(now).select_for_update(skip_locked=True).first()
    if due is None:
        return None
    if due.attempts >= _ATTEMPTS:
        _give_up(actor, due, "abandoned")
        return None
    event = events.SurveyBegun(subject=due.public_id, first=due.first, last=due.last, attempt=due.attempts + 1)
    claimed = {"claim": new_id(), "claimed_until": now + CLAIM, "attempts": due.attempts + 1}
    return move(due, SURVEY_STEPS, "begin", actor=actor, event=event, **claimed)


@operation
def finish(actor: Actor, survey_id: int, *, held: uuid.UUID | None, found: hot.Survey) -> Survey:
    """Keep what was found, with what people decided about the same matters in earlier surveys.

    Writes: survey, topics, members, neglected items, journal. Announces: topics.survey.ready.
    """
    survey = _held(actor, survey_id, held)
    earlier = recalling.decided(survey.station_id)
    topics = _keep(survey, found.topics, recalling.recall(earlier, [_keys(topic.items) for topic in found.topics]))
    NeglectedItem.objects.bulk_create(
        NeglectedItem(survey=survey, item=one.item, voices=one.voices, days=one.days) for one in found.neglected
    )
    event = events.SurveyReady(
        subject=survey.public_id,
        first=survey.first,
        last=survey.last,
        messages=found.messages,
        topics=len(topics),
    )
    changes = {"messages": found.messages, "ended_at": clock.now(), **_FREE}
    return move(survey, SURVEY_STEPS, "finish", actor=actor, event=event, **changes)


@operation
def fail(actor: Actor, survey_id: int, *, held: uuid.UUID | None, problem: str) -> Survey:
    """Note that a survey could not be computed, and why.

    Writes: survey, journal. Announces: topics.survey.failed.
    """
    return _give_up(actor, _held(actor, survey_id, held), problem)


def _held(actor: Actor, survey_id: int, held: uuid.UUID | None) -> Survey:
    """The survey, if this process still holds it; one that was too slow has lost it to another."""
    access.require(actor, Permission.COMPUTE)
    survey = locked(Survey, survey_id)
    if held is None or survey.claim != held:
        raise Conflict("topics.survey.claim_lost")
    return survey


def _give_up(actor: Actor, survey: Survey, problem: str) -> Survey:
    event = events.SurveyFailed(
        subject=survey.public_id, first=survey.first, last=survey.last, problem=problem[:_PROBLEM]
    )
    changes = {"problem": problem[:_PROBLEM], "ended_at": clock.now(), **_FREE}
    return move(survey, SURVEY_STEPS, "fail", actor=actor, event=event, **changes)


def _keys(items: Sequence[Item]) -> frozenset[int]:
    return frozenset(item.pk for item in items)


def _keep(survey: Survey, found: Sequence[hot.HotTopic], recalled: Sequence[recalling.Recalled]) -> dict[int, HotTopic]:
    """Write the topics by their place, those first that others are part of."""
    kept: dict[int, HotTopic] = {}
    for place in sorted(range(len(found)), key=lambda place: recalled[place].into is not None):
        decided = recalled[place]
        whole = [place, *(part for part, one in enumerate(recalled) if one.into == place)]
        figures = surveys.figures([item for part in whole for item in found[part].items], survey)
        kept[place] = _topic(survey, place + 1, found[place], decided, figures)
        kept[place].into = None if decided.into is None else kept[decided.into]
        insert(kept[place])
        HotMember.objects.bulk_create(_members(kept[place], found[place]))
    return kept


def _topic(
    survey: Survey, rank: int, found: hot.HotTopic, decided: recalling.Recalled, figures: surveys.Figures
) -> HotTopic:
    drafted = found.title[: rules.TITLE_LIMIT]
    return HotTopic(
        station_id=survey.station_id,
        survey=survey,
        state=decided.state,
        rank=rank,
        drafted=drafted,
        title=decided.title or drafted,
        decided_at=decided.decided_at,
        heat=found.found.heat.value,
        places=list(found.places),
        bodies=list(found.bodies),
        **figures.columns(),
    )


def _members(topic: HotTopic, found: hot.HotTopic) -> list[HotMember]:
    quoted = {one.member: one.words for one in found.summary}
    return [
        HotMember(topic=topic, item=item, place=place, sentence=quoted.get(place, "")[:_SENTENCE])
        for place, item in enumerate(found.items)
    ]

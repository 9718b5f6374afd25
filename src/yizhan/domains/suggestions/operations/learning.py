# SPDX-License-Identifier: Apache-2.0
"""Learning from the station's decisions: asked for, claimed by whoever learns, kept in one short transaction.

Learning takes seconds to minutes and happens between two operations, so that nobody waits for the writer meanwhile. A
process that ends in the middle leaves a claim that runs out; then the learning is taken up again.
"""

import datetime
import threading
import uuid
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max

from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Station
from yizhan.domains.suggestions import access, events
from yizhan.domains.suggestions.models import Content, Learning, Snapshot
from yizhan.domains.suggestions.permissions import Permission
from yizhan.domains.suggestions.queries import quality
from yizhan.domains.suggestions.queries.learning import Outcome
from yizhan.domains.suggestions.states import LEARNING_STEPS, UNFINISHED, LearningState
from yizhan.engines.text.learning import Learned
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict
from yizhan.kernel.ids import new_id
from yizhan.kernel.inserting import insert
from yizhan.kernel.locking import locked
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move

#: How long a process may learn before another takes it up: five questions, each at most ten minutes.
CLAIM = datetime.timedelta(hours=1)

#: A learning that was begun so often and never finished is given up.
_ATTEMPTS = 3

#: Set when a learning was asked for, so that this process need not wait for its next round.
bell = threading.Event()

#: Characters of a reason that are kept.
_PROBLEM = 200

_FREE = {"claim": None, "claimed_until": None}


@operation
def ask(actor: Actor) -> Learning:
    """Ask that the station's decisions are learned from; what is asked for or being learned already is the same.

    Writes: learning, journal. Announces: suggestions.learning.asked.
    """
    access.require(actor, Permission.LEARN)
    station = locked(Station, network.station(actor.station or 0).pk)
    running = Learning.objects.filter(station=station, state__in=UNFINISHED).first()
    if running is not None:
        return running
    learning = insert(Learning(station=station, state=LearningState.ASKED, post_id=actor.post, at=clock.now()))
    event = events.LearningAsked(subject=learning.public_id)
    audit.record(actor, event, station=station.pk, after=LearningState.ASKED)
    transaction.on_commit(bell.set)
    return learning


@operation
def begin(actor: Actor) -> Learning | None:
    """Take the next learning of the actor's station, or of any; nobody else gets it until the claim ends.

    Writes: learning, journal. Announces: suggestions.learning.begun, or suggestions.learning.failed when it was begun
    too often.
    """
    access.require(actor, Permission.COMPUTE)
    now = clock.now()
    mine = access.visible_learnings(actor).values("pk")
    due = quality.due(now).filter(pk__in=mine).select_for_update(skip_locked=True).first()
    if due is None:
        return None
    if due.attempts >= _ATTEMPTS:
        _give_up(actor, due, "abandoned")
        return None
    event = events.LearningBegun(subject=due.public_id, attempt=due.attempts + 1)
    claimed = {"claim": new_id(), "claimed_until": now + CLAIM, "attempts": due.attempts + 1}
    return move(due, LEARNING_STEPS, "begin", actor=actor, event=event, **claimed)


@operation
def finish(actor: Actor, learning_id: int, *, held: uuid.UUID | None, outcomes: Mapping[str, Outcome]) -> Learning:
    """Put what was learned in use. Where the decisions were too few, nothing is suggested any more.

    Writes: learning, snapshots with their arrays, journal. Announces: suggestions.learning.ready.
    """
    learning = _held(actor, learning_id, held)
    for question, outcome in outcomes.items():
        former = Snapshot.objects.filter(station_id=learning.station_id, question=question)
        former.filter(is_current=True).update(is_current=False)
        Content.objects.filter(snapshot__in=former).delete()
        if outcome.learned is not None:
            number = former.aggregate(last=Max("number"))["last"] or 0
            _keep(learning, question, number + 1, outcome, outcome.learned)
    learned = tuple(question for question, outcome in outcomes.items() if outcome.learned is not None)
    decisions = {question: outcome.decisions for question, outcome in outcomes.items()}
    event = events.LearningReady(subject=learning.public_id, questions=learned, examples=max(decisions.values()))
    changes = {"examples": decisions, "ended_at": clock.now(), **_FREE}
    return move(learning, LEARNING_STEPS, "finish", actor=actor, event=event, **changes)


@operation
def fail(actor: Actor, learning_id: int, *, held: uuid.UUID | None, problem: str) -> Learning:
    """Note that nothing could be learned, and why; what was learned before stays in use.

    Writes: learning, journal. Announces: suggestions.learning.failed.
    """
    return _give_up(actor, _held(actor, learning_id, held), problem)


def _held(actor: Actor, learning_id: int, held: uuid.UUID | None) -> Learning:
    """The learning, if this process still holds it; one that was too slow has lost it to another."""
    access.require(actor, Permission.COMPUTE)
    learning = locked(Learning, learning_id)
    if held is None or learning.claim != held:
        raise Conflict("suggestions.learning.claim_lost")
    return learning


def _give_up(actor: Actor, learning: Learning, problem: str) -> Learning:
    event = events.LearningFailed(subject=learning.public_id, problem=problem[:_PROBLEM])
    changes = {"problem": problem[:_PROBLEM], "ended_at": clock.now(), **_FREE}
    return move(learning, LEARNING_STEPS, "fail", actor=actor, event=event, **changes)


def _keep(learning: Learning, question: str, number: int, outcome: Outcome, learned: Learned) -> None:
    snapshot = insert(
        Snapshot(
            station_id=learning.station_id,
            learning=learning,
            question=question,
            number=number,
            examples=learned.examples,
            labels=[[label, outcome.names.get(label, label), count] for label, count in outcome.counts.items()],
            held_back=[list(step) for step in learned.reliability.steps],
            at=clock.now(),
        )
    )
    Content.objects.create(snapshot=snapshot, arrays=learned.fitted.to_bytes())

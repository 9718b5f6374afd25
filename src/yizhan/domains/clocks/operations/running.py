# SPDX-License-Identifier: Apache-2.0
"""The course of a deadline, as the room tells it whose matter it is: opened, met, reopened, called off.

These operations are called inside the operation that makes something due or does it, in its transaction; whether the
actor may do that is the calling room's question.
"""

import datetime
import uuid
from collections.abc import Sequence

from yizhan.domains.clocks import events
from yizhan.domains.clocks.models import Deadline
from yizhan.domains.clocks.operations import laying
from yizhan.domains.clocks.queries import deadlines, reckoning
from yizhan.domains.clocks.queries.reckoning import AlarmPlan, RuleTerm
from yizhan.domains.clocks.states import STEPS, State
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Invalid
from yizhan.kernel.locking import locked
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import amend, move


@operation
def open_deadline(
    actor: Actor,
    subject: uuid.UUID,
    kind: str,
    *,
    station: int,
    title: str,
    terms: Sequence[RuleTerm] = (),
    fixed: datetime.datetime | None = None,
    matter: uuid.UUID | None = None,
    organization: int | None = None,
    post: int | None = None,
    starts_at: datetime.datetime | None = None,
    plans: Sequence[AlarmPlan] | None = None,
) -> Deadline:
    """Let something be due: by rules, of which the shortest counts, or at a moment that a person set.

    One deadline of a kind runs for a subject at a time; if there is one, it stays as it is. `plans` are its alarms,
    by default those of the station's rules. Writes: deadline, alarms, journal. Announces: clocks.deadline.opened.
    """
    standing = deadlines.open_one(subject, kind)
    if standing is not None:
        return standing
    if not terms and fixed is None:
        raise Invalid("clocks.deadline.without_rule", kind=kind)
    in_days = fixed is not None or not all(term.duration.unit.is_elapsed for term in terms)
    chosen = laying.usual_plans(station, in_days=in_days) if plans is None else plans
    deadline = Deadline(
        station_id=station,
        organization_id=organization,
        post_id=post,
        kind=kind,
        subject=subject,
        matter=matter,
        title=title[:200],
        starts_at=starts_at or clock.now(),
        fixed_at=fixed,
        terms=[term.record() for term in terms],
        signals=[plan.record() for plan in chosen],
    )
    counted = laying.reckoned(deadline)
    deadline.due_at, deadline.rule, deadline.why = counted.due, counted.rule[:200], counted.why
    deadline.save(force_insert=True)
    laying.lay_first_alarms(deadline, counted.alarms)
    event = events.DeadlineOpened(
        subject=deadline.public_id, matter=matter, title=deadline.title, due=_iso(counted.due), rule=deadline.rule
    )
    audit.record(actor, event, station=station, after=State.RUNNING)
    return deadline


@operation
def meet(actor: Actor, subject: uuid.UUID, kind: str, *, at: datetime.datetime | None = None) -> Deadline | None:
    """What was due is done, at a moment (now by default): in time or late. Where nothing runs, nothing happens.

    A deadline that stands still is met in time; nothing is met at a moment that is still to come.

    Writes: deadline, alarms, journal. Announces: clocks.deadline.met.
    """
    standing = deadlines.open_one(subject, kind)
    if standing is None:
        return None
    deadline = locked(Deadline, standing.pk)
    now = clock.now()
    moment = at or now
    if moment > now:
        raise Invalid("clocks.moment.ahead", field="at")
    late = deadline.state == State.RUNNING and not reckoning.keeps(deadline.due_at, deadline.why, moment)
    laying.take_alarms_away(deadline)
    event = events.DeadlineMet(
        subject=deadline.public_id,
        matter=deadline.matter,
        title=deadline.title,
        due=_iso(deadline.due_at),
        late=late,
    )
    return move(deadline, STEPS, "meet_late" if late else "meet", actor=actor, event=event, met_at=moment)


@operation
def reopen(actor: Actor, subject: uuid.UUID, kind: str, *, reason: str) -> Deadline | None:
    """What had been done has to be done again: the latest deadline runs on as if it had never been met.

    Writes: deadline, alarms, journal. Announces: clocks.deadline.reopened.
    """
    last = deadlines.last_one(subject, kind)
    if last is None or last.state not in STEPS["reopen"].sources:
        return None
    deadline = locked(Deadline, last.pk)
    event = events.DeadlineReopened(
        subject=deadline.public_id, matter=deadline.matter, title=deadline.title, reason=laying.given(reason)
    )
    move(deadline, STEPS, "reopen", actor=actor, event=event, met_at=None, round=deadline.round + 1)
    laying.lay_alarms(deadline, laying.reckoned(deadline).alarms)
    return deadline


@operation
def cancel(actor: Actor, subject: uuid.UUID, kind: str, *, reason: str) -> Deadline | None:
    """Nothing is due any more. Where nothing runs, nothing happens.

    Writes: deadline, alarms, journal. Announces: clocks.deadline.cancelled.
    """
    standing = deadlines.open_one(subject, kind)
    if standing is None:
        return None
    deadline = locked(Deadline, standing.pk)
    laying.take_alarms_away(deadline)
    event = events.DeadlineCancelled(
        subject=deadline.public_id, matter=deadline.matter, title=deadline.title, reason=laying.given(reason)
    )
    return move(deadline, STEPS, "cancel", actor=actor, event=event)


@operation
def recount(actor: Actor, pk: int, *, reason: str) -> Deadline:
    """Count a running deadline again, because a calendar or what it started from has changed.

    Nothing is written when it falls where it fell. Writes: deadline, alarms, journal.
    Announces: clocks.deadline.recounted.
    """
    deadline = locked(Deadline, pk)
    counted = laying.reckoned(deadline)
    if deadline.state != State.RUNNING or (counted.due, counted.why) == (deadline.due_at, deadline.why):
        return deadline
    return resettle(
        actor,
        deadline,
        events.DeadlineRecounted(
            subject=deadline.public_id,
            matter=deadline.matter,
            title=deadline.title,
            former_due=_iso(deadline.due_at),
            due=_iso(counted.due),
            reason=laying.given(reason),
        ),
    )


def resettle(actor: Actor, deadline: Deadline, event: events.DeadlineRecounted | events.ExtensionGranted) -> Deadline:
    """Write anew where a running deadline falls and lay its alarms, under the event that says why."""
    counted = laying.reckoned(deadline)
    amend(
        deadline,
        actor=actor,
        event=event,
        due_at=counted.due,
        rule=counted.rule[:200],
        why=counted.why,
        round=deadline.round + 1,
    )
    laying.lay_alarms(deadline, counted.alarms)
    return deadline


def _iso(moment: datetime.datetime) -> str:
    return moment.astimezone(clock.OFFICE_ZONE).isoformat()

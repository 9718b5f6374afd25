# SPDX-License-Identifier: Apache-2.0
"""Which rounds wait for the actor, and for which of his or her steps; one query."""

import datetime

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When

from yizhan.domains.awards.access import rounds
from yizhan.domains.awards.models import Nomination, Objection, Round, Seat
from yizhan.domains.awards.permissions import Permission
from yizhan.domains.awards.queries import reading
from yizhan.domains.awards.states import NominationState, ObjectionState, SeatState, State
from yizhan.domains.clocks.models import Deadline
from yizhan.domains.clocks.states import State as ClockState
from yizhan.kernel.actors import Actor


def waiting(actor: Actor, now: datetime.datetime, _today: datetime.date) -> QuerySet[Round]:
    """Rounds with `waits`: the panel's vote, the drafter's next step, a decision, answers, an award that may be made.

    Who is nominated sees none of the steps that he or she could not take; shares in items are asked on the page.
    """
    person = actor.person or 0
    steps = _steps(actor, person, now)
    if not steps:
        return Round.objects.none()
    wanted = Q()
    for condition in steps.values():
        wanted |= condition
    waits = Case(*(When(condition, then=Value(verb)) for verb, condition in steps.items()), output_field=CharField())
    return rounds.visible(actor).filter(wanted).annotate(waits=waits).order_by("id")


def _steps(actor: Actor, person: int, now: datetime.datetime) -> dict[str, Q]:
    """For each step that the actor's role carries, which rounds wait for it."""
    seats = Seat.objects.filter(round=OuterRef("pk"))
    standing = Nomination.objects.filter(round=OuterRef("pk")).exclude(state=NominationState.WITHDRAWN)
    raised = Exists(Objection.objects.filter(round=OuterRef("pk"), state=ObjectionState.RAISED))
    is_party = Q(Exists(standing.filter(candidate__person_id=person)))
    opened, decided = Q(opened_by__person_id=person), Q(decided_by__person_id=person)
    hangs = Deadline.objects.filter(
        subject=OuterRef("public_id"), kind=reading.PUBLICITY, state=ClockState.RUNNING, due_at__gte=now
    )
    steps = {
        "vote": (
            Permission.VOTE,
            Q(Exists(seats.filter(person_id=person, state=SeatState.SEATED)), state=State.VOTING),
        ),
        "decide": (Permission.DECIDE, Q(state=State.COUNTED) & ~opened & ~is_party),
        "answer": (Permission.ANSWER, Q(raised, state=State.PUBLIC) & ~is_party),
        "award": (
            Permission.AWARD,
            Q(~raised, ~Q(Exists(hangs)), state=State.PUBLIC) & ~opened & ~decided & ~is_party,
        ),
        "count": (Permission.COUNT, Q(~Exists(seats.filter(state=SeatState.SEATED)), state=State.VOTING) & opened),
        "begin_voting": (Permission.BEGIN_VOTING, Q(Exists(standing), state=State.NOMINATING) & opened),
    }
    return {verb: condition for verb, (needed, condition) in steps.items() if rounds.holds(actor, needed)}

# SPDX-License-Identifier: Apache-2.0
"""Reading rounds. Who may read what is in `access`."""

import uuid
from collections.abc import Sequence

from django.db.models import Count, F, Q, QuerySet

from yizhan.domains.awards.models import Candidate, Nomination, Objection, Recommendation, Round, Seat, Vote
from yizhan.domains.awards.states import ObjectionState, SeatState
from yizhan.domains.clocks.models import Deadline
from yizhan.domains.clocks.queries import deadlines, reckoning
from yizhan.domains.clocks.states import State as ClockState
from yizhan.kernel import clock
from yizhan.kernel.models import Entry

#: The clock of the public notice.
PUBLICITY = "awards.publicity"


def listed(rounds: QuerySet[Round]) -> QuerySet[Round]:
    """Rounds as a list shows them, the latest first, with how many were nominated."""
    standing = Count("nominations", filter=~Q(nominations__state="withdrawn"))
    return rounds.select_related("station").annotate(nominated=standing).order_by(F("pk").desc())


def candidates(found: Round) -> QuerySet[Candidate]:
    """Who was considered: first who may be nominated, then the others."""
    return found.candidates.select_related("person", "organization", "item").order_by("-is_eligible", "id")


def to_nominate(found: Round) -> QuerySet[Candidate]:
    """The eligible who stand in no nomination yet."""
    standing = Nomination.objects.filter(round=found).exclude(state="withdrawn")
    free = found.candidates.filter(is_eligible=True).exclude(pk__in=standing.values("candidate"))
    return free.select_related("person", "organization", "item").order_by("name", "id")


def nominations(rows: QuerySet[Nomination]) -> QuerySet[Nomination]:
    """Nominations with what a page shows of them, in the order in which they were made."""
    related = ("candidate__person", "candidate__organization", "candidate__item", "nominated_by__organization", "round")
    return rows.select_related(*related).order_by("id")


def seats(found: Round) -> QuerySet[Seat]:
    """The panel."""
    return found.seats.select_related("person").order_by("id")


def seat_of(found: Round, person: int | None) -> Seat | None:
    """The seat of a person, if he or she is on the panel."""
    return found.seats.filter(person_id=person or 0).first()


def chosen_by(seat: Seat) -> set[int]:
    """The nominations (keys) that a member of the panel voted for."""
    return set(Vote.objects.filter(seat=seat).values_list("nomination", flat=True))


def votes_in(found: Round) -> dict[int, int]:
    """How many of the panel are for each nomination, by its key."""
    rows = Vote.objects.filter(seat__round=found, seat__state=SeatState.VOTED).order_by()
    return dict(rows.values("nomination").annotate(number=Count("pk")).values_list("nomination", "number"))


def turnout(found: Round) -> tuple[int, int]:
    """How many of the panel may vote, and how many did."""
    states = list(found.seats.values_list("state", flat=True))
    voted = states.count(SeatState.VOTED)
    return voted + states.count(SeatState.SEATED), voted


def publicity(found: Round) -> Deadline | None:
    """The clock of the notice that hangs now."""
    return deadlines.open_one(found.public_id, PUBLICITY)


def is_publicity_over(found: Round) -> bool:
    """Whether the time for objections has passed; a notice whose clock stands still has time."""
    deadline = publicity(found)
    if deadline is None:
        return True
    runs = deadline.state == ClockState.RUNNING
    return runs and not reckoning.keeps(deadline.due_at, deadline.why, clock.now())


def objections(rows: QuerySet[Objection]) -> QuerySet[Objection]:
    """Objections with what a page shows of them, in their order."""
    related = ("nomination__candidate", "post__person", "post__organization", "answered_by__person", "round")
    return rows.select_related(*related).order_by("id")


def has_open_objections(found: Round) -> bool:
    """Whether somebody still waits for an answer."""
    return found.objections.filter(state=ObjectionState.RAISED).exists()


def story(found: Round) -> QuerySet[Entry]:
    """The journal of a round and of all that belongs to it, the latest first."""
    return Entry.objects.filter(matter=found.public_id, event__startswith="awards.").order_by("-id")


def honours_of(person: int) -> QuerySet[Nomination]:
    """The awards that a person has, as nominee or with a share in the item, the latest first."""
    own = Q(candidate__person_id=person) | Q(candidate__item__contributions__person_id=person)
    return nominations(Nomination.objects.filter(own, state="awarded").distinct()).order_by("-id")


def recommendations(rows: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    """Recommendations with what a list shows of them, the latest first."""
    return rows.select_related("person", "proposed_by__person").order_by("-id")


def names(rows: Sequence[Nomination]) -> tuple[str, ...]:
    """The names of those nominated, in their order."""
    return tuple(one.candidate.name for one in rows)


def considered_as(found: Round, subject: uuid.UUID) -> QuerySet[Candidate]:
    """The candidate that is this person, unit or item, by its public id: none or one."""
    named = Q(person__public_id=subject) | Q(organization__public_id=subject) | Q(item__public_id=subject)
    return found.candidates.filter(named)

# SPDX-License-Identifier: Apache-2.0
"""Who sees which rounds and may do what with them.

The whole station knows of its rounds; nominations, votes and objections are the office's, and everybody's own. What is
on public notice everybody of the station reads. Rights go with the role; besides, nobody takes two steps that exclude
each other, and who is concerned neither votes nor decides.
"""

import uuid
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from yizhan.domains.awards.access import parties
from yizhan.domains.awards.models import Nomination, Objection, Round, Seat
from yizhan.domains.awards.permissions import GRANTS, NEEDED, NOMINATION_NEEDED, Permission
from yizhan.domains.awards.queries import reading
from yizhan.domains.awards.states import (
    ANSWERABLE,
    NOMINATION_STAYS,
    NOMINATION_STEPS,
    OBJECTION_STEPS,
    ON_NOTICE,
    SEAT_STEPS,
    STAYS,
    STEPS,
    State,
)
from yizhan.domains.network.queries import one_person
from yizhan.domains.network.states import Role
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, NotFound
from yizhan.kernel.locking import locked
from yizhan.kernel.transitions import check_seen

_STAFF = frozenset({Role.EDITOR, Role.REVIEWER, Role.SIGNER, Role.LEADER, Role.SUPERVISOR})
_READERS = _STAFF | {Role.MEMBER, Role.OFFICER, Role.HANDLER}
_OF_UNITS = frozenset({Role.OFFICER, Role.HANDLER})

#: Whose earlier steps exclude somebody from a verb.
_EXCLUDED: dict[str, tuple[str, ...]] = {"decide": ("opened_by",), "award": ("opened_by", "decided_by")}

#: Verbs that nobody takes who is concerned.
_IMPARTIAL = frozenset({"vote", "decide", "award", "answer"})


def visible(actor: Actor) -> QuerySet[Round]:
    """The rounds of the actor's station; administrators have none."""
    if actor.role == Role.SYSTEM:
        return Round.objects.filter(station_id=actor.station) if actor.station else Round.objects.all()
    if actor.role in _READERS:
        return Round.objects.filter(station_id=actor.station or 0)
    return Round.objects.none()


def visible_nominations(actor: Actor) -> QuerySet[Nomination]:
    """All nominations for the office; for others their own, those they made for their unit, and what is on notice."""
    rows = Nomination.objects.filter(round__in=visible(actor))
    if is_staff(actor):
        return rows
    known = Q(state__in=sorted(ON_NOTICE), round__state__in=[State.PUBLIC, State.AWARDED]) | own(actor)
    if actor.role in _OF_UNITS:
        known |= Q(nominated_by__organization_id=actor.organization or 0)
    return rows.filter(known)


def visible_objections(actor: Actor) -> QuerySet[Objection]:
    """All objections for the office, for others those that they raised."""
    rows = Objection.objects.filter(round__in=visible(actor))
    return rows if is_staff(actor) else rows.filter(post__person__in=one_person(actor.person))


def own(actor: Actor) -> Q:
    """The nominations that concern the actor, and as somebody who writes for a unit those that concern the unit."""
    unit = actor.organization if actor.role in _OF_UNITS else None
    return parties.own_nominations(actor.person or 0, unit)


def is_staff(actor: Actor) -> bool:
    """Whether the actor sees everything about the station's rounds."""
    return actor.role in _STAFF or actor.role == Role.SYSTEM


def holds(actor: Actor, permission: Permission) -> bool:
    """Whether the actor's role carries a right."""
    return actor.role in GRANTS[permission]


def require(actor: Actor, permission: Permission) -> None:
    """Let through who holds a right that concerns no single row."""
    if not holds(actor, permission):
        raise Denied("awards.denied", permission=permission)


def is_excluded(actor: Actor, verb: str, found: Round) -> bool:
    """Whether the actor took a step of the round that excludes him or her from this one, by whatever post."""
    posts = [getattr(found, role) for role in _EXCLUDED.get(verb, ())]
    return any(post is not None and actor.is_person(post.person_id) for post in posts)


def possible(found: Round, verb: str) -> bool:
    """Whether the round's state allows the verb, whoever asks."""
    return found.state in (STAYS[verb] if verb in STAYS else STEPS[verb].sources)


def permits(actor: Actor, verb: str, found: Round) -> bool:
    """Whether role, place, earlier part and impartiality allow the verb, whatever the state."""
    if not holds(actor, NEEDED[verb]) or found.station_id != actor.station or is_excluded(actor, verb, found):
        return False
    if verb in {"vote", "recuse"} and not _has_seat(actor, verb, found):
        return False
    return verb not in _IMPARTIAL or not parties.is_party(actor, found)


def offers(actor: Actor, found: Round) -> list[str]:
    """The verbs that are allowed and possible now; an award only once the notice has hung and nobody waits."""
    return [verb for verb in NEEDED if possible(found, verb) and permits(actor, verb, found) and is_time(found, verb)]


def is_time(found: Round, verb: str) -> bool:
    """Whether the public notice lets the verb be: an objection comes while it hangs, an award afterwards."""
    if verb == "object_to":
        return not reading.is_publicity_over(found)
    return verb != "award" or is_ready(found)


def is_ready(found: Round) -> bool:
    """Whether the time for objections is over and every objection has its answer."""
    return reading.is_publicity_over(found) and not reading.has_open_objections(found)


def find(actor: Actor, public_id: uuid.UUID) -> Round:
    """The round for reading, or `NotFound` for who may not know of it."""
    posts = ("opened_by__person", "decided_by__person", "awarded_by__person", "station")
    found = visible(actor).select_related(*posts).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("awards.round.unknown")
    return found


def take(actor: Actor, public_id: uuid.UUID, verb: str, *, seen: int | None = None) -> Round:
    """Load, lock and authorise a round for change, all inside the running transaction."""
    found = locked(Round, find(actor, public_id).pk)
    if not holds(actor, NEEDED[verb]):
        raise Denied("awards.denied", permission=NEEDED[verb])
    if is_excluded(actor, verb, found):
        raise Denied("awards.round.same_person")
    check_seen(found, seen)
    if not possible(found, verb):
        raise Conflict("awards.round.elsewhere", state=found.state)
    if verb in _IMPARTIAL and parties.is_party(actor, found):
        raise Denied("awards.round.concerned")
    return found


def take_seat(actor: Actor, found: Round, verb: str) -> Seat:
    """The actor's seat on the panel of a round that is taken already, locked for change."""
    seat = reading.seat_of(found, actor.person)
    if seat is None:
        raise Denied("awards.seat.none")
    row = locked(Seat, seat.pk)
    if row.state not in SEAT_STEPS[verb].sources:
        raise Denied("awards.round.concerned")
    return row


def find_nomination(actor: Actor, public_id: uuid.UUID) -> Nomination:
    """The nomination for reading, or `NotFound` for who may not know of it."""
    found = reading.nominations(visible_nominations(actor)).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("awards.nomination.unknown")
    return found


def nomination_offers(actor: Actor, found: Round, nominations: Iterable[Nomination]) -> dict[int, list[str]]:
    """The verbs on each nomination of a round, by its key, that are allowed and possible now."""
    may_revoke = holds(actor, Permission.REVOKE) and not parties.is_party(actor, found)
    return {
        one.pk: [
            verb
            for verb in NOMINATION_NEEDED
            if _is_open(one, verb) and (may_revoke if verb == "revoke" else _permits_nomination(actor, verb, one))
        ]
        for one in nominations
    }


def take_nomination(actor: Actor, public_id: uuid.UUID, verb: str, *, seen: int | None = None) -> Nomination:
    """Load and authorise a nomination for change; its round is locked first, so that two of a round wait."""
    found = find_nomination(actor, public_id)
    locked(Round, found.round_id)
    nomination = locked(Nomination, found.pk)
    if not _permits_nomination(actor, verb, nomination):
        raise Denied("awards.denied", permission=NOMINATION_NEEDED[verb])
    if verb == "revoke" and parties.is_party(actor, nomination.round):
        raise Denied("awards.round.concerned")
    check_seen(nomination, seen)
    if not _is_open(nomination, verb):
        raise Conflict("awards.nomination.elsewhere", state=nomination.state)
    return nomination


def find_objection(actor: Actor, public_id: uuid.UUID) -> Objection:
    """The objection for reading, or `NotFound` for who may not know of it."""
    found = reading.objections(visible_objections(actor)).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("awards.objection.unknown")
    return found


def answerable(actor: Actor, found: Round, objections: Iterable[Objection]) -> set[int]:
    """The objections of a round, by key, that the actor may answer now: neither as their author nor concerned by it."""
    if not holds(actor, Permission.ANSWER) or parties.is_party(actor, found):
        return set()
    return {one.pk for one in objections if _is_answerable(one) and not actor.is_person(one.post.person_id)}


def take_objection(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Objection:
    """Load and authorise an objection for its answer; its round is locked first."""
    found = find_objection(actor, public_id)
    locked(Round, found.round_id)
    objection = locked(Objection, found.pk)
    if not holds(actor, Permission.ANSWER):
        raise Denied("awards.denied", permission=Permission.ANSWER)
    check_seen(objection, seen)
    if not _is_answerable(objection):
        raise Conflict("awards.objection.elsewhere", state=objection.state)
    if actor.is_person(objection.post.person_id) or parties.is_party(actor, objection.round):
        raise Denied("awards.round.concerned")
    return objection


def _is_answerable(objection: Objection) -> bool:
    return objection.state in OBJECTION_STEPS["answer"].sources and objection.round.state in ANSWERABLE


def _has_seat(actor: Actor, verb: str, found: Round) -> bool:
    seat = reading.seat_of(found, actor.person)
    return seat is not None and seat.state in SEAT_STEPS[verb].sources


def _permits_nomination(actor: Actor, verb: str, nomination: Nomination) -> bool:
    if not holds(actor, NOMINATION_NEEDED[verb]) or nomination.station_id != actor.station:
        return False
    if verb == "withdraw" and actor.role in _OF_UNITS:
        return nomination.nominated_by.organization_id == actor.organization
    return True


def _is_open(nomination: Nomination, verb: str) -> bool:
    if verb == "withdraw" and nomination.round.state != State.NOMINATING:
        return False
    if verb == "hand_over" and nomination.handed_on is not None:
        return False
    sources = NOMINATION_STAYS[verb] if verb in NOMINATION_STAYS else NOMINATION_STEPS[verb].sources
    return nomination.state in sources

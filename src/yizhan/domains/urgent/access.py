# SPDX-License-Identifier: Apache-2.0
"""Who sees which urgent events and may do what with them: the office all of its station, a unit its own."""

import uuid

from django.db.models import Q, QuerySet

from yizhan.domains.network.states import Role
from yizhan.domains.urgent.models import Emergency, Verification
from yizhan.domains.urgent.permissions import GRANTS, NEEDED, Permission
from yizhan.domains.urgent.states import STAYING, STEPS, State
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, NotFound
from yizhan.kernel.locking import locked
from yizhan.kernel.transitions import check_seen

_STAFF = frozenset({Role.EDITOR, Role.REVIEWER, Role.SIGNER, Role.SUPERVISOR, Role.LEADER})

#: Why a step is not possible, by the state that the event is in.
_ELSEWHERE = {
    State.NOTED: "urgent.emergency.is_noted",
    State.REPORTED: "urgent.emergency.is_reported",
    State.RECEIVED: "urgent.emergency.is_received",
    State.CONCLUDED: "urgent.emergency.is_concluded",
    State.WITHDRAWN: "urgent.emergency.is_withdrawn",
}


def visible(actor: Actor) -> QuerySet[Emergency]:
    """The urgent events an actor may know of. Who reports for a unit sees what the unit answers for."""
    if actor.role == Role.SYSTEM:
        return Emergency.objects.filter(station_id=actor.station) if actor.station else Emergency.objects.all()
    if actor.role in _STAFF:
        return Emergency.objects.filter(station_id=actor.station or 0)
    if actor.role == Role.OFFICER:
        return Emergency.objects.filter(station_id=actor.station or 0, organization_id=actor.organization or 0)
    return Emergency.objects.none()


def waiting(actor: Actor) -> QuerySet[Verification]:
    """What the actor has to verify: what was given to him or her, and what was given to the desk as a whole."""
    if not is_office(actor):
        return Verification.objects.none()
    given = Q(post__isnull=True) | Q(post__person_id=actor.person or 0)
    found = Verification.objects.filter(given, outcome="", emergency__station_id=actor.station or 0)
    return found.select_related("emergency__organization").order_by("id")


def is_office(actor: Actor) -> bool:
    """Whether the actor works at the desk that receives urgent reports."""
    return actor.role in GRANTS[Permission.RECEIVE]


def desk() -> list[Role]:
    """The roles of whoever works at that desk."""
    return sorted(GRANTS[Permission.RECEIVE])


def permits(actor: Actor, verb: str, emergency: Emergency) -> bool:
    """Whether the actor's role and place allow the verb, whatever the state."""
    is_theirs = is_office(actor) or emergency.organization_id == actor.organization
    return actor.role in GRANTS[NEEDED[verb]] and emergency.station_id == actor.station and is_theirs


def possible(emergency: Emergency, verb: str) -> bool:
    """Whether the event's state allows the verb, whoever asks."""
    return emergency.state in (STEPS[verb].sources if verb in STEPS else STAYING[verb])


def offers(actor: Actor, emergency: Emergency) -> list[str]:
    """The verbs that are allowed and possible now."""
    return [verb for verb in NEEDED if possible(emergency, verb) and permits(actor, verb, emergency)]


def holds(actor: Actor, permission: Permission) -> bool:
    """Whether the actor's role carries a right."""
    return actor.role in GRANTS[permission]


def require(actor: Actor, permission: Permission) -> None:
    """Let through who holds a right that concerns no single row."""
    if not holds(actor, permission):
        raise Denied("urgent.denied", permission=permission)


def find(actor: Actor, public_id: uuid.UUID) -> Emergency:
    """The event for reading, or `NotFound` for who may not know of it."""
    found = visible(actor).select_related(
        "organization", "post__person", "received_by__person", "same_as__organization"
    )
    emergency = found.filter(public_id=public_id).first()
    if emergency is None:
        raise NotFound("urgent.emergency.unknown")
    return emergency


def take(actor: Actor, public_id: uuid.UUID, verb: str, *, seen: int | None = None) -> Emergency:
    """Load, lock and authorise an event for change, all inside the running transaction."""
    emergency = locked(Emergency, find(actor, public_id).pk)
    if not permits(actor, verb, emergency):
        raise Denied("urgent.denied", permission=NEEDED[verb])
    check_seen(emergency, seen)
    if not possible(emergency, verb):
        raise Conflict(_ELSEWHERE[State(emergency.state)])
    return emergency

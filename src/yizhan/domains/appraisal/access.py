# SPDX-License-Identifier: Apache-2.0
"""Who sees which points and may decide what: the office its station, a unit its own, each person his or her own."""

import uuid
from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models
from django.db.models import Q, QuerySet

from yizhan.domains.appraisal.models import Activity, Correction, Objection, Scheme
from yizhan.domains.appraisal.permissions import (
    ACTIVITY_NEEDED,
    CORRECTION_NEEDED,
    GRANTS,
    OBJECTION_NEEDED,
    SCHEME_NEEDED,
    Permission,
)
from yizhan.domains.appraisal.queries.holders import Subject
from yizhan.domains.appraisal.states import (
    ACTIVITY_STEPS,
    CORRECTION_STEPS,
    OBJECTION_STEPS,
    SCHEME_STEPS,
    ActivityState,
    CorrectionState,
    ObjectionState,
    SchemeState,
)
from yizhan.domains.network.queries import one_person
from yizhan.domains.network.states import Role
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, NotFound
from yizhan.kernel.locking import locked
from yizhan.kernel.transitions import Step, check_seen

Row = TypeVar("Row", Scheme, Correction, Objection, Activity)

_STEPS: Mapping[type[models.Model], Mapping[str, Step]] = {
    Scheme: {**SCHEME_STEPS, "rewrite": Step(frozenset({SchemeState.DRAFT}), SchemeState.DRAFT)},
    Correction: CORRECTION_STEPS,
    Objection: OBJECTION_STEPS,
    Activity: ACTIVITY_STEPS,
}
_NEEDED: Mapping[type[models.Model], Mapping[str, Permission]] = {
    Scheme: SCHEME_NEEDED,
    Correction: CORRECTION_NEEDED,
    Objection: OBJECTION_NEEDED,
    Activity: ACTIVITY_NEEDED,
}
_NAMES: Mapping[type[models.Model], str] = {
    Scheme: "scheme",
    Correction: "correction",
    Objection: "objection",
    Activity: "activity",
}

#: Why a step is not possible, by the state that the row is in.
_ELSEWHERE: Mapping[str, str] = {
    SchemeState.DRAFT: "appraisal.scheme.is_draft",
    SchemeState.REVIEWED: "appraisal.scheme.is_reviewed",
    SchemeState.IN_FORCE: "appraisal.scheme.is_in_force",
    SchemeState.SUPERSEDED: "appraisal.scheme.is_superseded",
    SchemeState.DISCARDED: "appraisal.scheme.is_discarded",
    CorrectionState.PROPOSED: "appraisal.correction.is_proposed",
    CorrectionState.BOOKED: "appraisal.correction.is_booked",
    CorrectionState.DECLINED: "appraisal.correction.is_declined",
    ObjectionState.RAISED: "appraisal.objection.is_raised",
    ObjectionState.UPHELD: "appraisal.objection.is_upheld",
    ObjectionState.REJECTED: "appraisal.objection.is_rejected",
    ObjectionState.CLOSED: "appraisal.objection.is_closed",
    ActivityState.ENTERED: "appraisal.activity.is_entered",
    ActivityState.CONFIRMED: "appraisal.activity.is_confirmed",
    ActivityState.STRUCK: "appraisal.activity.is_struck",
}


def holds(actor: Actor, permission: Permission) -> bool:
    """Whether the actor's role carries a right."""
    return actor.role in GRANTS[permission]


def require(actor: Actor, permission: Permission) -> None:
    """Let through who holds a right that concerns no single row."""
    if not holds(actor, permission):
        raise Denied("appraisal.denied", permission=permission)


def visible(actor: Actor) -> QuerySet[Scheme]:
    """The versions an actor may read: drafts are the office's, what counts or counted is everybody's."""
    found = _at_station(actor, Scheme.objects.all())
    if not holds(actor, Permission.READ_SCHEME):
        return found.none()
    if holds(actor, Permission.READ_ALL):
        return found
    return found.filter(state__in=[SchemeState.IN_FORCE, SchemeState.SUPERSEDED])


def visible_corrections(actor: Actor) -> QuerySet[Correction]:
    """Proposals of corrections are the office's."""
    found = _at_station(actor, Correction.objects.all())
    return found if holds(actor, Permission.READ_ALL) else found.none()


def visible_objections(actor: Actor) -> QuerySet[Objection]:
    """The office sees all objections of its station, others those about points that they may read."""
    found = _at_station(actor, Objection.objects.all())
    if holds(actor, Permission.READ_ALL):
        return found
    own = Q(person__in=one_person(actor.person))
    if holds(actor, Permission.READ_UNIT):
        own |= Q(organization_id=actor.organization or 0)
    return found.filter(own) if holds(actor, Permission.READ_OWN) else found.none()


def visible_activities(actor: Actor) -> QuerySet[Activity]:
    """The office sees the records of all members, each member his or her own."""
    found = _at_station(actor, Activity.objects.all())
    if holds(actor, Permission.READ_ALL):
        return found
    return found.filter(person__in=one_person(actor.person)) if holds(actor, Permission.READ_OWN) else found.none()


def sees(actor: Actor, subject: Subject) -> bool:
    """Whether the actor may read the account of a subject of the own station."""
    if holds(actor, Permission.READ_ALL):
        return True
    if subject.kind == "person":
        return holds(actor, Permission.READ_OWN) and actor.is_person(subject.key)
    return subject.kind == "organization" and holds(actor, Permission.READ_UNIT) and subject.key == actor.organization


def permits(actor: Actor, verb: str, row: Row) -> bool:
    """Whether the actor's role and place allow the verb, whatever the state."""
    if not holds(actor, _NEEDED[type(row)][verb]) or row.station_id != actor.station:
        return False
    if verb == "withdraw" and isinstance(row, Objection):
        return row.post_id == actor.post
    return not _is_own(actor, verb, row)


def _is_own(actor: Actor, verb: str, row: Row) -> bool:
    """Whether a second person is needed and the actor is the first."""
    if isinstance(row, Scheme):
        return verb == "review" and row.written_by_id is not None and row.written_by_id == actor.post
    if isinstance(row, Correction):
        return verb == "confirm" and row.post_id == actor.post
    if isinstance(row, Activity):
        return verb == "confirm" and actor.is_person(row.person_id)
    return False


def possible(row: Row, verb: str) -> bool:
    """Whether the row's state allows the verb, whoever asks."""
    return row.state in _STEPS[type(row)][verb].sources


def offers(actor: Actor, row: Row) -> list[str]:
    """The verbs that are allowed and possible now."""
    verbs = [verb for verb in _NEEDED[type(row)] if possible(row, verb) and permits(actor, verb, row)]
    if isinstance(row, Objection):
        return [verb for verb in verbs if verb != "close" or not is_correction_open(row)]
    return verbs


def is_correction_open(objection: Objection) -> bool:
    """Whether the correction that follows from an objection has not been decided yet."""
    return objection.correction is not None and objection.correction.state == CorrectionState.PROPOSED


def find(actor: Actor, public_id: uuid.UUID) -> Scheme:
    """The version of a scheme for reading, or `NotFound` for who may not know of it."""
    return _found(visible(actor).select_related("station"), public_id)


def find_correction(actor: Actor, public_id: uuid.UUID) -> Correction:
    """The correction for reading, or `NotFound`."""
    return _found(visible_corrections(actor).select_related("occasion"), public_id)


def find_objection(actor: Actor, public_id: uuid.UUID) -> Objection:
    """The objection for reading, or `NotFound`."""
    return _found(visible_objections(actor).select_related("scheme__station"), public_id)


def find_activity(actor: Actor, public_id: uuid.UUID) -> Activity:
    """The activity for reading, or `NotFound`."""
    return _found(visible_activities(actor).select_related("person"), public_id)


def take(actor: Actor, public_id: uuid.UUID, verb: str, *, seen: int | None = None) -> Scheme:
    """Load, lock and authorise a version of a scheme for change, all inside the running transaction."""
    return _taken(actor, find(actor, public_id), verb, seen)


def take_correction(actor: Actor, public_id: uuid.UUID, verb: str, *, seen: int | None = None) -> Correction:
    """The same for a correction."""
    return _taken(actor, find_correction(actor, public_id), verb, seen)


def take_objection(actor: Actor, public_id: uuid.UUID, verb: str, *, seen: int | None = None) -> Objection:
    """The same for an objection."""
    return _taken(actor, find_objection(actor, public_id), verb, seen)


def take_activity(actor: Actor, public_id: uuid.UUID, verb: str, *, seen: int | None = None) -> Activity:
    """The same for an activity."""
    return _taken(actor, find_activity(actor, public_id), verb, seen)


def _at_station(actor: Actor, rows: "QuerySet[Any]") -> "QuerySet[Any]":
    if actor.role == Role.SYSTEM and actor.station is None:
        return rows
    return rows.filter(station_id=actor.station or 0)


def _found(rows: "QuerySet[Row]", public_id: uuid.UUID) -> Row:
    row = rows.filter(public_id=public_id).first()
    if row is None:
        raise NotFound(f"appraisal.{_NAMES[rows.model]}.unknown")
    return row


def _taken(actor: Actor, found: Row, verb: str, seen: int | None) -> Row:
    row = locked(type(found), found.pk)
    if _is_own(actor, verb, row):
        raise Denied("appraisal.second_person", permission=_NEEDED[type(row)][verb])
    if not permits(actor, verb, row):
        raise Denied("appraisal.denied", permission=_NEEDED[type(row)][verb])
    check_seen(row, seen)
    if not possible(row, verb):
        raise Conflict(_ELSEWHERE[row.state])
    return row

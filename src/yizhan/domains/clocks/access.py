# SPDX-License-Identifier: Apache-2.0
"""Who sees which deadlines and may do what to them. Lists and single deadlines obey the same rule."""

import uuid
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from yizhan.domains.clocks.models import Alarm, Deadline, Extension, Year
from yizhan.domains.clocks.permissions import GRANTS, NEEDED, Permission
from yizhan.domains.clocks.states import STEPS, State
from yizhan.domains.network.states import Role
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, NotFound
from yizhan.kernel.locking import locked
from yizhan.kernel.transitions import check_seen

_STAFF = frozenset({Role.EDITOR, Role.REVIEWER, Role.SIGNER, Role.SUPERVISOR, Role.LEADER})
_OF_UNIT = frozenset({Role.HANDLER, Role.OFFICER})


def visible(actor: Actor) -> QuerySet[Deadline]:
    """Staff see the station's, units those they must keep, everybody his or her own."""
    if actor.role == Role.SYSTEM:
        return Deadline.objects.filter(station_id=actor.station) if actor.station else Deadline.objects.all()
    if actor.role in _STAFF:
        return Deadline.objects.filter(station_id=actor.station or 0)
    own = Q(post_id=actor.post or 0)
    if actor.role in _OF_UNIT:
        return Deadline.objects.filter(own | Q(organization_id=actor.organization or 0))
    return Deadline.objects.filter(own)


def visible_years(actor: Actor) -> QuerySet[Year]:
    """Everybody sees the calendar that his or her station works by."""
    return Year.objects.filter(station_id=actor.station or 0)


def permits(actor: Actor, verb: str, deadline: Deadline) -> bool:
    """Whether role and place allow the verb, whatever the state. Time is asked for by whom the deadline binds."""
    if actor.role not in GRANTS[NEEDED[verb]]:
        return False
    if verb == "ask":
        return deadline.post_id == actor.post or deadline.organization_id == actor.organization
    return deadline.station_id == actor.station


def possible(deadline: Deadline, verb: str) -> bool:
    """Whether the state allows the verb, whoever asks."""
    return deadline.state == State.RUNNING if verb == "ask" else deadline.state in STEPS[verb].sources


def offers(actor: Actor, deadline: Deadline) -> list[str]:
    """The verbs that are allowed and possible now: what a page shows as buttons."""
    return [verb for verb in NEEDED if possible(deadline, verb) and permits(actor, verb, deadline)]


def may_decide(actor: Actor, request: Extension) -> bool:
    """Whether the actor may decide a request: somebody of the station who did not ask, in whatever post."""
    if actor.role not in GRANTS[Permission.DECIDE_EXTENSION] or request.station_id != actor.station:
        return False
    return not asked_oneself(actor, request)


def asked_oneself(actor: Actor, request: Extension) -> bool:
    """Whether the request is the actor's own; a second post of the same person is no second person."""
    return request.post is not None and actor.is_person(request.post.person_id)


def holds(actor: Actor, permission: Permission) -> bool:
    """Whether the actor's role carries a right."""
    return actor.role in GRANTS[permission]


def require(actor: Actor, permission: Permission) -> None:
    """Let through who holds a right that concerns no single deadline."""
    if not holds(actor, permission):
        raise Denied("clocks.denied", permission=permission)


def find(actor: Actor, public_id: uuid.UUID) -> Deadline:
    """The deadline for reading, or `NotFound` for who may not know of it."""
    found = visible(actor).select_related("station", "organization", "post__person").filter(public_id=public_id).first()
    if found is None:
        raise NotFound("clocks.deadline.unknown")
    return found


def find_request(actor: Actor, public_id: uuid.UUID) -> Extension:
    """The request for more time for reading, or `NotFound` for who may not know of it."""
    rows = Extension.objects.filter(public_id=public_id, deadline__in=visible(actor))
    found = rows.select_related("deadline", "post__person").first()
    if found is None:
        raise NotFound("clocks.extension.unknown")
    return found


def takeable(actor: Actor, alarms: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these alarms the actor may take: those of deadlines that he or she sees, in one query."""
    if not holds(actor, Permission.TAKE):
        return set()
    seen = Alarm.objects.filter(public_id__in=list(alarms), deadline__in=visible(actor))
    return set(seen.values_list("public_id", flat=True))


def find_alarm(actor: Actor, public_id: uuid.UUID) -> Alarm:
    """The alarm for reading, or `NotFound` for who may not know of its deadline."""
    rows = Alarm.objects.filter(public_id=public_id, deadline__in=visible(actor))
    found = rows.select_related("deadline").first()
    if found is None:
        raise NotFound("clocks.alarm.unknown")
    return found


def find_year(actor: Actor, public_id: uuid.UUID) -> Year:
    """The year of days off for reading, or `NotFound` at another station."""
    found = visible_years(actor).select_related("entered_by__person").filter(public_id=public_id).first()
    if found is None:
        raise NotFound("clocks.year.unknown")
    return found


def may_confirm(actor: Actor, year: Year, verb: str) -> bool:
    """Whether the actor may confirm or withdraw a year: nobody confirms what he or she entered, in whatever post."""
    if actor.role not in GRANTS[Permission.YEAR_CONFIRM]:
        return False
    return verb != "confirm" or not entered_oneself(actor, year)


def entered_oneself(actor: Actor, year: Year) -> bool:
    """Whether the actor is the person who entered the year."""
    return year.entered_by is not None and actor.is_person(year.entered_by.person_id)


def take(actor: Actor, public_id: uuid.UUID, verb: str, *, seen: int | None = None) -> Deadline:
    """Load, lock and authorise a deadline for change. Raises `NotFound`, `Denied` or `Conflict`."""
    deadline = locked(Deadline, find(actor, public_id).pk)
    if not permits(actor, verb, deadline):
        raise Denied("clocks.denied", permission=NEEDED[verb])
    check_seen(deadline, seen)
    if not possible(deadline, verb):
        raise Conflict("clocks.state.elsewhere", verb=verb, state=deadline.state)
    return deadline


def take_request(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Extension:
    """Load and lock a request for more time for its decision."""
    request = locked(Extension, find_request(actor, public_id).pk)
    if asked_oneself(actor, request):
        raise Denied("clocks.extension.own", permission=Permission.DECIDE_EXTENSION)
    if not may_decide(actor, request):
        raise Denied("clocks.denied", permission=Permission.DECIDE_EXTENSION)
    check_seen(request, seen)
    return request


def take_alarm(actor: Actor, public_id: uuid.UUID) -> Alarm:
    """Load and lock an alarm for whoever sees its deadline and may take it."""
    require(actor, Permission.TAKE)
    found = find_alarm(actor, public_id)
    locked(Deadline, found.deadline_id)
    return locked(Alarm, found.pk)


def take_year(actor: Actor, public_id: uuid.UUID, permission: Permission, *, seen: int | None = None) -> Year:
    """Load and lock a year of days off of the actor's station."""
    require(actor, permission)
    year = locked(Year, find_year(actor, public_id).pk)
    check_seen(year, seen)
    return year

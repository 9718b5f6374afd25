# SPDX-License-Identifier: Apache-2.0
"""Who sees whose quotas, and who may exempt, note and close. The office sees all of its station; others their own."""

import uuid
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from yizhan.domains.network.queries import one_person
from yizhan.domains.network.states import Role
from yizhan.domains.quotas.models import Activity, Closing, Exemption
from yizhan.domains.quotas.permissions import GRANTS, NEEDED, Permission
from yizhan.domains.quotas.queries.lines import Line
from yizhan.domains.quotas.queries.subjects import Key
from yizhan.domains.quotas.states import EXEMPTION_STEPS
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, NotFound
from yizhan.kernel.locking import locked
from yizhan.kernel.transitions import check_seen

#: Who acts for a unit and therefore sees what it owes; a member writes for himself or herself.
_OF_UNIT = frozenset({Role.OFFICER, Role.HANDLER})


def visible(actor: Actor) -> QuerySet[Exemption]:
    """The exemptions an actor may know of: the office all of its station, others their own."""
    own = Exemption.objects.filter(station_id=actor.station or 0)
    if holds(actor, Permission.READ):
        return own if actor.station or actor.role != Role.SYSTEM else Exemption.objects.all()
    if not holds(actor, Permission.READ_OWN):
        return own.none()
    mine = Q(person__in=one_person(actor.person))
    return own.filter(mine | Q(organization_id=actor.organization or 0)) if _acts_for_unit(actor) else own.filter(mine)


def visible_activities(actor: Actor) -> QuerySet[Activity]:
    """The activities that the office noted, for who sees the table of quotas."""
    own = Activity.objects.filter(station_id=actor.station or 0)
    return own if holds(actor, Permission.READ) else own.none()


def visible_closings(actor: Actor) -> QuerySet[Closing]:
    """The periods that were closed, for who sees the table of quotas."""
    own = Closing.objects.filter(station_id=actor.station or 0)
    return own if holds(actor, Permission.READ) else own.none()


def seen_by(actor: Actor, lines: Iterable[Line]) -> list[Line]:
    """Of the quotas of the actor's station those that he or she may read."""
    if holds(actor, Permission.READ):
        return list(lines)
    return [line for line in lines if is_own(actor, line)] if holds(actor, Permission.READ_OWN) else []


def is_own(actor: Actor, line: Line) -> bool:
    """Whether a quota binds the actor's person, or the unit that he or she acts for."""
    key = line.bound.key
    if key.person is not None:
        return actor.is_person(key.person)
    return key == Key(organization=actor.organization) and actor.organization is not None and _acts_for_unit(actor)


def possible(exemption: Exemption, verb: str) -> bool:
    """Whether the state allows the verb, whoever asks."""
    return exemption.state in EXEMPTION_STEPS[verb].sources


def permits(actor: Actor, verb: str, exemption: Exemption) -> bool:
    """Whether the actor's role and place allow the verb, whatever the state."""
    return holds(actor, NEEDED[verb]) and exemption.station_id == actor.station


def offers(actor: Actor, exemption: Exemption) -> list[str]:
    """The verbs that are allowed and possible now."""
    return [verb for verb in NEEDED if possible(exemption, verb) and permits(actor, verb, exemption)]


def holds(actor: Actor, permission: Permission) -> bool:
    """Whether the actor's role carries a right."""
    return actor.role in GRANTS[permission]


def require(actor: Actor, permission: Permission) -> None:
    """Let through who holds a right that concerns no single row."""
    if not holds(actor, permission):
        raise Denied("quotas.denied", permission=permission)


def find(actor: Actor, public_id: uuid.UUID) -> Exemption:
    """The exemption for reading, or `NotFound` for who may not know of it."""
    found = visible(actor).select_related("person", "organization").filter(public_id=public_id).first()
    if found is None:
        raise NotFound("quotas.exemption.unknown")
    return found


def find_closing(actor: Actor, public_id: uuid.UUID) -> Closing:
    """What was written down when a period closed, or `NotFound`."""
    found = visible_closings(actor).select_related("post__person").filter(public_id=public_id).first()
    if found is None:
        raise NotFound("quotas.period.unknown")
    return found


def take(actor: Actor, public_id: uuid.UUID, verb: str, *, seen: int | None = None) -> Exemption:
    """Load, lock and authorise an exemption for change."""
    exemption = locked(Exemption, find(actor, public_id).pk)
    if not permits(actor, verb, exemption):
        raise Denied("quotas.denied", permission=NEEDED[verb])
    check_seen(exemption, seen)
    if not possible(exemption, verb):
        raise Conflict("quotas.exemption.over")
    return exemption


def _acts_for_unit(actor: Actor) -> bool:
    return actor.role in _OF_UNIT

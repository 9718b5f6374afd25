# SPDX-License-Identifier: Apache-2.0
"""Who sees mergers and may do what with them: the two administrators who keep people and rights."""

import uuid

from django.db.models import QuerySet

from yizhan.domains.network.models import Organization, Person
from yizhan.domains.register.models import Change, Merger
from yizhan.domains.register.permissions import CHANGE_NEEDED, GRANTS, NEEDED, Permission
from yizhan.domains.register.queries import mergers as queries
from yizhan.domains.register.states import CHANGE_STEPS, MERGER_STEPS, ChangeState
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, NotFound
from yizhan.kernel.locking import locked
from yizhan.kernel.transitions import check_seen


def visible(actor: Actor) -> QuerySet[Merger]:
    """All mergers of the installation, for who may read them; people belong to no station."""
    return Merger.objects.all() if holds(actor, Permission.READ) else Merger.objects.none()


def waiting(actor: Actor) -> QuerySet[Merger]:
    """What waits for the actor's agreement."""
    return (
        queries.to_confirm().filter(pk__in=visible(actor))
        if holds(actor, Permission.CONFIRM)
        else visible(actor).none()
    )


def holds(actor: Actor, permission: Permission) -> bool:
    """Whether the actor's role carries a right."""
    return actor.role in GRANTS[permission]


def require(actor: Actor, permission: Permission) -> None:
    """Let through who holds a right that concerns no single row."""
    if not holds(actor, permission):
        raise Denied("register.denied", permission=permission)


def possible(merger: Merger, verb: str) -> bool:
    """Whether state and days allow the verb, whoever asks."""
    if merger.state not in MERGER_STEPS[verb].sources:
        return False
    until = queries.undo_until(merger)
    return verb != "undo" or (until is not None and clock.now() <= until)


def permits(actor: Actor, verb: str, merger: Merger) -> bool:
    """Whether role and person allow the verb: who proposed does not confirm, whatever post he or she acts as."""
    if verb == "confirm" and actor.is_person(merger.post.person_id):
        return False
    return holds(actor, NEEDED[verb])


def offers(actor: Actor, merger: Merger) -> list[str]:
    """The verbs that are allowed and possible now."""
    return [verb for verb in NEEDED if possible(merger, verb) and permits(actor, verb, merger)]


def find(actor: Actor, public_id: uuid.UUID) -> Merger:
    """The merger for reading, or `NotFound` for who may not know of it."""
    rows = visible(actor).select_related("duplicate", "person", "post__person", "confirmed_by__person")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise NotFound("register.merger.unknown")
    return found


def find_entry(actor: Actor, public_id: uuid.UUID) -> Person:
    """An entry of the register, for who keeps it."""
    require(actor, Permission.READ)
    found = Person.objects.select_related("merged_into").filter(public_id=public_id).first()
    if found is None:
        raise NotFound("network.person.unknown", field="into")
    return found


def take(actor: Actor, public_id: uuid.UUID, verb: str, *, seen: int | None = None) -> Merger:
    """Load, lock and authorise a merger for change."""
    merger = locked(Merger, find(actor, public_id).pk)
    if not permits(actor, verb, merger):
        raise Denied("register.denied", permission=NEEDED[verb])
    check_seen(merger, seen)
    if merger.state not in MERGER_STEPS[verb].sources:
        raise Conflict("register.state.elsewhere", verb=verb, state=merger.state)
    if not possible(merger, verb):
        raise Conflict("register.undo.too_late")
    return merger


def visible_changes(actor: Actor) -> QuerySet[Change]:
    """All changes of units, for who may read them."""
    return Change.objects.all() if holds(actor, Permission.READ) else Change.objects.none()


def changes_waiting(actor: Actor) -> QuerySet[Change]:
    """Changes of units that wait for the actor's agreement, the longest waiting first."""
    if not holds(actor, Permission.CHANGE_CARRY_OUT):
        return Change.objects.none()
    return (
        visible_changes(actor).filter(state=ChangeState.PROPOSED).prefetch_related("former", "followers").order_by("id")
    )


def permits_change(actor: Actor, verb: str, change: Change) -> bool:
    """Whether role and person allow the verb on a change of units."""
    if verb == "carry_out" and actor.is_person(change.post.person_id):
        return False
    return holds(actor, CHANGE_NEEDED[verb])


def change_offers(actor: Actor, change: Change) -> list[str]:
    """The verbs that are allowed and possible now."""
    return [
        verb
        for verb in CHANGE_NEEDED
        if change.state in CHANGE_STEPS[verb].sources and permits_change(actor, verb, change)
    ]


def find_change(actor: Actor, public_id: uuid.UUID) -> Change:
    """The change for reading, or `NotFound` for who may not know of it."""
    rows = visible_changes(actor).select_related("post__person", "confirmed_by__person")
    found = rows.prefetch_related("former", "followers").filter(public_id=public_id).first()
    if found is None:
        raise NotFound("register.change.unknown")
    return found


def find_unit(actor: Actor, public_id: uuid.UUID, field: str) -> Organization:
    """A unit for change, for who keeps the register."""
    require(actor, Permission.READ)
    found = Organization.objects.select_related("station").filter(public_id=public_id, station__isnull=False).first()
    if found is None:
        raise NotFound("network.organization.unknown", field=field)
    return found


def take_change(actor: Actor, public_id: uuid.UUID, verb: str, *, seen: int | None = None) -> Change:
    """Load, lock and authorise a change of units."""
    change = locked(Change, find_change(actor, public_id).pk)
    if not permits_change(actor, verb, change):
        raise Denied("register.denied", permission=CHANGE_NEEDED[verb])
    check_seen(change, seen)
    if change.state not in CHANGE_STEPS[verb].sources:
        raise Conflict("register.state.elsewhere", verb=verb, state=change.state)
    return change

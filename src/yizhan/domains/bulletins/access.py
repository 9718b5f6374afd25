# SPDX-License-Identifier: Apache-2.0
"""Who reads which bulletin, whole or only the own part, and who may take which step."""

import uuid

from django.db.models import Exists, OuterRef, Q, QuerySet

from yizhan.domains.bulletins.models import Audit, Bulletin, Part
from yizhan.domains.bulletins.permissions import GRANTS, NEEDED, SECOND_PERSON, Permission
from yizhan.domains.bulletins.states import OPEN, PUBLISHED, STEPS, State
from yizhan.domains.network.queries import one_person
from yizhan.domains.network.states import Role
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, NotFound
from yizhan.kernel.locking import locked
from yizhan.kernel.transitions import check_seen

#: Why a step is not possible, by the state that the bulletin is in.
_ELSEWHERE = {
    State.DRAFTED: "bulletins.bulletin.is_drafted",
    State.HANDED_OVER: "bulletins.bulletin.is_handed_over",
    State.CHECKED: "bulletins.bulletin.is_checked",
    State.SIGNED: "bulletins.bulletin.is_signed",
    State.RELEASED: "bulletins.bulletin.is_released",
    State.CORRECTED: "bulletins.bulletin.is_corrected",
    State.DISCARDED: "bulletins.bulletin.is_discarded",
}

#: Verbs that are no step of their own: from which states they are possible.
_STAYING = {"rewrite": {State.DRAFTED}, "renew": {State.DRAFTED}, "prepare_correction": PUBLISHED}


def holds(actor: Actor, permission: Permission) -> bool:
    """Whether the actor's role carries a right."""
    return actor.role in GRANTS[permission]


def require(actor: Actor, permission: Permission) -> None:
    """Let through who holds a right that concerns no single row."""
    if not holds(actor, permission):
        raise Denied("bulletins.denied", permission=permission)


def visible(actor: Actor) -> QuerySet[Bulletin]:
    """The office and its leaders: all of the station. Units: what was released. Members: what has a part of theirs."""
    found = Bulletin.objects.all()
    if actor.role != Role.SYSTEM or actor.station is not None:
        found = found.filter(station_id=actor.station or 0)
    if holds(actor, Permission.READ_ALL):
        return found
    released = found.filter(state__in=sorted(PUBLISHED))
    if holds(actor, Permission.READ_RELEASED):
        return released
    if holds(actor, Permission.READ_OWN):
        return released.filter(
            Exists(Part.objects.filter(bulletin=OuterRef("pk"), person__in=one_person(actor.person)))
        )
    return found.none()


def reads_whole(actor: Actor) -> bool:
    """Whether the actor reads more of a released bulletin than the own part."""
    return holds(actor, Permission.READ_ALL) or holds(actor, Permission.READ_RELEASED)


def visible_parts(actor: Actor) -> QuerySet[Part]:
    """The office sees all parts; others those of their unit, where they read for it, and their own."""
    found = Part.objects.filter(bulletin__in=visible(actor))
    if holds(actor, Permission.READ_ALL):
        return found
    own = Q(person__in=one_person(actor.person))
    if holds(actor, Permission.READ_RELEASED):
        own |= Q(organization_id=actor.organization or 0)
    return found.filter(own)


def visible_audits(actor: Actor) -> QuerySet[Audit]:
    """The kept audits of the station, for those who may make one."""
    found = Audit.objects.filter(station_id=actor.station or 0)
    return found if holds(actor, Permission.AUDIT) else found.none()


def find_audit(actor: Actor, public_id: uuid.UUID) -> Audit:
    """The audit for reading, or `NotFound`."""
    found = visible_audits(actor).select_related("post__person", "station").filter(public_id=public_id).first()
    if found is None:
        raise NotFound("bulletins.audit.unknown")
    return found


def permits(actor: Actor, verb: str, bulletin: Bulletin) -> bool:
    """Whether the actor's role and place allow the verb, whatever the state."""
    is_allowed = holds(actor, NEEDED[verb]) and bulletin.station_id == actor.station
    return is_allowed and not (verb in SECOND_PERSON and _wrote(actor, bulletin))


def possible(bulletin: Bulletin, verb: str) -> bool:
    """Whether the bulletin's state allows the verb, whoever asks."""
    if verb == "prepare_correction" and _is_being_corrected(bulletin):
        return False
    return bulletin.state in (_STAYING[verb] if verb in _STAYING else STEPS[verb].sources)


def offers(actor: Actor, bulletin: Bulletin) -> list[str]:
    """The verbs that are allowed and possible now, in the order of the buttons."""
    return [verb for verb in NEEDED if possible(bulletin, verb) and permits(actor, verb, bulletin)]


def find(actor: Actor, public_id: uuid.UUID) -> Bulletin:
    """The bulletin for reading, or `NotFound` for who may not know of it."""
    found = visible(actor).select_related("station", "corrects", "post__person").filter(public_id=public_id).first()
    if found is None:
        raise NotFound("bulletins.bulletin.unknown")
    return found


def take(actor: Actor, public_id: uuid.UUID, verb: str, *, seen: int | None = None) -> Bulletin:
    """Load, lock and authorise a bulletin for change, all inside the running transaction."""
    bulletin = locked(Bulletin, find(actor, public_id).pk)
    if not holds(actor, NEEDED[verb]):
        raise Denied("bulletins.denied", permission=NEEDED[verb])
    if not permits(actor, verb, bulletin):
        raise Denied("bulletins.second_person", permission=NEEDED[verb])
    check_seen(bulletin, seen)
    if not possible(bulletin, verb):
        code = (
            "bulletins.correction.open"
            if bulletin.state in _STAYING.get(verb, ())
            else _ELSEWHERE[State(bulletin.state)]
        )
        raise Conflict(code)
    return bulletin


def _wrote(actor: Actor, bulletin: Bulletin) -> bool:
    """Whether this person drafted the bulletin or wrote any wording of it, in whatever post."""
    return bulletin.wordings.filter(post__person__in=one_person(actor.person)).exists()


def _is_being_corrected(bulletin: Bulletin) -> bool:
    return bulletin.corrections.filter(state__in=sorted(OPEN)).exists()

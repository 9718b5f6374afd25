# SPDX-License-Identifier: Apache-2.0
"""Who sees which rosters and may do what: the office its own and its units', a unit its own and the office's."""

import uuid
from collections.abc import Sequence

from django.db.models import Q, QuerySet

from yizhan.domains.duty.models import Absence, CheckCall, Handover, Number, Roster, Shift, Swap
from yizhan.domains.duty.permissions import GRANTS, NEEDED, Permission
from yizhan.domains.duty.queries import rosters
from yizhan.domains.duty.states import (
    CHECK_CALL_STEPS,
    HANDOVER_STEPS,
    STEPS,
    SWAP_STEPS,
    CheckCallState,
    HandoverState,
    RosterState,
    SwapState,
)
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Person, Post
from yizhan.domains.network.queries import one_person
from yizhan.domains.network.states import Role
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, NotFound
from yizhan.kernel.locking import locked
from yizhan.kernel.transitions import check_seen

_OFFICE = frozenset({Role.EDITOR, Role.REVIEWER, Role.SIGNER, Role.SUPERVISOR, Role.LEADER, Role.SYSTEM})
_OF_UNIT = frozenset({Role.OFFICER, Role.HANDLER})

#: Why a step is not possible, by the state of the roster.
_ELSEWHERE = {
    RosterState.DRAFT: "duty.roster.is_draft",
    RosterState.PUBLISHED: "duty.roster.is_published",
    RosterState.WITHDRAWN: "duty.roster.is_withdrawn",
}


def visible(actor: Actor) -> QuerySet[Roster]:
    """The rosters an actor may know of. A unit sees its own, and of the office what is published: whom to call."""
    own_station = Roster.objects.filter(station_id=actor.station or 0)
    if actor.role in _OFFICE:
        return own_station
    if actor.role in _OF_UNIT:
        published = Q(organization__isnull=True, state=RosterState.PUBLISHED)
        return own_station.filter(Q(organization_id=actor.organization or 0) | published)
    return Roster.objects.none()


def visible_shifts(actor: Actor) -> QuerySet[Shift]:
    """The shifts of the rosters that the actor may know of."""
    return Shift.objects.filter(roster__in=visible(actor))


def visible_swaps(actor: Actor) -> QuerySet[Swap]:
    """What concerns the person who acts, and for those who plan everything of their rosters."""
    found = Swap.objects.filter(shift__roster__in=visible(actor))
    if holds(actor, Permission.CHANGE):
        return found
    return found.filter(Q(shift__person__in=one_person(actor.person)) | Q(to__person__in=one_person(actor.person)))


def visible_absences(actor: Actor) -> QuerySet[Absence]:
    """One's own; for those who plan, everybody's at the station, for a unit everybody's of the unit."""
    at_station = Absence.objects.filter(station_id=actor.station or 0)
    if not holds(actor, Permission.PLAN):
        return at_station.filter(person__in=one_person(actor.person))
    return at_station.filter(person__in=people(actor))


def visible_handovers(actor: Actor) -> QuerySet[Handover]:
    """The hand-overs of the rosters that the actor is responsible for: the office all, a unit its own."""
    found = Handover.objects.filter(station_id=actor.station or 0)
    if actor.role in _OFFICE:
        return found
    if actor.role in _OF_UNIT:
        return found.filter(shift__roster__organization_id=actor.organization or 0)
    return Handover.objects.none()


def visible_check_calls(actor: Actor) -> QuerySet[CheckCall]:
    """For those who make them all of the station; for the others those they were asked in."""
    found = CheckCall.objects.filter(station_id=actor.station or 0)
    if holds(actor, Permission.CHECK_CALL):
        return found
    return found.filter(shift__person__in=one_person(actor.person))


def people(actor: Actor) -> QuerySet[Person]:
    """Whose absences and numbers the actor may keep: one's own, and those of the people one plans for."""
    if not holds(actor, Permission.NUMBER_OF_OTHERS):
        return one_person(actor.person)
    return Person.objects.filter(
        Q(pk__in=one_person(actor.person)) | Q(posts__in=candidates(actor, unit_of(actor)))
    ).distinct()


def visible_numbers(actor: Actor) -> QuerySet[Number]:
    """The numbers of those people."""
    return Number.objects.filter(person__in=people(actor))


def candidates(actor: Actor, organization: int | None) -> QuerySet[Post]:
    """Who may be put on a roster: today's posts of the office, or of the unit whose roster it is."""
    held = Post.objects.filter(network.in_force(), station_id=actor.station or 0).select_related(
        "person", "organization"
    )
    if organization is None:
        return held.filter(role__in=_OFFICE).order_by("organization__rank", "person__name", "id")
    return held.filter(organization_id=organization, role__in=_OF_UNIT).order_by("person__name", "id")


def plans_for(actor: Actor, roster: Roster) -> bool:
    """Whether it is the actor's own roster: the office's, or that of his or her unit."""
    return roster.station_id == actor.station and roster.organization_id == unit_of(actor)


def permits(actor: Actor, verb: str, roster: Roster) -> bool:
    """Whether the actor's role and place allow the verb, whatever the state."""
    return holds(actor, NEEDED[verb]) and plans_for(actor, roster)


def possible(roster: Roster, verb: str) -> bool:
    """Whether the roster's state allows the verb, whoever asks."""
    if verb in STEPS:
        return roster.state in STEPS[verb].sources
    return roster.state == (RosterState.PUBLISHED if verb == "change" else RosterState.DRAFT)


def offers(actor: Actor, roster: Roster) -> list[str]:
    """The verbs that are allowed and possible now."""
    return [verb for verb in NEEDED if possible(roster, verb) and permits(actor, verb, roster)]


def swap_offers(actor: Actor, swap: Swap) -> list[str]:
    """What the actor may do with a request: the one who was asked decides, the one who asked may take it back."""
    if swap.state != SwapState.ASKED:
        return []
    if actor.is_person(swap.to.person_id):
        return ["agree", "refuse"]
    return ["withdraw"] if actor.is_person(swap.shift.person_id) else []


def may_write_handover(actor: Actor, shift: Shift) -> bool:
    """Whoever is on that shift signs what it leaves."""
    return holds(actor, Permission.HAND_OVER) and shift.counts and actor.is_person(shift.person_id)


def may_take_over(actor: Actor, handover: Handover, own: Sequence[Shift] | None = None) -> bool:
    """Whoever comes next in that duty signs for it; who wrote it never does both.

    `own` are the actor's shifts that are not over, where the caller has them already.
    """
    if handover.state != HandoverState.WRITTEN or actor.is_person(handover.written_by.person_id):
        return False
    left = handover.shift
    shifts = list(rosters.coming_of(actor.person or 0, clock.now())) if own is None else own
    return any(
        one.duty == left.duty
        and one.roster.organization_id == left.roster.organization_id
        and one.station_id == left.station_id
        and one.starts_at <= max(clock.now(), left.ends_at) < one.ends_at
        for one in shifts
    )


def holds(actor: Actor, permission: Permission) -> bool:
    """Whether the actor's role carries a right."""
    return actor.role in GRANTS[permission]


def require(actor: Actor, permission: Permission) -> None:
    """Let through who holds a right that concerns no single row."""
    if not holds(actor, permission):
        raise Denied("duty.denied", permission=permission)


def find(actor: Actor, public_id: uuid.UUID) -> Roster:
    """The roster for reading, or `NotFound` for who may not know of it."""
    found = visible(actor).select_related("organization", "published_by__person").filter(public_id=public_id).first()
    if found is None:
        raise NotFound("duty.roster.unknown")
    return found


def find_shift(actor: Actor, public_id: uuid.UUID) -> Shift:
    """The shift for reading, or `NotFound` for who may not know of it."""
    found = visible_shifts(actor).select_related("roster", "person", "post__organization")
    shift = found.filter(public_id=public_id).first()
    if shift is None:
        raise NotFound("duty.shift.unknown")
    return shift


def find_swap(actor: Actor, public_id: uuid.UUID) -> Swap:
    """The request for reading, or `NotFound` for who may not know of it."""
    found = visible_swaps(actor).select_related("shift__roster", "shift__person", "other", "to__person")
    swap = found.filter(public_id=public_id).first()
    if swap is None:
        raise NotFound("duty.swap.unknown")
    return swap


def find_absence(actor: Actor, public_id: uuid.UUID) -> Absence:
    """The absence for reading, or `NotFound` for who may not know of it."""
    found = visible_absences(actor).select_related("person").filter(public_id=public_id).first()
    if found is None:
        raise NotFound("duty.absence.unknown")
    return found


def find_person(actor: Actor, public_id: uuid.UUID) -> Person:
    """Somebody whose absences and numbers the actor may keep, or `NotFound`."""
    found = people(actor).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("duty.person.unknown")
    return found


def find_number(actor: Actor, public_id: uuid.UUID) -> Number:
    """A number that the actor may keep, or `NotFound`."""
    rows = Number.objects.filter(public_id=public_id, person__in=people(actor), ended_at__isnull=True)
    found = rows.select_related("person").first()
    if found is None:
        raise NotFound("duty.number.unknown")
    return found


def find_handover(actor: Actor, public_id: uuid.UUID) -> Handover:
    """The hand-over for reading, or `NotFound` for who may not know of it."""
    found = visible_handovers(actor).select_related("shift__roster", "shift__person", "written_by", "taken_by")
    handover = found.filter(public_id=public_id).first()
    if handover is None:
        raise NotFound("duty.handover.unknown")
    return handover


def find_check_call(actor: Actor, public_id: uuid.UUID) -> CheckCall:
    """The test call for reading, or `NotFound` for who may not know of it."""
    found = visible_check_calls(actor).select_related("shift__person", "number").filter(public_id=public_id).first()
    if found is None:
        raise NotFound("duty.check_call.unknown")
    return found


def take(actor: Actor, public_id: uuid.UUID, verb: str, *, seen: int | None = None) -> Roster:
    """Load, lock and authorise a roster for change, all inside the running transaction."""
    roster = locked(Roster, find(actor, public_id).pk)
    if not permits(actor, verb, roster):
        raise Denied("duty.denied", permission=NEEDED[verb])
    check_seen(roster, seen)
    if not possible(roster, verb):
        raise Conflict(_ELSEWHERE[RosterState(roster.state)])
    return roster


def take_shift(actor: Actor, public_id: uuid.UUID) -> Shift:
    """Load a published shift for change; its roster is locked first, so that two changes follow each other."""
    found = find_shift(actor, public_id)
    take(actor, found.roster.public_id, "change")
    shift = locked(Shift, found.pk)
    if not shift.counts:
        raise Conflict("duty.shift.replaced")
    return shift


def take_own_shift(actor: Actor, public_id: uuid.UUID) -> Shift:
    """Load a published shift that is the actor's own."""
    require(actor, Permission.SWAP)
    shift = locked(Shift, find_shift(actor, public_id).pk)
    if not actor.is_person(shift.person_id):
        raise Denied("duty.shift.of_others", permission=Permission.SWAP)
    if not shift.counts:
        raise Conflict("duty.shift.replaced")
    return shift


def take_swap(actor: Actor, public_id: uuid.UUID, verb: str, *, seen: int | None = None) -> Swap:
    """Load, lock and authorise a request to swap; the roster of its shift is locked first."""
    found = find_swap(actor, public_id)
    locked(Roster, found.shift.roster_id)
    swap = locked(Swap, found.pk)
    require(actor, Permission.SWAP)
    decider = swap.shift.person_id if verb == "withdraw" else swap.to.person_id
    if not actor.is_person(decider):
        raise Denied("duty.swap.of_others", permission=Permission.SWAP)
    check_seen(swap, seen)
    if swap.state not in SWAP_STEPS[verb].sources:
        raise Conflict("duty.swap.decided")
    return swap


def take_absence(actor: Actor, public_id: uuid.UUID) -> Absence:
    """Load and lock an absence that the actor may end."""
    require(actor, Permission.ABSENCE)
    return locked(Absence, find_absence(actor, public_id).pk)


def take_number(actor: Actor, public_id: uuid.UUID) -> Number:
    """Load and lock a number that the actor may keep."""
    require(actor, Permission.NUMBER)
    return locked(Number, find_number(actor, public_id).pk)


def take_handover(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Handover:
    """Load and lock a hand-over for whoever takes it over."""
    handover = locked(Handover, find_handover(actor, public_id).pk)
    require(actor, Permission.HAND_OVER)
    check_seen(handover, seen)
    if handover.state not in HANDOVER_STEPS["take_over"].sources:
        raise Conflict("duty.handover.taken_already")
    if not may_take_over(actor, handover):
        raise Denied("duty.handover.of_others", permission=Permission.HAND_OVER)
    return handover


def take_check_call(actor: Actor, public_id: uuid.UUID, verb: str, *, seen: int | None = None) -> CheckCall:
    """Load and lock a test call: answered by whoever was called or made it, given up by whoever made it."""
    call = locked(CheckCall, find_check_call(actor, public_id).pk)
    is_called = actor.is_person(call.shift.person_id)
    is_asker = holds(actor, Permission.CHECK_CALL) and not is_called
    if not is_asker and not (verb == "answer" and is_called):
        raise Denied("duty.denied", permission=Permission.CHECK_CALL)
    check_seen(call, seen)
    if call.state not in CHECK_CALL_STEPS[verb].sources:
        raise Conflict("duty.check_call.over", state=CheckCallState(call.state))
    return call


def unit_of(actor: Actor) -> int | None:
    """For whom the actor plans: the unit that he or she acts for, or None for the office."""
    return actor.organization if actor.role in _OF_UNIT else None

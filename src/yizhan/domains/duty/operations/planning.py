# SPDX-License-Identifier: Apache-2.0
"""Making a roster: for a period, filled in turn, put right by single shifts, published with its gaps or without."""

import datetime
import itertools
import uuid
from collections.abc import Sequence

from yizhan.domains.duty import access, events, rules
from yizhan.domains.duty.models import Roster, Shift
from yizhan.domains.duty.operations import wording
from yizhan.domains.duty.permissions import Permission
from yizhan.domains.duty.queries import faults, rosters
from yizhan.domains.duty.queries.rosters import Slot
from yizhan.domains.duty.states import STEPS, Days, RosterState
from yizhan.domains.network.models import Organization, Post, Station
from yizhan.domains.rulebook import queries as rulebook
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.inserting import insert
from yizhan.kernel.locking import locked
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import amend, move


@operation
def open_roster(actor: Actor, public_id: uuid.UUID, *, first: datetime.date, last: datetime.date) -> Roster:
    """Begin a roster for a period, both days included, for the office or for the unit that one acts for.

    It takes the institution's duties and times of change as they are today.
    Writes: roster, journal. Announces: duty.roster.opened.
    """
    access.require(actor, Permission.PLAN)
    if Roster.objects.filter(public_id=public_id).exists():
        raise Conflict("duty.roster.id_taken")
    if last < first:
        raise Invalid("duty.period.backward", field="last")
    if (last - first).days >= rules.LONGEST_PERIOD:
        raise Invalid("duty.period.too_long", field="last", days=rules.LONGEST_PERIOD)
    station = actor.station or 0
    duties, changes = rulebook.value(station, rules.DUTIES), rulebook.value(station, rules.CHANGES)
    roster = Roster(
        public_id=public_id,
        station_id=station,
        organization_id=access.unit_of(actor),
        first=first,
        last=last,
        duties=list(duties),
        changes=list(changes),
        opened_at=clock.now(),
    )
    insert(roster)
    event = events.RosterOpened(subject=public_id, first=first, last=last, unit=unit_name(roster))
    audit.record(actor, event, station=station, after=RosterState.DRAFT)
    return roster


@operation
def fill(
    actor: Actor,
    public_id: uuid.UUID,
    *,
    duty: str,
    people: Sequence[uuid.UUID],
    turn: int = 1,
    days: str = Days.ALL,
    seen: int | None = None,
) -> Roster:
    """Give the free shifts of a duty to people in turn, `turn` shifts on end to each, on the days that are meant.

    `people` are posts. What is given already stays. Writes: shifts, journal. Announces: duty.roster.filled.
    """
    roster = access.take(actor, public_id, "fill", seen=seen)
    _known_duty(roster, duty)
    if days not in Days.values:
        raise Invalid("duty.days.unknown", field="days")
    if turn < 1:
        raise Invalid("duty.turn.too_short", field="turn")
    holders = [person_in_post(actor, roster, key) for key in people]
    if not holders:
        raise Invalid("duty.people.none", field="people")
    given = {one.starts_at for one in rosters.shifts_of(roster) if one.duty == duty}
    free = [slot for slot in rosters.slots_of(roster) if slot.duty == duty and slot.starts_at not in given]
    meant = rosters.days_meant(roster.station_id, days, free)
    if not meant:
        raise Invalid("duty.roster.full", field="duty", duty=duty)
    in_turn = itertools.cycle(itertools.chain.from_iterable([one] * turn for one in holders))
    Shift.objects.bulk_create(
        [_shift(actor, roster, slot, post) for slot, post in zip(meant, in_turn, strict=False)], batch_size=500
    )
    event = events.RosterFilled(
        subject=public_id, duty=duty, people=tuple(one.person.name for one in holders), shifts=len(meant)
    )
    return amend(roster, actor=actor, event=event)


@operation
def assign(
    actor: Actor,
    public_id: uuid.UUID,
    *,
    duty: str,
    starts_at: datetime.datetime,
    post: uuid.UUID | None,
    seen: int | None = None,
) -> Roster:
    """Give one shift of a draft to somebody, or with None to nobody.

    Writes: shift, journal. Announces: duty.shift.assigned.
    """
    roster = access.take(actor, public_id, "assign", seen=seen)
    _known_duty(roster, duty)
    slots = [one for one in rosters.slots_of(roster) if one.duty == duty and one.starts_at == starts_at]
    if not slots:
        raise NotFound("duty.shift.unknown")
    holder = person_in_post(actor, roster, post) if post is not None else None
    roster.shifts.filter(duty=duty, starts_at=starts_at).delete()
    if holder is not None:
        insert(_shift(actor, roster, slots[0], holder))
    event = events.ShiftAssigned(
        subject=public_id, duty=duty, starts_at=starts_at, who=holder.person.name if holder else ""
    )
    return amend(roster, actor=actor, event=event)


@operation
def publish(actor: Actor, public_id: uuid.UUID, *, reason: str = "", seen: int | None = None) -> Roster:
    """Let a roster bind. Where nobody could be reached at some time, that needs a reason and is said (RULE-020).

    Two rosters that bind have no day in common. Writes: state, journal. Announces: duty.roster.published.
    """
    roster = access.take(actor, public_id, "publish", seen=seen)
    locked(Station, roster.station_id)
    if not roster.shifts.exists():
        raise Invalid("duty.roster.empty")
    other = rosters.overlapping(roster).first()
    if other is not None:
        raise Conflict("duty.roster.overlaps", first=other.first.isoformat(), last=other.last.isoformat())
    gaps = sum(one.leaves_a_gap for one in faults.of_roster(roster))
    said = wording.checked(reason, field="reason")
    if gaps and not said:
        raise Invalid("duty.roster.gaps", field="reason", count=gaps)
    event = events.RosterPublished(
        subject=public_id,
        first=roster.first,
        last=roster.last,
        unit=unit_name(roster),
        gaps=gaps,
        reason=said if gaps else "",
    )
    return move(
        roster,
        STEPS,
        "publish",
        actor=actor,
        event=event,
        published_at=clock.now(),
        published_by_id=actor.post,
        reason=event.reason,
    )


@operation
def withdraw(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Roster:
    """Give a draft up. Writes: state, journal. Announces: duty.roster.withdrawn."""
    roster = access.take(actor, public_id, "withdraw", seen=seen)
    event = events.RosterWithdrawn(subject=public_id, first=roster.first, last=roster.last)
    return move(roster, STEPS, "withdraw", actor=actor, event=event)


def person_in_post(actor: Actor, roster: Roster, post: uuid.UUID) -> Post:
    """Somebody who may be put on this roster, in the post in which he or she is."""
    found = access.candidates(actor, roster.organization_id).filter(public_id=post).first()
    if found is None:
        raise NotFound("duty.person.unknown", field="post")
    return found


def unit_name(roster: Roster) -> str:
    """The name of the unit whose roster it is; empty for the office itself."""
    if roster.organization_id is None:
        return ""
    return Organization.objects.get(pk=roster.organization_id).name


def _known_duty(roster: Roster, duty: str) -> None:
    if duty not in roster.duties:
        raise Invalid("duty.duty.unknown", field="duty", duty=duty)


def _shift(actor: Actor, roster: Roster, slot: Slot, post: Post) -> Shift:
    return Shift(
        roster=roster,
        station_id=roster.station_id,
        duty=slot.duty,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        post=post,
        person_id=post.person_id,
        entered_by_id=actor.post,
        entered_at=clock.now(),
    )

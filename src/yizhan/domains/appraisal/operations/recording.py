# SPDX-License-Identifier: Apache-2.0
"""The performance record of members: activities entered with evidence, confirmed by the office, counted by scheme."""

import datetime
import uuid
from dataclasses import dataclass

from yizhan.domains.appraisal import access, events, rules
from yizhan.domains.appraisal.models import Activity, Occasion
from yizhan.domains.appraisal.operations import booking
from yizhan.domains.appraisal.permissions import Permission
from yizhan.domains.appraisal.states import ACTIVITY_STEPS, ActivityState, Origin
from yizhan.domains.network import queries as network
from yizhan.domains.network.models import Person, Post
from yizhan.domains.periodicals.operations import lines
from yizhan.domains.rulebook import queries as rulebook
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.inserting import insert
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move

WHOLE = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What, when, how one took part, and what shows it. Without `person` it is the own record."""

    kind: str
    attendance: str
    title: str
    evidence: str
    day: datetime.date
    person: uuid.UUID | None = None


@operation
def enter(actor: Actor, public_id: uuid.UUID, *, particulars: Particulars) -> Activity:
    """Enter an activity in one's own record, or as the office in that of anybody at the station.

    Writes: activity, journal. Announces: appraisal.activity.entered.
    """
    access.require(actor, Permission.ENTER)
    if Activity.objects.filter(public_id=public_id).exists():
        raise Conflict("appraisal.activity.id_taken")
    station = actor.station or 0
    for name, word, definition in (
        ("kind", particulars.kind, rules.ACTIVITIES),
        ("attendance", particulars.attendance, rules.ATTENDANCE),
    ):
        if word not in rulebook.value(station, definition):
            raise Invalid(f"appraisal.activity.{name}", field=name)
    if particulars.day > clock.today():
        raise Invalid("appraisal.activity.future", field="day")
    activity = Activity(
        public_id=public_id,
        station_id=station,
        state=ActivityState.ENTERED,
        person=_person(actor, particulars.person),
        kind=particulars.kind,
        attendance=particulars.attendance,
        title=lines.checked(particulars.title, field="title", limit=rules.TITLE_LIMIT, is_required=True),
        evidence=lines.checked(particulars.evidence, field="evidence", limit=rules.TEXT_LIMIT, is_required=True),
        day=particulars.day,
        post_id=actor.post,
        at=clock.now(),
    )
    insert(activity)
    event = events.ActivityEntered(
        subject=public_id,
        kind=activity.kind,
        title=activity.title,
        person=activity.person.name,
        day=activity.day,
    )
    audit.record(actor, event, station=station, after=ActivityState.ENTERED)
    return activity


@operation
def confirm(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Activity:
    """Say that the evidence was seen; the activity counts by the scheme of the members.

    Writes: occasion, state, journal. Announces: appraisal.activity.confirmed.
    """
    activity = access.take_activity(actor, public_id, "confirm", seen=seen)
    booking.take_in(activity.station_id, _occasion(activity))
    event = events.ActivityConfirmed(
        subject=public_id, kind=activity.kind, title=activity.title, person=activity.person.name
    )
    return move(activity, ACTIVITY_STEPS, "confirm", actor=actor, event=event, confirmed_by_id=actor.post)


@operation
def strike(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Activity:
    """Take an activity off the record; what it brought is cancelled.

    Writes: occasion, state, journal. Announces: appraisal.activity.struck.
    """
    activity = access.take_activity(actor, public_id, "strike", seen=seen)
    said = lines.checked(reason, field="reason", limit=rules.TEXT_LIMIT, is_required=True)
    booked = booking.latest(activity.station_id, _key(activity))
    if booked is not None and not booked.is_cancellation:
        row = _occasion(activity)
        row.replaces, row.is_cancellation, row.reason = booked, True, said
        booking.take_in(activity.station_id, row)
    event = events.ActivityStruck(
        subject=public_id, kind=activity.kind, title=activity.title, person=activity.person.name, reason=said
    )
    return move(activity, ACTIVITY_STEPS, "strike", actor=actor, event=event)


def _person(actor: Actor, chosen: uuid.UUID | None) -> Person:
    if chosen is None or not access.holds(actor, Permission.CONFIRM_ACTIVITY):
        return Person.objects.get(pk=actor.acting_person)
    person = network.people_of(actor.station or 0).filter(public_id=chosen).first()
    if person is None:
        raise NotFound("appraisal.activity.person_unknown", field="person")
    return person


def _key(activity: Activity) -> str:
    return f"activity/{activity.public_id}"


def _occasion(activity: Activity) -> Occasion:
    held = Post.objects.filter(network.in_force(activity.day), person=activity.person, station=activity.station_id)
    unit = held.order_by("pk").values_list("organization", flat=True).first()
    return Occasion(
        key=_key(activity),
        origin=Origin.ACTIVITY,
        day=activity.day,
        thread="",
        title=activity.title,
        fields={"kind": [activity.kind], "status": [activity.attendance], "topic": [activity.title]},
        holders=[{"person": activity.person_id, "organization": unit, "below": None, "share": WHOLE}],
    )

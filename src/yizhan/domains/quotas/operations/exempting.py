# SPDX-License-Identifier: Apache-2.0
"""Exemptions: days for which somebody owes nothing, with the reason, and taking one back."""

import datetime
import uuid

from yizhan.domains.network.models import Organization, Person
from yizhan.domains.network.queries import station as station_of
from yizhan.domains.quotas import access, events
from yizhan.domains.quotas.models import Exemption
from yizhan.domains.quotas.permissions import Permission
from yizhan.domains.quotas.rules import REASON_LIMIT
from yizhan.domains.quotas.states import EXEMPTION_STEPS, ExemptionState
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move

#: Longer than this is a mistake in a year, not an exemption.
_MOST_DAYS = 3 * 366


@operation
def exempt(
    actor: Actor,
    public_id: uuid.UUID,
    *,
    first_on: datetime.date,
    last_on: datetime.date,
    reason: str,
    person: uuid.UUID | None = None,
    unit: uuid.UUID | None = None,
) -> Exemption:
    """Let a person or a unit of the station owe nothing for some days: on leave, seconded, being set up.

    What is due for the rest of a period follows from the rule (`quotas.part_period`). The page makes the id, so that
    asking twice is asking once. Writes: exemption, journal. Announces: quotas.exemption.granted.
    """
    access.require(actor, Permission.EXEMPT)
    words = given(reason)
    if last_on < first_on or (last_on - first_on).days > _MOST_DAYS:
        raise Invalid("quotas.days.order", field="last_on")
    whom = _whom(actor, person, unit)
    earlier = Exemption.objects.filter(public_id=public_id).first()
    if earlier is not None:
        if (earlier.station_id, earlier.first_on, earlier.last_on) != (actor.station, first_on, last_on):
            raise Conflict("quotas.exemption.id_taken")
        return earlier
    exemption = Exemption.objects.create(
        public_id=public_id,
        station=station_of(actor.station or 0),
        person=whom if isinstance(whom, Person) else None,
        organization=whom if isinstance(whom, Organization) else None,
        state=ExemptionState.GRANTED,
        first_on=first_on,
        last_on=last_on,
        reason=words,
        post_id=actor.post,
        at=clock.now(),
    )
    event = events.ExemptionGranted(subject=public_id, whom=exemption.whom, first=first_on, last=last_on, reason=words)
    audit.record(actor, event, after=ExemptionState.GRANTED)
    return exemption


@operation
def revoke(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Exemption:
    """Say that an exemption does not hold, with the reason: what was due for these days is due again.

    Writes: state, journal. Announces: quotas.exemption.revoked.
    """
    exemption = access.take(actor, public_id, "revoke", seen=seen)
    event = events.ExemptionRevoked(
        subject=public_id,
        whom=exemption.whom,
        first=exemption.first_on,
        last=exemption.last_on,
        reason=given(reason),
    )
    return move(exemption, EXEMPTION_STEPS, "revoke", actor=actor, event=event)


def given(reason: str) -> str:
    """A reason that others will read: neither empty nor endless."""
    words = reason.strip()
    if not words:
        raise Invalid("quotas.reason.empty", field="reason")
    if len(words) > REASON_LIMIT:
        raise Invalid("quotas.reason.too_long", field="reason", limit=REASON_LIMIT)
    return words


def _whom(actor: Actor, person: uuid.UUID | None, unit: uuid.UUID | None) -> Person | Organization:
    """One of both, of the actor's station."""
    if (person is None) == (unit is None):
        raise Invalid("quotas.exemption.whom", field="whom")
    found: Person | Organization | None
    if unit is not None:
        found = Organization.objects.filter(public_id=unit, station_id=actor.station or 0).first()
    else:
        held = Person.objects.filter(posts__station_id=actor.station or 0)
        found = held.filter(public_id=person).distinct().first() if person else None
    if found is None:
        raise NotFound("quotas.exemption.nobody", field="whom")
    return found

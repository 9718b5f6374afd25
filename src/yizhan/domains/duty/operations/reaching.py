# SPDX-License-Identifier: Apache-2.0
"""Who is away, and where people are reached. Everybody keeps his or her own; those who plan keep those of others."""

import datetime
import re
import uuid

from yizhan.domains.duty import access, events
from yizhan.domains.duty.models import Absence, Number
from yizhan.domains.duty.operations import wording
from yizhan.domains.duty.permissions import Permission
from yizhan.domains.duty.states import NumberKind
from yizhan.domains.network.models import Person
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.inserting import insert
from yizhan.kernel.operations import operation

#: Digits with an area code or an extension, as they are dialled.
_DIALLED = re.compile(r"\+?[0-9][0-9 -]{2,24}[0-9]")


@operation
def enter_absence(
    actor: Actor, person: uuid.UUID, *, first: datetime.date, last: datetime.date, reason: str = ""
) -> Absence:
    """Say that somebody will be away, both days included; rosters show it before they bind.

    Writes: absence, journal. Announces: duty.absence.entered.
    """
    access.require(actor, Permission.ABSENCE)
    who = access.find_person(actor, person)
    if last < first:
        raise Invalid("duty.period.backward", field="last")
    absence = Absence(
        station_id=actor.station or 0,
        person=who,
        first=first,
        last=last,
        reason=wording.checked(reason, field="reason"),
        entered_by_id=actor.post,
        entered_at=clock.now(),
    )
    insert(absence)
    event = events.AbsenceEntered(subject=absence.public_id, who=who.name, first=first, last=last)
    audit.record(actor, event, station=absence.station_id)
    return absence


@operation
def end_absence(actor: Actor, public_id: uuid.UUID) -> Absence:
    """Say that somebody is not away after all; ending it again changes nothing.

    Writes: absence, journal. Announces: duty.absence.ended.
    """
    absence = access.take_absence(actor, public_id)
    if absence.ended_at is not None:
        return absence
    absence.ended_at = clock.now()
    absence.save(update_fields=["ended_at"])
    event = events.AbsenceEnded(
        subject=absence.public_id, who=absence.person.name, first=absence.first, last=absence.last
    )
    audit.record(actor, event, station=absence.station_id)
    return absence


@operation
def enter_number(actor: Actor, person: uuid.UUID, *, kind: str, number: str, rank: int = 1) -> Number:
    """Enter where somebody is reached; `rank` says which number is tried first.

    Writes: number, journal. Announces: duty.number.entered.
    """
    access.require(actor, Permission.NUMBER)
    who = access.find_person(actor, person)
    if kind not in NumberKind.values:
        raise Invalid("duty.number.kind", field="kind")
    written = number.strip()
    if not _DIALLED.fullmatch(written):
        raise Invalid("duty.number.unreadable", field="number")
    if not 1 <= rank <= 9:
        raise Invalid("duty.number.rank", field="rank")
    if Number.objects.filter(person=who, number=written, ended_at__isnull=True).exists():
        raise Conflict("duty.number.known", field="number")
    row = Number(person=who, kind=kind, number=written, rank=rank, entered_at=clock.now())
    insert(row)
    _record(actor, events.NumberEntered(subject=row.public_id, who=who.name, kind=kind, rank=rank))
    return row


@operation
def end_number(actor: Actor, public_id: uuid.UUID) -> Number:
    """Somebody is reached there no longer. Writes: number, journal. Announces: duty.number.ended."""
    row = access.take_number(actor, public_id)
    row.ended_at = clock.now()
    row.save(update_fields=["ended_at"])
    name = Person.objects.get(pk=row.person_id).name
    _record(actor, events.NumberEnded(subject=row.public_id, who=name, kind=row.kind))
    return row


def _record(actor: Actor, event: events.NumberEntered | events.NumberEnded) -> None:
    audit.record(actor, event, station=actor.station)

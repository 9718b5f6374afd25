# SPDX-License-Identifier: Apache-2.0
"""The log of hand-overs: only added to, signed by who goes and by who comes."""

import uuid

from yizhan.domains.duty import access, events, rules
from yizhan.domains.duty.models import Handover
from yizhan.domains.duty.operations import wording
from yizhan.domains.duty.permissions import Permission
from yizhan.domains.duty.states import HANDOVER_STEPS, HandoverState
from yizhan.domains.network.models import Person
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, Invalid
from yizhan.kernel.inserting import insert
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


@operation
def write(actor: Actor, shift: uuid.UUID, *, running: str, watch: str) -> Handover:
    """Sign what one's shift leaves to the next: what is running, what to watch. Nothing running is said, too.

    Writes: hand-over, journal. Announces: duty.handover.written.
    """
    found = access.find_shift(actor, shift)
    if not access.may_write_handover(actor, found):
        raise Denied("duty.handover.not_on_duty", permission=Permission.HAND_OVER)
    if found.starts_at > clock.now():
        raise Conflict("duty.handover.too_early")
    if Handover.objects.filter(shift=found).exists():
        raise Conflict("duty.handover.written_already")
    told = wording.checked(running, field="running", limit=rules.TEXT_LIMIT)
    watched = wording.checked(watch, field="watch", limit=rules.TEXT_LIMIT)
    if not told and not watched:
        raise Invalid("duty.text.empty", field="running")
    handover = Handover(
        station_id=found.station_id,
        shift=found,
        running=told,
        watch=watched,
        written_by_id=actor.acting_post,
        written_at=clock.now(),
    )
    insert(handover)
    event = events.HandoverWritten(
        subject=handover.public_id, duty=found.duty, ends_at=found.ends_at, who=found.person.name
    )
    audit.record(actor, event, station=handover.station_id, after=HandoverState.WRITTEN)
    return handover


@operation
def take_over(actor: Actor, public_id: uuid.UUID, *, remark: str = "", seen: int | None = None) -> Handover:
    """Sign for what the former shift left; from now on it is one's own. Writes: state, journal.

    Announces: duty.handover.taken.
    """
    handover = access.take_handover(actor, public_id, seen=seen)
    said = wording.checked(remark, field="remark")
    event = events.HandoverTaken(
        subject=handover.public_id,
        duty=handover.shift.duty,
        ends_at=handover.shift.ends_at,
        who=handover.shift.person.name,
        whom=Person.objects.get(pk=actor.acting_person).name,
        remark=said,
    )
    return move(
        handover,
        HANDOVER_STEPS,
        "take_over",
        actor=actor,
        event=event,
        taken_by_id=actor.acting_post,
        taken_at=clock.now(),
        remark=said,
    )

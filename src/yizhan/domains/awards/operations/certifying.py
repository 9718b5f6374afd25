# SPDX-License-Identifier: Apache-2.0
"""Certificate and prize (RULE-077): each printing is recorded, and so is that both were handed over."""

import datetime
import uuid

from yizhan.domains.awards import events
from yizhan.domains.awards.access import rounds as access
from yizhan.domains.awards.models import Nomination
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Invalid
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import amend


@operation
def certify(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Nomination:
    """Print the certificate of an award, for the first time or again under the same number; each copy is recorded.

    Writes: number of copies, journal. Announces: awards.nomination.certified.
    """
    row = access.take_nomination(actor, public_id, "certify", seen=seen)
    event = events.Certified(
        subject=public_id,
        matter=row.round.public_id,
        title=row.round.name,
        nominee=row.candidate.name,
        serial=row.serial,
        copy=row.copies + 1,
    )
    return amend(row, actor=actor, event=event, copies=row.copies + 1)


@operation
def hand_over(actor: Actor, public_id: uuid.UUID, *, on: datetime.date, seen: int | None = None) -> Nomination:
    """Record on which day certificate and prize were handed over, once.

    Writes: day, journal. Announces: awards.nomination.handed_over.
    """
    row = access.take_nomination(actor, public_id, "hand_over", seen=seen)
    awarded_at = row.round.awarded_at
    if on > clock.today():
        raise Invalid("awards.day.future", field="on")
    if awarded_at is not None and on < awarded_at.astimezone(clock.OFFICE_ZONE).date():
        raise Invalid("awards.day.before_award", field="on")
    event = events.HandedOver(
        subject=public_id,
        matter=row.round.public_id,
        title=row.round.name,
        nominee=row.candidate.name,
        handed_on=on,
    )
    return amend(row, actor=actor, event=event, handed_on=on)

# SPDX-License-Identifier: Apache-2.0
"""A person's word about what the checks found. Nothing is changed in the wording by it."""

import uuid

from yizhan.domains.checks import access, events
from yizhan.domains.checks.models import SetAside
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.inserting import insert
from yizhan.kernel.operations import operation

#: What a reason may hold; it is one sentence.
REASON_LIMIT = 500


@operation
def set_aside(actor: Actor, public_id: uuid.UUID, key: str, *, reason: str) -> SetAside:
    """Let a finding stand, with a reason; the same reason again is the same act.

    Writes: set aside, journal. Announces: checks.finding.set_aside.
    """
    item, found = access.take(actor, public_id, key)
    reason = reason.strip()
    if not reason:
        raise Invalid("checks.reason.empty", field="reason")
    if len(reason) > REASON_LIMIT or "\x00" in reason:
        raise Invalid("checks.reason.unfit", field="reason", limit=REASON_LIMIT)
    if found.set_aside is not None:
        if found.set_aside.reason == reason:
            return found.set_aside
        raise Conflict("checks.finding.decided", who=found.set_aside.post.person.name)
    made = insert(
        SetAside(
            item=item,
            key=key,
            code=found.code,
            words=found.words,
            reason=reason,
            post_id=actor.acting_post,
            at=clock.now(),
        )
    )
    event = events.FindingSetAside(
        subject=item.public_id, matter=item.public_id, code=found.code, words=found.words, reason=reason
    )
    audit.record(actor, event, station=item.station_id)
    return made


@operation
def take_up(actor: Actor, public_id: uuid.UUID, key: str) -> None:
    """Open a finding again; taking up what is open already is no fault. The journal keeps the former reason.

    Writes: set aside, journal. Announces: checks.finding.taken_up.
    """
    item, found = access.take(actor, public_id, key)
    if found.set_aside is None:
        return
    found.set_aside.delete()
    event = events.FindingTakenUp(subject=item.public_id, matter=item.public_id, code=found.code, words=found.words)
    audit.record(actor, event, station=item.station_id)

# SPDX-License-Identifier: Apache-2.0
"""The one wording that counts at a station (RULE-018)."""

import uuid

from yizhan.domains.periodicals.operations import lines
from yizhan.domains.urgent import access, events, rules
from yizhan.domains.urgent.models import Emergency, Statement
from yizhan.domains.urgent.queries import statements
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Invalid
from yizhan.kernel.inserting import insert
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import amend


@operation
def settle(actor: Actor, public_id: uuid.UUID, *, text: str, reason: str = "", seen: int | None = None) -> Emergency:
    """Set the wording that everything about the event quotes from now on; a change needs its reason.

    The former versions stay readable. Writes: statement, journal. Announces: urgent.statement.settled.
    """
    emergency = access.take(actor, public_id, "settle", seen=seen)
    before = statements.in_force(emergency)
    words = lines.checked(text, field="text", limit=rules.TEXT_LIMIT, is_required=True)
    if before is not None and before.text == words:
        raise Invalid("urgent.statement.same", field="text")
    why = lines.checked(reason, field="reason", limit=rules.REASON_LIMIT, is_required=before is not None)
    number = before.number + 1 if before else 1
    insert(
        Statement(
            emergency=emergency,
            number=number,
            text=words,
            reason=why if before else "",
            post_id=actor.post,
            at=clock.now(),
        )
    )
    event = events.StatementSettled(
        subject=emergency.public_id,
        matter=emergency.public_id,
        title=emergency.title,
        number=number,
        text=words,
        reason=why if before else "",
    )
    return amend(emergency, actor=actor, event=event)

# SPDX-License-Identifier: Apache-2.0
"""The second and the third person: checking, sending back, approving. Without them there is no money."""

import uuid

from yizhan.domains.periodicals.operations.lines import checked
from yizhan.domains.rewards import events
from yizhan.domains.rewards.access import fees as access
from yizhan.domains.rewards.models import FeeList, Payment
from yizhan.domains.rewards.queries import lines
from yizhan.domains.rewards.queries.tariffs import yuan
from yizhan.domains.rewards.queries.told import payee_of
from yizhan.domains.rewards.rules import NOTE_LIMIT
from yizhan.domains.rewards.states import STEPS, PaymentState
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import move


@operation
def check(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> FeeList:
    """Find a list right that somebody else reckoned. Refused when it is not what would be reckoned now.

    Writes: list, journal. Announces: rewards.list.checked.
    """
    fee_list = access.take(actor, public_id, "check", seen=seen)
    _check_current(fee_list)
    event = events.ListChecked(subject=public_id, label=str(fee_list), total=yuan(fee_list.total))
    return move(fee_list, STEPS, "check", actor=actor, event=event, checked_by_id=actor.acting_post)


@operation
def send_back(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> FeeList:
    """Give a checked list back to whoever reckoned it, with the reason.

    Writes: list, journal. Announces: rewards.list.sent_back.
    """
    fee_list = access.take(actor, public_id, "send_back", seen=seen)
    why = checked(reason, field="reason", limit=NOTE_LIMIT, is_required=True)
    event = events.ListSentBack(subject=public_id, label=str(fee_list), reason=why)
    return move(fee_list, STEPS, "send_back", actor=actor, event=event, checked_by_id=None)


@operation
def approve(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> FeeList:
    """Approve a list that two others reckoned and checked: from now on each payee is owed one payment.

    Writes: list, payments, journal. Announces: rewards.list.approved.
    """
    fee_list = access.take(actor, public_id, "approve", seen=seen)
    _check_current(fee_list)
    owed = lines.totals(fee_list.lines.order_by("id"))
    if not owed:
        raise Invalid("rewards.list.nothing", field="")
    names = {payee_of(one.person_id, one.organization_id, one.name): one.name for one in fee_list.lines.all()}
    digest = lines.digest(fee_list)
    event = events.ListApproved(
        subject=public_id, label=str(fee_list), payees=len(owed), total=yuan(fee_list.total), digest=digest
    )
    approved = move(
        fee_list,
        STEPS,
        "approve",
        actor=actor,
        event=event,
        approved_by_id=actor.acting_post,
        approved_at=clock.now(),
        digest=digest,
    )
    Payment.objects.bulk_create(
        Payment(
            station_id=approved.station_id,
            fee_list=approved,
            person_id=person,
            organization_id=organization,
            name=names[person, organization, name],
            amount=amount,
            state=PaymentState.DUE,
        )
        for (person, organization, name), amount in owed.items()
    )
    return approved


def _check_current(fee_list: FeeList) -> None:
    if not lines.is_current(fee_list):
        raise Conflict("rewards.list.outdated")

# SPDX-License-Identifier: Apache-2.0
"""From the approved list to the money: handing over, the cashier's file, payments, what comes back, receipts."""

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from yizhan.domains.periodicals.operations.lines import checked
from yizhan.domains.rewards import events
from yizhan.domains.rewards.access import fees as access
from yizhan.domains.rewards.models import FeeList, Payment
from yizhan.domains.rewards.queries import reading
from yizhan.domains.rewards.queries.tariffs import yuan
from yizhan.domains.rewards.rules import LINE_LIMIT, NOTE_LIMIT
from yizhan.domains.rewards.states import PAYMENT_STEPS, STEPS, PaymentState, State
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.locking import locked
from yizhan.kernel.operations import operation
from yizhan.kernel.transitions import amend, move

#: The files that the cashier may have.
FORMATS = ("xlsx", "csv")


@operation
def hand_over(actor: Actor, public_id: uuid.UUID, *, cashier: str, seen: int | None = None) -> FeeList:
    """Give an approved list to the cashier, who is named: he or she may stand outside this network.

    Writes: list, journal. Announces: rewards.list.handed_over.
    """
    fee_list = access.take(actor, public_id, "hand_over", seen=seen)
    name = checked(cashier, field="cashier", limit=LINE_LIMIT, is_required=True)
    event = events.ListHandedOver(subject=public_id, label=str(fee_list), cashier=name)
    changes = {"cashier": name, "handed_over_at": clock.now()}
    return move(fee_list, STEPS, "hand_over", actor=actor, event=event, **changes)


@operation
def export(actor: Actor, public_id: uuid.UUID, *, file_format: str) -> FeeList:
    """Note that somebody takes the cashier's file, which shows account numbers: no look at them goes unrecorded.

    Writes: journal. Announces: rewards.list.exported.
    """
    fee_list = access.take(actor, public_id, "export")
    if file_format not in FORMATS:
        raise Invalid("rewards.list.file_format", field="file_format")
    event = events.ListExported(
        subject=public_id, label=str(fee_list), file_format=file_format, payees=fee_list.payments.count()
    )
    audit.record(actor, event, station=fee_list.station_id)
    return fee_list


@operation
def pay(
    actor: Actor,
    public_id: uuid.UUID,
    *,
    payments: Sequence[uuid.UUID],
    paid_on: datetime.date,
    voucher: str = "",
    seen: int | None = None,
) -> FeeList:
    """Record which payments of a list the cashier has made. Each is paid once; the last one settles the list.

    Writes: payments, list, journal. Announces: rewards.payment.made, with the last one rewards.list.settled.
    """
    fee_list = access.take(actor, public_id, "pay", seen=seen)
    _check_day(fee_list, paid_on)
    number = checked(voucher, field="voucher", limit=LINE_LIMIT)
    chosen = list(fee_list.payments.select_for_update().filter(public_id__in=payments).order_by("id"))
    if not chosen or len(chosen) != len(set(payments)):
        raise NotFound("rewards.payment.unknown", field="payments")
    for payment in chosen:
        if payment.state == PaymentState.PAID:
            raise Conflict("rewards.payment.paid_already", field="payments", payee=payment.name)
        event = events.PaymentMade(**_said_of(payment, fee_list), paid_on=paid_on, voucher=number)
        changes = {"paid_on": paid_on, "voucher": number, "reason": ""}
        move(payment, PAYMENT_STEPS, "pay", actor=actor, event=event, **changes)
    if reading.is_settled(fee_list):
        settled = events.ListSettled(subject=public_id, label=str(fee_list), total=yuan(fee_list.total))
        move(fee_list, STEPS, "settle", actor=actor, event=settled)
    return fee_list


@operation
def return_payment(actor: Actor, public_id: uuid.UUID, *, reason: str, seen: int | None = None) -> Payment:
    """Record that a payment could not be made or came back: a correction, with its reason. It is owed again.

    Writes: payment, list, journal. Announces: rewards.payment.returned, of a settled list rewards.list.unsettled.
    """
    payment = access.take_payment(actor, public_id, "return_payment", seen=seen)
    fee_list = locked(FeeList, payment.fee_list_id)
    if fee_list.state not in {State.HANDED_OVER, State.SETTLED}:
        raise Conflict("rewards.list.elsewhere", state=fee_list.state)
    why = checked(reason, field="reason", limit=NOTE_LIMIT, is_required=True)
    event = events.PaymentReturned(**_said_of(payment, fee_list), reason=why)
    changes = {"paid_on": None, "voucher": "", "acknowledged_at": None, "reason": why}
    move(payment, PAYMENT_STEPS, "return_payment", actor=actor, event=event, **changes)
    if fee_list.state == State.SETTLED:
        unsettled = events.ListUnsettled(subject=fee_list.public_id, label=str(fee_list))
        move(fee_list, STEPS, "unsettle", actor=actor, event=unsettled)
    return payment


@operation
def acknowledge(actor: Actor, public_id: uuid.UUID, *, seen: int | None = None) -> Payment:
    """Say that the money has come; only whoever was paid can.

    Writes: payment, journal. Announces: rewards.payment.acknowledged.
    """
    payment = access.take_payment(actor, public_id, "acknowledge", seen=seen)
    said = _said_of(payment, payment.fee_list)
    said.pop("person")
    return amend(payment, actor=actor, event=events.PaymentAcknowledged(**said), acknowledged_at=clock.now())


def _said_of(payment: Payment, fee_list: FeeList) -> dict[str, Any]:
    return {
        "subject": payment.public_id,
        "label": str(fee_list),
        "payee": payment.name,
        "person": payment.person.public_id if payment.person else None,
        "amount": yuan(payment.amount),
    }


def _check_day(fee_list: FeeList, paid_on: datetime.date) -> None:
    if paid_on > clock.today():
        raise Invalid("rewards.payment.future", field="paid_on")
    if fee_list.approved_at is None or paid_on < fee_list.approved_at.astimezone(clock.OFFICE_ZONE).date():
        raise Invalid("rewards.payment.before_approval", field="paid_on")

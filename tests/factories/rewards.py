# SPDX-License-Identifier: Apache-2.0
"""Fee lists and payments in any state, brought there by the operations themselves."""

import datetime
from collections.abc import Callable
from typing import Any

from tests.factories import items, reporting
from tests.factories.network import House
from yizhan.domains.items.models import Item
from yizhan.domains.items.operations import submission
from yizhan.domains.items.operations.writing import Contributor
from yizhan.domains.items.states import Kind
from yizhan.domains.rewards.models import FeeList, Payment
from yizhan.domains.rewards.operations import approving, drafting, settling
from yizhan.domains.rewards.operations.payees import Account
from yizhan.domains.rewards.states import PaymentState, State
from yizhan.domains.rulebook.models import Rule
from yizhan.domains.rulebook.operations import laying_down
from yizhan.domains.rulebook.rules.definitions import Definition
from yizhan.domains.rulebook.rules.provisions import Instrument, Provision
from yizhan.kernel import clock
from yizhan.kernel.actors import system
from yizhan.kernel.ids import new_id

#: An account that nobody has, and an identity number that belongs to nobody but is formed rightly.
ACCOUNT = Account(
    holder="某某", bank="岚溪农商银行", account_number="6222 0000 1111 2345", identity_number="110101190001010006"
)


def lay_down(house: House, definition: Definition[Any], value: Any, *, on: datetime.date | None = None) -> Rule:
    """A rule of the station, in force since a day, by default long ago."""
    origin = Instrument(title="《稿酬办法》", article="第二条")
    day = on or datetime.date(2020, 1, 1)
    provision = Provision(key=definition.key, value=value, valid_from=day, instrument=origin)
    return laying_down.lay_down(system(), house.station.pk, provision)


def together(house: House) -> Item:
    """An item of two people with 60 % and 40 %, reported upward."""
    shares = [Contributor(share=6000, person=house.member.person), Contributor(share=4000, person=house.officer.person)]
    key = new_id()
    submission.submit(
        house.member, key, kind=Kind.SOCIAL_OPINION, wording=items.wording(), contributors=shares, is_truthful=True
    )
    return reporting.passed(house, Item.objects.get(public_id=key))


def drafted(house: House, item: Item | None = None, *, days: int = 30) -> FeeList:
    """A list of the last days that nobody has checked; without an item one is released for it."""
    if item is None:
        items.released(house)
    today = clock.today()
    return drafting.draft(house.editor, new_id(), first=today - datetime.timedelta(days=days), last=today)


def checked(house: House, item: Item | None = None) -> FeeList:
    """A list that waits for its approval."""
    return approving.check(house.reviewer, drafted(house, item).public_id)


def approved(house: House, item: Item | None = None) -> FeeList:
    """A list whose payments are owed."""
    return approving.approve(house.signer, checked(house, item).public_id)


def handed_over(house: House, item: Item | None = None) -> FeeList:
    """A list that the cashier has."""
    return settling.hand_over(house.second_reviewer, approved(house, item).public_id, cashier="出纳钱某")


def settled(house: House, item: Item | None = None) -> FeeList:
    """A list on which everybody is paid."""
    return pay_all(house, handed_over(house, item))


def discarded(house: House) -> FeeList:
    """A list that was given up."""
    return drafting.discard(house.editor, drafted(house).public_id, reason="期间选错")


def pay_all(house: House, fee_list: FeeList) -> FeeList:
    """Everybody on a list is paid today."""
    keys = list(fee_list.payments.values_list("public_id", flat=True))
    return settling.pay(
        house.second_reviewer, fee_list.public_id, payments=keys, paid_on=clock.today(), voucher="记-12"
    )


def due(house: House) -> Payment:
    """A payment that the cashier has not made."""
    return handed_over(house).payments.get()


def paid(house: House) -> Payment:
    """A payment that was made."""
    return settled(house).payments.get()


def returned(house: House) -> Payment:
    """A payment that came back."""
    return settling.return_payment(house.second_reviewer, paid(house).public_id, reason="账号有误")


IN_STATE: dict[str, Callable[[House], FeeList]] = {
    State.DRAFTED: drafted,
    State.CHECKED: checked,
    State.APPROVED: approved,
    State.HANDED_OVER: handed_over,
    State.SETTLED: settled,
    State.DISCARDED: discarded,
}

PAYMENT_IN_STATE: dict[str, Callable[[House], Payment]] = {
    PaymentState.DUE: due,
    PaymentState.PAID: paid,
    PaymentState.RETURNED: returned,
}

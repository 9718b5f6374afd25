# SPDX-License-Identifier: Apache-2.0
"""Fees in the sample: one list that is paid, with a payment that came back, and one that waits for its approval."""

import datetime
import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING

from yizhan.domains.rewards.models import FeeList, Payment
from yizhan.domains.rewards.operations import approving, drafting, payees, settling
from yizhan.domains.rewards.operations.payees import Account
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor

if TYPE_CHECKING:
    from yizhan.sample.year import Year

#: Invented ids, the same in every sample.
_PAID, _WAITING = uuid.UUID(int=0x5EED_0001, version=4), uuid.UUID(int=0x5EED_0002, version=4)

#: How many of the members have entered an account.
_ACCOUNTS = 12


class Rewarded:
    """Has fees reckoned and paid on days of its own, so that the rest of the year stays as it is."""

    def __init__(self, year: "Year") -> None:
        self.year = year

    def plan(self) -> None:
        """Enter everything in the year's queue."""
        self._on(76, lambda: self._draft(_PAID, first=364, last=90))
        self._on(75, lambda: approving.check(self._actor("reviewer"), _PAID))
        self._on(74, lambda: approving.approve(self._actor("signer"), _PAID))
        self._on(73, self._enter_accounts)
        self._on(72, lambda: settling.hand_over(self._actor("reviewer2"), _PAID, cashier="区机关事务中心出纳"))
        self._on(70, self._pay)
        self._on(68, self._come_back)
        self._on(67, self._acknowledge)
        self._on(2, lambda: self._draft(_WAITING, first=89, last=5))
        self._on(1, lambda: approving.check(self._actor("reviewer"), _WAITING))

    def _draft(self, key: uuid.UUID, *, first: int, last: int) -> None:
        days = [self.year.end.date() - datetime.timedelta(days=ago) for ago in (first, last)]
        drafting.draft(self._actor("editor"), key, first=days[0], last=days[1])
        self.year.counts["fee_lists"] += 1

    def _enter_accounts(self) -> None:
        shown = (self._actor("officer"), self._actor("member"))
        for number, actor in enumerate((*shown, *self.year.district.members[:_ACCOUNTS])):
            account = Account(holder="本人", bank="岚溪农商银行营业部", account_number=f"6210880000{number:06d}")
            payees.enter_own(actor.requested(None), account=account)

    def _pay(self) -> None:
        keys = list(
            Payment.objects.filter(fee_list__public_id=_PAID).order_by("id").values_list("public_id", flat=True)
        )
        settling.pay(self._actor("reviewer2"), _PAID, payments=keys, paid_on=clock.today(), voucher="记字第0318号")

    def _come_back(self) -> None:
        """The account of somebody who has entered none."""
        paid = FeeList.objects.get(public_id=_PAID).payments.filter(person__payee_accounts__isnull=True)
        came_back = paid.order_by("-id").first()
        if came_back is not None:
            settling.return_payment(
                self._actor("reviewer2"), came_back.public_id, reason="户名与账号不符，请本人重新登记账户。"
            )

    def _acknowledge(self) -> None:
        officer = self._actor("officer")
        for one in Payment.objects.filter(fee_list__public_id=_PAID, person_id=officer.acting_person):
            settling.acknowledge(officer, one.public_id)

    def _on(self, days_ago: int, act: Callable[[], object]) -> None:
        self.year.at(self.year.end - datetime.timedelta(days=days_ago) + datetime.timedelta(hours=1), act)

    def _actor(self, name: str) -> Actor:
        return self.year.actor(name)

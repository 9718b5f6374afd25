# SPDX-License-Identifier: Apache-2.0
"""What happens to fees. Amounts are texts in yuan; of an account only its last four digits are ever written here."""

import datetime
import uuid
from dataclasses import dataclass

from yizhan.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class ListDrafted(Event):
    """The fees of a period were reckoned."""

    name = "rewards.list.drafted"
    label: str
    first: datetime.date
    last: datetime.date
    payees: int
    total: str


@dataclass(frozen=True, kw_only=True)
class ListReckonedAgain(Event):
    """A list that nobody had checked was reckoned anew."""

    name = "rewards.list.reckoned_again"
    label: str
    payees: int
    total: str
    total_before: str


@dataclass(frozen=True, kw_only=True)
class ListChecked(Event):
    """A second person found the list right."""

    name = "rewards.list.checked"
    label: str
    total: str


@dataclass(frozen=True, kw_only=True)
class ListSentBack(Event):
    """A list goes back to whoever reckoned it."""

    name = "rewards.list.sent_back"
    label: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ListApproved(Event):
    """A third person approved the list: from now on it is owed. `digest` covers every line."""

    name = "rewards.list.approved"
    label: str
    payees: int
    total: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class ListDiscarded(Event):
    """A list came to nothing; what it would have paid, the next one may."""

    name = "rewards.list.discarded"
    label: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ListHandedOver(Event):
    """The cashier has the list."""

    name = "rewards.list.handed_over"
    label: str
    cashier: str


@dataclass(frozen=True, kw_only=True)
class ListExported(Event):
    """Somebody took the list with the account numbers of its payees."""

    name = "rewards.list.exported"
    label: str
    file_format: str
    payees: int


@dataclass(frozen=True, kw_only=True)
class ListSettled(Event):
    """Everybody on the list has been paid."""

    name = "rewards.list.settled"
    label: str
    total: str


@dataclass(frozen=True, kw_only=True)
class ListUnsettled(Event):
    """A payment came back, so that the list is not settled any more."""

    name = "rewards.list.unsettled"
    label: str


@dataclass(frozen=True, kw_only=True)
class PaymentMade(Event):
    """Somebody was paid. `person` is the public id, for the reaction that tells him or her."""

    name = "rewards.payment.made"
    label: str
    payee: str
    person: uuid.UUID | None
    amount: str
    paid_on: datetime.date
    voucher: str


@dataclass(frozen=True, kw_only=True)
class PaymentReturned(Event):
    """A payment could not be made, or came back from the bank."""

    name = "rewards.payment.returned"
    label: str
    payee: str
    person: uuid.UUID | None
    amount: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class PaymentAcknowledged(Event):
    """Whoever was paid says that the money has come."""

    name = "rewards.payment.acknowledged"
    label: str
    payee: str
    amount: str


@dataclass(frozen=True, kw_only=True)
class PayeeEntered(Event):
    """Where somebody is to be paid was laid down."""

    name = "rewards.payee.entered"
    payee: str
    bank: str
    ending: str

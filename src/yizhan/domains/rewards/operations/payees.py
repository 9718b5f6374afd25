# SPDX-License-Identifier: Apache-2.0
"""Where people are paid. Numbers are kept as they were given and shown to nobody but in the cashier's file."""

import re
import uuid
from dataclasses import dataclass

from yizhan.domains.network import queries as network
from yizhan.domains.periodicals.operations.lines import checked
from yizhan.domains.rewards import events
from yizhan.domains.rewards.access import fees as access
from yizhan.domains.rewards.models import PayeeAccount, Payment
from yizhan.domains.rewards.permissions import Permission
from yizhan.domains.rewards.rules import LINE_LIMIT
from yizhan.engines.text.personal import has_identity_checksum
from yizhan.kernel import audit, clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Invalid, NotFound
from yizhan.kernel.inserting import insert
from yizhan.kernel.operations import operation

_SEPARATORS = re.compile(r"[\s-]+")
_ACCOUNT = re.compile(r"[0-9]{8,30}")
_IDENTITY = re.compile(r"[0-9]{17}[0-9X]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A bank account, and the identity number where the tax office asks for it."""

    holder: str
    bank: str
    account_number: str
    identity_number: str = ""


@operation
def enter_own(actor: Actor, *, account: Account) -> PayeeAccount:
    """Lay down where oneself is paid. What stood before is kept, but counts no more.

    Writes: account, journal. Announces: rewards.payee.entered.
    """
    access.require(actor, Permission.ENTER_OWN)
    return _enter(actor, actor.acting_person, account)


@operation
def enter(actor: Actor, person: uuid.UUID, *, account: Account) -> PayeeAccount:
    """Lay down where somebody is paid who is owed a fee by this station and told the office on paper.

    Writes: account, journal. Announces: rewards.payee.entered.
    """
    access.require(actor, Permission.ENTER_PAYEE)
    key = network.keys_of_people([person]).get(person)
    if key is None or not Payment.objects.filter(station_id=actor.station or 0, person_id=key).exists():
        raise NotFound("rewards.payee.unknown")
    return _enter(actor, key, account)


def _enter(actor: Actor, person: int, given: Account) -> PayeeAccount:
    row = PayeeAccount(
        person_id=person,
        holder=checked(given.holder, field="holder", limit=LINE_LIMIT, is_required=True),
        bank=checked(given.bank, field="bank", limit=LINE_LIMIT, is_required=True),
        account_number=_account(given.account_number),
        identity_number=_identity(given.identity_number),
        post_id=actor.post,
        at=clock.now(),
    )
    insert(row)
    event = events.PayeeEntered(
        subject=row.person.public_id, payee=row.person.name, bank=row.bank, ending=row.account_number[-4:]
    )
    audit.record(actor, event)
    return row


def _account(given: str) -> str:
    number = _SEPARATORS.sub("", given)
    if not _ACCOUNT.fullmatch(number):
        raise Invalid("rewards.payee.account", field="account_number")
    return number


def _identity(given: str) -> str:
    number = _SEPARATORS.sub("", given).upper()
    if number and not (_IDENTITY.fullmatch(number) and has_identity_checksum(number)):
        raise Invalid("rewards.payee.identity", field="identity_number")
    return number

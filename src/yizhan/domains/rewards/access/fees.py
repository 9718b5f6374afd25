# SPDX-License-Identifier: Apache-2.0
"""Who sees which fees and may do what with them.

The office sees the lists of its station; everybody sees what he or she has earned. Rights go with the role; besides,
nobody takes two steps of one list, by whatever posts he or she holds.
"""

import uuid

from django.db.models import QuerySet

from yizhan.domains.network.queries import one_person
from yizhan.domains.network.states import Role
from yizhan.domains.rewards.models import FeeList, Payment
from yizhan.domains.rewards.permissions import GRANTS, NEEDED, PAYMENT_NEEDED, Permission
from yizhan.domains.rewards.states import PAYMENT_STEPS, STAYS, STEPS, PaymentState
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, NotFound
from yizhan.kernel.locking import locked
from yizhan.kernel.transitions import check_seen

_STAFF = frozenset({Role.EDITOR, Role.REVIEWER, Role.SIGNER})

#: Whose earlier steps exclude somebody from a verb.
_EXCLUDED: dict[str, tuple[str, ...]] = {
    "check": ("drafted_by",),
    "approve": ("drafted_by", "checked_by"),
    "hand_over": ("drafted_by", "approved_by"),
    "export": ("drafted_by", "approved_by"),
    "pay": ("drafted_by", "approved_by"),
    "return_payment": ("drafted_by", "approved_by"),
}


def visible(actor: Actor) -> QuerySet[FeeList]:
    """The fee lists of the actor's station, for its office."""
    if actor.role == Role.SYSTEM and not actor.station:
        return FeeList.objects.all()
    if actor.role in _STAFF | {Role.SYSTEM}:
        return FeeList.objects.filter(station_id=actor.station or 0)
    return FeeList.objects.none()


def visible_payments(actor: Actor) -> QuerySet[Payment]:
    """The payments of the lists that the actor sees; everybody else his or her own, at whatever station."""
    if actor.role in _STAFF | {Role.SYSTEM}:
        return Payment.objects.filter(fee_list__in=visible(actor))
    return own_payments(actor)


def own_payments(actor: Actor) -> QuerySet[Payment]:
    """What the actor has been paid or is to be paid."""
    return Payment.objects.filter(person__in=one_person(actor.person))


def permits(actor: Actor, verb: str, fee_list: FeeList) -> bool:
    """Whether the actor's role, place and earlier part in the list allow the verb, whatever the state."""
    may = actor.role in GRANTS[NEEDED[verb]] and fee_list.station_id == actor.station
    return may and not is_involved(actor, verb, fee_list)


def has_right(actor: Actor, verb: str) -> bool:
    """Whether the actor's role carries the right that a verb needs, whatever he or she did with the list before."""
    return actor.role in GRANTS[NEEDED[verb]]


def is_involved(actor: Actor, verb: str, fee_list: FeeList) -> bool:
    """Whether the actor took a step of the list that excludes him or her from this one."""
    posts = [getattr(fee_list, role) for role in _EXCLUDED.get(verb, ())]
    return any(post is not None and actor.is_person(post.person_id) for post in posts)


def possible(fee_list: FeeList, verb: str) -> bool:
    """Whether the list's state allows the verb, whoever asks."""
    return fee_list.state in (STAYS[verb] if verb in STAYS else STEPS[verb].sources)


def offers(actor: Actor, fee_list: FeeList) -> list[str]:
    """The verbs that are allowed and possible now."""
    return [verb for verb in NEEDED if possible(fee_list, verb) and permits(actor, verb, fee_list)]


def payment_offers(actor: Actor, payment: Payment) -> list[str]:
    """The verbs on a payment that are allowed and possible now."""
    return [verb for verb in PAYMENT_NEEDED if _is_open(payment, verb) and _permits_payment(actor, verb, payment)]


def holds(actor: Actor, permission: Permission) -> bool:
    """Whether the actor's role carries a right."""
    return actor.role in GRANTS[permission]


def require(actor: Actor, permission: Permission) -> None:
    """Let through who holds a right that concerns no single row."""
    if not holds(actor, permission):
        raise Denied("rewards.denied", permission=permission)


def find(actor: Actor, public_id: uuid.UUID) -> FeeList:
    """The list for reading, or `NotFound` for who may not know of it."""
    posts = ("drafted_by__person", "checked_by__person", "approved_by__person", "station")
    found = visible(actor).select_related(*posts).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("rewards.list.unknown")
    return found


def find_payment(actor: Actor, public_id: uuid.UUID) -> Payment:
    """The payment for reading, or `NotFound` for who may not know of it."""
    related = ("fee_list__drafted_by", "fee_list__approved_by", "station", "person")
    payment = visible_payments(actor).select_related(*related).filter(public_id=public_id).first()
    if payment is None:
        raise NotFound("rewards.payment.unknown")
    return payment


def take(actor: Actor, public_id: uuid.UUID, verb: str, *, seen: int | None = None) -> FeeList:
    """Load, lock and authorise a list for change, all inside the running transaction."""
    fee_list = locked(FeeList, find(actor, public_id).pk)
    if actor.role not in GRANTS[NEEDED[verb]]:
        raise Denied("rewards.denied", permission=NEEDED[verb])
    if is_involved(actor, verb, fee_list):
        raise Denied("rewards.list.same_person")
    check_seen(fee_list, seen)
    if not possible(fee_list, verb):
        raise Conflict("rewards.list.elsewhere", state=fee_list.state)
    return fee_list


def take_payment(actor: Actor, public_id: uuid.UUID, verb: str, *, seen: int | None = None) -> Payment:
    """Load and authorise a payment for change; its list is locked first, so that two of a list wait for each other."""
    found = find_payment(actor, public_id)
    locked(FeeList, found.fee_list_id)
    payment = locked(Payment, found.pk)
    if not _permits_payment(actor, verb, payment):
        raise Denied("rewards.denied", permission=PAYMENT_NEEDED[verb])
    check_seen(payment, seen)
    if not _is_open(payment, verb):
        raise Conflict("rewards.payment.elsewhere", state=payment.state)
    return payment


def _permits_payment(actor: Actor, verb: str, payment: Payment) -> bool:
    if actor.role not in GRANTS[PAYMENT_NEEDED[verb]]:
        return False
    if verb == "acknowledge":
        return payment.person_id is not None and actor.is_person(payment.person_id)
    return payment.station_id == actor.station and not is_involved(actor, verb, payment.fee_list)


def _is_open(payment: Payment, verb: str) -> bool:
    if verb == "acknowledge":
        return payment.state == PaymentState.PAID and payment.acknowledged_at is None
    return payment.state in PAYMENT_STEPS[verb].sources

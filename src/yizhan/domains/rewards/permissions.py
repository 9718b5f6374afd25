# SPDX-License-Identifier: Apache-2.0
"""Rights over fees, and which roles hold them.

Nobody holds two steps of one list: whoever reckons it does not check it, whoever checks it does not approve it, and
whoever reckoned or approved it does not pay it. Roles give the right, `access` compares the people.
"""

from enum import StrEnum

from yizhan.domains.network.states import Role


class Permission(StrEnum):
    """What may be done with fees and awards."""

    DRAFT = "rewards.list.draft"
    DISCARD = "rewards.list.discard"
    CHECK = "rewards.list.check"
    SEND_BACK = "rewards.list.send_back"
    APPROVE = "rewards.list.approve"
    HAND_OVER = "rewards.list.hand_over"
    EXPORT = "rewards.list.export"
    PAY = "rewards.list.pay"
    RETURN_PAYMENT = "rewards.payment.return"
    ACKNOWLEDGE = "rewards.payment.acknowledge"
    ENTER_PAYEE = "rewards.payee.enter"
    ENTER_OWN = "rewards.payee.enter_own"
    READ_ELIGIBLE = "rewards.award.read_eligible"


_EDITORS = frozenset({Role.EDITOR, Role.REVIEWER})
_PAYEES = frozenset(
    {Role.MEMBER, Role.OFFICER, Role.EDITOR, Role.REVIEWER, Role.SIGNER, Role.LEADER, Role.SUPERVISOR, Role.HANDLER}
)

GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.DRAFT: _EDITORS,
    Permission.DISCARD: _EDITORS | {Role.SIGNER},
    Permission.CHECK: frozenset({Role.REVIEWER}),
    Permission.SEND_BACK: frozenset({Role.REVIEWER, Role.SIGNER}),
    Permission.APPROVE: frozenset({Role.SIGNER}),
    Permission.HAND_OVER: _EDITORS,
    Permission.EXPORT: _EDITORS,
    Permission.PAY: _EDITORS,
    Permission.RETURN_PAYMENT: _EDITORS,
    Permission.ACKNOWLEDGE: _PAYEES,
    Permission.ENTER_PAYEE: _EDITORS,
    Permission.ENTER_OWN: _PAYEES,
    Permission.READ_ELIGIBLE: _EDITORS | {Role.SIGNER},
}

#: The right that each verb on a fee list needs. The place of a verb is its place among the buttons.
NEEDED: dict[str, Permission] = {
    "reckon_again": Permission.DRAFT,
    "check": Permission.CHECK,
    "approve": Permission.APPROVE,
    "send_back": Permission.SEND_BACK,
    "hand_over": Permission.HAND_OVER,
    "pay": Permission.PAY,
    "export": Permission.EXPORT,
    "discard": Permission.DISCARD,
}

#: The right that each verb on a payment needs.
PAYMENT_NEEDED: dict[str, Permission] = {
    "return_payment": Permission.RETURN_PAYMENT,
    "acknowledge": Permission.ACKNOWLEDGE,
}

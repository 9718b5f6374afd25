# SPDX-License-Identifier: Apache-2.0
"""Rights over bulletins, and which roles hold them."""

from enum import StrEnum

from yizhan.domains.network.states import Role


class Permission(StrEnum):
    """What may be done with bulletins."""

    READ_ALL = "bulletins.bulletin.read_all"
    READ_RELEASED = "bulletins.bulletin.read_released"
    READ_OWN = "bulletins.bulletin.read_own"
    DRAFT = "bulletins.bulletin.draft"
    REWRITE = "bulletins.bulletin.rewrite"
    RENEW = "bulletins.bulletin.renew"
    HAND_OVER = "bulletins.bulletin.hand_over"
    TAKE_BACK = "bulletins.bulletin.take_back"
    CHECK = "bulletins.bulletin.check"
    SIGN = "bulletins.bulletin.sign"
    SEND_BACK = "bulletins.bulletin.send_back"
    RELEASE = "bulletins.bulletin.release"
    CORRECT = "bulletins.bulletin.correct"
    DISCARD = "bulletins.bulletin.discard"
    AUDIT = "bulletins.audit.make"


_DESK = frozenset({Role.EDITOR, Role.REVIEWER})
_SIGNERS = frozenset({Role.SIGNER})

GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.READ_ALL: _DESK | _SIGNERS | {Role.SUPERVISOR, Role.LEADER, Role.SYSTEM},
    Permission.READ_RELEASED: frozenset({Role.OFFICER, Role.HANDLER}),
    Permission.READ_OWN: frozenset({Role.MEMBER}),
    Permission.DRAFT: _DESK,
    Permission.REWRITE: _DESK,
    Permission.RENEW: _DESK,
    Permission.HAND_OVER: _DESK,
    Permission.TAKE_BACK: _DESK,
    Permission.CHECK: frozenset({Role.REVIEWER}),
    Permission.SIGN: _SIGNERS,
    Permission.SEND_BACK: frozenset({Role.REVIEWER, Role.SIGNER}),
    Permission.RELEASE: _SIGNERS,
    Permission.CORRECT: _DESK,
    Permission.DISCARD: _DESK,
    Permission.AUDIT: _DESK | _SIGNERS | {Role.SUPERVISOR, Role.LEADER, Role.SYSTEM},
}

#: The right that each verb needs, in the order of the buttons.
NEEDED: dict[str, Permission] = {
    "release": Permission.RELEASE,
    "sign": Permission.SIGN,
    "check": Permission.CHECK,
    "hand_over": Permission.HAND_OVER,
    "rewrite": Permission.REWRITE,
    "renew": Permission.RENEW,
    "take_back": Permission.TAKE_BACK,
    "send_back": Permission.SEND_BACK,
    "prepare_correction": Permission.CORRECT,
    "discard": Permission.DISCARD,
}

#: Steps that nobody takes who wrote on the bulletin.
SECOND_PERSON = frozenset({"check", "sign"})

# SPDX-License-Identifier: Apache-2.0
"""Rights over notices. Reading and signing for one's own needs none."""

from enum import StrEnum

from yizhan.domains.network.states import Role


class Permission(StrEnum):
    """What may be done with notices."""

    TELL = "notices.notice.tell"
    SEND = "notices.letter.send"
    RECEIPT_READ = "notices.receipt.read"
    LETTER_READ = "notices.letter.read"
    LETTER_TRY_AGAIN = "notices.letter.try_again"
    LETTER_SETTLE = "notices.letter.settle"
    LETTER_REPORT = "notices.letter.report"
    CHANNEL_TEST = "notices.channel.test"


_INSTALLATION = frozenset({Role.SYSTEM})
_TECHNICAL = frozenset({Role.SYSTEM_ADMINISTRATOR})

GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.TELL: _INSTALLATION,
    Permission.SEND: _INSTALLATION,
    Permission.RECEIPT_READ: frozenset({Role.EDITOR, Role.REVIEWER, Role.SIGNER, Role.SUPERVISOR}),
    Permission.LETTER_READ: _TECHNICAL,
    Permission.LETTER_TRY_AGAIN: _TECHNICAL,
    Permission.LETTER_SETTLE: _TECHNICAL,
    Permission.LETTER_REPORT: _TECHNICAL,
    Permission.CHANNEL_TEST: _TECHNICAL,
}

#: The right that each verb on a letter needs.
NEEDED: dict[str, Permission] = {
    "try_again": Permission.LETTER_TRY_AGAIN,
    "settle": Permission.LETTER_SETTLE,
    "deliver": Permission.LETTER_REPORT,
    "bounce": Permission.LETTER_REPORT,
}

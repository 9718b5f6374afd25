# SPDX-License-Identifier: Apache-2.0
"""Rights over quotas, and which roles hold them."""

from enum import StrEnum

from yizhan.domains.network.states import Role


class Permission(StrEnum):
    """What may be done with quotas."""

    READ = "quotas.table.read"
    READ_OWN = "quotas.own.read"
    EXEMPT = "quotas.exemption.grant"
    REVOKE = "quotas.exemption.revoke"
    NOTE = "quotas.activity.note"
    CLOSE = "quotas.period.close"
    KEEP = "quotas.clock.keep"


_DESK = frozenset({Role.EDITOR, Role.REVIEWER})
_STAFF = _DESK | {Role.SIGNER, Role.SUPERVISOR, Role.LEADER}

GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.READ: _STAFF | {Role.SYSTEM},
    Permission.READ_OWN: frozenset({Role.MEMBER, Role.OFFICER, Role.HANDLER}),
    Permission.EXEMPT: _DESK | {Role.SUPERVISOR},
    Permission.REVOKE: _DESK | {Role.SUPERVISOR},
    Permission.NOTE: _DESK,
    Permission.CLOSE: _DESK | {Role.SYSTEM},
    Permission.KEEP: frozenset({Role.SYSTEM}),
}

#: The right that each verb on an exemption needs.
NEEDED: dict[str, Permission] = {"revoke": Permission.REVOKE}

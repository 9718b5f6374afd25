# SPDX-License-Identifier: Apache-2.0
"""Rights over the network itself, and which roles hold them.

System, security and audit administration are separated: one sets up the tree, one gives rights, one reads the journal;
no role holds two of these.
"""

from enum import StrEnum

from yizhan.domains.network.states import Role


class Permission(StrEnum):
    """What may be done to the network."""

    ORGANIZATION_SET_UP = "network.organization.set_up"
    PERSON_ENTER = "network.person.enter"
    PERSON_MERGE = "network.person.merge"
    RESPONSIBILITY_NAME = "network.responsibility.name"
    POST_APPOINT = "network.post.appoint"
    ACCOUNT_OPEN = "network.account.open"
    TOKEN_MAKE = "network.token.make"  # noqa: S105 -- the name of a right
    NETWORK_READ = "network.network.read"
    JOURNAL_READ = "network.journal.read"
    DELIVERY_TRY_AGAIN = "network.delivery.try_again"


_SET_UP = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SYSTEM})
_SECURE = frozenset({Role.SECURITY_ADMINISTRATOR, Role.SYSTEM})

GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.ORGANIZATION_SET_UP: _SET_UP,
    Permission.PERSON_ENTER: _SET_UP,
    Permission.PERSON_MERGE: _SECURE,
    Permission.RESPONSIBILITY_NAME: _SET_UP,
    Permission.POST_APPOINT: _SECURE,
    Permission.ACCOUNT_OPEN: _SECURE,
    Permission.TOKEN_MAKE: _SECURE,
    Permission.NETWORK_READ: frozenset(
        {
            Role.SYSTEM_ADMINISTRATOR,
            Role.SECURITY_ADMINISTRATOR,
            Role.EDITOR,
            Role.REVIEWER,
            Role.SIGNER,
            Role.LEADER,
            Role.SUPERVISOR,
            Role.SYSTEM,
        }
    ),
    Permission.JOURNAL_READ: frozenset({Role.AUDIT_ADMINISTRATOR, Role.SYSTEM}),
    Permission.DELIVERY_TRY_AGAIN: _SET_UP,
}


def holds(role: str, permission: Permission) -> bool:
    """Whether a role carries a right."""
    return role in GRANTS[permission]

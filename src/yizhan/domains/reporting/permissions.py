# SPDX-License-Identifier: Apache-2.0
"""Rights over adoptions and adopting bodies. To report upward is a right over items (`items.item.forward`)."""

from enum import StrEnum

from yizhan.domains.network.states import Role


class Permission(StrEnum):
    """What may be done with adoptions."""

    RECORD = "reporting.adoption.record"
    REVOKE = "reporting.adoption.revoke"
    ENTER_BODY = "reporting.body.enter"
    END_BODY = "reporting.body.end"


_EDITORS = frozenset({Role.EDITOR, Role.REVIEWER})

GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.RECORD: _EDITORS,
    Permission.REVOKE: _EDITORS,
    Permission.ENTER_BODY: _EDITORS | {Role.SYSTEM},
    Permission.END_BODY: _EDITORS | {Role.SYSTEM},
}

#: The right that each verb on an adoption needs.
NEEDED: dict[str, Permission] = {"revoke": Permission.REVOKE}

#: The right that each verb of this room on an item needs.
ITEM_NEEDED: dict[str, Permission] = {"record_adoption": Permission.RECORD}

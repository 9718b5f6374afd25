# SPDX-License-Identifier: Apache-2.0
"""Rights over suggestions, and which roles hold them."""

from enum import StrEnum

from yizhan.domains.network.states import Role


class Permission(StrEnum):
    """What may be done about suggestions."""

    READ = "suggestions.suggestion.read"
    ASK = "suggestions.text.ask"
    TAKE = "suggestions.suggestion.take"
    FILE = "suggestions.item.file"
    SETTLE = "suggestions.suggestion.settle"
    LEARN = "suggestions.learning.ask"
    COMPUTE = "suggestions.learning.compute"


_EDITORS = frozenset({Role.EDITOR, Role.REVIEWER})

GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.READ: _EDITORS | {Role.SIGNER, Role.SUPERVISOR},
    Permission.ASK: _EDITORS | {Role.MEMBER, Role.OFFICER},
    Permission.TAKE: _EDITORS,
    Permission.FILE: _EDITORS,
    Permission.SETTLE: frozenset({Role.SYSTEM}),
    Permission.LEARN: _EDITORS | {Role.SYSTEM},
    Permission.COMPUTE: frozenset({Role.SYSTEM}),
}

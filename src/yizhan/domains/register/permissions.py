# SPDX-License-Identifier: Apache-2.0
"""Rights over entries and units of the register, and which roles hold them.

One administrator keeps the register, another gives rights. A merger or the end of a unit does both, so one proposes and
the other confirms.
"""

from enum import StrEnum

from yizhan.domains.network.states import Role


class Permission(StrEnum):
    """What may be done with entries of the register."""

    READ = "register.merger.read"
    PROPOSE = "register.merger.propose"
    CONFIRM = "register.merger.confirm"
    DROP = "register.merger.drop"
    UNDO = "register.merger.undo"
    CHANGE_PROPOSE = "register.change.propose"
    CHANGE_CARRY_OUT = "register.change.carry_out"
    CHANGE_DROP = "register.change.drop"


_BOTH = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR})

GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.READ: _BOTH,
    Permission.PROPOSE: frozenset({Role.SYSTEM_ADMINISTRATOR}),
    Permission.CONFIRM: frozenset({Role.SECURITY_ADMINISTRATOR}),
    Permission.DROP: _BOTH,
    Permission.UNDO: frozenset({Role.SECURITY_ADMINISTRATOR}),
    Permission.CHANGE_PROPOSE: frozenset({Role.SYSTEM_ADMINISTRATOR}),
    Permission.CHANGE_CARRY_OUT: frozenset({Role.SECURITY_ADMINISTRATOR}),
    Permission.CHANGE_DROP: _BOTH,
}

#: The right that each verb on a merger needs. The place of a verb is its place among the buttons.
NEEDED: dict[str, Permission] = {
    "confirm": Permission.CONFIRM,
    "undo": Permission.UNDO,
    "drop": Permission.DROP,
}

#: The right that each verb on a change of units needs.
CHANGE_NEEDED: dict[str, Permission] = {
    "carry_out": Permission.CHANGE_CARRY_OUT,
    "drop": Permission.CHANGE_DROP,
}

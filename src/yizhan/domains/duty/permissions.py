# SPDX-License-Identifier: Apache-2.0
"""Rights over duty, and which roles hold them. The office plans for itself, a unit with its own roster for itself."""

from enum import StrEnum

from yizhan.domains.network.states import Role


class Permission(StrEnum):
    """What may be done about duty."""

    READ = "duty.roster.read"
    PLAN = "duty.roster.plan"
    PUBLISH = "duty.roster.publish"
    CHANGE = "duty.shift.change"
    SWAP = "duty.shift.swap"
    ABSENCE = "duty.absence.enter"
    NUMBER = "duty.number.keep"
    NUMBER_OF_OTHERS = "duty.number.keep_others"
    CHECK_CALL = "duty.check_call.ask"
    HAND_OVER = "duty.handover.sign"
    CALL = "duty.alarm.call"


_DESK = frozenset({Role.EDITOR, Role.REVIEWER})
_STAFF = _DESK | {Role.SIGNER, Role.SUPERVISOR, Role.LEADER}
_OF_UNIT = frozenset({Role.OFFICER, Role.HANDLER})
_PLANNERS = _DESK | {Role.SIGNER, Role.OFFICER}

GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.READ: _STAFF | _OF_UNIT,
    Permission.PLAN: _PLANNERS,
    Permission.PUBLISH: _PLANNERS,
    Permission.CHANGE: _PLANNERS,
    Permission.SWAP: _STAFF | _OF_UNIT,
    Permission.ABSENCE: _STAFF | _OF_UNIT,
    Permission.NUMBER: _STAFF | _OF_UNIT,
    Permission.NUMBER_OF_OTHERS: _PLANNERS,
    Permission.CHECK_CALL: _DESK | {Role.SIGNER, Role.SUPERVISOR},
    Permission.HAND_OVER: _STAFF | _OF_UNIT,
    Permission.CALL: frozenset({Role.SYSTEM}),
}

#: The right that each verb on a roster needs, in the order of the buttons.
NEEDED: dict[str, Permission] = {
    "publish": Permission.PUBLISH,
    "fill": Permission.PLAN,
    "assign": Permission.PLAN,
    "withdraw": Permission.PLAN,
    "change": Permission.CHANGE,
}

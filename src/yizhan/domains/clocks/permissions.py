# SPDX-License-Identifier: Apache-2.0
"""Rights over deadlines and calendars. Opening, meeting and cancelling belong to the rooms whose matters they are."""

from enum import StrEnum

from yizhan.domains.network.states import Role


class Permission(StrEnum):
    """What may be done with deadlines."""

    READ = "clocks.deadline.read"
    PAUSE = "clocks.deadline.pause"
    ASK_EXTENSION = "clocks.extension.ask"
    DECIDE_EXTENSION = "clocks.extension.decide"
    RING = "clocks.alarm.ring"
    TAKE = "clocks.alarm.take"
    YEAR_ENTER = "clocks.year.enter"
    YEAR_CONFIRM = "clocks.year.confirm"


_STAFF = frozenset({Role.EDITOR, Role.REVIEWER, Role.SIGNER, Role.SUPERVISOR, Role.LEADER})
_CALENDAR = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SIGNER, Role.SUPERVISOR})

GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.READ: _STAFF | {Role.HANDLER, Role.OFFICER, Role.MEMBER, Role.SYSTEM},
    Permission.PAUSE: frozenset({Role.EDITOR, Role.REVIEWER, Role.SUPERVISOR}),
    Permission.ASK_EXTENSION: frozenset({Role.HANDLER, Role.OFFICER, Role.EDITOR}),
    Permission.DECIDE_EXTENSION: frozenset({Role.SUPERVISOR, Role.REVIEWER, Role.SIGNER}),
    Permission.RING: frozenset({Role.SYSTEM}),
    Permission.TAKE: _STAFF | {Role.HANDLER, Role.OFFICER},
    Permission.YEAR_ENTER: _CALENDAR | {Role.SYSTEM},
    Permission.YEAR_CONFIRM: _CALENDAR,
}

#: The right that each verb on a deadline needs, in the order of the buttons.
NEEDED: dict[str, Permission] = {
    "pause": Permission.PAUSE,
    "resume": Permission.PAUSE,
    "ask": Permission.ASK_EXTENSION,
}

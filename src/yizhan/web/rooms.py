# SPDX-License-Identifier: Apache-2.0
"""The rooms each role finds in its rail, in the order in which its day goes."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.network.states import Role


@dataclass(frozen=True, slots=True)
class RoomEntry:
    """A room: its key for counts, its words, its address, who has it."""

    key: str
    label: str | Promise
    url: str
    icon: str
    roles: frozenset[str]


_AUTHORS = frozenset({Role.MEMBER, Role.OFFICER})
_DESK = frozenset({Role.EDITOR, Role.REVIEWER})
_STAFF = _DESK | {Role.SIGNER, Role.SUPERVISOR}
_ADMINISTRATORS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR})

ROOMS = (
    RoomEntry("workbench", _("Workbench"), "/", "workbench", frozenset(Role)),
    RoomEntry("submit", _("Report something"), "/items/new/", "write", _AUTHORS | _DESK),
    RoomEntry("mine", _("My items"), "/items/mine/", "items", _AUTHORS),
    RoomEntry("unit", _("Items of my unit"), "/items/unit/", "unit", frozenset({Role.OFFICER})),
    RoomEntry("urgent", _("Urgent events"), "/urgent/", "warning", frozenset({Role.OFFICER}) | _STAFF | {Role.LEADER}),
    RoomEntry("duty", _("Duty"), "/duty/", "person", frozenset({Role.OFFICER, Role.HANDLER, Role.LEADER}) | _STAFF),
    RoomEntry(
        "findings",
        _("Late and omitted reports"),
        "/findings/",
        "warning",
        frozenset({Role.OFFICER, Role.HANDLER}) | _STAFF | {Role.LEADER},
    ),
    RoomEntry("topics", _("Topics"), "/topics/", "topic", _AUTHORS | _STAFF | {Role.LEADER}),
    RoomEntry("quotas", _("My quotas"), "/quotas/mine/", "check", _AUTHORS | {Role.HANDLER}),
    RoomEntry("inbox", _("Inbox"), "/items/", "inbox", _STAFF),
    RoomEntry("issues", _("Issues"), "/issues/", "issues", _STAFF),
    RoomEntry("adoptions", _("Reports and adoptions"), "/adoptions/", "up", _STAFF),
    RoomEntry("reading", _("Reading"), "/reading/", "issues", frozenset({Role.LEADER, Role.HANDLER})),
    RoomEntry("instructions", _("Instructions"), "/instructions/", "instruction", _STAFF | {Role.LEADER}),
    RoomEntry("cases", _("Supervision"), "/cases/", "case", _STAFF | {Role.LEADER}),
    RoomEntry("assignments", _("Assignments"), "/assignments/", "case", frozenset({Role.HANDLER})),
    RoomEntry("deadlines", _("Deadlines"), "/deadlines/", "clock", _STAFF | {Role.LEADER, Role.HANDLER, Role.OFFICER}),
    RoomEntry("quotas", _("Quotas"), "/quotas/", "check", _STAFF | {Role.LEADER}),
    RoomEntry("points", _("Points"), "/points/", "chart", _AUTHORS | _STAFF | {Role.LEADER}),
    RoomEntry("statistics", _("Statistics"), "/statistics/", "chart", _STAFF | {Role.LEADER}),
    RoomEntry("fees", _("Fees"), "/fees/", "fees", _AUTHORS | _DESK | {Role.SIGNER}),
    RoomEntry(
        "awards", pgettext_lazy("room", "Awards"), "/awards/", "check", _AUTHORS | _STAFF | {Role.LEADER, Role.HANDLER}
    ),
    RoomEntry("bulletins", _("Bulletins"), "/bulletins/", "chart", _AUTHORS | _STAFF | {Role.LEADER, Role.HANDLER}),
    RoomEntry("network", _("Network"), "/network/", "network", _STAFF | {Role.LEADER} | _ADMINISTRATORS),
    RoomEntry(
        "rules", _("Rules"), "/rules/", "rules", frozenset({Role.SYSTEM_ADMINISTRATOR, Role.EDITOR, Role.REVIEWER})
    ),
    RoomEntry("calendar", _("Days off"), "/calendar/", "calendar", frozenset({Role.SYSTEM_ADMINISTRATOR})),
    RoomEntry("accounts", _("Accounts and posts"), "/accounts/", "accounts", frozenset({Role.SECURITY_ADMINISTRATOR})),
    RoomEntry("journal", _("Journal"), "/journal/", "journal", frozenset({Role.AUDIT_ADMINISTRATOR})),
    RoomEntry(
        "channels", _("Mail and text messages"), "/channels/", "channels", frozenset({Role.SYSTEM_ADMINISTRATOR})
    ),
    RoomEntry("failures", _("Failed deliveries"), "/failures/", "warning", frozenset({Role.SYSTEM_ADMINISTRATOR})),
)


def rooms_of(role: str) -> list[RoomEntry]:
    """The rooms of a role."""
    return [room for room in ROOMS if role in room.roles]

# SPDX-License-Identifier: Apache-2.0
"""Rights over series and issues, and which roles hold them."""

from enum import StrEnum

from yizhan.domains.network.states import ADMINISTRATORS, Role


class Permission(StrEnum):
    """What may be done to series and issues."""

    FOUND = "periodicals.series.found"
    EQUIP = "periodicals.series.equip"
    END = "periodicals.series.end"
    OPEN = "periodicals.issue.open"
    COMPOSE = "periodicals.issue.compose"
    DISCARD = "periodicals.issue.discard"
    RELEASE = "periodicals.issue.release"
    CORRECT = "periodicals.issue.correct"
    CIRCULATE = "periodicals.issue.circulate"
    MARK_READ = "periodicals.issue.mark_read"


_EDITORS = frozenset({Role.EDITOR, Role.REVIEWER})
_HEADS = frozenset({Role.REVIEWER, Role.SIGNER, Role.SYSTEM})

GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.FOUND: _HEADS,
    Permission.EQUIP: _HEADS | {Role.EDITOR},
    Permission.END: _HEADS,
    Permission.OPEN: _EDITORS,
    Permission.COMPOSE: _EDITORS,
    Permission.DISCARD: _EDITORS,
    Permission.RELEASE: frozenset({Role.SIGNER}),
    Permission.CORRECT: frozenset({Role.SIGNER}),
    Permission.CIRCULATE: _EDITORS,
    Permission.MARK_READ: frozenset(Role) - ADMINISTRATORS - {Role.SYSTEM},
}

#: The right that each verb on an issue needs, in the order of the loop.
NEEDED: dict[str, Permission] = {
    "entitle": Permission.COMPOSE,
    "place": Permission.COMPOSE,
    "arrange": Permission.COMPOSE,
    "set_heading": Permission.COMPOSE,
    "renew": Permission.COMPOSE,
    "remove": Permission.COMPOSE,
    "set_circulation": Permission.COMPOSE,
    "release": Permission.RELEASE,
    "discard": Permission.DISCARD,
    "circulate_further": Permission.CIRCULATE,
    "note_delivery": Permission.CIRCULATE,
    "note_reading": Permission.CIRCULATE,
    "mark_read": Permission.MARK_READ,
    "correct": Permission.CORRECT,
}

#: The right that each verb on a series needs.
SERIES_NEEDED: dict[str, Permission] = {
    "open_issue": Permission.OPEN,
    "describe": Permission.EQUIP,
    "set_columns": Permission.EQUIP,
    "set_readers": Permission.EQUIP,
    "retire": Permission.END,
    "succeed": Permission.END,
}

#: Verbs of whoever is on the circulation list, wherever he or she sits; all others belong to the station.
READERS_VERBS = frozenset({"mark_read"})

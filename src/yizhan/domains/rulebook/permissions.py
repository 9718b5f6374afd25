# SPDX-License-Identifier: Apache-2.0
"""Rights over the rules of an institution."""

from enum import StrEnum

from yizhan.domains.network.states import Role


class Permission(StrEnum):
    """What may be done to the rulebook."""

    RULE_SET = "rulebook.rule.set"
    RULE_READ = "rulebook.rule.read"
    PREPARE = "rulebook.draft.prepare"
    DECIDE = "rulebook.draft.decide"
    TEXT_ENTER = "rulebook.text.enter"


_PREPARING = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SYSTEM})

GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.RULE_SET: _PREPARING,
    Permission.RULE_READ: frozenset(Role),
    Permission.PREPARE: _PREPARING,
    Permission.DECIDE: _PREPARING | {Role.SIGNER, Role.LEADER},
    Permission.TEXT_ENTER: _PREPARING,
}

#: The right that each step of a draft needs.
DRAFT_NEEDED: dict[str, Permission] = {
    "put_in_force": Permission.DECIDE,
    "send_back": Permission.DECIDE,
    "hand_over": Permission.PREPARE,
    "discard": Permission.PREPARE,
}

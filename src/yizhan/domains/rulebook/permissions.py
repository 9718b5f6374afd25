# SPDX-License-Identifier: Apache-2.0
"""Rights over the rules of an institution."""

from enum import StrEnum

from yizhan.domains.network.states import Role


class Permission(StrEnum):
    """What may be done to the rulebook."""

    RULE_SET = "rulebook.rule.set"
    RULE_READ = "rulebook.rule.read"


GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.RULE_SET: frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SYSTEM}),
    Permission.RULE_READ: frozenset(Role),
}

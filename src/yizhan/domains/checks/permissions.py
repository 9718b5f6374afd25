# SPDX-License-Identifier: Apache-2.0
"""Rights over what checks find, and which roles hold them."""

from enum import StrEnum

from yizhan.domains.network.states import Role


class Permission(StrEnum):
    """What may be done about findings."""

    READ = "checks.finding.read"
    SET_ASIDE = "checks.finding.set_aside"
    ASK = "checks.text.ask"


GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.READ: frozenset({Role.EDITOR, Role.REVIEWER, Role.SIGNER, Role.SUPERVISOR}),
    Permission.SET_ASIDE: frozenset({Role.EDITOR, Role.REVIEWER}),
    Permission.ASK: frozenset({Role.MEMBER, Role.OFFICER, Role.EDITOR, Role.REVIEWER}),
}

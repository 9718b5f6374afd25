# SPDX-License-Identifier: Apache-2.0
"""Rights over look-alikes, and which roles hold them."""

from enum import StrEnum

from yizhan.domains.network.states import Role


class Permission(StrEnum):
    """What may be done about items that look alike."""

    LOOK = "likeness.item.look"
    JUDGE = "likeness.pair.judge"
    ADD = "likeness.addition.add"
    COUNT_WORDS = "likeness.words.count"


GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.LOOK: frozenset({Role.EDITOR, Role.REVIEWER, Role.SIGNER, Role.SUPERVISOR, Role.LEADER, Role.SYSTEM}),
    Permission.JUDGE: frozenset({Role.EDITOR, Role.REVIEWER}),
    Permission.ADD: frozenset({Role.MEMBER, Role.OFFICER, Role.EDITOR, Role.REVIEWER}),
    Permission.COUNT_WORDS: frozenset({Role.SYSTEM}),
}

# SPDX-License-Identifier: Apache-2.0
"""Rights over notices. Reading one's own needs none."""

from enum import StrEnum

from yizhan.domains.network.states import Role


class Permission(StrEnum):
    """What may be done with notices."""

    TELL = "notices.notice.tell"


GRANTS: dict[Permission, frozenset[Role]] = {Permission.TELL: frozenset({Role.SYSTEM})}

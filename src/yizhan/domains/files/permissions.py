# SPDX-License-Identifier: Apache-2.0
"""Rights over attachments. Who may read one is decided by the room that owns what it belongs to."""

from enum import StrEnum

from yizhan.domains.network.states import ADMINISTRATORS, Role


class Permission(StrEnum):
    """What may be done with attachments."""

    ATTACH = "files.attachment.attach"
    REMOVE = "files.attachment.remove"


#: Everybody who writes something in the loop; administrators write nothing there.
_WRITERS = frozenset(Role) - ADMINISTRATORS

GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.ATTACH: _WRITERS,
    Permission.REMOVE: _WRITERS,
}

#: The right that each verb needs.
NEEDED: dict[str, Permission] = {"remove": Permission.REMOVE}

# SPDX-License-Identifier: Apache-2.0
"""Rights over searches. Looking needs none: what is found is what each room shows."""

from enum import StrEnum

from yizhan.domains.network.states import Role


class Permission(StrEnum):
    """What may be done with searches."""

    KEEP = "search.saved.keep"


#: Every person; the installation itself keeps none.
GRANTS: dict[Permission, frozenset[Role]] = {Permission.KEEP: frozenset(Role) - {Role.SYSTEM}}

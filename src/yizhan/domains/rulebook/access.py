# SPDX-License-Identifier: Apache-2.0
"""Who may set the rules of an institution."""

from yizhan.domains.network import access as network
from yizhan.domains.network.models import Station
from yizhan.domains.rulebook.permissions import GRANTS, Permission
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Denied, NotFound
from yizhan.kernel.locking import locked


def require(actor: Actor, permission: Permission) -> None:
    """Let through who holds the right, refuse everybody else."""
    if actor.role not in GRANTS[permission]:
        raise Denied("rulebook.denied", permission=permission)


def take(actor: Actor, station: int, permission: Permission) -> Station:
    """The station whose rules are to change, locked."""
    require(actor, permission)
    if not network.visible_stations(actor).filter(pk=station).exists():
        raise NotFound("network.station.unknown")
    return locked(Station, station)

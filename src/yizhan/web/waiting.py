# SPDX-License-Identifier: Apache-2.0
"""What waits for an actor, as counts for the rail. One short query per counted room, capped: 99+ is enough to know."""

from collections.abc import Callable

from django.db.models import QuerySet

from yizhan.domains.items import access as items
from yizhan.domains.items.states import State
from yizhan.domains.network.states import Role
from yizhan.kernel.actors import Actor

#: Counting stops here.
MOST = 100


def counts_of(actor: Actor) -> dict[str, int]:
    """How much waits in each room of the actor's rail that has something to wait for."""
    return {key: _capped(count(actor)) for key, count in _COUNTED.get(actor.role, {}).items()}


def unread_notices(actor: Actor) -> int:
    """Notices that the person has not read."""
    return 0


def _capped(rows: QuerySet[object]) -> int:
    return rows[:MOST].count()


def _to_register(actor: Actor) -> QuerySet[object]:
    return items.visible(actor).filter(state__in=(State.SUBMITTED, State.REGISTERED))


def _to_review(actor: Actor) -> QuerySet[object]:
    return items.visible(actor).filter(state=State.IN_REVIEW)


def _to_sign(actor: Actor) -> QuerySet[object]:
    return items.visible(actor).filter(state=State.APPROVED)


def _returned(actor: Actor) -> QuerySet[object]:
    return items.visible(actor).filter(state=State.RETURNED)


_COUNTED: dict[str, dict[str, Callable[[Actor], QuerySet[object]]]] = {
    Role.EDITOR: {"inbox": _to_register},
    Role.REVIEWER: {"inbox": _to_review},
    Role.SIGNER: {"inbox": _to_sign},
    Role.MEMBER: {"mine": _returned},
    Role.OFFICER: {"mine": _returned},
}

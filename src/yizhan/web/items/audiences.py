# SPDX-License-Identifier: Apache-2.0
"""For whom a page is made: staff who have the inbox read papers and journals, everybody else reads journeys."""

from yizhan.kernel.actors import Actor
from yizhan.web.rooms import rooms_of


def is_staff(actor: Actor) -> bool:
    """Whether the actor's post works on items that others handed in; then the inbox stands in its rail."""
    return any(room.key == "inbox" for room in rooms_of(actor.role))

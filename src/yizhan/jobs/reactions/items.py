# SPDX-License-Identifier: Apache-2.0
"""Deadlines of items follow their steps."""

from collections.abc import Mapping

from yizhan.domains.items.operations import keeping_time
from yizhan.domains.items.queries import limits
from yizhan.kernel.actors import system
from yizhan.kernel.models import Entry
from yizhan.kernel.outbox import Reaction


def follow_item(entry: Entry) -> None:
    """Open, meet or call off what is due of an item, where its station has ever laid down a limit."""
    if entry.station is not None and limits.has_limits(entry.station):
        keeping_time.follow(system(entry.station), entry.subject)


#: The steps into and out of the states in which something is due.
_STEPS = (
    "submitted",
    "arrived",
    "revised",
    "registered",
    "returned",
    "declined",
    "reconsidered",
    "withdrawn",
    "transferred",
    "absorbed",
    "set_free",
    "step_taken_back",
)

#: The table of this module: event name to reactions.
ITEMS: Mapping[str, tuple[Reaction, ...]] = {f"items.item.{step}": (follow_item,) for step in _STEPS}

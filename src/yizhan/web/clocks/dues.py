# SPDX-License-Identifier: Apache-2.0
"""When things are due, for lists that show a deadline on each row."""

import datetime
import uuid
from collections.abc import Iterable

from yizhan.domains.clocks import access
from yizhan.domains.clocks.states import State
from yizhan.kernel.actors import Actor


def dues_of(actor: Actor, subjects: Iterable[uuid.UUID]) -> dict[uuid.UUID, datetime.datetime]:
    """The moments of what runs for these things, as far as the actor may know of it; one query, none for nothing."""
    keys = list(subjects)
    if not keys:
        return {}
    rows = access.visible(actor).filter(subject__in=keys, state=State.RUNNING).order_by("-due_at")
    return dict(rows.values_list("subject", "due_at"))

# SPDX-License-Identifier: Apache-2.0
"""Saying again what nobody has signed for. A reminder stops by itself (pain 7): the list of the unsigned stays."""

import datetime

from yizhan.domains.notices import access, queries, rules
from yizhan.domains.notices.models import Notice
from yizhan.domains.notices.operations.queueing import queue
from yizhan.domains.notices.permissions import Permission
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.operations import operation

_AT_ONCE = 200


@operation
def remind(actor: Actor) -> None:
    """Send what is still to be signed for once more, each at its time and at most as often as the institution says.

    Writes: notices, letters.
    """
    access.require(actor, Permission.SEND)
    now = clock.now()
    due = list(queries.due_reminders(now).select_for_update(skip_locked=True)[:_AT_ONCE])
    for notice in due:
        notice.reminders += 1
        is_last = notice.reminders >= queries.rule(notice.station_id, rules.REMINDERS)
        hours = datetime.timedelta(hours=queries.rule(notice.station_id, rules.REMINDER_HOURS))
        notice.remind_at = None if is_last else now + hours
    Notice.objects.bulk_update(due, ["reminders", "remind_at"])
    queue(due)

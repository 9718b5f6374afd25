# SPDX-License-Identifier: Apache-2.0
"""Quotas of which somebody has been warned, on the workbench."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.clocks import access as clocks
from yizhan.domains.clocks.models import Alarm, Deadline
from yizhan.domains.clocks.states import AlarmState
from yizhan.domains.clocks.states import State as ClockState
from yizhan.domains.quotas.queries.clocked import KIND as QUOTA
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.web.components import State as Standing
from yizhan.web.workbench.rows import Waiting


def owed(actor: Actor) -> QuerySet[Any]:
    """The quotas of which somebody has been warned: they have not been reached and end soon."""
    warned = Alarm.objects.filter(deadline=OuterRef("pk"), name="warning").exclude(state=AlarmState.WAITING)
    own = clocks.visible(actor).filter(Exists(warned), kind=QUOTA, state=ClockState.RUNNING)
    return own.select_related("organization").order_by("due_at", "id")


def quota(row: object) -> Waiting:
    """A quota as a row."""
    if not isinstance(row, Deadline):
        raise TypeError("deadlines only")
    address = reverse("quota", args=[row.starts_at.astimezone(clock.OFFICE_ZONE).date().isoformat(), row.subject])
    return Waiting(
        title=row.title,
        url=address,
        verb=_("See what is missing"),
        act_url=address,
        state=Standing(_("quota still short"), "waiting"),
        since=row.starts_at,
        about=[row.organization.short_name] if row.organization else [],
        due=row.due_at,
        why_url=address,
    )

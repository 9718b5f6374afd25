# SPDX-License-Identifier: Apache-2.0
"""Duties to verify that wait for somebody, on the workbench."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.clocks.models import Deadline
from yizhan.domains.clocks.states import State as ClockState
from yizhan.domains.urgent import access
from yizhan.domains.urgent.models import Verification
from yizhan.domains.urgent.queries.reports import VERIFICATION
from yizhan.kernel.actors import Actor
from yizhan.web.components import State as Standing
from yizhan.web.workbench.rows import Waiting


def to_verify(actor: Actor) -> QuerySet[Any]:
    """What the actor has to verify, with the moment by which, where there is a limit."""
    clocks = Deadline.objects.filter(
        subject=OuterRef("emergency__public_id"), kind=VERIFICATION, state=ClockState.RUNNING
    )
    return access.waiting(actor).annotate(due_at=Subquery(clocks.order_by("-id").values("due_at")[:1]))


def verification(row: Any) -> Waiting:
    """A duty to verify as a row."""
    if not isinstance(row, Verification):
        raise TypeError("verifications only")
    event = row.emergency
    unit = event.organization.short_name if event.organization else _("the office")
    return Waiting(
        title=event.title,
        url=reverse("emergency", args=[event.public_id]),
        verb=_("Verify"),
        act_url=reverse("emergency-verification", args=[event.public_id]),
        state=Standing(_("to be verified"), "waiting"),
        since=row.begun_at,
        about=[part for part in (event.category, event.level, unit) if part],
        due=getattr(row, "due_at", None),
        is_urgent=True,
    )

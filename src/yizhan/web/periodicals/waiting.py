# SPDX-License-Identifier: Apache-2.0
"""Issues that wait to be read or composed, on the workbench."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.periodicals import access as periodicals
from yizhan.domains.periodicals.models import Issue
from yizhan.domains.periodicals.states import State as IssueState
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.web.components import State as Standing
from yizhan.web.workbench.rows import Waiting


def to_read(actor: Actor) -> QuerySet[Any]:
    """Released issues that the actor has not read."""
    return periodicals.unread(actor).select_related("series").order_by("released_at")


def reading(row: object) -> Waiting:
    """An issue to read as a row."""
    if not isinstance(row, Issue):
        raise TypeError("issues only")
    return Waiting(
        title=str(row),
        url=reverse("reading", args=[row.public_id]),
        verb=_("Read"),
        act_url=reverse("reading", args=[row.public_id]),
        state=Standing(_("to be read"), "waiting"),
        since=row.released_at or clock.now(),
    )


def composing(actor: Actor) -> QuerySet[Any]:
    """Issues that are being composed."""
    rows = periodicals.visible(actor).filter(state=IssueState.COMPOSING, station_id=actor.station or 0)
    return rows.select_related("series").order_by("id")


def issue(row: object) -> Waiting:
    """An issue to compose as a row."""
    if not isinstance(row, Issue):
        raise TypeError("issues only")
    return Waiting(
        title=row.title or row.series.name,
        url=reverse("issue", args=[row.public_id]),
        verb=_("Look through and release"),
        act_url=reverse("issue", args=[row.public_id]),
        state=Standing(_("being composed"), "information"),
        since=clock.now(),
    )

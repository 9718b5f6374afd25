# SPDX-License-Identifier: Apache-2.0
"""What of this room waits for an actor: objections to answer, corrections to confirm, activities to look at."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.appraisal import access
from yizhan.domains.appraisal.models import Activity, Correction, Objection
from yizhan.domains.appraisal.states import ActivityState, CorrectionState, ObjectionState
from yizhan.kernel.actors import Actor
from yizhan.web.appraisal.standing import standing_of
from yizhan.web.workbench.rows import Waiting


def raised(actor: Actor) -> QuerySet[Any]:
    """Objections that nobody has answered."""
    return access.visible_objections(actor).filter(state=ObjectionState.RAISED).order_by("id")


def objection(row: object) -> Waiting:
    """An objection as a row."""
    if not isinstance(row, Objection):
        raise TypeError("objections only")
    url = reverse("objection", args=[row.public_id])
    return Waiting(
        title=row.statement,
        url=url,
        verb=_("Answer"),
        act_url=url,
        state=standing_of(row),
        since=row.at,
        about=[row.holder_name],
    )


def proposed(actor: Actor) -> QuerySet[Any]:
    """Corrections that somebody else proposed."""
    found = access.visible_corrections(actor).filter(state=CorrectionState.PROPOSED).exclude(post_id=actor.post or 0)
    return found.select_related("occasion").order_by("id")


def correction(row: object) -> Waiting:
    """A correction as a row."""
    if not isinstance(row, Correction):
        raise TypeError("corrections only")
    url = reverse("correction", args=[row.public_id])
    return Waiting(
        title=row.subject,
        url=url,
        verb=_("Decide on it"),
        act_url=url,
        state=standing_of(row),
        since=row.at,
        about=[row.get_change_display()],
    )


def entered(actor: Actor) -> QuerySet[Any]:
    """Activities whose evidence nobody has seen."""
    found = access.visible_activities(actor).filter(state=ActivityState.ENTERED)
    return found.select_related("person").order_by("id")


def activity(row: object) -> Waiting:
    """An activity as a row."""
    if not isinstance(row, Activity):
        raise TypeError("activities only")
    url = reverse("activity", args=[row.public_id])
    return Waiting(
        title=f"{row.kind} · {row.title}",
        url=url,
        verb=_("Look at the evidence"),
        act_url=url,
        state=standing_of(row),
        since=row.at,
        about=[row.person.name],
    )

# SPDX-License-Identifier: Apache-2.0
"""Cases, assignments and answers that wait for somebody, on the workbench."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.network.queries import one_person
from yizhan.domains.supervision.access import visibility
from yizhan.domains.supervision.models import Assignment, Case, Feedback
from yizhan.domains.supervision.queries import waiting as supervised
from yizhan.domains.supervision.states import AssignmentState
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.web.components import State as Standing
from yizhan.web.workbench.rows import Waiting


def unanswered(actor: Actor) -> QuerySet[Any]:
    """Answers that the author has not rated."""
    told = visibility.visible_feedback(actor).exclude(answers__person__in=one_person(actor.person))
    return told.select_related("case__item", "case__station").order_by("id")


def feedback(row: object) -> Waiting:
    """An answer to its author as a row."""
    if not isinstance(row, Feedback):
        raise TypeError("feedback only")
    return Waiting(
        title=row.case.item.title,
        url=reverse("item", args=[row.case.item.public_id]),
        verb=_("Say whether it is solved"),
        act_url=reverse("feedback-answer", args=[row.public_id]),
        state=Standing(_("result"), "information"),
        since=row.at,
        about=[row.case.station.name],
    )


def supervised_by(actor: Actor) -> QuerySet[Any]:
    """Cases whose next step is the supervisor's."""
    return supervised.for_supervisor(actor.station or 0)


def case(row: object) -> Waiting:
    """A case as a row."""
    if not isinstance(row, Case):
        raise TypeError("cases only")
    return Waiting(
        title=row.item.title,
        url=reverse("case", args=[row.public_id]),
        verb=_("Go on"),
        act_url=reverse("case", args=[row.public_id]),
        state=Standing(row.get_state_display(), "waiting"),
        since=row.opened_at,
        about=[row.item.number],
    )


def assigned(actor: Actor) -> QuerySet[Any]:
    """Assignments whose next step is the department's."""
    return supervised.for_handler(actor.organization or 0).select_related("case__item")


def assignment(row: object) -> Waiting:
    """An assignment as a row."""
    if not isinstance(row, Assignment):
        raise TypeError("assignments only")
    is_new = row.state == AssignmentState.ASSIGNED
    evening = datetime.time(23, 59)
    return Waiting(
        title=row.case.item.title,
        url=reverse("assignment", args=[row.public_id]),
        verb=_("Accept") if is_new else _("Reply"),
        act_url=reverse("assignment", args=[row.public_id]),
        state=Standing(row.get_state_display(), "waiting"),
        since=row.assigned_at,
        about=[_("leading unit") if row.is_lead else _("assisting unit")],
        due=datetime.datetime.combine(row.due_on, evening, clock.OFFICE_ZONE),
        why_url=reverse("deadline-of", args=[row.public_id]),
    )
